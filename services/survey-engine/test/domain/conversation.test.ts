import type { SealedAddress, SealedText } from '@mscore/contracts';
import type { Context } from '@mscore/survey';
import { step } from '../../src/domain/conversation';
import type { ConversationDocument } from '../../src/domain/document';
import type { Heard, HeardMessage } from '../../src/domain/heard';
import { nextTimer } from '../../src/domain/timers';
import { contextOf, openDeps, openSecrets, scorecard } from '../inbox';
import { heardMessage, markOf, start } from './heard-message';

let context: Context;
beforeAll(async () => {
  context = contextOf([await scorecard()]);
});

const now = start;
const take = (before: ConversationDocument | undefined, ...batch: readonly HeardMessage[]) =>
  step(before, batch, { ...openDeps, context }, now);
const causes = (effects: readonly { readonly cause: string }[]) => effects.map(({ cause }) => cause);

test('effects wait in the document until a later batch proves them published', () => {
  const first = take(undefined, heardMessage('a', 'DG'));
  expect(causes(first.document?.effects ?? [])).toEqual(['a']);
  const second = take(first.document, heardMessage('b', '1'));
  expect(causes(second.document?.effects ?? [])).toEqual(['b']);
});

test('a repeat publishes what is stored and writes nothing', () => {
  const first = take(undefined, heardMessage('a', 'DG'));
  const repeat = take(first.document, heardMessage('a', 'DG'));
  expect(repeat.document).toBeUndefined();
  expect(repeat.due).toEqual(first.due);
  expect(repeat.outcomes).toEqual(['handled-before']);
});

test('the smaller repeat of a crashed batch leaves the other effects for the next one', () => {
  const both = take(undefined, heardMessage('a', 'DG'), heardMessage('b', '1'));
  const left = take(both.document, heardMessage('a', 'DG'));
  expect(left.document).toBeUndefined();
  expect(causes(take(both.document, heardMessage('b', '1'), heardMessage('c', '9')).due)).toEqual(['b', 'c']);
});

test('a message that is answered with silence is still remembered', () => {
  const out = take(undefined, heardMessage('a', 'HUY'));
  const silent = take(out.document, heardMessage('b', 'HUY'));
  expect(silent.due).toEqual([]);
  const back = take(silent.document, heardMessage('c', 'DK'));
  // The silent one again, after the person joined again: it must not opt them out.
  expect(take(back.document, heardMessage('b', 'HUY')).outcomes).toEqual(['handled-before']);
});

const repeating = (of: string, id: string, text: string): HeardMessage => ({
  ...heardMessage(id, text),
  repeatedMark: of.padStart(11, '-'),
});

test('a redelivery of a handled message changes nothing, also within one batch', () => {
  const asked = take(undefined, heardMessage('a', 'DG'), heardMessage('b', '1'));
  const again = take(asked.document, repeating('b', 'c', '1'));
  expect(again.outcomes).toEqual(['ignored']);
  expect(again.document?.state).toEqual(asked.document?.state);
  const together = take(undefined, heardMessage('a', 'DG'), heardMessage('b', '1'), repeating('b', 'c', '1'));
  expect(together.document?.state).toEqual(asked.document?.state);
});

test('a redelivery of a message that never came is the message, once', () => {
  const asked = take(undefined, heardMessage('a', 'DG'));
  const came = take(asked.document, repeating('lost', 'c', '1'));
  expect(came.outcomes).toEqual(['answered']);
  expect(take(came.document, heardMessage('lost', '1')).outcomes).toEqual(['handled-before']);
  expect(take(came.document, repeating('lost', 'd', '1')).outcomes).toEqual(['ignored']);
});

test('a conversation in the middle of the survey takes about a kilobyte', () => {
  let document: ConversationDocument | undefined;
  for (const [at, text] of ['DG', '1', '9', '9', '1', '2', '1', '2'].entries()) {
    ({ document } = take(document, heardMessage(`event-${at}`, text)));
  }
  expect(JSON.stringify(document).length).toBeLessThan(1_100);
});

const part = (id: string, number: number, text: string, fields: Partial<HeardMessage> = {}): HeardMessage => ({
  ...heardMessage(id, text),
  part: {
    key: { reference: 7, width: 8, total: 2, shortCode: '8049' },
    link: 'sim',
    part: { part: number, id, fingerprint: text, text: openSecrets.seal(id, text) },
  },
  ...fields,
});
const upToComment = ['DG', '1', '9', '9', '1', '2', '1', '2'].map((text, at) => heardMessage(`m${at}`, text));

test('whoever sends no long text has nothing of them in the document, and who does loses it after a day', () => {
  const plain = take(undefined, ...upToComment).document;
  expect(plain).not.toHaveProperty('longTexts');
  expect(Object.keys(plain ?? {})).toEqual(['address', 'route', 'state', 'handled', 'effects', 'dueAt']);
  const waiting = take(plain, part('p', 1, 'Toi ')).document;
  expect(waiting?.dueAt).toBe(now + 5 * 60_000);
  const joined = take(waiting, part('q', 2, 'cho lau')).document;
  expect(joined?.dueAt).toBeUndefined();
  const later = step(joined, [heardMessage('z', 'TG')], { ...openDeps, context }, now + 86_400_000).document;
  expect(Object.keys(later ?? {})).toEqual(['address', 'route', 'state', 'handled', 'effects']);
});

test('what a joined text caused can be composed again from the document alone', () => {
  const waiting = take(undefined, ...upToComment, part('p', 1, 'Toi '));
  const joined = take(waiting.document, part('q', 2, 'cho lau', { address: 'other.address' as SealedAddress }));
  expect(joined.outcomes).toEqual(['commented']);
  expect(joined.taken).toEqual(['joined']);
  expect(joined.due).toMatchObject([
    { cause: 'q', source: { address: 'other.address', link: 'sim', shortCode: '8049', text: 'q|Toi cho lau' } },
  ]);
  const again = take(joined.document, part('q', 2, 'cho lau'));
  expect(again.document).toBeUndefined();
  expect(again.due).toEqual(joined.due);
});

test('words that are no comment leave no trace in the effects', () => {
  const asked = take(undefined, part('p', 1, 'D'), part('q', 2, 'G'));
  expect(asked.due).toMatchObject([{ cause: 'q', source: { link: 'sim' } }]);
  expect(JSON.stringify(asked.due)).not.toContain('|');
});

test('one event that makes two texts ready causes the effects of both, the older first', () => {
  const waiting = take(undefined, ...upToComment, part('p', 1, 'cu', {})).document;
  const second = (id: string, fields: Partial<HeardMessage> = {}) => part(id, 1, 'moi', fields);
  const both = take(waiting, second('q'));
  expect(both.outcomes).toEqual(['commented']);
  expect(both.due.map(({ cause, source }) => [cause, source?.text])).toEqual([['q', 'q|cu…']]);
  const due = both.document?.dueAt ?? 0;
  const timer = step(
    both.document,
    [{ kind: 'timer', id: 't', mark: '----------t', timer: 'parts', dueAt: due }],
    { ...openDeps, context },
    due,
  );
  expect(timer.taken).toEqual(['incomplete']);
  expect(timer.document?.address).toBe('address of q');
});

test('a timer that the conversation does not hold changes nothing, and one it held publishes again what it caused', () => {
  const waiting = take(undefined, ...upToComment, part('p', 1, 'Toi '));
  const ring = (document: ConversationDocument | undefined, dueAt: number) =>
    step(
      document,
      [{ kind: 'timer', id: 't', mark: '----------t', timer: 'parts', dueAt }],
      { ...openDeps, context },
      dueAt,
    );
  const due = waiting.document?.dueAt ?? 0;
  expect(ring(undefined, due)).toEqual({ due: [], outcomes: ['stale-timer'], taken: [] });
  expect(ring(waiting.document, due - 1).document).toBeUndefined();
  const rung = ring(waiting.document, due);
  expect(rung.outcomes).toEqual(['commented']);
  expect(ring(rung.document, due)).toEqual({ due: rung.due, outcomes: ['handled-before'], taken: [] });
});

test('a redelivered part is no part; one in doubt is, unless it is known', () => {
  const waiting = take(undefined, ...upToComment, part('p', 1, 'Toi ')).document;
  const marked = { repeatedMark: 'p'.padStart(11, '-') };
  expect(take(waiting, part('q', 2, 'cho lau', marked)).outcomes).toEqual(['ignored']);
  const doubtful = (id: string, number: number, text: string) => {
    const sent = part(id, number, text, marked);
    return { ...sent, turn: { ...sent.turn, doubtful: true as const } };
  };
  expect(take(waiting, doubtful('q', 1, 'Toi ')).outcomes).toEqual(['ignored']);
  expect(take(waiting, doubtful('q', 2, 'cho lau')).outcomes).toEqual(['commented']);
});

test('a document of the first format loses its mark of parts, and the rest of such a text is taken', () => {
  const { document } = take(undefined, ...upToComment);
  if (document === undefined) throw new Error('no document');
  const gathering = { reference: 7, width: 8, total: 2, got: [1], since: now };
  const { session, ...state } = document.state;
  if (session === undefined) throw new Error('no session');
  const { askedAt: _, ...older } = session;
  const old = { ...document, state: { ...state, session: older, gathering } } as ConversationDocument;
  const rest = take(old, part('q', 2, 'cho lau'));
  expect(rest.document?.state).not.toHaveProperty('gathering');
  const due = rest.document?.dueAt ?? 0;
  const rung = step(
    rest.document,
    [{ kind: 'timer', id: 't', mark: '----------t', timer: 'parts', dueAt: due }],
    { ...openDeps, context },
    due,
  );
  expect(rung.outcomes).toEqual(['commented']);
});

test('a waiting part whose key is gone leaves a gap and stops nothing', () => {
  const waiting = take(undefined, ...upToComment, part('p', 1, 'Toi ')).document;
  const keyless = {
    ...openSecrets,
    open: (id: string, sealed: SealedText) => (id === 'p' ? undefined : openSecrets.open(id, sealed)),
  };
  const joined = step(waiting, [part('q', 2, 'cho lau')], { ...openDeps, context, secrets: keyless }, now);
  expect(joined.due[0]?.source?.text).toBe('q|…cho lau');
});

test('late words for a response that has ended are its next facts, whatever was begun since', () => {
  let now = Date.parse('2026-11-22T02:00:00.000Z');
  let document: ConversationDocument | undefined;
  const factsOf = (batch: readonly Heard[]) => {
    const taken = step(document, batch, { ...openDeps, context }, now);
    document = taken.document ?? document;
    return taken.due.flatMap(({ effects, source }) =>
      effects.flatMap((effect) =>
        effect.kind === 'fact' ? [[effect.type, effect.data.response, effect.data.n, source?.text] as const] : [],
      ),
    );
  };
  const ring = (id: string) => {
    now = document?.dueAt ?? now;
    return factsOf([{ kind: 'timer', id, mark: id.padStart(11, '-'), timer: 'parts', dueAt: now }]);
  };
  const third = (id: string, number: number, text: string): HeardMessage => {
    const { part: arriving, ...others } = part(id, number, text);
    if (arriving === undefined) throw new Error('no part');
    return { ...others, part: { ...arriving, key: { ...arriving.key, total: 3 } } };
  };
  factsOf([...upToComment, third('p', 1, 'Cho')]);
  expect(ring('t1')).toEqual([
    ['comment.recorded', 'response-m0', 9, 't1|Cho…'],
    ['response.ended', 'response-m0', 10, 't1|Cho…'],
  ]);
  factsOf([heardMessage('again', 'DG'), heardMessage('yes', '1'), third('q', 3, 'lau')]);
  expect(ring('t2')).toEqual([['comment.recorded', 'response-m0', 11, 't2|…lau']]);
  factsOf([third('r', 2, ' rat ')]);
  expect(ring('t3')).toEqual([['comment.recorded', 'response-m0', 12, 't3|… rat …']]);
  expect(factsOf([heardMessage('answer', '9')]).map(([, response, n]) => [response, n])).toEqual([
    ['response-again', 3],
  ]);
});

test('late words for a comment whose response ended after it find it too', () => {
  const complaint = ['DG', '1', '2', '9', '1', '2', '1', '2'].map((text, at) => heardMessage(`m${at}`, text));
  const waiting = take(undefined, ...complaint, part('p', 1, 'Cho lau')).document;
  const due = waiting?.dueAt ?? 0;
  const rung = step(
    waiting,
    [{ kind: 'timer', id: 't', mark: '----------t', timer: 'parts', dueAt: due }],
    { ...openDeps, context },
    due,
  );
  expect(rung.document?.state.session).toBeDefined();
  const ended = take(rung.document, heardMessage('no', '2'), part('q', 2, 'qua')).document;
  expect(ended?.state.session).toBeUndefined();
  const later = ended?.dueAt ?? 0;
  const late = step(
    ended,
    [{ kind: 'timer', id: 'u', mark: '----------u', timer: 'parts', dueAt: later }],
    { ...openDeps, context },
    later,
  );
  expect(late.outcomes).toEqual(['late']);
  expect(late.due.flatMap(({ effects }) => effects)).toMatchObject([
    { type: 'comment.recorded', data: { response: 'response-m0', node: 'q7', flags: ['incomplete', 'late'] } },
  ]);
});

/** The document once the survey has expired, and when. */
function expired(document: ConversationDocument): { readonly document: ConversationDocument; readonly at: number } {
  const timer = nextTimer(document);
  if (timer === undefined) throw new Error('nothing is waited for');
  const rung = step(
    document,
    [{ kind: 'timer', id: `ring${timer.dueAt}`, mark: markOf(`${timer.dueAt % 1e10}`), ...timer }],
    { ...openDeps, context },
    timer.dueAt,
  );
  if (rung.document === undefined) throw new Error('a timer did nothing');
  return rung.document.state.closed === undefined
    ? expired(rung.document)
    : { document: rung.document, at: timer.dueAt };
}

test('a long text written in time and sent again from the dead letters after the expiry keeps its words', () => {
  const sentAgain = (id: string, number: number, text: string): HeardMessage => {
    const { part: arriving, turn, ...others } = part(id, number, text);
    if (arriving === undefined) throw new Error('no part');
    return { ...others, turn: { ...turn, at: now, redriven: true }, part: { ...arriving, redrivenFrom: now } };
  };
  const wordsAfter = (...answers: readonly string[]) => {
    const told = take(undefined, ...answers.map((text, at) => heardMessage(`m${at}`, text))).document;
    if (told === undefined) throw new Error('no document');
    const { document, at } = expired(told);
    const both = [sentAgain('p', 1, 'Cho '), sentAgain('q', 2, 'lau')];
    return step(document, both, { ...openDeps, context }, at + 60_000);
  };
  const { due, outcomes, document } = wordsAfter('DG', '1', '9', '9', '1', '2', '1', '2');
  expect(outcomes).toEqual(['part', 'redriven']);
  expect(due.flatMap(({ effects }) => effects)).toMatchObject([
    { type: 'comment.recorded', data: { response: 'response-m0', node: 'q7', flags: ['beside-question', 'redriven'] } },
  ]);
  expect(due[0]?.source?.text).toBe('q|Cho lau');
  expect(document?.state.closed).toBeDefined();
  // Whoever never agreed is not quoted.
  expect(wordsAfter('DG').due).toEqual([]);
});

/** Decides these batches one after the other, so many milliseconds apart. */
function tell(batches: readonly (readonly HeardMessage[])[], apart = 0): ConversationDocument | undefined {
  let document: ConversationDocument | undefined;
  for (const [at, batch] of batches.entries()) {
    document = step(document, batch, { ...openDeps, context }, now + at * apart).document ?? document;
  }
  return document;
}

test('a late timer that makes two texts ready causes the effects of both, and again from the document alone', () => {
  const first = part('p', 1, 'mot');
  const second = part('q', 1, 'hai');
  const other = second.part && { ...second, part: { ...second.part, key: { ...second.part.key, reference: 8 } } };
  const waiting = tell([[...upToComment, first], ...(other === undefined ? [] : [[other]])], 300);
  const ring = (document: ConversationDocument | undefined, at: number) =>
    step(
      document,
      [{ kind: 'timer', id: 't', mark: '----------t', timer: 'parts', dueAt: waiting?.dueAt ?? 0 }],
      { ...openDeps, context },
      at,
    );
  const rung = ring(waiting, now + 3_600_000);
  expect(rung.taken).toEqual(['incomplete', 'incomplete']);
  expect(rung.document?.dueAt).toBeUndefined();
  expect(rung.due.length).toBeGreaterThan(0);
  const again = ring(rung.document, now + 7_200_000);
  expect(again.document).toBeUndefined();
  expect(again.due).toEqual(rung.due);
});

test('a long text that was begun before a question is no reply to it, also when both come in one batch', () => {
  const said = [
    heardMessage('a', 'DG'),
    heardMessage('b', '1'),
    part('c', 1, 'w'),
    heardMessage('d', '9'),
    part('e', 2, 'x'),
  ];
  const apart = tell(
    said.map((each) => [each]),
    1_000,
  )?.state.session;
  const together = tell([said])?.state.session;
  expect(apart).toMatchObject({ tries: 0 });
  expect([together?.node, together?.tries]).toEqual([apart?.node, apart?.tries]);
});

test('a long text begun while nothing was asked is no reply to what was asked since', () => {
  const session = tell([[part('c', 1, 'w'), heardMessage('a', 'DG'), part('e', 2, 'x')]])?.state.session;
  expect(session).toMatchObject({ tries: 0, epoch: 1 });
});

test('a long text begun after the question is a reply to it, also when the clock was set back since', () => {
  const asked = tell([[heardMessage('a', 'DG'), heardMessage('b', '1')]]);
  const take = (before: ConversationDocument | undefined, heardNow: HeardMessage) =>
    step(before, [heardNow], { ...openDeps, context }, now - 3_600_000);
  const waiting = take(asked, part('c', 1, 'w')).document;
  expect(take(waiting, part('e', 2, 'x')).outcomes).toEqual(['misunderstood']);
});

test('a long text of a document that does not know what had been asked is judged by its time', () => {
  const asked = tell([[heardMessage('a', 'DG'), part('c', 1, 'w')], [heardMessage('b', '1')]], 1_000);
  const waiting = asked?.longTexts?.waiting.map(({ asked: _, ...text }) => ({ ...text, at: now })) ?? [];
  const older = asked && { ...asked, longTexts: { taken: [], waiting } };
  expect(take(older, part('e', 2, 'x')).outcomes).toEqual(['late']);
});
