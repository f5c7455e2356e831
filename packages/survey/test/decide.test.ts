import type { ResponseId, SurveyHash } from '@mscore/contracts';
import fc from 'fast-check';
import {
  type Context,
  type ConversationState,
  type Decision,
  decide,
  GAP,
  initialState,
  type Session,
  type Turn,
} from '../src';
import { parsedSmallSurvey } from './small-survey';
import { contextWith, factsOf, noon, turn, repliesOf as wordsOf } from './talking';

const context = contextWith();

function talk(texts: readonly string[], from: ConversationState = initialState): Decision {
  let last: Decision = { state: from, effects: [], outcome: 'ignored' };
  for (const text of texts) last = decide(context, last.state, turn({ text }), noon);
  return last;
}

const repliesOf = (decision: Decision) => wordsOf(context, decision);

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
  expect(again.state.session).toEqual(asked.state.session);
});

test('while no survey is open, such words are left alone; but whoever may have asked to stop is stopped', () => {
  const doubtful = (text: string) => decide(context, initialState, turn({ text, repeat: true, doubtful: true }), noon);
  expect(doubtful('DG')).toEqual({ state: initialState, effects: [], outcome: 'ignored' });
  expect(doubtful('HUY').state.optedOut).toEqual({ 8049: noon });
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

const incomplete = (text: string) => turn({ text, incomplete: true });
const flagsOf = (decision: Decision) => factsOf(decision).map(({ data }) => ('flags' in data ? data.flags : undefined));

test('a text that lacks words is never an answer: it is kept as a comment and the question costs a try', () => {
  const asked = talk(['DG', '1']);
  const decision = decide(context, asked.state, incomplete(`${GAP}9`), noon);
  expect(decision.outcome).toBe('misunderstood');
  expect(factsOf(decision).map(({ type }) => type)).toEqual(['comment.recorded']);
  expect(flagsOf(decision)).toEqual([['beside-question', 'incomplete']]);
});

test('where words were asked for, those that came are the comment', () => {
  const decision = decide(context, talk(['DG', '1', '9', '1', '2']).state, incomplete(`cho lau${GAP}`), noon);
  expect(decision.outcome).toBe('commented');
  expect(flagsOf(decision)[0]).toEqual(['incomplete']);
  expect(decision.state.session?.node).not.toBe('q4');
});

test('before consent nothing is kept of a text that lacks words either', () => {
  expect(factsOf(decide(context, talk(['DG']).state, incomplete(`toi muon hoi${GAP}`), noon))).toEqual([]);
});

test('a question is open since it was first put, however often it is said again', () => {
  const first = decide(context, initialState, turn({ text: 'DG' }), noon);
  const again = decide(context, first.state, turn({ text: 'DG' }), noon + 1_000);
  expect(again.state.session?.askedAt).toBe(noon);
  expect(decide(context, again.state, turn({ text: '1' }), noon + 2_000).state.session?.askedAt).toBe(noon + 2_000);
});

const redriven = (text: string, at: number) => turn({ text, redriven: true, at });

test('a redriven message older than the open question is kept beside it and answers nothing', () => {
  const asked = talk(['DG', '1']);
  const decision = decide(context, asked.state, redriven('9', noon - 1), noon + 60_000);
  expect(decision.outcome).toBe('redriven');
  expect(repliesOf(decision)).toEqual([]);
  expect(flagsOf(decision)).toEqual([['beside-question', 'redriven']]);
  const { n, ...before } = asked.state.session ?? { n: 0 };
  expect(decision.state).toEqual({ ...asked.state, session: { ...before, n: n + 1 } });
});

test('a redriven message that came since the question was put answers it', () => {
  expect(decide(context, talk(['DG', '1']).state, redriven('9', noon), noon + 60_000).outcome).toBe('answered');
});

test('words asked for since are not given by an older message', () => {
  const decision = decide(context, talk(['DG', '1', '9', '1', '2']).state, redriven('cho lau', noon - 1), noon);
  expect(flagsOf(decision)).toEqual([['beside-question', 'redriven']]);
  expect(decision.state.session).toMatchObject({ node: 'q4' });
  expect(decision.state.session?.answers).not.toHaveProperty('comment');
});

test('an older redriven comment that names its dossier is kept, though it would be looked up where nothing is kept', () => {
  const { state } = talk(['DG', '1', '9']);
  const typed = 'nop ho so 000.17.22.H56-210531-0001 ba thang chua xong';
  expect(flagsOf(decide(context, state, redriven(typed, noon - 1), noon))).toEqual([['beside-question', 'redriven']]);
});

test.each(['DG', 'THOI', 'DK', 'TG'])('an older redriven %s does nothing any more, and is no comment', (text) => {
  const { state } = talk(['DG', '1']);
  expect(decide(context, state, redriven(text, noon - 1), noon)).toEqual({ state, effects: [], outcome: 'redriven' });
});

test('whoever asked to stop is stopped, however old the message', () => {
  const decision = decide(context, talk(['DG', '1']).state, redriven('HUY', noon - 86_400_000), noon);
  expect(decision.outcome).toBe('keyword');
  expect(decision.state).toMatchObject({ optedOut: { 8049: noon } });
  expect(decision.state.session).toBeUndefined();
});

test('a redriven message while nothing is open is decided as usual', () => {
  expect(decide(context, initialState, redriven('DG', noon - 1), noon).outcome).toBe('keyword');
});

test('a session that does not know since when its question is open takes the answer', () => {
  const { session, ...others } = talk(['DG', '1']).state;
  if (session === undefined) throw new Error('no session');
  const { askedAt: _, ...older } = session;
  expect(decide(context, { ...others, session: older }, redriven('9', 0), noon).outcome).toBe('answered');
});

test('the rest of a long text that was taken without it is kept, costs no try and is not answered', () => {
  const asked = talk(['DG', '1']);
  const decision = decide(context, asked.state, turn({ text: `${GAP}9`, incomplete: true, late: true }), noon);
  expect(decision.outcome).toBe('late');
  expect(repliesOf(decision)).toEqual([]);
  expect(flagsOf(decision)).toEqual([['beside-question', 'incomplete', 'late']]);
  expect(decision.state.session?.tries).toBe(0);
});

test('nothing is kept of what was begun before the consent', () => {
  const asked = talk(['DG', '1']);
  const early = turn({ text: 'toi ten la', asked: 'nothing', beforeConsent: true });
  expect(decide(context, asked.state, early, noon)).toEqual({ state: asked.state, effects: [], outcome: 'late' });
});

test('a message begun while something else was asked, or nothing, answers nothing, in whatever millisecond', () => {
  const asked = talk(['DG', '1']);
  const { response, epoch } = asked.state.session as Session;
  const outcomeOf = (prompt: Turn['asked']) =>
    decide(context, asked.state, turn({ text: '9', ...(prompt === undefined ? {} : { asked: prompt }) }), noon).outcome;
  expect(outcomeOf({ response, epoch })).toBe('answered');
  expect(outcomeOf({ response, epoch: epoch - 1 })).toBe('late');
  expect(outcomeOf({ response: 'another' as ResponseId, epoch })).toBe('late');
  expect(outcomeOf('nothing')).toBe('late');
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
  incomplete: fc.constantFrom(undefined, undefined, true as const),
  late: fc.constantFrom(undefined, undefined, true as const),
  beforeConsent: fc.constantFrom(undefined, undefined, true as const),
  redriven: fc.constantFrom(undefined, undefined, true as const),
  age: fc.option(fc.nat(90_000_000), { nil: undefined }),
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
      for (const [
        at,
        { text, incomplete, late, beforeConsent, redriven, age, person, repeat, after },
      ] of turns.entries()) {
        now += after;
        const decision = decide(
          context,
          state,
          {
            ...turn({ person: person || at % 3 > 0, repeat: repeat && at % 4 === 0 }),
            newResponse: `r${at}` as ResponseId,
            ...(text === undefined ? {} : { text }),
            ...(incomplete === undefined ? {} : { incomplete }),
            ...(late === undefined ? {} : { late }),
            ...(beforeConsent === undefined ? {} : { beforeConsent }),
            ...(redriven === undefined ? {} : { redriven }),
            at: now - (age ?? 0),
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
