import {
  otherwiseInEnglish,
  phraseAt,
  phraseBefore,
  plainNoWords,
  plainNoWordsEnglish,
  plainYesWords,
  refusalWords,
  refusalWordsEnglish,
  sameWords,
  type Words,
  wordsOf,
  yesOrNo,
} from '@mscore/vietnam';
import { isParticipation, type WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import { answer, type CommonName, commonEntries, declaredEntriesOf, type Entry, entriesFor } from './entries';
import { joined, type Token } from './message';
import { tableOf, type WordTable } from './word-table';

/** Everything a node accepts as a whole message in one language. */
export interface Vocabulary {
  /** The survey's own words. */
  readonly declared: WordTable;
  /** What the country pack adds; a word the survey declares, marks aside, is the survey's alone. */
  readonly common: readonly WordTable[];
  /** Present where one option says yes and another no. */
  readonly yesNo?: YesNo;
  /** The longest of all, folded, in UTF-16 units: nothing longer needs to be looked up. */
  readonly longest: number;
}

/** A word by itself. */
export const bare = (text: string): Token => ({ kind: 'word', glued: false, ...wordsOf(text) });

const tablesByName = new Map<CommonName, WordTable>();

function commonTable(name: CommonName): WordTable {
  const table = tablesByName.get(name) ?? tableOf(commonEntries[name]());
  tablesByName.set(name, table);
  return table;
}

/** Refusing a question anywhere, yes and no at a consent and where one option says yes and another no. */
function commonTables(node: WaitingNode, english: boolean, own: Own): readonly WordTable[] {
  const { yesNo, refusing } = own;
  return [
    ...(node.kind === 'consent' ? [commonTable(isParticipation(node) ? 'yesNoToTakePart' : 'yesNo')] : []),
    ...(node.kind === 'consent' && english ? [commonTable('yesNoEnglish')] : []),
    ...(yesNo === undefined ? [] : [yesNoTable(yesNo, english)]),
    ...(refusing === undefined
      ? [commonTable('refusal'), ...(english ? [commonTable('refusalEnglish')] : [])]
      : [refusalTable(refusing, english)]),
  ];
}

/** What some options of a choice say that the country pack has more words for. */
interface Own {
  readonly yesNo: YesNo | undefined;
  /** The option that is a refusal, where there is one. */
  readonly refusing: number | undefined;
}

/** The options of a choice that say yes and no. */
export interface YesNo {
  readonly yes: number;
  readonly no: number;
}

function yesNoIn(node: WaitingNode, declared: WordTable): YesNo | undefined {
  if (node.kind !== 'choice') return undefined;
  const own = { declared, common: [], longest: declared.longest };
  const [yes, no] = [lookUp(own, [bare('có')]), lookUp(own, [bare('không')])];
  const apart = yes?.kind === 'answer' && no?.kind === 'answer' && yes.value !== no.value;
  return apart ? { yes: yes.value, no: no.value } : undefined;
}

const yesNoTables = new Map<string, WordTable>();

function yesNoTable({ yes, no }: YesNo, english: boolean): WordTable {
  const key = `${yes} ${no} ${english}`;
  const table =
    yesNoTables.get(key) ??
    tableOf([
      ...entriesFor(plainYesWords, answer(yes, 'synonym')),
      ...entriesFor([...plainNoWords, ...(english ? plainNoWordsEnglish : [])], answer(no, 'synonym')),
    ]);
  yesNoTables.set(key, table);
  return table;
}

/** The option that refuses to answer, where a node has one: whatever refuses is that option then. */
function refusingIn(node: WaitingNode, declared: WordTable): number | undefined {
  if (node.kind !== 'choice') return undefined;
  const own = { declared, common: [], longest: declared.longest };
  const said = ownRefusals.map((words) => lookUp(own, words)).find((verdict) => verdict?.kind === 'answer');
  return said?.kind === 'answer' ? said.value : undefined;
}

/** Nobody says these of an office, as they do `từ chối` and `không trả lời`. */
const ownRefusals = ['không muốn trả lời', 'miễn trả lời'].map((text) => text.split(' ').map((word) => bare(word)));

const refusalTables = new Map<string, WordTable>();

function refusalTable(value: number, english: boolean): WordTable {
  const key = `${value} ${english}`;
  const words = english ? [...refusalWords, ...refusalWordsEnglish] : refusalWords;
  const table = refusalTables.get(key) ?? tableOf(entriesFor(words, answer(value, 'synonym')));
  refusalTables.set(key, table);
  return table;
}

const vocabularies = new WeakMap<WaitingNode, Map<string, Vocabulary>>();

/** The vocabulary of a node, made once. */
export function vocabularyOf(node: WaitingNode, language: string): Vocabulary {
  const known = vocabularies.get(node)?.get(language);
  if (known !== undefined) return known;
  const entries = declaredEntriesOf(node, language);
  const english = language === 'en';
  const declared = tableOf(english ? entries.filter(({ words }) => !otherwiseInEnglish.has(words.marked)) : entries);
  const yesNo = yesNoIn(node, declared);
  const common = commonTables(node, english, { yesNo, refusing: refusingIn(node, declared) });
  const vocabulary = {
    declared,
    common,
    longest: Math.max(...[declared, ...common].map(({ longest }) => longest)),
    ...(yesNo === undefined ? {} : { yesNo }),
  };
  const byLanguage = vocabularies.get(node) ?? new Map<string, Vocabulary>();
  vocabularies.set(node, byLanguage.set(language, vocabulary));
  return vocabulary;
}

/** What tokens mean to a node as a whole: the first entry whose letters they are and whose marks they do not contradict. */
export function lookUp({ declared, common, longest }: Vocabulary, tokens: readonly Token[]): Verdict | undefined {
  if (isLonger(tokens, longest)) return undefined;
  const words = joined(tokens);
  const own = declared.byFolded.get(words.folded);
  if (own !== undefined) return verdictAmong(own, words);
  for (const { byFolded } of common) {
    const others = byFolded.get(words.folded);
    const verdict = others && verdictAmong(others, words);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

const verdictAmong = (entries: readonly Entry[], words: Words): Verdict | undefined =>
  entries.find((entry) => sameWords(words, entry.words) && isSure(words, entry))?.verdict;

/** Whether tokens are longer than so many units once they are joined. */
function isLonger(tokens: readonly Token[], units: number): boolean {
  let left = units + 1;
  for (const { folded } of tokens) {
    left -= folded.length + 1;
    if (left < 0) return true;
  }
  return false;
}

/** How many tokens the longest entry takes that begins at a place; 0 when none does. */
export function entryAt({ declared, common }: Vocabulary, tokens: readonly Token[], at: number): number {
  let longest = phraseAt(declared.phrases, tokens, at);
  for (const { phrases } of common) longest = Math.max(longest, phraseAt(phrases, tokens, at));
  return longest;
}

/** How many tokens the longest entry takes that ends before a place; 0 when none does. */
export function entryBefore({ declared, common }: Vocabulary, tokens: readonly Token[], end: number): number {
  let longest = phraseBefore(declared.phrases, tokens, end);
  for (const { phrases } of common) longest = Math.max(longest, phraseBefore(phrases, tokens, end));
  return longest;
}

/** `o` may be ờ or không: the pack's own synonyms need the marks that decide it. */
const isSure = ({ marked }: Words, { verdict }: Entry): boolean =>
  !(yesOrNo.has(marked) && (verdict.kind === 'answer' || verdict.kind === 'refuse') && verdict.rule === 'synonym');

/** Whether two verdicts say the same, by whatever rule. */
export const sameMeaning = (left: Verdict, right: Verdict): boolean =>
  left.kind === right.kind && (left.kind !== 'answer' || right.kind !== 'answer' || left.value === right.value);
