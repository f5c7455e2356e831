import { type ConversationState, type Decision, decide, initialState, noteSent } from '../src';
import { contextWith, factsOf, namesOf, noon, requestsOf, turn } from './talking';

const context = contextWith();
const earlier = { seen: { request: 'the-one-before'.slice(0, 11), at: noon - 60_000, delivered: true } };

/** Texts in a row, each read before the next is written. */
const after = (...texts: readonly string[]): ConversationState =>
  texts.reduce<ConversationState>((state, text, at) => {
    const sent = () => ({ request: `r${at}`, mark: `mark-${at}`.padEnd(11, '.') });
    return noteSent(state, decide(context, state, turn({ text }), noon), sent, 'sim');
  }, initialState);

/** A text whose writer had not been sent what was said last. */
const early = (state: ConversationState, text: string): Decision =>
  decide(context, state, turn({ text, ...earlier }), noon + 1_000);

describe('several answers in one text, and then the yes or no to their summary', () => {
  test('a yes sent twice answers nothing else: the last of them would be corrected by it', () => {
    const confirmed = after('DG', '1', '9 3 2', '1');
    expect(early(confirmed, '1').effects).toEqual([]);
  });

  test('a no sent twice answers nothing else: it would take back what was agreed to before', () => {
    const denied = after('DG', '1', '9 3 2', '2');
    expect(early(denied, '2')).toMatchObject({ effects: [], state: { session: { node: 'q1' } } });
  });

  test('sent twice they are asked about once', () => {
    const asked = after('DG', '1', '9 3 2');
    expect(namesOf(early(asked, '9 3 2'))).toEqual([]);
    expect(early(asked, '9 3 2').state.session?.several).toEqual([9, 3, 2]);
  });
});

describe('the last answer, corrected before the thanks were read', () => {
  test('hands over who wants to be called after all', () => {
    const refused = after('DG', '1', '3', '3', '2', '0', '2');
    const corrected = early(refused, '1');
    expect(factsOf(corrected)).toMatchObject([{ data: { variable: 'contact', value: 1, flags: ['correction'] } }]);
    expect(requestsOf(corrected)).toMatchObject([{ type: 'case.requested', data: { kind: 'follow-up' } }]);
  });

  test('hands over nobody twice, and nobody who does not want it', () => {
    const agreed = after('DG', '1', '3', '3', '2', '0', '1');
    expect(early(agreed, '1').effects).toEqual([]);
    expect(requestsOf(early(agreed, '2'))).toEqual([]);
  });
});
