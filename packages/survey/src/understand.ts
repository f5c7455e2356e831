import { sameWords, saysNothing, type Words, wordsOf } from '@mscore/vietnam';
import { GAP } from './join-texts';
import { keywordOf } from './keywords';
import type { ChoiceNode, NumberNode, ScaleNode, Texts, WaitingNode } from './survey';
import type { Verdict } from './verdict';

/**
 * What a reply to a waiting node means. Whole messages only and nothing fuzzy: what is not surely an answer is a
 * comment, because a wrong answer is worse than a question asked again.
 */
export function understand(node: WaitingNode, text: string, language: string): Verdict {
  const keyword = keywordOf(text);
  if (keyword !== undefined) return { kind: 'keyword', call: { name: keyword } };
  const message = wordsOf(text);
  const vocabulary = vocabularyOf(node, language);
  const declared = lookUp(vocabulary, message);
  if (declared !== undefined) return declared;
  if (node.kind === 'text') return text.trim() === '' ? { kind: 'empty' } : { kind: 'comment' };
  const number = numberIn(message);
  if (number !== undefined) return lookUp(vocabulary, wordsOf(String(number))) ?? understandNumber(node, number);
  return saysNothing(text) ? { kind: 'empty' } : { kind: 'comment' };
}

/** What a text that lacks words means: whatever is left of it, nobody knows what stood beside it. */
export const understandIncomplete = (text: string): Extract<Verdict, { kind: 'comment' | 'empty' }> => ({
  kind: text.replaceAll(GAP, '').trim() === '' ? 'empty' : 'comment',
});

function understandNumber(node: Exclude<WaitingNode, { kind: 'text' }>, value: number): Verdict {
  switch (node.kind) {
    case 'consent':
    case 'choice':
      // Their numbers are in the vocabulary: what arrives here is none of them.
      return { kind: 'outOfRange', value };
    case 'scale':
      return inRange(node, value) ? digits(value) : { kind: 'outOfRange', value };
    case 'number':
      if (inRange(node, value)) return digits(value);
      if (value > node.max && value <= (node.topCode ?? node.max)) {
        return { kind: 'answer', value: node.max, rule: 'digits', flags: ['top-coded'] };
      }
      return { kind: 'outOfRange', value };
    default:
      return node satisfies never;
  }
}

const inRange = (node: NumberNode | ScaleNode, value: number): boolean => value >= node.min && value <= node.max;

const digits = (value: number): Verdict => ({ kind: 'answer', value, rule: 'digits', flags: [] });
const option = (value: number): Verdict => ({ kind: 'answer', value, rule: 'option', flags: [] });
const skip: Verdict = { kind: 'skip', rule: 'skip-word' };

// One leading zero is how some people write a digit; more are a code.
const wholeNumber = /^(?:0|0?[1-9][0-9]{0,2})$/;

const numberIn = ({ marked }: Words): number | undefined => (wholeNumber.test(marked) ? Number(marked) : undefined);

/** A word of a node with what it means there. */
export interface Entry {
  readonly words: Words;
  readonly verdict: Verdict;
}

type Vocabulary = ReadonlyMap<string, readonly Entry[]>;
const vocabularies = new WeakMap<WaitingNode, Map<string, Vocabulary>>();

function vocabularyOf(node: WaitingNode, language: string): Vocabulary {
  let byLanguage = vocabularies.get(node);
  if (byLanguage === undefined) {
    byLanguage = new Map();
    vocabularies.set(node, byLanguage);
  }
  let vocabulary = byLanguage.get(language);
  if (vocabulary === undefined) {
    vocabulary = groupByFolded(entriesOf(node, language));
    byLanguage.set(language, vocabulary);
  }
  return vocabulary;
}

function groupByFolded(entries: readonly Entry[]): Vocabulary {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.words.folded);
    if (group === undefined) groups.set(entry.words.folded, [entry]);
    else group.push(entry);
  }
  return groups;
}

function lookUp(vocabulary: Vocabulary, message: Words): Verdict | undefined {
  const find = (words: Words) => vocabulary.get(words.folded)?.find((entry) => sameWords(words, entry.words))?.verdict;
  return find(message) ?? find(spelledOut(message));
}

/** `ko` and `k` are how people write không; tried only when the message as typed says nothing. */
function spelledOut(message: Words): Words {
  const spell = (text: string, no: string) =>
    text
      .split(' ')
      .map((word) => (word === 'ko' || word === 'k' ? no : word))
      .join(' ');
  return { marked: spell(message.marked, 'không'), folded: spell(message.folded, 'khong') };
}

/**
 * Everything a node accepts as a whole message in a language, with what it means: declared words come first, the
 * refusal that works everywhere last.
 */
export function entriesOf(node: WaitingNode, language: string): readonly Entry[] {
  const entries = (texts: readonly string[], verdict: Verdict): readonly Entry[] =>
    texts.map((text) => ({ words: wordsOf(text), verdict }));
  const refusal = entries(['từ chối'], { kind: 'refuse', rule: 'refusal' });
  switch (node.kind) {
    case 'consent':
      return [
        ...entries(node.accept, option(1)),
        ...entries(node.refuse, { kind: 'refuse', rule: 'refuse-word' }),
        ...refusal,
      ];
    case 'choice':
      return [...entries(node.skip, skip), ...entriesOfOptions(node, language), ...refusal];
    case 'number':
      return [
        ...entries(node.skip, skip),
        ...Object.entries(node.words ?? {}).flatMap(([phrase, value]) =>
          entries([phrase], { kind: 'answer', value, rule: 'phrase', flags: [] }),
        ),
        ...refusal,
      ];
    case 'scale':
      return [...entries(node.skip, skip), ...refusal];
    case 'text':
      return [...entries(node.skip, skip), ...refusal];
    default:
      return node satisfies never;
  }
}

const entriesOfOptions = (node: ChoiceNode, language: string): readonly Entry[] =>
  node.options.flatMap(({ value, label, accept }) => [
    { words: wordsOf(String(value)), verdict: digits(value) },
    ...[...labelsIn(label, language), ...accept].map((text) => ({ words: wordsOf(text), verdict: option(value) })),
  ]);

/** Whoever reads `vi-ascii` may still type marks, and only the `vi` label says which ones belong. */
function labelsIn(label: Texts, language: string): readonly string[] {
  const source = language === 'vi-ascii' ? (label.vi ?? label[language]) : label[language];
  return source === undefined ? [] : [source];
}
