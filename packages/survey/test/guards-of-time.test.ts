import {
  type ConversationState,
  type Decision,
  decide,
  decideAnswer,
  decideInvitation,
  decideTimer,
  initialState,
  type Survey,
  type Timer,
} from '../src';
import { parsedSmallSurvey } from './small-survey';
import { at, contextWith, DAY, factsOf, HOUR, invitation, namesOf, noon, sessionOf, timerOf, turn } from './talking';

// What a timer must not do, one rule each: random weeks seldom come to just that moment.

const context = contextWith();
const said = (text: string, state = initialState, now = noon): ConversationState =>
  decide(context, state, turn({ text, at: now }), now).state;
const nothing = (state: ConversationState): Decision => ({ state, effects: [], outcome: 'stale-timer' });

const asked = said('1', said('DG'));
const night = at('2026-11-25T23:00');
const step = (id: string) => ({
  type: 'case.updated' as const,
  update: { case: id, state: 'answered', kind: 'complaint' } as const,
});
/** One conversation for each kind of timer, waiting for it. */
const waiting: Readonly<Record<Timer['timer'], ConversationState>> = {
  reminder: asked,
  expiry: decideTimer(context, asked, timerOf(asked), timerOf(asked).dueAt).state,
  invitation: decideInvitation(context, initialState, invitation({ notBefore: noon + DAY }), noon).state,
  notice: decideAnswer(context, initialState, step('PA-1'), night).state,
};

describe.each(Object.entries(waiting))('a timer of the kind %s', (kind, state) => {
  const due = timerOf(state);

  test('is the next one, and does something when it comes', () => {
    expect(due.timer).toBe(kind);
    expect(decideTimer(context, state, due, due.dueAt).effects).not.toEqual([]);
  });

  test('that lost a race, armed for another moment than the one that counts, does nothing', () => {
    for (const dueAt of [due.dueAt - 1, due.dueAt - HOUR]) {
      expect(decideTimer(context, state, { ...due, dueAt }, due.dueAt)).toEqual(nothing(state));
    }
  });

  test('that a clock behind the others brings early does nothing', () => {
    expect(decideTimer(context, state, due, due.dueAt - 1)).toEqual(nothing(state));
  });
});

describe('what we start with one person in a day', () => {
  /** Somebody to whom so many messages were started this noon. */
  const started = (count: number): ConversationState => ({ started: { since: noon, count } });

  test('a fourth does not go out: the invitation waits until the day is over', () => {
    expect(decideInvitation(context, started(2), invitation(), noon).outcome).toBe('invited');
    const waits = decideInvitation(context, started(3), invitation(), noon);
    expect(waits.outcome).toBe('invitation-waits');
    expect(timerOf(waits.state)).toEqual({ timer: 'invitation', dueAt: noon + DAY });
    expect(decideTimer(context, waits.state, timerOf(waits.state), noon + DAY).outcome).toBe('invited');
  });

  test('a reminder of an invitation is one of them', () => {
    const often: Survey = {
      ...parsedSmallSurvey(),
      policy: { tries: 2, reminders: [1, 2, 3].map((afterHours) => ({ afterHours })) },
    };
    const manyReminders = contextWith({}, often);
    const texts: number[] = [];
    let state = decideInvitation(manyReminders, initialState, invitation(), noon).state;
    texts.push(noon);
    for (let timer = timerOf(state); timer.timer === 'reminder'; timer = timerOf(state)) {
      const reminded = decideTimer(manyReminders, state, timer, timer.dueAt);
      if (namesOf(reminded).length > 0) texts.push(timer.dueAt);
      state = reminded.state;
    }
    // The invitation and two reminders; the third reminder would be a fourth message.
    expect(texts).toEqual([noon, noon + HOUR, noon + 2 * HOUR]);
  });
});

describe('the end of a response', () => {
  const telling: Survey = withFarewell(parsedSmallSurvey());
  const farewell = contextWith({}, telling);

  test('that says something waits for the morning', () => {
    const open = decide(
      farewell,
      decide(farewell, initialState, turn({ text: 'DG' }), noon).state,
      turn({ text: '1' }),
      noon,
    );
    const reminded = decideTimer(farewell, open.state, timerOf(open.state), noon + DAY).state;
    const due = timerOf(reminded);
    expect(due.timer).toBe('expiry');
    const late = at('2026-11-26T22:30');
    const postponed = decideTimer(farewell, reminded, due, late);
    expect(namesOf(postponed)).toEqual([]);
    expect(postponed.outcome).toBe('postponed');
    const morning = timerOf(postponed.state).dueAt;
    expect(morning).toBeGreaterThanOrEqual(at('2026-11-27T08:00'));
    expect(namesOf(decideTimer(farewell, postponed.state, timerOf(postponed.state), morning))).toEqual(['goodbye']);
  });

  /** The small survey, whose silence ends with words. */
  function withFarewell(survey: Survey): Survey {
    const nodes = survey.nodes.map((node) =>
      node.kind === 'scale' ? { ...node, next: { ...node.next, silence: 'goodbye' } } : node,
    );
    return {
      ...survey,
      nodes: [
        ...nodes,
        { id: 'goodbye', kind: 'end', reason: 'expired', text: { vi: 'Hết giờ.', en: 'Time is over.' } },
      ],
    };
  }
});

describe('another value for the answer before', () => {
  // The network had not taken the question that waits: the reply was written to the one before.
  const before = { request: 'older......', at: noon - DAY, delivered: true } as const;
  const answered = marked(said('8', asked));
  const late = (text: string, after: number) =>
    decide(context, answered, turn({ text, at: noon + after, seen: before }), noon + after);

  test('is a correction for a minute and no longer', () => {
    expect(late('9', 60_000).outcome).toBe('corrected');
    expect(late('9', 60_001).outcome).not.toBe('corrected');
    expect(factsOf(late('9', 60_001))).toEqual([]);
  });

  test('of the last question is one for a minute after the thanks, and no longer', () => {
    const thanked = marked(['3', '2', '2', '0', '2'].reduce((state, text) => said(text, state), asked));
    expect(thanked.session).toBeUndefined();
    const after = (ms: number) => decide(context, thanked, turn({ text: '1', at: noon + ms, seen: before }), noon + ms);
    expect(after(60_000).outcome).toBe('corrected');
    expect(after(60_001).outcome).not.toBe('corrected');
    expect(factsOf(after(60_001))).toEqual([]);
  });

  /** With a mark of what was said last, as the engine notes it. */
  function marked(state: ConversationState): ConversationState {
    const said = 'the-last...';
    const { session, closed } = state;
    if (session !== undefined) return { ...state, session: { ...session, said } };
    return closed === undefined ? state : { ...state, closed: { ...closed, session: { ...closed.session, said } } };
  }
});

describe('a case that was answered while a survey is open', () => {
  test('leaves a bare 1 to the question that waits', () => {
    const told = decideAnswer(context, asked, step('PA-1'), noon).state;
    const one = decide(context, told, turn({ text: '1' }), noon);
    expect(factsOf(one)).toMatchObject([{ type: 'answer.recorded', data: { value: 1 } }]);
    // Nor does the digit count for the case once the survey is over.
    expect(told.judging).toBeUndefined();
    expect(sessionOf(told).node).toBe('q1');
  });
});
