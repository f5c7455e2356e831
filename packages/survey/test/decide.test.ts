import type { ResponseId, SurveyHash } from '@mscore/contracts';
import fc from 'fast-check';
import { type Context, type ConversationState, type Decision, decide, initialState, render, type Turn } from '../src';
import { parsedSmallSurvey } from './small-survey';

const hash = 'hash' as SurveyHash;
const context: Context = {
  surveys: new Map([[hash, parsedSmallSurvey()]]),
  survey: hash,
  walkIn: true,
  usagePerDay: 3,
};
const noon = Date.parse('2026-11-22T05:00:00.000Z');
const turn = (fields: Partial<Turn>): Turn => ({
  person: true,
  repeat: false,
  newResponse: 'r1' as ResponseId,
  ...fields,
});

function talk(texts: readonly string[], from: ConversationState = initialState): Decision {
  let last: Decision = { state: from, effects: [], outcome: 'ignored' };
  for (const text of texts) last = decide(context, last.state, turn({ text }), noon);
  return last;
}

const factsOf = ({ effects }: Decision) => effects.flatMap((effect) => (effect.kind === 'fact' ? [effect] : []));
const repliesOf = ({ effects }: Decision) =>
  effects.flatMap((effect) => (effect.kind === 'reply' ? [render(context.surveys, effect.text, { hotline: '' })] : []));

test('a machine and a redelivery change nothing and are not answered', () => {
  const { state } = talk(['DG']);
  for (const fields of [{ person: false }, { repeat: true }]) {
    expect(decide(context, state, turn({ text: '1', ...fields }), noon)).toEqual({
      state,
      effects: [],
      outcome: 'ignored',
    });
  }
});

test('words that may be a redelivery or an honest answer are no answer: the question is asked again', () => {
  const asked = talk(['DG', '1']);
  const again = decide(context, asked.state, turn({ text: '1', repeat: true, doubtful: true }), noon);
  expect(again.outcome).toBe('asked-again');
  expect(repliesOf(again)).toEqual(repliesOf(asked));
  expect(factsOf(again)).toEqual([]);
  expect(again.state).toEqual(asked.state);
});

test('while no survey is open, such words are left alone; but whoever may have asked to stop is stopped', () => {
  const doubtful = (text: string) => decide(context, initialState, turn({ text, repeat: true, doubtful: true }), noon);
  expect(doubtful('DG')).toEqual({ state: initialState, effects: [], outcome: 'ignored' });
  expect(doubtful('HUY').state.optedOut).toBe(noon);
});

test('facts of a response are numbered without gaps', () => {
  const numbers: number[] = [];
  let state: ConversationState = initialState;
  for (const text of ['DG', '1', 'tot', '8', '3', '2', 'hay', 'x']) {
    const decision = decide(context, state, turn({ text }), noon);
    numbers.push(...factsOf(decision).map(({ data }) => data.n));
    ({ state } = decision);
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a session finishes on the version it began with', () => {
  const { state } = talk(['DG', '1']);
  const newer = { ...parsedSmallSurvey(), id: 'newer', nodes: [] };
  const later: Context = {
    ...context,
    survey: 'new' as SurveyHash,
    surveys: new Map([...context.surveys, ['new' as SurveyHash, newer]]),
  };
  expect(decide(later, state, turn({ text: '9' }), noon).outcome).toBe('answered');
});

test('a session whose version is gone is a bug to be seen, not a survey to be guessed', () => {
  const { state } = talk(['DG', '1']);
  expect(() => decide({ ...context, surveys: new Map() }, state, turn({ text: '9' }), noon)).toThrow(RangeError);
});

test('the state holds nothing of what was typed', () => {
  const { state } = talk(['DG', '1', 'rat te', '2', '3', 'lan sau', '2', 'doi lot tay ba lan']);
  expect(JSON.stringify(state)).not.toMatch(/rat te|lan sau|lot tay/);
  expect(state.session?.node).toBe('follow');
});

test('epoch grows with prompts only', () => {
  const epochs = [['DG'], ['DG', 'DG'], ['DG', '1'], ['DG', '1', 'tot'], ['DG', '1', 'tot', '9']].map(
    (texts) => talk(texts).state.session?.epoch,
  );
  expect(epochs).toEqual([1, 1, 2, 2, 3]);
});

test('a long text begun long ago does not swallow the parts of a new one', () => {
  const part = (number: number) => ({ reference: 7, width: 8 as const, total: 2, part: number });
  const { state } = talk(['DG', '1', '9', '1', '2']);
  const first = decide(context, state, turn({ text: 'cu', part: part(1) }), noon);
  const again = decide(context, first.state, turn({ text: 'moi', part: part(1) }), noon + 3_600_000);
  expect(again.outcome).toBe('part');
  expect(decide(context, again.state, turn({ text: 'nua', part: part(2) }), noon + 3_601_000).outcome).toBe(
    'commented',
  );
});

test('before consent nothing is kept of a long text either', () => {
  const { state } = talk(['DG']);
  const part = { reference: 7, width: 8 as const, total: 2, part: 1 };
  expect(decide(context, state, turn({ text: 'toi muon hoi', part }), noon).effects).toEqual([]);
});

test('a walk-in without a walk-in entry is told that there is no dossier', () => {
  expect(repliesOf(decide({ ...context, walkIn: false }, initialState, turn({ text: 'DG' }), noon))).toEqual([
    'Khong co ho so.',
  ]);
});

test('the language somebody chose is spoken, one the survey lacks is not', () => {
  expect(repliesOf(talk(['DG'], { language: 'en' }))).toEqual(['Your view? 1=Yes, 2=No']);
  expect(repliesOf(talk(['DG'], { language: 'fr' }))).toEqual(['Xin y kien? 1=Co, 2=Khong']);
});

const anyTurn = fc.record({
  text: fc.option(
    fc.oneof(
      fc.constantFrom(
        'DG',
        'HUY',
        'THOI',
        'DK',
        'TG',
        '1',
        '2',
        '9',
        '0',
        '12',
        'co',
        'khong',
        'tu choi',
        'bo',
        'lot tay',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { nil: undefined },
  ),
  part: fc.option(
    fc.record({
      reference: fc.integer({ min: 0, max: 2 }),
      width: fc.constantFrom(8 as const, 16 as const),
      total: fc.integer({ min: 1, max: 3 }),
      part: fc.integer({ min: 1, max: 3 }),
    }),
    { nil: undefined, freq: 5 },
  ),
  person: fc.boolean(),
  repeat: fc.boolean(),
  after: fc.integer({ min: 0, max: 90_000_000 }),
});

test('whatever is sent: never throws, replies can be rendered, the state survives JSON, an ended response is silent', () => {
  fc.assert(
    fc.property(fc.array(anyTurn, { maxLength: 40 }), (turns) => {
      let state: ConversationState = initialState;
      let now = noon;
      const ended = new Set<string>();
      for (const [at, { text, part, person, repeat, after }] of turns.entries()) {
        now += after;
        const decision = decide(
          context,
          state,
          {
            person: person || at % 3 > 0,
            repeat: repeat && at % 4 === 0,
            newResponse: `r${at}` as ResponseId,
            ...(text === undefined ? {} : { text }),
            ...(part === undefined ? {} : { part }),
          },
          now,
        );
        repliesOf(decision);
        for (const { type, data } of factsOf(decision)) {
          expect(ended.has(data.response)).toBe(false);
          if (type === 'response.ended') ended.add(data.response);
        }
        expect(JSON.parse(JSON.stringify(decision.state))).toEqual(decision.state);
        ({ state } = decision);
      }
    }),
    { numRuns: 200 },
  );
});
