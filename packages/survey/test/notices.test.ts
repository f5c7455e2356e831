import { type ConversationState, decideAnswer, decideTimer, dueOf, initialState } from '../src';
import { contextWith, DAY, namesOf } from './talking';

const context = contextWith();
const night = Date.parse('2026-11-25T23:00:00.000+07:00');
const MINUTE = 60_000;

type Step = readonly [of: string, state: 'open' | 'answered' | 'solved'];

const tell = (state: ConversationState, [of, step]: Step, now: number) =>
  decideAnswer(
    context,
    state,
    { type: 'case.updated', update: { case: of, state: step, kind: 'complaint', due: '2026-12-14' } },
    now,
  );

const atNight = (...steps: readonly Step[]): ConversationState =>
  steps.reduce<ConversationState>((state, step, at) => tell(state, step, night + at).state, initialState);

/** What is told once the morning comes, and when, minutes after the first. */
function morningOf(from: ConversationState): readonly (readonly [of: string, text: string, minutes: number])[] {
  const told: (readonly [string, string, number])[] = [];
  let state = from;
  let first: number | undefined;
  for (let due = dueOf(state); due !== undefined; due = dueOf(state)) {
    const decision = decideTimer(context, state, due, due.dueAt);
    const of = state.notices?.[0]?.update.case ?? '';
    first ??= due.dueAt;
    told.push([of, namesOf(decision).join(), (due.dueAt - first) / MINUTE]);
    ({ state } = decision);
  }
  return told;
}

test('what waits of several cases is told of each, ten minutes apart', () => {
  const steps: readonly Step[] = [['M1', 'answered'], ...['M2', 'M3', 'M4', 'M5'].map((of): Step => [of, 'open'])];
  expect(morningOf(atNight(...steps))).toEqual([
    ['M1', 'caseClose', 0],
    ['M2', 'caseStatus', 10],
    ['M3', 'caseStatus', 20],
    ['M4', 'caseStatus', 30],
    ['M5', 'caseStatus', 40],
  ]);
});

test('of one case the newest step is told, in the place of the older one', () => {
  expect(morningOf(atNight(['M1', 'open'], ['M2', 'open'], ['M1', 'answered']))).toEqual([
    ['M1', 'caseClose', 0],
    ['M2', 'caseStatus', 10],
  ]);
});

test('of more cases than twelve the oldest gives way, and one that was answered last of all', () => {
  const open = Array.from({ length: 12 }, (_, at): Step => [`M${at + 2}`, 'open']);
  const told = morningOf(atNight(['M1', 'answered'], ...open)).map(([of]) => of);
  expect(told).toEqual(['M1', ...open.slice(1).map(([of]) => of)]);
  const answered = Array.from({ length: 13 }, (_, at): Step => [`M${at + 1}`, 'answered']);
  expect(morningOf(atNight(...answered)).map(([of]) => of)).toEqual(answered.slice(1).map(([of]) => of));
  expect(morningOf(atNight(...answered.slice(1), ['M1', 'open'])).map(([of]) => of)).not.toContain('M1');
});

test('a step that comes by day is newer than what still waits of its case', () => {
  const waits = atNight(['M2', 'open'], ['M1', 'open']);
  const due = dueOf(waits)?.dueAt ?? 0;
  const told = tell(waits, ['M1', 'solved'], due);
  expect(namesOf(told)).toEqual(['caseSolved']);
  expect(morningOf(told.state)).toEqual([['M2', 'caseStatus', 0]]);
});

test('steps are none of the three messages that we start in a day', () => {
  const state: ConversationState = { started: { since: night, count: 3 } };
  const told = tell(state, ['M1', 'open'], night + DAY / 2);
  expect(namesOf(told)).toEqual(['caseStatus']);
  expect(told.state.started?.count).toBe(3);
});
