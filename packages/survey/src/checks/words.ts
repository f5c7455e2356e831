import { saysNothing, wordsOf } from '@mscore/vietnam';
import { isKeyword } from '../keywords';
import type { Problem } from '../problem';
import { isWaiting, type Survey, type WaitingNode } from '../survey';
import { declaredEntriesOf as entriesOf } from '../understanding/vocabulary';
import type { Verdict } from '../verdict';

/** What a reply can mean at a node is one thing: words are disjoint, collide with no keyword and lie in no range. */
export function checkWords(survey: Survey): readonly Problem[] {
  return [
    ...survey.nodes.flatMap((node, at) => (isWaiting(node) ? checkNode(survey, node, `/nodes/${at}`) : [])),
    ...survey.complaintWords.flatMap((word, at) =>
      wordsOf(word).folded === word
        ? []
        : [{ path: `/complaintWords/${at}`, message: `"${word}" is not written folded` }],
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
    return twice === undefined
      ? []
      : [{ path: `${path}/options`, message: `node "${node.id}" has two options of value ${twice}` }];
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

function checkEntries(node: WaitingNode, language: string, path: string): readonly Problem[] {
  const meanings = new Map<string, Verdict>();
  return entriesOf(node, language).flatMap(({ words, verdict }) => {
    const name = `node "${node.id}": the word "${words.marked}"`;
    if (saysNothing(words.folded)) return [{ path, message: `${name} says nothing` }];
    if (isKeyword(words.folded)) return [{ path, message: `${name} is a keyword` }];
    if (liesInRange(node, words.folded, verdict)) return [{ path, message: `${name} is also a number of its range` }];
    const other = meanings.get(words.folded);
    meanings.set(words.folded, other ?? verdict);
    // "tu choi" refuses wherever a node does not say otherwise, so a node may.
    if (other === undefined || sameMeaning(other, verdict) || verdict.kind === 'refuse') return [];
    return [{ path, message: `${name} means two things` }];
  });
}

const sameMeaning = (left: Verdict, right: Verdict): boolean =>
  left.kind === right.kind && (left.kind !== 'answer' || right.kind !== 'answer' || left.value === right.value);

function liesInRange(node: WaitingNode, folded: string, verdict: Verdict): boolean {
  if ((node.kind !== 'scale' && node.kind !== 'number') || !/^\d+$/.test(folded)) return false;
  const top = node.kind === 'number' ? (node.topCode ?? node.max) : node.max;
  return verdict.kind !== 'answer' && Number(folded) >= node.min && Number(folded) <= top;
}
