import { sameWords, saysNothing, wordsOf } from '@mscore/vietnam';
import { isKeyword } from '../keywords';
import type { Problem } from '../problem';
import { type ChoiceNode, isWaiting, type Survey, type WaitingNode } from '../survey';
import { type Reading, readingsByRule } from '../understanding/at-node';
import { duration, endOf, overlaps } from '../understanding/durations';
import { declaredEntriesOf, type Entry } from '../understanding/entries';
import { readMessage } from '../understanding/message';
import { sameMeaning } from '../understanding/vocabulary';
import type { Verdict } from '../verdict';

/** What a reply can mean at a node is one thing: words are disjoint, collide with no keyword and lie in no range. */
export function checkWords(survey: Survey): readonly Problem[] {
  return [
    ...survey.nodes.flatMap((node, at) => (isWaiting(node) ? checkNode(survey, node, `/nodes/${at}`) : [])),
    ...survey.complaintWords.flatMap((word, at) =>
      wordsOf(word).marked === word
        ? []
        : [{ path: `/complaintWords/${at}`, message: `"${word}" is not written as comments are compared` }],
    ),
  ];
}

function checkNode(survey: Survey, node: WaitingNode, path: string): readonly Problem[] {
  return [
    ...checkValues(node, path),
    ...survey.languages.flatMap((language) => checkEntries(node, language, path)),
  ].filter(({ message }, at, all) => all.findIndex((other) => other.message === message) === at);
}

function checkValues(node: WaitingNode, path: string): readonly Problem[] {
  if (node.kind === 'choice') {
    const values = node.options.map(({ value }) => value);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    return [
      ...(twice === undefined
        ? []
        : [{ path: `${path}/options`, message: `node "${node.id}" has two options of value ${twice}` }]),
      ...checkTimes(node, path),
    ];
  }
  if (node.kind === 'consent' && node.variable !== undefined && node.about !== undefined) {
    const message = `node "${node.id}": only the consent to the survey itself is about something`;
    return [{ path: `${path}/about`, message }];
  }
  if (node.kind !== 'scale' && node.kind !== 'number') return [];
  const problems = [];
  if (node.min >= node.max) problems.push({ path, message: `node "${node.id}" has no range: min is not below max` });
  if (node.min < 0)
    problems.push({ path: `${path}/min`, message: `node "${node.id}": nobody types a negative number` });
  if (node.kind === 'number' && node.topCode !== undefined && node.topCode <= node.max) {
    problems.push({ path: `${path}/topCode`, message: `node "${node.id}": topCode must be above max` });
  }
  return problems;
}

/** Times belong to one option at most. */
const checkTimes = ({ id, options }: ChoiceNode, path: string): readonly Problem[] =>
  options.flatMap(({ value, minutes }, at) => {
    if (minutes === undefined) return [];
    const place = `${path}/options/${at}/minutes`;
    const to = endOf(minutes);
    if (to < minutes.from)
      return [{ path: place, message: `node "${id}": the times of option ${value} end before they begin` }];
    const other = options.slice(0, at).find((each) => overlaps(each, { from: minutes.from, to }));
    if (other === undefined) return [];
    return [{ path: place, message: `node "${id}": options ${other.value} and ${value} stand for the same times` }];
  });

function checkEntries(node: WaitingNode, language: string, path: string): readonly Problem[] {
  const meanings = new Map<string, Verdict>();
  return declaredEntriesOf(node, language).flatMap((entry) => {
    const other = meanings.get(entry.words.folded);
    meanings.set(entry.words.folded, other ?? entry.verdict);
    const wrong = faultOf(node, language, entry, other);
    return wrong === undefined
      ? []
      : [{ path, message: `node "${node.id}": the word "${entry.words.marked}" ${wrong}` }];
  });
}

/** What is wrong with a word, beside the meaning its letters already have at the node. */
function faultOf(node: WaitingNode, language: string, { words, verdict }: Entry, other?: Verdict): string | undefined {
  if (saysNothing(words.folded)) return 'says nothing';
  if (isKeyword(words.folded)) return 'is a keyword';
  if (liesInRange(node, words.folded, verdict)) return 'is also a number of its range';
  const isSure = other?.kind === 'ambiguous' && !isUnsure(node, words);
  if (other !== undefined && !isSure && !sameMeaning(other, verdict)) return 'means two things';
  const message = readMessage(words.folded, language);
  const time = duration(node, message);
  if (time !== undefined && !sameMeaning(time, verdict)) return 'is a time that another option stands for';
  const readings = readingsByRule(node, message);
  const contrary = readings.find(
    (reading) => reading.verdict.kind !== 'outOfRange' && !sameMeaning(reading.verdict, verdict),
  );
  return contrary && otherwiseRead[contrary.by];
}

/** What is unsure without its marks may be sure with them. */
const isUnsure = (node: WaitingNode, words: Entry['words']): boolean =>
  node.kind === 'choice' && (node.unsure ?? []).some((word) => sameWords(words, wordsOf(word)));

/** Words are compared without marks here, as most people type them. */
const otherwiseRead = {
  number: 'is read as a number of another meaning',
  politeness: 'has another meaning once its polite words are taken off',
  negation: 'says no to an option, and that means the other one',
} as const satisfies Record<Reading['by'], string>;

function liesInRange(node: WaitingNode, folded: string, verdict: Verdict): boolean {
  if ((node.kind !== 'scale' && node.kind !== 'number') || !/^\d+$/.test(folded)) return false;
  const top = node.kind === 'number' ? (node.topCode ?? node.max) : node.max;
  return verdict.kind !== 'answer' && Number(folded) >= node.min && Number(folded) <= top;
}
