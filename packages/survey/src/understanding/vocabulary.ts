import {
  noWords,
  noWordsEnglish,
  type Phrases,
  phrasesOf,
  refusalWords,
  refusalWordsEnglish,
  sameWords,
  type Words,
  wordsOf,
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

/** Everything a node accepts as a whole message in one language. */
export interface Vocabulary {
  readonly entries: readonly Entry[];
  /** By the folded form of their tokens. */
  readonly byFolded: ReadonlyMap<string, readonly Entry[]>;
  /** The same as phrases, to find them within a message. */
  readonly phrases: Phrases;
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

/** What the country pack adds: refusing a question anywhere, yes and no at a consent. The survey's own words come first. */
function commonEntriesOf(node: WaitingNode, language: string): readonly Entry[] {
  const english = language === 'en';
  const refusals = entriesFor([...refusalWords, ...(english ? refusalWordsEnglish : [])], {
    kind: 'refuse',
    rule: 'refusal',
  });
  return node.kind === 'consent' ? [...yesAndNo(english), ...refusals] : refusals;
}

function yesAndNo(english: boolean): readonly Entry[] {
  return [
    ...entriesFor([...yesWords, ...(english ? yesWordsEnglish : [])], answer(1, 'synonym')),
    ...entriesFor([...noWords, ...(english ? noWordsEnglish : [])], { kind: 'refuse', rule: 'synonym' }),
  ];
}

const vocabularies = new WeakMap<WaitingNode, Map<string, Vocabulary>>();

/** The vocabulary of a node, made once. */
export function vocabularyOf(node: WaitingNode, language: string): Vocabulary {
  const known = vocabularies.get(node)?.get(language);
  if (known !== undefined) return known;
  const vocabulary = buildVocabulary(node, language);
  const byLanguage = vocabularies.get(node) ?? new Map<string, Vocabulary>();
  vocabularies.set(node, byLanguage.set(language, vocabulary));
  return vocabulary;
}

function buildVocabulary(node: WaitingNode, language: string): Vocabulary {
  const declared = declaredEntriesOf(node, language);
  const taken = new Set(declared.map(({ words }) => words.folded));
  const entries = [...declared, ...commonEntriesOf(node, language).filter(({ words }) => !taken.has(words.folded))];
  const byFolded = new Map<string, Entry[]>();
  const texts: string[] = [];
  for (const { words, verdict } of entries) {
    for (const form of formsOf(words)) {
      const group = byFolded.get(form.folded) ?? [];
      byFolded.set(form.folded, [...group, { words: form, verdict }]);
      texts.push(form.marked);
    }
  }
  return { entries, byFolded, phrases: phrasesOf(texts) };
}

/** A word as its tokens, as declared and with short forms written out. */
function formsOf(words: Words): readonly Words[] {
  const tokens = tokensOf(words.marked);
  const [typed, standard] = [joined(tokens), joined(tokens.flatMap(spelledOut))];
  return typed.marked === standard.marked ? [typed] : [typed, standard];
}

/** What tokens mean to a node as a whole: the first entry whose letters they are and whose marks they do not contradict. */
export function lookUp({ byFolded }: Vocabulary, tokens: readonly Token[]): Verdict | undefined {
  const words = joined(tokens);
  return byFolded.get(words.folded)?.find((entry) => sameWords(words, entry.words))?.verdict;
}

/** Whether two verdicts say the same, by whatever rule. */
export const sameMeaning = (left: Verdict, right: Verdict): boolean =>
  left.kind === right.kind && (left.kind !== 'answer' || right.kind !== 'answer' || left.value === right.value);
