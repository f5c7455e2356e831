import type { SealedText } from '@mscore/contracts';
import type { Context } from '@mscore/survey';
import fc from 'fast-check';
import { step } from '../../src/domain/conversation';
import type { ConversationDocument } from '../../src/domain/document';
import type { Handled } from '../../src/domain/handled';
import type { Heard, HeardMessage } from '../../src/domain/heard';
import type { Secrets } from '../../src/domain/joined-turn';
import { firstDifference, historyOf, replay } from '../../src/domain/replay';
import { contextOf, openDeps, openSecrets, scorecard } from '../inbox';
import { heardMessage, markOf, start } from './heard-message';

let context: Context;
beforeAll(async () => {
  context = contextOf([await scorecard()]);
});

const timer = (dueAt: number): Heard => {
  const id = `t${dueAt}`;
  return { kind: 'timer', id, mark: markOf(id).slice(-11), timer: 'parts', dueAt };
};
const part = (id: string, text: string, reference: number, number: number): HeardMessage =>
  heardMessage(id, text, {
    part: {
      key: { reference, width: 8, total: 2, shortCode: '8049' },
      link: 'sim',
      part: { part: number, id, fingerprint: text, text: openSecrets.seal(id, text) },
    },
  });

/** A conversation over a store: every step goes through JSON, as the store's own documents do. */
function createEngine() {
  let stored: string | undefined;
  const inbox: Heard[] = [];
  const document = () => (stored === undefined ? undefined : (JSON.parse(stored) as ConversationDocument));
  return {
    inbox,
    document,
    take(batch: readonly Heard[], now: number) {
      const after = step(document(), batch, { ...openDeps, context }, now).document;
      if (after !== undefined) stored = JSON.stringify(after);
    },
  };
}

const rebuilt = (stored: ConversationDocument, inbox: readonly Heard[], since?: ConversationDocument) => {
  const history = historyOf(stored, inbox, since);
  if (history.kind !== 'steps') throw new Error(JSON.stringify(history));
  return replay(since, history.steps, stored, { ...openDeps, context });
};

const texts = [
  'DG',
  'DG',
  'DG',
  '1',
  '1',
  '1',
  '2',
  '3',
  '9',
  '0',
  'tot',
  'Can bo vui ve',
  'THOI',
  'TG',
  'HUY',
  'DK',
  'tu choi',
];

/** What comes next: something new, or something of before once more, under its own id or as its repetition. */
const arrival = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('text' as const), text: fc.constantFrom(...texts) }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('part' as const), reference: fc.nat(1), number: fc.constantFrom(1, 2) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('timer' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('again' as const, 'redelivery' as const, 'repetition of the lost' as const),
      back: fc.nat(5),
    }),
  },
);
type Arrival = typeof arrival extends fc.Arbitrary<infer T> ? T : never;

/**
 * A batch of the inbox. `back`: how many events before it come again, as after a crash between saving and publishing.
 * `wait`: of the shell's clock, which may stand still or go back.
 */
const batch = fc.record({
  arrivals: fc.array(arrival, { minLength: 1, maxLength: 4 }),
  back: fc.constantFrom(0, 0, 0, 1, 3),
  wait: fc.constantFrom(0, 0, 1, 400, 5_000, 301_000, 3_600_000, -2_000),
});

type Engine = ReturnType<typeof createEngine>;

function arrive({ inbox, document }: Engine, what: Arrival): Heard {
  const id = `e${inbox.length}`;
  switch (what.what) {
    case 'text':
      return heardMessage(id, what.text);
    case 'part':
      return part(id, `words of ${id} `, what.reference, what.number);
    case 'timer':
      return timer(document()?.dueAt ?? start);
    default: {
      const earlier = inbox.at(-1 - what.back);
      if (earlier?.kind !== 'message') return heardMessage(id, 'DG');
      if (what.what === 'again') return earlier;
      const repeatedMark = what.what === 'redelivery' ? earlier.mark : markOf(`lost${inbox.length}`);
      return { ...earlier, id, mark: markOf(id), repeatedMark };
    }
  }
}

function run(engine: Engine, batches: readonly (typeof batch extends fc.Arbitrary<infer T> ? T : never)[]): void {
  let now = start;
  for (const { arrivals, back, wait } of batches) {
    now += wait;
    const from = Math.max(0, engine.inbox.length - back);
    for (const what of arrivals) engine.inbox.push(arrive(engine, what));
    engine.take(engine.inbox.slice(from), now);
  }
}

test('whatever came, in whichever batches and again after crashes, the document is rebuilt byte for byte', () => {
  let longTexts = 0;
  let heldFromBefore = 0;
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 14 }), (batches) => {
      const engine = createEngine();
      run(engine, batches);
      const stored = engine.document();
      if (stored === undefined) return;
      const again = rebuilt(stored, engine.inbox);
      expect(firstDifference(stored, again)).toBeUndefined();
      expect(JSON.stringify(again)).toBe(JSON.stringify(stored));
      if (stored.longTexts !== undefined) longTexts += 1;
      const last = historyOf(stored, engine.inbox);
      const ids = last.kind === 'steps' ? (last.steps.at(-1)?.batch.map(({ id }) => id) ?? []) : [];
      if (stored.effects.some(({ cause }) => !ids.includes(cause))) heldFromBefore += 1;
    }),
    { numRuns: 250 },
  );
  // What the test is about did happen.
  expect(longTexts).toBeGreaterThan(50);
  expect(heldFromBefore).toBeGreaterThan(20);
});

test('it is rebuilt from an earlier document and what came since', () => {
  fc.assert(
    fc.property(fc.array(batch, { minLength: 2, maxLength: 12 }), fc.nat(11), (batches, cut) => {
      const engine = createEngine();
      run(engine, batches.slice(0, cut));
      const earlier = engine.document();
      const before = engine.inbox.length;
      run(engine, batches.slice(cut));
      const stored = engine.document();
      if (stored === undefined || earlier === undefined) return;
      // What came before may come again, with the effects that the earlier document held.
      const again = rebuilt(stored, engine.inbox.slice(Math.max(0, before - 3)), earlier);
      expect(JSON.stringify(again)).toBe(JSON.stringify(stored));
    }),
  );
});

const talk = (...words: readonly string[]) => {
  const engine = createEngine();
  for (const [at, text] of words.entries()) {
    engine.inbox.push(heardMessage(`m${at}`, text));
    engine.take(engine.inbox.slice(-1), start + at);
  }
  return engine;
};

test('another word, another time: each is seen', () => {
  const { inbox, document } = talk('DG', '1', '9', '8');
  const stored = document() as ConversationDocument;
  const other = (events: readonly Heard[]) => firstDifference(stored, rebuilt(stored, events));
  expect(other(inbox)).toBeUndefined();
  expect(other(inbox.map((event, at) => (at === 2 ? heardMessage('m2', '7') : event)))).toMatch(
    /^\$\.state\.session\.answers\./,
  );
  const [hour, marks, times] = stored.handled[0] as [number, string, string];
  const later: Handled = [[hour, marks, times.replace(/.$/, 'z')]];
  expect(firstDifference(stored, rebuilt({ ...stored, handled: later }, inbox))).toMatch(
    /^\$\.state\.session\.askedAt|^\$\.handled/,
  );
});

test('events that are gone are counted, and so are notes without times', () => {
  const { inbox, document } = talk('DG', '1', '9', '8');
  const stored = document() as ConversationDocument;
  expect(historyOf(stored, inbox.slice(1))).toEqual({ kind: 'gone', missing: 1, noted: 4 });
  const [hour, marks] = stored.handled[0] as [number, string, string];
  expect(historyOf({ ...stored, handled: [[hour, marks]] }, inbox)).toEqual({ kind: 'untimed' });
});

test('an earlier document that the notes no longer reach is no beginning', () => {
  const { inbox, document } = talk('DG', '1', '9');
  const stranger = talk('TG').document();
  const elsewhere = { ...(stranger as ConversationDocument), handled: [[1, markOf('x'), 'QAAA']] as Handled };
  expect(historyOf(document() as ConversationDocument, inbox, elsewhere)).toMatchObject({ kind: 'gone' });
});

test('a timer that came in vain before it was set is taken where it counted', () => {
  const engine = createEngine();
  const due = start + 5 * 60_000;
  engine.inbox.push(heardMessage('a', 'DG'), timer(due), part('p', 'Toi ', 7, 1), heardMessage('b', '1'), timer(due));
  engine.take(engine.inbox, start);
  const stored = engine.document() as ConversationDocument;
  expect(stored.handled.map(([, marks]) => marks).join('')).toMatch(/-p-+b\d+$/);
  expect(JSON.stringify(rebuilt(stored, engine.inbox))).toBe(JSON.stringify(stored));
});

test('what an operator sent again is taken as it was sent again, unless it was handled before', () => {
  const early = { mark: markOf('a'), name: 'died' };
  const redriven = { mark: markOf('a'), name: 'sent again', redrivenAt: start + 10 };
  const handledAt = (now: number) => {
    const engine = createEngine();
    engine.take([heardMessage('a', 'DG')], now);
    const history = historyOf(engine.document() as ConversationDocument, [early, redriven]);
    return history.kind === 'steps' ? history.steps[0]?.batch : history;
  };
  expect(handledAt(start + 20)).toEqual([redriven]);
  expect(handledAt(start + 5)).toEqual([early]);
});

test('a text that died, and whose redelivery was taken in its place, is not taken as well', () => {
  const engine = createEngine();
  const died = heardMessage('a', 'DG');
  const redelivery = heardMessage('b', 'DG', { repeatedMark: died.mark });
  engine.take([redelivery], start);
  const stored = engine.document() as ConversationDocument;
  expect(JSON.stringify(rebuilt(stored, [died, redelivery]))).toBe(JSON.stringify(stored));
});

test('words sealed under a key that is no longer the newest are sealed as they were', () => {
  const engine = createEngine();
  for (const [at, text] of ['DG', '1', '9', '9', '1', '2', '1', '2'].entries())
    engine.inbox.push(heardMessage(`m${at}`, text));
  engine.inbox.push(part('p', 'Toi ', 7, 1), part('q', 'cho lau', 7, 2));
  engine.take(engine.inbox, start);
  const stored = engine.document() as ConversationDocument;
  const history = historyOf(stored, engine.inbox);
  if (history.kind !== 'steps') throw new Error(history.kind);
  const rotated: Secrets = { ...openSecrets, seal: (cause, text) => `new|${cause}|${text}` as SealedText };
  expect(JSON.stringify(stored.effects)).toContain('q|Toi cho lau');
  expect(replay(undefined, history.steps, stored, { ...openDeps, context, secrets: rotated })).toEqual(stored);
});

test('a difference is named by its place, and the order of properties is none', () => {
  expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toBe('$.a[1].b');
  expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toBe('$.b');
  expect(firstDifference({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).toBeUndefined();
  expect(firstDifference({ a: 1, b: { c: 2, d: [3, 4] } }, { b: { d: [4, 3], c: 2 }, a: 1 })).toBe('$.b.d[0]');
  expect(firstDifference([1], { 0: 1 })).toBe('$');
  expect(firstDifference({ a: undefined }, {})).toBeUndefined();
});
