import { type ConversationState, decide, initialState, MARK_LENGTH, SAID_KEPT, type Turn } from '../src';
import { attributionOf } from '../src/attribution';
import { contextWith, DAY, factsOf, namesOf, noon, SECOND, sessionOf, turn } from './talking';

const context = contextWith();
const mark = (name: string): string => name.padEnd(MARK_LENGTH, '.');

/** A conversation in which the texts were said, and the question that waits now has not gone out. */
function unsent(...texts: readonly string[]): ConversationState {
  let state: ConversationState = initialState;
  for (const text of texts) ({ state } = decide(context, state, turn({ text }), noon));
  return { ...state, session: { ...sessionOf(state), said: mark('question') } };
}

const before = (text: string, after = SECOND): Turn =>
  turn({ text, at: noon + after, seen: { request: mark('older'), at: noon - DAY, delivered: true } });

const hear = (state: ConversationState, heard: Turn) => decide(context, state, heard, heard.at);

describe('a reply to a question that was given up', () => {
  const state = unsent('DG', '1', '9', 'cho lau qua', 'cho qua lau');

  test('replaces what was given up, and never the answer before it', () => {
    expect(sessionOf(state).answers).toMatchObject({ satisfaction: 9, visits: null });
    const decision = hear(state, before('3'));
    expect(decision.outcome).toBe('corrected');
    expect(factsOf(decision)).toMatchObject([{ data: { variable: 'visits', value: 3, flags: ['correction'] } }]);
    expect(sessionOf(decision.state).answers).toMatchObject({ satisfaction: 9, visits: 3 });
  });
});

describe('a question that never went out', () => {
  const state = unsent('DG', '1', '9');

  test('is put again to whoever writes later, and their words are kept', () => {
    const decision = hear(state, before('doi lot tay moi xong', 90 * SECOND));
    expect(decision.outcome).toBe('asked-again');
    expect(factsOf(decision)).toMatchObject([
      { type: 'comment.recorded', data: { flags: ['beside-question', 'early', 'complaint'] } },
    ]);
    expect(namesOf(decision)).toEqual(['q2']);
  });

  test('is put again without a word kept where there were none', () => {
    expect(factsOf(hear(state, before('9', 90 * SECOND)))).toEqual([]);
  });
});

describe('what is known of what was sent', () => {
  test('a clock that was set back makes nobody fast', () => {
    const seen = { request: mark('question'), at: noon + 3_600_000, delivered: false };
    expect(attributionOf({ said: mark('question') }, { at: noon, seen }, 3_000, noon)).toBe('current');
    expect(attributionOf({ said: mark('question') }, { at: noon, underway: seen }, 3_000, noon)).toBe('current');
  });

  test('a text of ours that is no longer remembered, but came after the question, has the question before it', () => {
    const said = Array.from({ length: SAID_KEPT }, (_, at) => mark(`m${at}`)).join('');
    const seen = (at: number) => ({ request: mark('forgotten'), at, delivered: true });
    expect(attributionOf({ said, askedAt: noon }, { at: noon + 9_000, seen: seen(noon + 5_000) }, 3_000, noon)).toBe(
      'current',
    );
    expect(attributionOf({ said, askedAt: noon }, { at: noon + 9_000, seen: seen(noon - 5_000) }, 3_000, noon)).toBe(
      'before',
    );
  });
});
