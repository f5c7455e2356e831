import {
  casualYesWords,
  noWords,
  noWordsEnglish,
  refusalWords,
  refusalWordsEnglish,
  type Words,
  wordsOf,
  yesWords,
  yesWordsEnglish,
} from '@mscore/vietnam';
import type { ChoiceNode, Texts, WaitingNode } from '../survey';
import type { Verdict } from '../verdict';

/** A word of a node with what it means there. */
export interface Entry {
  readonly words: Words;
  readonly verdict: Verdict;
}

export const answer = (value: number, rule: 'digits' | 'option' | 'phrase' | 'synonym'): Verdict => ({
  kind: 'answer',
  value,
  rule,
  flags: [],
});
const skip: Verdict = { kind: 'skip', rule: 'skip-word' };
const unsure: Verdict = { kind: 'ambiguous', candidates: [] };

export const entriesFor = (texts: readonly string[], verdict: Verdict): readonly Entry[] =>
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
      return [
        ...entriesFor(node.skip, skip),
        // Before the options, so that what carries no marks is one of these.
        ...entriesFor(node.unsure ?? [], unsure),
        ...entriesOfOptions(node, language),
      ];
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

const yesNoEntries = (yes: readonly string[]): readonly Entry[] => [
  ...entriesFor(yes, answer(1, 'synonym')),
  ...entriesFor(noWords, { kind: 'refuse', rule: 'synonym' }),
];

/** What the country pack adds, by what it is: tables long enough to be made once for all nodes. */
export const commonEntries = {
  refusal: () => entriesFor(refusalWords, { kind: 'refuse', rule: 'refusal' }),
  refusalEnglish: () => entriesFor(refusalWordsEnglish, { kind: 'refuse', rule: 'refusal' }),
  yesNo: () => yesNoEntries(yesWords),
  yesNoToTakePart: () => yesNoEntries([...yesWords, ...casualYesWords]),
  yesNoEnglish: () => [
    ...entriesFor(yesWordsEnglish, answer(1, 'synonym')),
    ...entriesFor(noWordsEnglish, { kind: 'refuse', rule: 'synonym' }),
  ],
} as const satisfies Record<string, () => readonly Entry[]>;
export type CommonName = keyof typeof commonEntries;
