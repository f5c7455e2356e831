import {
  noWords,
  noWordsEnglish,
  otherwiseInEnglish,
  type Phrases,
  phraseAt,
  phrasesOf,
  plainNoWords,
  plainNoWordsEnglish,
  plainYesWords,
  refusalWords,
  refusalWordsEnglish,
  sameWords,
  type Words,
  wordsOf,
  yesOrNo,
  yesWords,
  yesWordsEnglish,
} from '@mscore/vietnam';
import type { ChoiceNode, Texts, WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import { joined, spelledOut, type Token, tokensOf } from './message';

/** A word of a node with what it means there. */
export interface Entry {
  readonly words: Words;
  readonly verdict: Verdict;
}

/** Entries prepared for look-up. */
interface WordTable {
  /** By the folded form of their tokens. */
  readonly byFolded: ReadonlyMap<string, readonly Entry[]>;
  /** The same as phrases, to find them within a message. */
  readonly phrases: Phrases;
}

/** Everything a node accepts as a whole message in one language. */
export interface Vocabulary {
  /** The survey's own words. */
  readonly declared: WordTable;
  /** What the country pack adds; a word the survey declares, marks aside, is the survey's alone. */
  readonly common: readonly WordTable[];
  /** Present where one option says yes and another no. */
  readonly yesNo?: YesNo;
}

const answer = (value: number, rule: 'digits' | 'option' | 'phrase' | 'synonym'): Verdict => ({
  kind: 'answer',
  value,
  rule,
  flags: [],
});
const skip: Verdict = { kind: 'skip', rule: 'skip-word' };

const entriesFor = (texts: readonly string[], verdict: Verdict): readonly Entry[] =>
  texts.map((text) => ({ words: wordsOf(text), verdict }));

/** What the survey itself declares for a node: words to skip and refuse, labels, accepted words, phrases. */
export function declaredEntriesOf(node: WaitingNode, language: string): readonly Entry[] {
  switch (node.kind) {
    case 'consent':
      return [
        ...entriesFor(node.accept, answer(1, 'option')),
        ...entriesFor(node.refuse, { kind: 'refuse', rule: 'refuse-word' }),
      ];
    case 'choice':
      return [...entriesFor(node.skip, skip), ...entriesOfOptions(node, language)];
    case 'number':
      return [
        ...entriesFor(node.skip, skip),
        ...Object.entries(node.words ?? {}).flatMap(([phrase, value]) => entriesFor([phrase], answer(value, 'phrase'))),
      ];
    case 'scale':
    case 'text':
      return entriesFor(node.skip, skip);
    default:
      return node satisfies never;
  }
}

const entriesOfOptions = (node: ChoiceNode, language: string): readonly Entry[] =>
  node.options.flatMap(({ value, label, accept }) => [
    { words: wordsOf(String(value)), verdict: answer(value, 'digits') },
    ...entriesFor([...labelsIn(label, language), ...accept], answer(value, 'option')),
  ]);

/** Vietnamese is understood in every language, and only the `vi` label says which marks belong. */
const labelsIn = (label: Texts, language: string): readonly string[] => [
  ...new Set([label.vi ?? label['vi-ascii'], label[language]].filter((text) => text !== undefined)),
];

/** What the country pack adds, by what it is: tables long enough to be made once for all nodes. */
const commonEntries = {
  refusal: () => entriesFor(refusalWords, { kind: 'refuse', rule: 'refusal' }),
  refusalEnglish: () => entriesFor(refusalWordsEnglish, { kind: 'refuse', rule: 'refusal' }),
  yesNo: () => [
    ...entriesFor(yesWords, answer(1, 'synonym')),
    ...entriesFor(noWords, { kind: 'refuse', rule: 'synonym' }),
  ],
  yesNoEnglish: () => [
    ...entriesFor(yesWordsEnglish, answer(1, 'synonym')),
    ...entriesFor(noWordsEnglish, { kind: 'refuse', rule: 'synonym' }),
  ],
} as const satisfies Record<string, () => readonly Entry[]>;
type CommonName = keyof typeof commonEntries;

const tablesByName = new Map<CommonName, WordTable>();

function commonTable(name: CommonName): WordTable {
  const table = tablesByName.get(name) ?? tableOf(commonEntries[name]());
  tablesByName.set(name, table);
  return table;
}

/** Refusing a question anywhere, yes and no at a consent and where one option says yes and another no. */
function commonTables(node: WaitingNode, english: boolean, yesNo: YesNo | undefined): readonly WordTable[] {
  return [
    ...(node.kind === 'consent' ? [commonTable('yesNo')] : []),
    ...(node.kind === 'consent' && english ? [commonTable('yesNoEnglish')] : []),
    ...(yesNo === undefined ? [] : [yesNoTable(yesNo, english)]),
    commonTable('refusal'),
    ...(english ? [commonTable('refusalEnglish')] : []),
  ];
}

/** The options of a choice that say yes and no. */
export interface YesNo {
  readonly yes: number;
  readonly no: number;
}

function yesNoIn(node: WaitingNode, declared: WordTable): YesNo | undefined {
  if (node.kind !== 'choice') return undefined;
  const own = { declared, common: [] };
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

/** A word by itself. */
export const bare = (text: string): Token => ({ kind: 'word', glued: false, ...wordsOf(text) });

const vocabularies = new WeakMap<WaitingNode, Map<string, Vocabulary>>();

/** The vocabulary of a node, made once. */
export function vocabularyOf(node: WaitingNode, language: string): Vocabulary {
  const known = vocabularies.get(node)?.get(language);
  if (known !== undefined) return known;
  const entries = declaredEntriesOf(node, language);
  const english = language === 'en';
  const declared = tableOf(english ? entries.filter(({ words }) => !otherwiseInEnglish.has(words.marked)) : entries);
  const yesNo = yesNoIn(node, declared);
  const vocabulary = {
    declared,
    common: commonTables(node, english, yesNo),
    ...(yesNo === undefined ? {} : { yesNo }),
  };
  const byLanguage = vocabularies.get(node) ?? new Map<string, Vocabulary>();
  vocabularies.set(node, byLanguage.set(language, vocabulary));
  return vocabulary;
}

function tableOf(entries: readonly Entry[]): WordTable {
  const byFolded = new Map<string, Entry[]>();
  const texts: string[] = [];
  for (const { words, verdict } of entries) {
    for (const form of formsOf(words)) {
      const group = byFolded.get(form.folded);
      if (group === undefined) byFolded.set(form.folded, [{ words: form, verdict }]);
      else group.push({ words: form, verdict });
      texts.push(form.marked);
    }
  }
  return { byFolded, phrases: phrasesOf(texts) };
}

/** A word as its tokens, as declared and with short forms written out. */
function formsOf(words: Words): readonly Words[] {
  const tokens = tokensOf(words.marked);
  const [typed, standard] = [joined(tokens), joined(tokens.flatMap((word) => spelledOut(word, 'vi')))];
  return typed.marked === standard.marked ? [typed] : [typed, standard];
}

/** What tokens mean to a node as a whole: the first entry whose letters they are and whose marks they do not contradict. */
export function lookUp({ declared, common }: Vocabulary, tokens: readonly Token[]): Verdict | undefined {
  const words = joined(tokens);
  const tables = declared.byFolded.has(words.folded) ? [declared] : common;
  for (const { byFolded } of tables) {
    const found = byFolded.get(words.folded)?.find((entry) => sameWords(words, entry.words) && isSure(words, entry));
    if (found !== undefined) return found.verdict;
  }
  return undefined;
}

/** How many tokens the longest entry takes that begins at a place; 0 when none does. */
export const entryAt = ({ declared, common }: Vocabulary, tokens: readonly Token[], at: number): number =>
  Math.max(...[declared, ...common].map(({ phrases }) => phraseAt(phrases, tokens, at)));

/** `o` may be ờ or không: the pack's own synonyms need the marks that decide it. */
const isSure = ({ marked }: Words, { verdict }: Entry): boolean =>
  !(yesOrNo.has(marked) && (verdict.kind === 'answer' || verdict.kind === 'refuse') && verdict.rule === 'synonym');

/** Whether two verdicts say the same, by whatever rule. */
export const sameMeaning = (left: Verdict, right: Verdict): boolean =>
  left.kind === right.kind && (left.kind !== 'answer' || right.kind !== 'answer' || left.value === right.value);
