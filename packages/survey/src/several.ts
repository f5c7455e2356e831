import { wordsOf } from '@mscore/vietnam';
import { changeSession } from './copies';
import { type Course, changeCourse, changeSessionOf } from './course';
import type { Outcome } from './decision';
import { recordComment, recordItem } from './records';
import { isWaiting, nodeOf, type QuestionNode, type Survey, type SurveyNode, type WaitingNode } from './survey';
import { understand } from './understand';
import { severalAnswers } from './understanding/several-answers';
import type { Verdict } from './verdict';
import { destination, enter, put, repeatQuestion } from './way';

/** Longest summary that the question whether it is right has room for, in characters. */
const LONGEST_SUMMARY = 24;

/**
 * Several answers in one text: taken only when there is one for each closed question that is left, each is valid on
 * its own, and the citizen confirms the summary. This asks for the confirmation; `undefined` when they are not that.
 */
export function offerSeveral(course: Course, node: WaitingNode, text: string): Course | undefined {
  const values = severalIn(course, node, text);
  return values && summedUp(course, values);
}

/** The answers that a text is to all that is left to ask. */
function severalIn(course: Course, node: WaitingNode, text: string): readonly number[] | undefined {
  const { session, survey } = course;
  if (!session.consented) return undefined;
  const nodes = closedFrom(survey, node, course);
  if (nodes.length < 2) return undefined;
  const values = severalAnswers(nodes, text, session.language)?.map(({ value }) => value);
  return values !== undefined && values.join(' ').length <= LONGEST_SUMMARY ? values : undefined;
}

const summedUp = (course: Course, several: readonly number[]): Course =>
  repeatQuestion(changeSessionOf(withoutPrevious(put(course, course.session.node)), { several }));

/**
 * What a reply to that question leads to: all of them recorded; after a no or another number one question after the
 * other, where nothing can be mistaken; other answers summed up anew; or the summary once more, to whoever said something else.
 */
export function followSeveral(course: Course, values: readonly number[], text: string): [Course, Outcome] {
  const verdict = readConfirmation(text);
  if (verdict.kind === 'answer') return [takeAll(course, values), 'answered'];
  const { session, survey } = course;
  const waiting = nodeOf(survey, session.node);
  const list = isWaiting(waiting) ? listAtEnd(course, waiting, text) : undefined;
  if (isWaiting(waiting) && list !== undefined) {
    const before = readConfirmation(list.before);
    if (before.kind === 'answer' && list.values.join() === values.join()) return [takeAll(course, values), 'answered'];
    // Whatever else was told with them is told nowhere else.
    const told = before.kind === 'comment' && saysWords(list.before) ? recordComment(course, waiting, text) : course;
    return [summedUp(told, list.values), 'several'];
  }
  const words = verdict.kind === 'comment' && isWaiting(waiting) && saysWords(text);
  const kept = words ? recordComment(course, waiting, text) : course;
  const denied = verdict.kind === 'refuse' || verdict.kind === 'outOfRange';
  if (!denied && session.tries === 0) {
    return [repeatQuestion(changeSessionOf(kept, { tries: 1 })), 'misunderstood'];
  }
  return [askOneByOne(kept), 'several'];
}

const saysWords = (text: string): boolean => /\p{L}{2}/u.test(text);

/** The questions that a summary was to answer, one after the other. */
export const askOneByOne = (course: Course): Course =>
  enter(changeSessionOf(course, { several: undefined }), course.session.node);

/** What a reply means to the question whether a summary is right; people sign them, and Huy is a name. */
export const readConfirmation = (text: string): Verdict =>
  understand(confirmation, wordsOf(text.replace(signature, '')).marked, 'vi-ascii');

const signature = /[^\p{L}\p{N}\p{M}\s]\s*huy\s*$/iu;

/**
 * What a reply means while a summary waits. `Sai số rồi` says that its numbers are wrong, and no more who its writer is;
 * a yes or no signed Huy stops nothing.
 */
export function atSummary(verdict: Verdict, text: string): Verdict {
  const mistakable = verdict.kind === 'wrongPerson' || (verdict.kind === 'keyword' && verdict.call.name === 'HUY');
  if (!mistakable) return verdict;
  const meant = readConfirmation(text);
  return meant.kind === 'answer' || meant.kind === 'refuse' ? meant : verdict;
}

/** Whether a text answers all that is left to ask; behind a no too, where a summary waits. */
export const givesSeveral = (course: Course, node: WaitingNode, text: string): boolean =>
  (course.session.several === undefined ? severalIn(course, node, text) : listAtEnd(course, node, text)) !== undefined;

/** Answers to all of it behind words or the number of a no (`khong, 7 8 1 2 1 2`; `2. 7 8 1 2 1 2`). */
function listAtEnd(course: Course, node: WaitingNode, text: string) {
  const words = /^\P{Nd}*/u.exec(text)?.[0] ?? '';
  const number = /^\P{Nd}*[012]\P{Nd}+/u.exec(text)?.[0];
  for (const before of number === undefined ? [words] : [words, number]) {
    const values = severalIn(course, node, text.slice(before.length));
    if (values !== undefined) return { before, values };
  }
  return undefined;
}

function takeAll(course: Course, values: readonly number[]): Course {
  let given = changeSessionOf(course, { several: undefined });
  let id = course.session.node;
  for (const value of values) {
    const node = nodeOf(course.survey, id);
    if (!isClosed(node)) throw new RangeError(`survey ${course.survey.id}: node ${id} is no closed question`);
    given = recordItem(given, node, node.variable, { how: 'answer', value, rule: 'several' });
    id = destination(course.survey, node.next.answer, given.session).id;
  }
  return enter(given, id);
}

/** A yes or no to a summary that comes twice is no answer to any question before it. */
const withoutPrevious = (course: Course): Course =>
  changeCourse(course, { session: changeSession(course.session, { previous: undefined }) });

const right = 'đúng, đúng rồi, đúng vậy, đúng hết, phải, phải rồi, chính xác, chuẩn, có, ok, đồng ý, vâng, dạ';
const wrong =
  'sai, sai rồi, không, không đúng, không phải, chưa đúng, nhầm, nhầm rồi, tôi nhầm, lộn, lộn rồi, nhầm số, nhầm số rồi, ' +
  'sai số, sai số rồi, lộn số, lộn số rồi, số sai, số sai rồi, bấm nhầm, bấm lộn, gõ nhầm, nhắn nhầm, ghi nhầm';

/** How the question whether a summary is right is understood. */
const confirmation: WaitingNode = {
  id: 'confirm-several',
  kind: 'consent',
  text: {},
  accept: ['1', ...right.split(', '), 'right', 'correct', 'yes'],
  refuse: ['2', '0', ...wrong.split(', '), 'no', 'wrong'],
  next: { agreed: '', refused: '', tooManyTries: '', silence: '' },
};

const isClosed = (node: SurveyNode): node is Exclude<QuestionNode, { kind: 'text' }> =>
  node.kind === 'choice' || node.kind === 'number' || node.kind === 'scale';

/** The closed questions from a node on, to the first thing that is none, as the answers given so far lead. */
function closedFrom(survey: Survey, start: WaitingNode, { session }: Course): readonly QuestionNode[] {
  const nodes: QuestionNode[] = [];
  let node: SurveyNode = start;
  while (isClosed(node) && !nodes.includes(node)) {
    nodes.push(node);
    node = destination(survey, node.next.answer, session);
  }
  return nodes;
}
