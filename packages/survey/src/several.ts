import { wordsOf } from '@mscore/vietnam';
import { changeSession } from './copies';
import { type Course, changeCourse, changeSessionOf } from './course';
import type { Outcome } from './decision';
import { recordItem } from './records';
import { nodeOf, type QuestionNode, type Survey, type SurveyNode, type WaitingNode } from './survey';
import { understand } from './understand';
import { severalAnswers } from './understanding/several-answers';
import { destination, enter, put, repeatQuestion } from './way';

/** Longest summary that the question whether it is right has room for, in characters. */
const LONGEST_SUMMARY = 24;

/**
 * Several answers in one text: taken only when there is one for each closed question that is left, each is valid on
 * its own, and the citizen confirms the summary. This asks for the confirmation; `undefined` when they are not that.
 */
export function offerSeveral(course: Course, node: WaitingNode, text: string): Course | undefined {
  const { session, survey } = course;
  if (!session.consented) return undefined;
  const nodes = closedFrom(survey, node, course);
  if (nodes.length < 2) return undefined;
  const values = severalAnswers(nodes, text, session.language)?.map(({ value }) => value);
  if (values === undefined || values.join(' ').length > LONGEST_SUMMARY) return undefined;
  const asked = withoutPrevious(put(course, session.node));
  return repeatQuestion(changeSessionOf(asked, { several: values }));
}

/** What a reply to that question leads to: all of them recorded, or one question after the other. */
export function followSeveral(course: Course, values: readonly number[], text: string): [Course, Outcome] {
  const session = changeSession(course.session, { several: undefined });
  const alone: Course = changeCourse(course, { session });
  if (!isYes(text)) return [enter(alone, session.node), 'several'];
  let given = alone;
  let id = session.node;
  for (const value of values) {
    const node = nodeOf(course.survey, id);
    if (!isClosed(node)) throw new RangeError(`survey ${course.survey.id}: node ${id} is no closed question`);
    given = recordItem(given, node, node.variable, { how: 'answer', value, rule: 'several' });
    id = destination(course.survey, node.next.answer, given.session).id;
  }
  return [enter(given, id), 'answered'];
}

/** A yes or no to a summary that comes twice is no answer to any question before it. */
const withoutPrevious = (course: Course): Course =>
  changeCourse(course, { session: changeSession(course.session, { previous: undefined }) });

/** Only a plain yes confirms: everything else has the questions asked one by one, where nothing can be mistaken. */
function isYes(text: string): boolean {
  const verdict = understand(confirmation, wordsOf(text).marked, 'vi-ascii');
  return verdict.kind === 'answer';
}

/** How the question whether a summary is right is understood. */
const confirmation: WaitingNode = {
  id: 'confirm-several',
  kind: 'consent',
  text: {},
  accept: ['1', 'đúng', 'có', 'ok', 'đồng ý', 'vâng', 'dạ', 'right', 'yes'],
  refuse: ['2', '0', 'sai', 'không', 'no', 'wrong'],
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
