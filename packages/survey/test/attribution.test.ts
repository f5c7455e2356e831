import type { ResponseId } from '@mscore/contracts';
import fc from 'fast-check';
import { attributionOf, type ConversationState, decide, MARK_LENGTH, noteSent, type Survey, type Turn } from '../src';
import { parsedSmallSurvey } from './small-survey';
import { contextWith, factsOf, namesOf, noon, SECOND, turn } from './talking';

const mark = (name: string): string => name.padEnd(MARK_LENGTH, '.');
const question = mark('question');
const hint = mark('hint');
const said = question + hint;
const FAST = 3_000;

describe('which question a reply was written to', () => {
  const reading = (sent: Partial<Pick<Turn, 'seen' | 'underway'>>, at = noon) =>
    attributionOf({ said, askedAt: noon - 9_000 }, { at, ...sent }, FAST, noon);
  const seen = (request: string, before: number, delivered = false) => ({
    seen: { request, at: noon - before, delivered },
  });

  test('nobody knows: the waiting one', () => {
    expect(reading({})).toBe('current');
    expect(attributionOf({}, { at: noon, ...seen(mark('other'), 0) }, FAST, noon)).toBe('current');
  });

  describe('nobody knows what was sent', () => {
    const unknown = (at: number, now: number) => attributionOf({ said, askedAt: noon }, { at }, FAST, now);

    test('and the text arrived before the question was decided, or was decided with the one that led to it: the one before', () => {
      expect(unknown(noon - 1, noon)).toBe('before');
      expect(unknown(noon, noon)).toBe('before');
      expect(unknown(noon - 9_000, noon + 60_000)).toBe('before');
    });

    test('and the text came within three seconds of the decision: no earlier than hardly anybody has read it', () => {
      expect(unknown(noon + 1, noon + 1)).toBe('fast');
      expect(unknown(noon + FAST - 1, noon + FAST)).toBe('fast');
      expect(unknown(noon + FAST, noon + FAST)).toBe('current');
    });

    test('and the clock was set back since the question or since the text: no time says anything', () => {
      expect(unknown(noon - 60_000, noon - 59_000)).toBe('current');
      expect(unknown(noon + 1, noon)).toBe('current');
    });

    test('and the session does not know since when its question waits: the waiting one', () => {
      expect(attributionOf({ said }, { at: noon }, FAST, noon)).toBe('current');
    });
  });

  test('the question had not gone out: the one before', () => {
    expect(reading(seen(mark('other'), 60_000, true))).toBe('before');
  });

  test('the network took the question less than three seconds ago: hardly anybody has read it', () => {
    expect(reading(seen(question, FAST - 1))).toBe('fast');
    expect(reading(seen(question, FAST))).toBe('current');
  });

  test('a receipt says that the handset has the question: then it may have been read at once', () => {
    expect(reading(seen(question, 0, true))).toBe('current');
  });

  test('what was said behind the question has the question before it', () => {
    expect(reading(seen(hint, 0))).toBe('current');
  });

  test('the question is on its way and the network silent: as if it had just been taken', () => {
    const underway = { underway: { request: question, at: noon - 1_000 }, ...seen(mark('other'), 9_000) };
    expect(reading(underway)).toBe('fast');
    expect(reading({ ...underway, underway: { request: question, at: noon - FAST } })).toBe('current');
  });

  test('a mark is a mark only where one begins', () => {
    expect(reading(seen(said.slice(3, 3 + MARK_LENGTH), 60_000))).toBe('before');
  });
});

/** Four scales in a row and nothing else: every value from 1 to 9 is an answer to each. */
function scales(): Survey {
  const survey = parsedSmallSurvey();
  const ids = ['a', 'b', 'c', 'd'];
  const nodes = ids.map((id, at) => {
    const to = ids[at + 1] ?? 'thanks';
    const next = { answer: to, skip: to, refusal: to, tooManyTries: to, silence: 'expired' };
    const text = { vi: `${id}?`, 'vi-ascii': `${id}?`, en: `${id}?` };
    return { id, kind: 'scale' as const, variable: id, text, min: 1, max: 9, skip: ['bo qua'], next };
  });
  return { ...survey, nodes: [...nodes, ...survey.nodes.filter(({ kind }) => kind === 'end')] };
}

const context = contextWith({}, scales());

/** A message of ours as the network carries it. Times are milliseconds since the epoch. */
interface Sent {
  readonly mark: string;
  readonly epoch: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly delivered: number;
}

/** A reply of the citizen: so long after the one before it, and handled so much later. */
interface Reply {
  /** An answer, or the word that skips. */
  readonly value: number | 'bo qua';
  readonly after: number;
  readonly backlog: number;
  /** The connector starts anew before the reply arrives, and knows nothing of what was sent before that. */
  readonly restart: boolean;
  /** The network delivers the reply again, for certain or perhaps. */
  readonly again: 'no' | 'repeat' | 'doubtful';
  /** What becomes of the messages that answer it: until it is written, until it is taken, until it is delivered. */
  readonly network: readonly [write: number, take: number, deliver: number];
}

interface Played {
  readonly answers: Readonly<Record<string, number | null>>;
  readonly outcomes: readonly string[];
}

const inSession = (epoch: number): ConversationState => ({
  session: {
    response: 'r' as ResponseId,
    survey: context.survey,
    origin: 'walk-in',
    language: 'vi-ascii',
    node: 'a',
    answers: {},
    consented: true,
    flags: [],
    epoch,
    askedAt: noon,
    tries: 0,
    n: 2,
    said: mark('m0'),
  },
});

const first: Sent = { mark: mark('m0'), epoch: 1, submitted: noon, accepted: noon, delivered: noon };

/** What a connector that runs since then says was sent when a reply arrived. */
function stamp(sent: readonly Sent[], at: number, since: number): Pick<Turn, 'seen' | 'underway'> {
  const own = sent.filter(({ submitted }) => submitted >= since);
  const taken = own.filter(({ accepted }) => accepted <= at).at(-1);
  const underway = own.find(({ submitted, accepted }) => submitted <= at && at < accepted);
  return {
    ...(taken === undefined
      ? {}
      : { seen: { request: taken.mark, at: taken.accepted, delivered: taken.delivered <= at } }),
    ...(underway === undefined ? {} : { underway: { request: underway.mark, at: underway.submitted } }),
  };
}

const redelivered = ({ again }: Reply): Partial<Turn> =>
  again === 'no' ? {} : { repeat: true, ...(again === 'doubtful' ? { doubtful: true } : {}) };

/** The gateway's own answer. */
function played(replies: readonly Reply[]): Played {
  let state = inSession(1);
  const sent: Sent[] = [first];
  const answers: Record<string, number | null> = {};
  const outcomes: string[] = [];
  let at = noon;
  let now = noon;
  let since = 0;
  for (const reply of replies) {
    if (state.session === undefined) break;
    at += reply.after;
    now = Math.max(now, at + reply.backlog);
    if (reply.restart) since = at;
    const heard = turn({ at, text: String(reply.value), ...stamp(sent, at, since), ...redelivered(reply) });
    const decision = decide(context, state, heard, now);
    outcomes.push(decision.outcome);
    for (const { type, data } of factsOf(decision)) {
      if (type === 'answer.recorded') answers[data.variable] = data.value === undefined ? null : Number(data.value);
    }
    const name = mark(`m${sent.length}`);
    const before = state;
    state = noteSent(before, decision, () => ({ request: name, mark: name }), 'sim');
    if (namesOf(decision).length === 0) continue;
    sent.push(messageOf(name, state.session?.epoch ?? 0, sent, now, reply.network));
  }
  return { answers, outcomes };
}

/** Messages to one number are written one after the other. */
function messageOf(name: string, epoch: number, sent: readonly Sent[], now: number, network: Reply['network']): Sent {
  const submitted = Math.max(now, sent.at(-1)?.accepted ?? 0) + network[0];
  const accepted = submitted + network[1];
  return { mark: name, epoch, submitted, accepted, delivered: accepted + network[2] };
}

/**
 * The same by the rule as it is written, from what really happened to the messages: no marks, no state of ours.
 * A question is either not written yet when the reply comes, or taken for less than three seconds and not known to be
 * delivered, or there. Where a restart forgot all messages it counts as taken at the moment it was decided.
 */
function reference(replies: readonly Reply[]): Played {
  const items = ['a', 'b', 'c', 'd'];
  const values: Reply['value'][] = [];
  const outcomes: string[] = [];
  const sent: Sent[] = [first];
  let epoch = 1;
  let askedAt = noon;
  let previous: { value: Reply['value']; at: number } | undefined;
  /** When the question was said again, of late. */
  let rounds: readonly number[] = [];
  let at = noon;
  let now = noon;
  let since = 0;
  const say = (network: Reply['network']) => sent.push(messageOf('', epoch, sent, now, network));
  const askAgain = (network: Reply['network']) => {
    rounds = now - (rounds[0] ?? now) < 10 * 60 * SECOND ? [...rounds, now] : [now];
    outcomes.push(rounds.length > 5 ? 'muted' : 'asked-again');
    if (rounds.length <= 5) say(network);
  };
  const reached = (): 'not' | 'young' | 'there' => {
    const remembered = sent.filter(({ submitted }) => submitted >= since && submitted <= at);
    if (remembered.length === 0) return at <= askedAt ? 'not' : at - askedAt < FAST ? 'young' : 'there';
    const [question, ...later] = remembered.filter((message) => message.epoch === epoch);
    if (question === undefined) return 'not';
    // Of a question that a restart forgot, what was said behind it is the first that is known.
    const isItself = sent.find((message) => message.epoch === epoch) === question;
    const known = isItself ? [...later.map(({ accepted }) => accepted), question.delivered] : [question.accepted];
    if (known.some((time) => time <= at)) return 'there';
    return at - sinceOf(question, at) < FAST ? 'young' : 'there';
  };
  for (const { value, after, backlog, restart, again, network } of replies) {
    if (values.length === items.length) break;
    at += after;
    now = Math.max(now, at + backlog);
    if (restart) since = at;
    if (again !== 'no') {
      if (again === 'repeat') outcomes.push('ignored');
      else askAgain(network);
      continue;
    }
    const question = reached();
    const recent = at - (previous?.at ?? noon) <= 60 * SECOND;
    if (question === 'not' && !recent) askAgain(network);
    else if (question !== 'there' && previous?.value === value) outcomes.push('duplicate');
    else if (question === 'not') {
      if (previous === undefined) throw new Error('the first question was there from the beginning');
      outcomes.push('corrected');
      values[values.length - 1] = value;
      previous = { value, at };
    } else {
      outcomes.push(value === 'bo qua' ? 'skipped' : 'answered');
      values.push(value);
      previous = { value, at };
      epoch += 1;
      askedAt = now;
      rounds = [];
      say(network);
    }
  }
  const given = values.map((value, item) => [items[item] ?? '', value === 'bo qua' ? null : value] as const);
  return { answers: Object.fromEntries(given), outcomes };
}

/** Since when a message is as good as there: taken, or written and not yet answered. */
const sinceOf = ({ submitted, accepted }: Sent, at: number): number => (accepted <= at ? accepted : submitted);

const delay = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: 90_000 }),
);
const reply: fc.Arbitrary<Reply> = fc.record({
  value: fc.constantFrom(1, 2, 3, 'bo qua' as const),
  after: delay,
  backlog: fc.oneof(fc.constant(0), delay),
  restart: fc.constantFrom(false, false, false, true),
  again: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'no', 'repeat', 'doubtful'),
  network: fc.tuple(fc.integer({ min: 0, max: 2_000 }), delay, fc.oneof(delay, fc.constant(Number.POSITIVE_INFINITY))),
});

test('whatever prompts, acceptances, receipts and replies overtake each other: every answer stands where the rule puts it', () => {
  fc.assert(
    fc.property(fc.array(reply, { minLength: 1, maxLength: 12 }), (replies) => {
      expect(played(replies)).toEqual(reference(replies));
    }),
    { numRuns: 3_000 },
  );
});

/** A network that takes half a second and delivers two later. */
const QUICK = [300, 200, 2_000] as const;

test('no answer is ever taken for two questions: a text that comes again before its reply is out changes nothing', () => {
  const twice = (replies: readonly Reply[]): readonly Reply[] =>
    replies.flatMap((each) => [each, { ...each, after: 0, backlog: 0 }]);
  fc.assert(
    fc.property(fc.array(reply, { minLength: 1, maxLength: 6 }), (replies) => {
      const once = played(replies.map((each) => ({ ...each, after: each.after + 100_000, network: QUICK })));
      const again = played(twice(replies.map((each) => ({ ...each, after: each.after + 100_000, network: QUICK }))));
      expect(again.answers).toEqual(once.answers);
    }),
  );
});
