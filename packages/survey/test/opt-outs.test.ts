import type { ResponseId } from '@mscore/contracts';
import {
  type ConversationState,
  type Decision,
  decide,
  decideInvitation,
  decideTimer,
  dueOf,
  initialState,
  noteSent,
} from '../src';
import { contextWith, DAY, factsOf, HOUR, namesOf, noon, SECOND, sessionOf, turn } from './talking';

const context = contextWith();

/** A text to a short code, and what is said to it known as gone by that. */
function text(state: ConversationState, shortCode: string, words: string, now = noon): Decision {
  const decision = decide(context, state, turn({ text: words, shortCode, at: now }), now);
  const mark = { request: 'request', mark: 'the-mark...' };
  return { ...decision, state: noteSent(state, decision, () => mark, 'sim', shortCode) };
}

/** Texts a minute apart, the last a minute before noon. */
const after = (...texts: readonly (readonly [shortCode: string, words: string])[]): ConversationState =>
  texts.reduce<ConversationState>(
    (state, [shortCode, words], at) => text(state, shortCode, words, noon - (texts.length - at) * 60 * SECOND).state,
    initialState,
  );

const invite = (state: ConversationState, by?: string, notBefore = noon): Decision =>
  decideInvitation(
    context,
    state,
    { response: 'r2' as ResponseId, survey: 'small', values: {}, order: '5', person: true, at: noon, notBefore },
    noon,
    by,
  );

const dropped = (decision: Decision) => factsOf(decision).map(({ data }) => 'reason' in data && data.reason);

test('opting out of one short code leaves the others, and opting in to another does not bring it back', () => {
  const out = after(['8049', 'HUY'], ['9999', 'DK']);
  expect(dropped(invite(out, '8049'))).toEqual(['opted-out']);
  expect(invite(out, '9999').outcome).toBe('invited');
  expect(invite(after(['8049', 'HUY'], ['8049', 'DK']), '8049').outcome).toBe('invited');
});

test('where nobody knows by which short code an invitation would go every opt-out counts', () => {
  expect(dropped(invite(after(['8049', 'HUY'], ['9999', 'DK'])))).toEqual(['opted-out']);
});

test('it ends the survey that is held there, and no other', () => {
  const open = after(['8049', 'DG'], ['8049', '1']);
  expect(factsOf(text(open, '8049', 'HUY'))).toMatchObject([{ data: { reason: 'opted-out' } }]);
  const elsewhere = text(open, '9999', 'HUY');
  expect(factsOf(elsewhere)).toEqual([]);
  expect(namesOf(elsewhere)).toEqual(['optedOut.alone']);
  expect(sessionOf(elsewhere.state).node).toBe('q1');
  // What was confirmed on the other one is no question: the survey is held where it was.
  expect(factsOf(text(elsewhere.state, '8049', 'HUY'))).toMatchObject([{ data: { reason: 'opted-out' } }]);
  // The question went by the other one last: that is where the survey is held now.
  const moved = after(['8049', 'DG'], ['8049', '1'], ['9999', 'TG']);
  expect(factsOf(text(moved, '9999', 'HUY'))).toMatchObject([{ data: { reason: 'opted-out' } }]);
  expect(factsOf(text(moved, '8049', 'HUY'))).toEqual([]);
});

test('it ends a survey of which nobody knows where it is held', () => {
  const open = decide(context, initialState, turn({ text: 'DG' }), noon).state;
  expect(factsOf(text(open, '9999', 'HUY'))).toMatchObject([{ data: { reason: 'opted-out' } }]);
});

test('an invitation that waits does not go by a short code that was opted out of meanwhile', () => {
  const waits = invite(after(['8049', 'HUY'], ['9999', 'HS']), '9999', noon + HOUR).state;
  const due = dueOf(waits);
  if (due === undefined) throw new Error('nothing waits');
  expect(dropped(decideTimer(context, waits, due, due.dueAt, '8049'))).toEqual(['opted-out']);
  expect(decideTimer(context, waits, due, due.dueAt, '9999').outcome).toBe('invited');
});

test('a question is not said again by a short code that was opted out of, and by another it is', () => {
  const rating = after(['8049', 'HUY'], ['8049', 'DG'], ['8049', '1']);
  const due = dueOf(rating);
  if (due === undefined) throw new Error('nothing waits');
  expect(decideTimer(context, rating, due, due.dueAt, '8049')).toMatchObject({ effects: [], outcome: 'postponed' });
  expect(decideTimer(context, rating, due, due.dueAt, '9999').outcome).toBe('reminded');
});

test('it is confirmed once a day on each', () => {
  const out = after(['8049', 'HUY']);
  expect(namesOf(text(out, '8049', 'HUY', noon + HOUR))).toEqual([]);
  expect(namesOf(text(out, '9999', 'HUY', noon + HOUR))).toEqual(['optedOut.alone']);
});

test('what was joined before an opt-out, and is sent again since, joins nothing on that short code', () => {
  const out = after(['8049', 'HUY']);
  const again = (shortCode: string) =>
    decide(context, out, turn({ text: 'DK', shortCode, redriven: true, at: noon - HOUR }), noon + HOUR).outcome;
  expect(again('8049')).toBe('redriven');
  expect(again('9999')).toBe('keyword');
});

describe('a conversation that opted out before short codes were told apart', () => {
  const older: ConversationState = { optedOut: noon - DAY };

  test('wants no surveys on any', () => {
    expect(dropped(invite(older, '9999'))).toEqual(['opted-out']);
  });

  test('wants them again everywhere once it says so on one', () => {
    const again = text(older, '8049', 'DK').state;
    expect(again.optedOut).toBeUndefined();
    expect(invite(again, '9999').outcome).toBe('invited');
  });

  test('still wants none on any when it opts out once more', () => {
    expect(text(older, '8049', 'HUY', noon).state.optedOut).toEqual({ 8049: noon, '*': noon - DAY });
  });
});
