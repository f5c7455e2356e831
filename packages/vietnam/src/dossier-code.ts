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

/** Codes of units as they are printed, by what is left of them without dots. */
export type KnownUnits = ReadonlyMap<string, string>;

/** Indexes the codes of units for `readDossierCode`: `H55.242` is found as `H55242`. */
export const knownUnitsOf = (codes: Iterable<string>): KnownUnits =>
  new Map([...codes].map((code) => [code.replaceAll('.', ''), code]));

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
  const runs: string[][] = [[]];
  parts.forEach((part, at) => {
    if (isOfCode(part, parts[at + 1])) runs.at(-1)?.push(part);
    else runs.push([]);
  });
  if (runs.length === 1) return undefined;
  const forms = runs.map((run) => formOf(run, knownUnits));
  const whole = forms.filter((form): form is Form => typeof form !== 'string' && isWhole(form));
  const codes = new Map(whole.map((form) => [spelled(form), form]));
  if (codes.size > 0) return codes.size === 1 ? [...codes.values()][0] : 'no-code';
  const first = parts.findIndex((part) => !leads.has(part));
  const run = runs.findIndex(({ length }) => length > 0);
  // Behind other words there may stand a phone number.
  return first === run && forms[run] !== 'no-code' ? forms[run] : undefined;
}

/** Digits, the letters people type for zeros, or the unit's letter apart from its digits. */
const isOfCode = (part: string, next = ''): boolean =>
  /[0-9]/.test(part) || /^(?:O{2,3}|[OIL]{4,6})$/.test(part) || (/^[A-Z]$/.test(part) && /^[0-9OIL]{2}$/.test(next));

const isWhole = ({ prefix: { kind } }: Form): boolean => kind === 'legal' || kind === 'newer';

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

type Prefix =
  /** `0001722H56` as `000.17.22.H56`. */
  | { readonly kind: 'legal'; readonly text: string }
  /** `H55242` as `H55.242`. */
  | { readonly kind: 'newer'; readonly text: string }
  /** `H56` alone. */
  | { readonly kind: 'unit'; readonly text: string }
  | { readonly kind: 'none' };

interface Form {
  readonly prefix: Prefix;
  /** YYMMDD, unless somebody typed it the other way round. */
  readonly date: string;
  readonly number: string;
}

/** Reads from the tail: running number, date, and what is left before them. */
function formOf(groups: readonly string[], knownUnits?: KnownUnits): Form | 'no-code' | 'needs-separators' {
  const squeezed = groups.join('');
  for (const width of numberWidths(groups)) {
    const start = squeezed.length - width - 6;
    if (start < 0) continue;
    const date = digits(squeezed.slice(start, start + 6));
    const number = digits(squeezed.slice(start + 6));
    const prefix = prefixOf(firstLetters(groups, start), knownUnits);
    if (date !== undefined && number !== undefined && typeof prefix !== 'string') return { prefix, date, number };
    if (prefix === 'needs-separators' && date !== undefined && number !== undefined) return prefix;
  }
  return 'no-code';
}

/** Four digits; five or six only where separators set both the number and the date before it apart. */
function numberWidths(groups: readonly string[]): readonly number[] {
  const width = groups.at(-1)?.length ?? 0;
  return (width === 5 || width === 6) && groups.at(-2)?.length === 6 ? [width, 4] : [4];
}

/** The groups up to a number of characters. */
function firstLetters(groups: readonly string[], length: number): readonly string[] {
  let left = length;
  return groups.flatMap((group) => {
    const taken = group.slice(0, Math.max(left, 0));
    left -= group.length;
    return taken === '' ? [] : [taken];
  });
}

function prefixOf(groups: readonly string[], knownUnits?: KnownUnits): Prefix | 'no-code' | 'needs-separators' {
  const squeezed = groups.join('');
  if (squeezed === '') return { kind: 'none' };
  // A longer running number without separators: its first digits were taken for the end of what stands before it.
  if (/^[0-9OIL]{1,2}$/.test(squeezed)) return 'needs-separators';
  const letterAt = squeezed.length >= 10 && digits(squeezed.slice(0, 7)) !== undefined ? 7 : 0;
  const before = digits(squeezed.slice(0, letterAt));
  const letter = squeezed.charAt(letterAt);
  const after = digits(squeezed.slice(letterAt + 1));
  if (before === undefined || after === undefined || after.length < 2 || !/[A-Z]/.test(letter)) return 'no-code';
  if (letterAt === 7) return legalPrefix(before, letter, after);
  return after.length === 2 ? { kind: 'unit', text: letter + after } : newerPrefix(groups, letter + after, knownUnits);
}

function legalPrefix(before: string, letter: string, after: string): Prefix | 'no-code' | 'needs-separators' {
  if (after.length > 2) return after.length <= 4 ? 'needs-separators' : 'no-code';
  return { kind: 'legal', text: `${before.slice(0, 3)}.${before.slice(3, 5)}.${before.slice(5)}.${letter}${after}` };
}

function newerPrefix(
  groups: readonly string[],
  squeezed: string,
  knownUnits?: KnownUnits,
): Prefix | 'needs-separators' {
  const known = knownUnits?.get(squeezed);
  if (known !== undefined) return { kind: 'newer', text: known };
  const [first = '', ...others] = groups;
  // Nobody can tell where such a unit ends unless it is known or set apart.
  if (others.length === 0 || first.length !== 3) return 'needs-separators';
  const lengths = others.map(({ length }) => length);
  const parts = lengths.map((length, at) => {
    const start = 3 + lengths.slice(0, at).reduce((sum, one) => sum + one, 0);
    return squeezed.slice(start, start + length);
  });
  return { kind: 'newer', text: [squeezed.slice(0, 3), ...parts].join('.') };
}

/** Where a digit must stand, O is 0 and I and L are 1. */
function digits(text: string): string | undefined {
  const read = text.replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9]*$/.test(read) ? read : undefined;
}

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

const spelled = ({ prefix, date, number }: Form): string =>
  [...(prefix.kind === 'none' ? [] : [prefix.text]), date, number].join('-');
