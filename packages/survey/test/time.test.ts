import type { ResponseId } from '@mscore/contracts';
import { isSendingTime } from '@mscore/vietnam';
import fc from 'fast-check';
import {
  type ConversationState,
  type Decision,
  decide,
  decideAnswer,
  decideInvitation,
  decideSent,
  decideTimer,
  dueOf,
  GAP,
  initialState,
  noteSent,
  type Timer,
} from '../src';
import { parsedSmallSurvey } from './small-survey';
import {
  at,
  contextWith,
  DAY,
  factsOf,
  HOUR,
  invitation,
  namesOf,
  noon,
  requestsOf,
  sessionOf,
  timerOf,
  turn,
} from './talking';

const context = contextWith();
const hours = { from: '08:00', to: '20:00', blocked: 'public-holidays' } as const;

const begun = (origin: 'walk-in' | 'invited' = 'walk-in', now = noon): ConversationState =>
  origin === 'walk-in'
    ? decide(context, initialState, turn({ text: 'DG', at: now }), now).state
    : decideInvitation(context, initialState, invitation({ at: now, notBefore: now }), now).state;

const ring = (state: ConversationState, now = timerOf(state).dueAt): Decision =>
  decideTimer(context, state, timerOf(state), now);

const stepOf = (state: 'answered' | 'solved') =>
  ({ type: 'case.updated', update: { case: 'PA-1', state, kind: 'complaint' } }) as const;

const bulkIn = ({ effects }: Decision): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'reply' && effect.lane === 'bulk' ? [effect.text.name] : []));

describe('a question nobody answers', () => {
  const asked = decide(context, begun(), turn({ text: '1' }), noon).state;

  test('is said again after a day, in the same epoch, and with a word that it is a reminder', () => {
    expect(timerOf(asked)).toEqual({ timer: 'reminder', dueAt: noon + DAY });
    const reminded = ring(asked);
    expect(reminded.effects).toMatchObject([{ lane: 'bulk', text: { name: 'q1', prefix: 'reminder' } }]);
    expect(sessionOf(reminded.state).epoch).toBe(sessionOf(asked).epoch);
  });

  test('is said again once, and ends the response three days after that', () => {
    const reminded = ring(asked).state;
    expect(timerOf(reminded)).toEqual({ timer: 'expiry', dueAt: noon + 4 * DAY });
    const expired = ring(reminded);
    expect(expired.outcome).toBe('expired');
    expect(namesOf(expired)).toEqual([]);
    expect(factsOf(expired)).toMatchObject([{ type: 'response.ended', data: { reason: 'expired' } }]);
  });

  test('is not said again at night, but in the morning after', () => {
    const evening = at('2026-11-25T21:30');
    const late = decide(context, begun('walk-in', evening), turn({ text: '1', at: evening }), evening).state;
    const { dueAt } = timerOf(late);
    expect(dueAt).toBeGreaterThanOrEqual(at('2026-11-27T08:00'));
    expect(dueAt).toBeLessThan(at('2026-11-27T09:00'));
  });

  test('whose timer comes in the night, after an outage, waits for the morning', () => {
    const postponed = ring(asked, at('2026-11-25T23:00'));
    expect(postponed.outcome).toBe('postponed');
    expect(namesOf(postponed)).toEqual([]);
    expect(isSendingTime(timerOf(postponed.state).dueAt, hours)).toBe(true);
  });

  test('is put off by whatever is said meanwhile', () => {
    const helped = decide(context, asked, turn({ text: 'TG', at: noon + HOUR }), noon + HOUR).state;
    expect(timerOf(helped).dueAt).toBe(noon + HOUR + DAY);
  });

  test('whoever came by themselves and did not agree is not reminded', () => {
    expect(timerOf(begun())).toMatchObject({ timer: 'expiry' });
  });

  test('whoever opted out and rates a dossier all the same is not reminded of it', () => {
    const out = decide(context, initialState, turn({ text: 'HUY' }), noon).state;
    const rating = ['DG', '1'].reduce((state, text) => decide(context, state, turn({ text }), noon).state, out);
    const reminded = ring(rating);
    expect(reminded.effects).toEqual([]);
    expect(timerOf(reminded.state)).toEqual({ timer: 'expiry', dueAt: noon + 3 * DAY });
  });

  test('an invitation is repeated as it was, and counts as one more thing that we started', () => {
    const reminded = ring(begun('invited'));
    expect(reminded.effects).toMatchObject([{ lane: 'bulk', text: { name: 'invite' } }]);
    expect(reminded.effects[0]).not.toHaveProperty('text.prefix');
    expect(reminded.state.started?.count).toBe(1);
  });

  test('ends a response that is older than timers three days after its question', () => {
    const { expireAt: _, remindAt: __, ...older } = sessionOf(asked);
    const state = { ...asked, session: older };
    expect(timerOf(state)).toEqual({ timer: 'expiry', dueAt: noon + 3 * DAY });
    expect(decideTimer(context, state, { timer: 'expiry', dueAt: noon + 2 * DAY }, noon + 3 * DAY).outcome).toBe(
      'stale-timer',
    );
    expect(factsOf(ring(state))).toMatchObject([{ type: 'response.ended', data: { reason: 'expired' } }]);
    const { askedAt: ___, ...oldest } = older;
    expect(timerOf({ ...asked, session: oldest }).dueAt).toBeLessThan(noon);
    expect(ring({ ...asked, session: oldest }, noon).outcome).toBe('expired');
  });
});

describe('an answer that comes late', () => {
  const asked = decide(context, begun(), turn({ text: '1' }), noon).state;
  const expired = ring(ring(asked).state).state;
  const end = noon + 4 * DAY;

  test('is taken and marked, and the survey goes on from there', () => {
    const late = decide(context, expired, turn({ text: '8', at: end + DAY }), end + DAY);
    expect(factsOf(late).map(({ type }) => type)).toEqual(['response.reopened', 'answer.recorded']);
    expect(factsOf(late)[1]).toMatchObject({ data: { value: 8, flags: ['late'] } });
    expect(namesOf(late)).toEqual(['q2']);
    expect(late.state.past).toEqual([]);
  });

  test('sent before the end, and handled after it, is no late answer', () => {
    const intime = decide(context, expired, turn({ text: '8', at: end - 1 }), end + DAY);
    expect(factsOf(intime)).toMatchObject([{ data: { why: 'sent-in-time' } }, { data: { value: 8 } }]);
    expect(factsOf(intime)[1]).not.toHaveProperty('data.flags');
  });

  test('is told that the time is over when it is', () => {
    const after = end + 14 * DAY + 1;
    expect(namesOf(decide(context, expired, turn({ text: '8', at: after }), after))).toEqual(['expired']);
  });

  test('is taken from nobody who has opted out since', () => {
    const out = decide(context, expired, turn({ text: 'HUY', at: end }), end).state;
    expect(factsOf(decide(context, out, turn({ text: '8', at: end + HOUR }), end + HOUR))).toEqual([]);
    const invited = ring(ring(begun('invited')).state).state;
    const refused = decide(context, invited, turn({ text: 'HUY', at: end }), end).state;
    expect(factsOf(decide(context, refused, turn({ text: '1', at: end + HOUR }), end + HOUR))).toEqual([]);
  });

  test('is none when it was sent before that question was put: it is kept beside it', () => {
    const old = decide(context, expired, turn({ text: '3', redriven: true, at: noon - HOUR }), end + DAY);
    expect(old.outcome).toBe('redriven');
    expect(factsOf(old)).toMatchObject([
      { type: 'comment.recorded', data: { flags: ['beside-question', 'redriven'] } },
    ]);
    const asked = decide(context, expired, turn({ text: '3', asked: 'nothing' }), end + DAY);
    expect(asked.outcome).toBe('late');
  });

  describe('in a text of which a part never came, at the last question', () => {
    const broken = { text: `can bo nhiet tinh${GAP}`, incomplete: true as const };
    const last = ['8', '2', '2'].reduce((state, text) => decide(context, state, turn({ text }), noon).state, asked);
    const over = (): ConversationState => ring(ring(last).state).state;

    test('is a comment, and no late one where it was begun before the end', () => {
      expect(sessionOf(last).node).toBe('q4');
      const { response, epoch } = sessionOf(last);
      const kept = decide(context, over(), turn({ ...broken, at: end - 1, asked: { response, epoch } }), end + HOUR);
      expect(factsOf(kept)).toMatchObject([
        { type: 'response.reopened', data: { why: 'sent-in-time' } },
        { type: 'comment.recorded', data: { flags: ['incomplete'] } },
        { type: 'response.ended', data: { reason: 'completed' } },
      ]);
    });

    test('is a late comment where it was begun after it', () => {
      const kept = decide(context, over(), turn({ ...broken, at: end + HOUR }), end + HOUR);
      expect(factsOf(kept)[1]).toMatchObject({ data: { flags: ['incomplete', 'late'] } });
    });

    test('is kept beside it where it was begun before that question, and not at all before there was consent', () => {
      const older = { ...broken, asked: 'nothing' as const };
      expect(factsOf(decide(context, over(), turn(older), end + HOUR))).toMatchObject([
        { type: 'comment.recorded', data: { flags: ['beside-question', 'incomplete', 'late'] } },
      ]);
      const before = decide(context, over(), turn({ ...older, beforeConsent: true }), end + HOUR);
      expect(before).toMatchObject({ effects: [], outcome: 'late' });
    });

    test('is no answer to another question, and no consent', () => {
      const one = { ...broken, text: `1${GAP}`, at: end + HOUR };
      expect(factsOf(decide(context, expired, turn(one), end + HOUR))).toEqual([]);
      const invited = ring(ring(begun('invited')).state).state;
      expect(factsOf(decide(context, invited, turn(one), end + HOUR))).toEqual([]);
    });
  });

  describe('after something else was said', () => {
    const later = end + DAY;
    const sayElse: readonly (readonly [string, (state: ConversationState) => Decision])[] = [
      ['help', (state) => decide(context, state, turn({ text: 'TG', at: later }), later)],
      ['a stray text', (state) => decide(context, state, turn({ text: 'toi di qua', at: later }), later)],
      [
        'a state of a dossier',
        (state) =>
          decideAnswer(
            context,
            state,
            { type: 'dossier.answered', answer: { kind: 'not-found' }, newResponse: 'r9' as ResponseId },
            later,
          ),
      ],
      ['a score', (state) => decideAnswer(context, state, { type: 'score.answered' }, later)],
      ['a step of a case', (state) => decideAnswer(context, state, stepOf('solved'), later)],
    ];

    test.each(sayElse)('%s: the question is put again, and what follows is an answer to it', (_, elsewhere) => {
      const said = elsewhere(expired).state;
      const again = decide(context, said, turn({ text: '8', at: later + HOUR }), later + HOUR);
      expect(factsOf(again)).toMatchObject([{ type: 'response.reopened' }]);
      expect(namesOf(again)).toEqual(['q1']);
      const answered = decide(context, again.state, turn({ text: '8', at: later + 2 * HOUR }), later + 2 * HOUR);
      expect(factsOf(answered)).toMatchObject([{ type: 'answer.recorded', data: { value: 8 } }]);
    });

    test('what was written before that is an answer all the same', () => {
      const said = sayElse[0]?.[1](expired).state ?? initialState;
      const before = decide(context, said, turn({ text: '8', at: later - 1 }), later + HOUR);
      expect(factsOf(before)[1]).toMatchObject({ type: 'answer.recorded', data: { value: 8 } });
    });

    test('what was written behind the first of several things is meant for that, whatever was said next', () => {
      const helped = decide(context, expired, turn({ text: 'TG', at: later }), later).state;
      const twice = decide(context, helped, turn({ text: 'GOI', at: later + 2 * HOUR }), later + 2 * HOUR).state;
      const between = decide(context, twice, turn({ text: '8', at: later + HOUR }), later + 3 * HOUR);
      expect(namesOf(between)).toEqual(['q1']);
    });

    test('the word that it is over is nothing else', () => {
      const silent = parsedSmallSurvey();
      const nodes = silent.nodes.map((node) =>
        node.kind === 'end' && node.id === 'expired' ? { ...node, system: 'expired' as const } : node,
      );
      const speaking = contextWith({}, { ...silent, nodes });
      const due = timerOf(ring(asked).state);
      const over = decideTimer(speaking, ring(asked).state, due, due.dueAt);
      expect(namesOf(over)).toEqual(['expired']);
      const answer = decide(speaking, over.state, turn({ text: '8', at: later }), later);
      expect(factsOf(answer)[1]).toMatchObject({ data: { value: 8, flags: ['late'] } });
    });

    test('a digit that comes back from an invitation long over is no consent', () => {
      const over = ring(ring(begun('invited')).state).state;
      const said = decide(context, over, turn({ text: 'TG', at: later }), later).state;
      const yes = decide(context, said, turn({ text: '1', at: later + HOUR }), later + HOUR);
      expect(factsOf(yes)).toEqual([]);
      expect(namesOf(yes)).toEqual(['expired']);
    });

    test('is out of sight again after the next expiry', () => {
      const said = sayElse[0]?.[1](expired).state ?? initialState;
      let again = decide(context, said, turn({ text: '8', at: later + HOUR }), later + HOUR).state;
      while (dueOf(again) !== undefined) again = ring(again).state;
      const late = later + 8 * DAY;
      expect(factsOf(decide(context, again, turn({ text: '8', at: late }), late))[1]).toMatchObject({
        data: { value: 8, flags: ['late'] },
      });
    });
  });

  test('that is no answer opens nothing', () => {
    expect(namesOf(decide(context, expired, turn({ text: 'toi di qua', at: end + DAY }), end + DAY))).toEqual([
      'help.alone',
    ]);
  });

  test('is taken from no one who has begun another response since', () => {
    const again = decide(context, expired, turn({ text: 'DG', at: end, newResponse: 'r2' as ResponseId }), end).state;
    const answered = decide(context, again, turn({ text: '1', at: end + 9_000 }), end + 9_000);
    expect(factsOf(answered)).toMatchObject([{ type: 'response.consented', data: { response: 'r2' } }]);
  });
});

describe('an invitation', () => {
  const invite = (fields: Parameters<typeof invitation>[0], state = initialState, now = noon): Decision =>
    decideInvitation(context, state, invitation({ at: now, notBefore: now, ...fields }), now);

  test('goes out at once in sending hours, in the lane of what we start', () => {
    const sent = invite({});
    expect(sent.outcome).toBe('invited');
    expect(bulkIn(sent)).toEqual(['invite']);
    expect(factsOf(sent)).toMatchObject([{ data: { origin: 'invited', response: 'invited' } }]);
  });

  test('waits for its time, for the morning, and over a holiday', () => {
    expect(timerOf(invite({ notBefore: noon + HOUR }).state)).toEqual({ timer: 'invitation', dueAt: noon + HOUR });
    const night = invite({}, initialState, at('2026-12-31T22:00'));
    expect(timerOf(night.state).dueAt).toBeGreaterThanOrEqual(at('2027-01-02T08:00'));
  });

  test('of two that wait the one drawn first goes out, whichever came first; the other is accounted for', () => {
    for (const [first, second] of [
      ['1', '2'],
      ['2', '1'],
    ] as const) {
      const later = noon + HOUR;
      const one = invite({ order: first, response: first as ResponseId, notBefore: later }).state;
      const both = invite({ order: second, response: second as ResponseId, notBefore: later }, one);
      expect(both.state.invitation?.response).toBe('1');
      expect(factsOf(both)).toMatchObject([{ type: 'invitation.dropped', data: { response: '2', reason: 'capped' } }]);
    }
  });

  test('waits for the end of the open survey and lapses after seven days', () => {
    const open = begun();
    const waits = invite({}, open);
    expect(waits.outcome).toBe('invitation-waits');
    const stopped = decide(context, waits.state, turn({ text: 'THOI' }), noon).state;
    const due = timerOf(stopped);
    expect(due).toEqual({ timer: 'invitation', dueAt: noon + HOUR });
    expect(decideTimer(context, stopped, due, due.dueAt).outcome).toBe('invited');
    const lapsing = { timer: 'invitation' as const, dueAt: noon + 7 * DAY };
    expect(factsOf(decideTimer(context, waits.state, lapsing, lapsing.dueAt))).toMatchObject([
      { type: 'invitation.dropped', data: { reason: 'lapsed' } },
    ]);
  });

  test('comes once in thirty days', () => {
    const refused = decide(context, invite({}).state, turn({ text: '2' }), noon).state;
    const again = invite({ response: 'r2' as ResponseId }, refused, noon + 10 * DAY);
    expect(factsOf(again)).toMatchObject([{ type: 'invitation.dropped', data: { reason: 'capped' } }]);
    const nearly = invite({ response: 'r3' as ResponseId }, refused, noon + 25 * DAY);
    expect(timerOf(nearly.state).dueAt).toBe(noon + 30 * DAY);
  });

  test('never goes to whoever opted out, nor to what is no mobile phone', () => {
    const out = decide(context, initialState, turn({ text: 'HUY' }), noon).state;
    expect(factsOf(invite({}, out))).toMatchObject([{ data: { reason: 'opted-out' } }]);
    expect(factsOf(invite({ person: false }))).toMatchObject([{ data: { reason: 'no-mobile' } }]);
  });

  test('that waits is stopped by opting out, and accounted for', () => {
    const waiting = invite({ notBefore: noon + DAY }).state;
    const out = decide(context, waiting, turn({ text: 'HUY' }), noon);
    expect(out.state.invitation).toBeUndefined();
    expect(factsOf(out)).toMatchObject([{ type: 'invitation.dropped', data: { reason: 'opted-out' } }]);
  });

  test('that is still unsent is taken back when the person acts', () => {
    const sent = invite({});
    const state = noteSent(initialState, sent, () => ({ request: 'the-request', mark: 'the-mark...' }), 'sim');
    const refusal = turn({ text: '2', at: noon + 10_000 });
    const refused = decide(context, state, refusal, refusal.at);
    expect(refused.effects).toContainEqual({ kind: 'withdraw', request: 'the-request', link: 'sim' });
    const taken = decideSent(context, state, { type: 'message.accepted', request: 'the-request' }, noon).state;
    const kinds = decide(context, taken, refusal, refusal.at).effects.map(({ kind }) => kind);
    expect(kinds).not.toContain('withdraw');
  });

  const sentOut = () => noteSent(initialState, invite({}), () => ({ request: 'q', mark: 'the-mark...' }), 'sim');
  const failed = (state: ConversationState, reason: 'rejected' | 'expired' | 'unknown' | 'undelivered') =>
    decideSent(context, state, { type: 'message.failed', request: 'q', reason }, noon + HOUR);

  test.each(['rejected', 'undelivered'] as const)(
    'that is %s ends its response as no contact, taken by the network or not',
    (reason) => {
      const taken = decideSent(context, sentOut(), { type: 'message.accepted', request: 'q' }, noon).state;
      for (const state of [sentOut(), taken]) {
        expect(factsOf(failed(state, reason))).toMatchObject([
          { data: { reason: 'undeliverable', disposition: 'no-contact' } },
        ]);
      }
      const delivered = decideSent(context, taken, { type: 'message.delivered', request: 'q' }, noon).state;
      expect(failed(delivered, reason).state).toBe(delivered);
    },
  );

  test('that waited too long in our own queue goes out again, and one of which nobody knows may be answered', () => {
    const again = failed(sentOut(), 'expired');
    expect(factsOf(again)).toEqual([]);
    expect(timerOf(again.state)).toEqual({ timer: 'reminder', dueAt: noon + 2 * HOUR });
    const unknown = failed(sentOut(), 'unknown').state;
    expect(factsOf(decide(context, unknown, turn({ text: '1', at: noon + HOUR }), noon + HOUR))).toMatchObject([
      { type: 'response.consented' },
    ]);
  });
});

describe('a step of a case', () => {
  const answered = { case: 'PA-1', state: 'answered', kind: 'complaint' } as const;
  const tell = (state: ConversationState, now: number) =>
    decideAnswer(context, state, { type: 'case.updated', update: answered }, now);
  const reply = (state: ConversationState, text: string) =>
    decide(context, state, turn({ text, at: noon + HOUR }), noon + HOUR);

  test('waits for the morning, unless it answers what the citizen has just asked', () => {
    const night = at('2026-11-25T23:00');
    const waits = tell(initialState, night);
    expect(namesOf(waits)).toEqual([]);
    const { dueAt } = timerOf(waits.state);
    expect(namesOf(decideTimer(context, waits.state, { timer: 'notice', dueAt }, dueAt))).toEqual(['caseClose']);
    const asked = { ...answered, request: 'q' };
    expect(namesOf(decideAnswer(context, initialState, { type: 'case.updated', update: asked }, night))).toEqual([
      'caseClose',
    ]);
  });

  test('puts no reminder of an invitation off, and the question of an open survey is put again behind it', () => {
    const invited = begun('invited');
    expect(timerOf(tell(invited, noon + HOUR).state)).toEqual(timerOf(invited));
    const asked = decide(context, begun(), turn({ text: '1' }), noon).state;
    expect(namesOf(tell(asked, noon + HOUR))).toEqual(['caseClose', 'q1']);
  });

  test('goes to whoever opted out too: it is what they asked for', () => {
    const out = decide(context, initialState, turn({ text: 'HUY' }), noon).state;
    expect(namesOf(tell(out, noon))).toEqual(['caseClose']);
    const rating = ['DG', '1'].reduce(
      (state, text, after) =>
        decide(context, state, turn({ text, at: noon + after * HOUR }), noon + after * HOUR).state,
      out,
    );
    expect(bulkIn(tell(rating, noon + 2 * HOUR))).toEqual(['caseClose', 'q1']);
  });

  test('may be judged by a bare 1 or 2 while it is our last word and no survey is open', () => {
    const told = tell(initialState, noon).state;
    expect(reply(told, '1').effects).toMatchObject([
      { type: 'case.asked', data: { case: 'PA-1', verdict: 'solved' } },
      { kind: 'reply' },
    ]);
    const helped = reply(told, 'TG').state;
    expect(namesOf(reply(helped, '1'))).toEqual(['help.alone']);
    const open = reply(told, 'DG').state;
    expect(factsOf(reply(open, '1'))).toMatchObject([{ type: 'response.consented' }]);
  });

  test('that was not said, for the day is full, is judged by no digit', () => {
    const full = { sent: { since: noon, count: 60, told: true as const } };
    const update = { ...answered, request: 'q' };
    const told = decideAnswer(context, full, { type: 'case.updated', update }, noon);
    expect(namesOf(told)).toEqual([]);
    expect(requestsOf(reply(told.state, '1'))).toEqual([]);
  });

  test('may be judged so as well where the citizen had asked how far it is', () => {
    const update = { ...answered, request: 'q' };
    const told = decideAnswer(context, initialState, { type: 'case.updated', update }, noon).state;
    expect(requestsOf(reply(told, '2'))).toMatchObject([
      { type: 'case.asked', data: { case: 'PA-1', verdict: 'unsolved' } },
    ]);
  });

  test('is not our last word any more once somebody was invited, or told of something else', () => {
    const told = tell(initialState, noon).state;
    let asked = decideInvitation(context, told, invitation({}), noon).state;
    while (dueOf(asked) !== undefined) asked = ring(asked).state;
    const later = noon + 5 * DAY;
    expect(requestsOf(decide(context, asked, turn({ text: '1', at: later }), later))).toEqual([]);
    const scored = decideAnswer(context, told, { type: 'score.answered' }, noon).state;
    expect(requestsOf(reply(scored, '1'))).toEqual([]);
  });

  test('is none of the survey that is open: no answer takes it back, and should it fail, that ends nothing', () => {
    const open = decideInvitation(context, initialState, invitation({}), noon).state;
    const state = noteSent(open, tell(open, noon), () => ({ request: 'step', mark: 'the-mark...' }), 'sim');
    expect(decide(context, state, turn({ text: '1' }), noon).effects.map(({ kind }) => kind)).not.toContain('withdraw');
    expect(decideSent(context, state, { type: 'message.failed', request: 'step' }, noon).state).toBe(state);
  });

  test('that waits for the morning is not told any more when the citizen has heard since how far the case is', () => {
    const night = at('2026-11-25T23:00');
    const waits = tell(initialState, night).state;
    const other = decideAnswer(context, waits, { type: 'case.updated', update: { ...answered, case: 'PA-2' } }, night);
    const update = { ...answered, state: 'solved', request: 'q' } as const;
    const heard = decideAnswer(context, other.state, { type: 'case.updated', update }, night).state;
    expect(heard.notices).toMatchObject([{ update: { case: 'PA-2' } }]);
    const received = { ...answered, case: 'PA-2', state: 'solved', request: 'q' } as const;
    expect(
      decideAnswer(context, heard, { type: 'case.updated', update: received }, night).state.notices,
    ).toBeUndefined();
  });
});

type Happening =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'timer'; readonly late: number }
  | { readonly kind: 'stale'; readonly which: number }
  | { readonly kind: 'invitation'; readonly order: string; readonly delay: number; readonly person: boolean }
  | { readonly kind: 'case'; readonly asked: boolean }
  | { readonly kind: 'outcome'; readonly type: 'message.accepted' | 'message.failed' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      text: fc.constantFrom(
        'DG',
        '1',
        '2',
        '9',
        '0',
        'HUY',
        'DK',
        'THOI',
        'TG',
        'GOI',
        'ai day?',
        'cho lau qua',
        '3 hoac 4',
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('timer' as const), late: fc.oneof(fc.constant(0), fc.nat(20 * HOUR)) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stale' as const), which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('invitation' as const),
      order: fc.constantFrom('1', '2', '3'),
      delay: fc.nat(3 * DAY),
      person: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('case' as const), asked: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('outcome' as const),
      type: fc.constantFrom('message.accepted' as const, 'message.failed' as const),
    }),
  },
);

test('whatever happens in whatever time: nothing we start comes early, at night, too often, after an opt-out or to another question', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happening, fc.nat(2 * DAY)), { maxLength: 60 }), (happenings) => {
      let state: ConversationState = initialState;
      let now = noon;
      let saidAt = 0;
      const timers: Timer[] = [];
      const starts: number[] = [];
      const invitations: number[] = [];
      for (const [index, [what, after]] of happenings.entries()) {
        const due = dueOf(state);
        if (due !== undefined) timers.push(due);
        now = what.kind === 'timer' && due !== undefined ? Math.max(now, due.dueAt) + what.late : now + after;
        const before = state;
        const decision = decisionOf(before, what, due, timers, index, now);
        if (decision === undefined) continue;
        const bulk = bulkIn(decision);
        const session = before.session;
        if (bulk.length > 0) expect(isSendingTime(now, hours)).toBe(true);
        if (before.optedOut !== undefined) {
          // Steps of one's own cases go on, with the question that waits behind them.
          const [first = '', ...others] = bulk;
          expect([[], [session?.node]]).toContainEqual(others);
          expect(first).toMatch(/^(case.*)?$/);
        }
        if (decision.outcome === 'reminded') {
          expect(bulk).toEqual([session?.node]);
          expect(decision.state.session?.epoch).toBe(session?.epoch);
          expect(now - saidAt).toBeGreaterThanOrEqual(DAY);
          if (session?.consented === false) starts.push(now);
        }
        if (decision.outcome === 'expired') expect(now - saidAt).toBeGreaterThanOrEqual(3 * DAY);
        if (decision.outcome === 'invited') {
          expect(session).toBeUndefined();
          starts.push(now);
          invitations.push(now);
        }
        expect(starts.filter((start) => now - start < DAY).length).toBeLessThanOrEqual(3);
        expect(invitations.filter((sent) => now - sent < 30 * DAY).length).toBeLessThanOrEqual(1);
        const name = String(index).padStart(11, '0');
        state = noteSent(before, decision, () => ({ request: name, mark: name }), 'sim');
        if (asksIn(decision)) saidAt = now;
        if (state.session !== undefined) expect(dueOf(state)).toBeDefined();
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
    }),
    { numRuns: 1_000 },
  );
});

/** Whether the waiting question was put, or something said about it: a step of a case is no word on it. */
const asksIn = ({ effects, state }: Decision): boolean =>
  effects.some(
    (effect) => effect.kind === 'reply' && (effect.lane === undefined || effect.text.name === state.session?.node),
  );

function decisionOf(
  state: ConversationState,
  what: Happening,
  due: Timer | undefined,
  timers: readonly Timer[],
  index: number,
  now: number,
): Decision | undefined {
  const response = `r${index}` as ResponseId;
  switch (what.kind) {
    case 'text':
      return decide(context, state, turn({ text: what.text, at: now, newResponse: response }), now);
    case 'timer':
      return due === undefined ? undefined : decideTimer(context, state, due, now);
    case 'stale': {
      const timer = timers[what.which];
      if (timer === undefined || isArmed(state, timer)) return undefined;
      const decision = decideTimer(context, state, timer, now);
      expect(decision).toEqual({ state, effects: [], outcome: 'stale-timer' });
      return decision;
    }
    case 'invitation': {
      const { order, delay, person } = what;
      return decideInvitation(
        context,
        state,
        invitation({ response, order, person, at: now, notBefore: now + delay }),
        now,
      );
    }
    case 'case': {
      const update = {
        case: 'PA-1',
        state: 'answered',
        kind: 'complaint',
        ...(what.asked ? { request: 'q' } : {}),
      } as const;
      return decideAnswer(context, state, { type: 'case.updated', update }, now);
    }
    case 'outcome': {
      const request = state.session?.unsent?.request;
      return request === undefined ? undefined : decideSent(context, state, { type: what.type, request }, now);
    }
    default:
      return what satisfies never;
  }
}

/** Whether a state holds exactly this timer, be it the next or a later one. */
const isArmed = ({ session, invitation: waiting, notices }: ConversationState, { timer, dueAt }: Timer): boolean =>
  ({ reminder: session?.remindAt, expiry: session?.expireAt, invitation: waiting?.dueAt, notice: notices?.[0]?.dueAt })[
    timer
  ] === dueAt;
