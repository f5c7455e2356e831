import { type Form, formOf, isWhole, type KnownUnits, spelled } from './dossier-form';
import { withoutMarks } from './fold';

/** What somebody typed where a dossier code belongs. */
export type DossierCodeRead =
  /** A whole code, as it is printed. */
  | { readonly kind: 'code'; readonly code: string }
  /** Enough only together with the phone: `date` as YYMMDD, `number` the running number of that day. */
  | { readonly kind: 'short'; readonly unit?: string; readonly date: string; readonly number: string }
  /** Nothing beside the keyword: the newest dossiers of this phone. */
  | { readonly kind: 'bare' }
  /** `typed` is the date as it was typed, `meant` the code in which day and year have changed places. */
  | {
      readonly kind: 'error';
      readonly problem: DossierCodeProblem;
      readonly typed?: string;
      readonly meant?: string;
    };

export type DossierCodeProblem = 'no-code' | 'no-such-date' | 'future-date' | 'too-early' | 'needs-separators';

/** Circular 01/2018/TT-VPCP came into force on this day: no code is older. */
const FIRST_DAY = '2019-01-06';

// Longest first, so that `TTHC` is not read as `TT` before something; glued ones too.
const keyword = /^[^A-Z0-9]*(?:MA[^A-Z0-9]*)?(?:TTHC|HO *SO|HS|TT|KQ)/;

/**
 * Reads a dossier code as people type it (Circular 01/2018/TT-VPCP art. 19, and the newer unit codes of Decision
 * 20/2020/QD-TTg). Never throws; a canonical code is read as itself.
 * @param today ISO date, local: no dossier was received later.
 * @param knownUnits newer unit codes, for those typed without their dots.
 */
export function readDossierCode(typed: string, today: string, knownUnits?: KnownUnits): DossierCodeRead {
  const text = plain(typed).replace(keyword, '');
  const groups = groupsOf(text);
  if (groups.length === 0) return { kind: 'bare' };
  const form = formAmongWords(text, knownUnits) ?? formOf(groups, knownUnits);
  return typeof form === 'string' ? { kind: 'error', problem: form } : judgeDate(form, today);
}

/** Words that say that a code follows. */
const leads: ReadonlySet<string> = new Set(['SO', 'MA', 'HO', 'HS', 'TTHC', 'LA']);
/** Longest text that is searched for a code among words: a message of a few parts. */
const LONGEST_SEARCHED = 500;

/**
 * The one whole code among words (`xong chưa`, `khi nào có`), or what stands where a code is expected, after `số` or
 * `mã`. Nothing where there are no words or several codes.
 */
function formAmongWords(text: string, knownUnits?: KnownUnits): ReturnType<typeof formOf> | undefined {
  if (text.length > LONGEST_SEARCHED) return undefined;
  const parts = text.match(/[A-Z0-9]+|[,;!?\n]/g) ?? [];
  const runs = runsIn(parts).map(({ groups }) => groups);
  if (runs.length === 1) return undefined;
  const forms = runs.map((run) => formOf(run, knownUnits));
  const codes = wholeAmong(forms);
  if (codes.size > 0) return codes.size === 1 ? [...codes.values()][0] : 'no-code';
  const first = parts.findIndex((part) => !leads.has(part));
  const run = runs.findIndex(({ length }) => length > 0);
  // Behind other words there may stand a phone number.
  return first === run && forms[run] !== 'no-code' ? forms[run] : undefined;
}

/** Groups that stand side by side, and the place of the first among the words. */
interface Run {
  readonly from: number;
  readonly groups: readonly string[];
}

/** Of words and what ends a clause, those that may be of a code, run by run. */
function runsIn(parts: readonly string[]): readonly Run[] {
  const runs: { from: number; groups: string[] }[] = [{ from: 0, groups: [] }];
  for (const [at, part] of parts.entries()) {
    if (isOfCode(part, parts[at + 1])) runs.at(-1)?.groups.push(part);
    else runs.push({ from: at + 1, groups: [] });
  }
  return runs;
}

/** The whole codes, by how they are printed. */
const wholeAmong = (forms: readonly ReturnType<typeof formOf>[]): ReadonlyMap<string, Form> =>
  new Map(
    forms
      .filter((form): form is Form => typeof form !== 'string' && isWhole(form))
      .map((form) => [spelled(form), form]),
  );

/** A code as it is printed, and what was said around it, with its marks. */
export interface DossierCodeAmongWords {
  readonly code: string;
  /** All of it; a space stands for the code wherever it was. */
  readonly beside: string;
  /** What stood before it, spaces and all, and behind the last of it. */
  readonly before: string;
  readonly after: string;
}

/**
 * The one whole code that a text holds among its words, whatever its date; `undefined` where there is none or several.
 * A newer code counts only with its date and its number set apart: letters and a phone number are none.
 */
export function dossierCodeAmong(typed: string): DossierCodeAmongWords | undefined {
  if (typed.length > LONGEST_SEARCHED) return undefined;
  const text = typed.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[,;!?\n]/gu)];
  const runs = runsIn(words.map(([word]) => plain(word)));
  const forms = runs.map(({ groups }) => (isSureAmongWords(groups) ? formOf(groups) : 'no-code'));
  const codes = wholeAmong(forms);
  const [code] = codes.keys();
  if (code === undefined || codes.size > 1) return undefined;
  const spans = runs.filter((_, at) => isForm(forms[at])).map(({ from, groups }) => spanOf(words, from, groups.length));
  const [before, after] = [text.slice(0, spans[0]?.start), text.slice(spans.at(-1)?.end)];
  return { code, beside: without(text, spans), before, after };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(words: readonly RegExpMatchArray[], from: number, count: number): Span {
  const [first, last] = [words[from], words[from + count - 1]];
  return { start: first?.index ?? 0, end: (last?.index ?? 0) + (last?.[0].length ?? 0) };
}

/** A text without some of its parts, given in their order; a space stands for each. */
function without(text: string, spans: readonly Span[]): string {
  const starts = [0, ...spans.map(({ end }) => end)];
  return starts
    .map((start, at) => text.slice(start, spans[at]?.start))
    .join(' ')
    .trim();
}

const isForm = (form: ReturnType<typeof formOf> | undefined): boolean => typeof form === 'object' && isWhole(form);

/** Seven digits before the letter are a legal code's; any other says by its groups where its date is. */
const isSureAmongWords = (run: readonly string[]): boolean =>
  /^[0-9OIL]{7}[A-Z]/.test(run.join('')) || run.at(-2)?.length === 6;

/** Digits, the letters people type for zeros, or the unit's letter apart from its digits. */
const isOfCode = (part: string, next = ''): boolean =>
  /[0-9]/.test(part) || /^(?:O{2,3}|[OIL]{4,6})$/.test(part) || (/^[A-Z]$/.test(part) && /^[0-9OIL]{2}$/.test(next));

/** Whether a text is a whole code and nothing else, whatever its date: what needs no keyword before it. */
export function isFullDossierCode(typed: string): boolean {
  const form = typed.length > LONGEST ? 'no-code' : formOf(groupsOf(plain(typed)));
  return typeof form !== 'string' && isWhole(form);
}

/** Longest text that can be a code alone, spaces and all. */
const LONGEST = 60;

const plain = (typed: string): string => withoutMarks(typed.normalize('NFKC').replace(/\p{Cf}/gu, '')).toUpperCase();

/** Letters and digits between whatever people put for dots and dashes. */
const groupsOf = (text: string): readonly string[] => text.match(/[A-Z0-9]+/g) ?? [];

function judgeDate(form: Form, today: string): DossierCodeRead {
  const problem = problemOf(form.date, today);
  if (problem === undefined) return printed(form);
  const date = form.date.slice(4) + form.date.slice(2, 4) + form.date.slice(0, 2);
  const meant = problemOf(date, today) === undefined ? { meant: spelled({ ...form, date }) } : {};
  return { kind: 'error', problem, typed: form.date, ...meant };
}

function problemOf(date: string, today: string): 'no-such-date' | 'future-date' | 'too-early' | undefined {
  const iso = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
  if (!isDate(Number(`20${date.slice(0, 2)}`), Number(date.slice(2, 4)), Number(date.slice(4)))) return 'no-such-date';
  if (iso > today) return 'future-date';
  return iso < FIRST_DAY ? 'too-early' : undefined;
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

function printed(form: Form): DossierCodeRead {
  const { prefix, date, number } = form;
  switch (prefix.kind) {
    case 'legal':
    case 'newer':
      return { kind: 'code', code: spelled(form) };
    case 'unit':
      return { kind: 'short', unit: prefix.text, date, number };
    case 'none':
      return { kind: 'short', date, number };
    default:
      return prefix satisfies never;
  }
}
