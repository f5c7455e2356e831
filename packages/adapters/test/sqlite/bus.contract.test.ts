import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killedAfter, ManualClock, Place, Recorder, sampleEvent, sampleEvents } from '@mscore/ports/suites';
import { type Embedded, openEmbedded } from '../../src';

const topic = 'conversation.outbox.test';
const hours = 3_600_000;

describe('the SQLite bus', () => {
  let place: Place;
  let embedded: Embedded;

  beforeEach(async () => {
    place = await Place.make({
      open: async (folder, clock) => {
        embedded = await openEmbedded({ folder, clock });
        return embedded;
      },
    });
    await place.open();
  });
  afterEach(() => place.remove());

  const handleAll = async (group: string, count: number): Promise<void> => {
    const seen = new Recorder();
    const subscription = await embedded.bus.subscribe({ topic, group, maxBatch: 100, handle: seen.handle });
    await seen.reached(count);
    await subscription.close();
  };

  it('deletes what is handled and old, in steps, by itself every hour; the newest event stays', async () => {
    const events = Array.from({ length: 2_500 }, (_, n) => sampleEvent(`id-${n}`, `key-${n % 50}`));
    await embedded.bus.publish(topic, events);
    await handleAll('smpp-connector', events.length);
    await place.reopen();
    expect(await embedded.retain()).toBe(0);
    place.clock.advance(47 * hours);
    expect(await embedded.retain()).toBe(0);
    place.clock.advance(hours + 1);
    // The hourly run was first: nothing is left for this one.
    expect(await embedded.retain()).toBe(0);
    const seen = new Recorder();
    await embedded.bus.subscribe({ topic, group: 'newcomer', maxBatch: 100, handle: seen.handle });
    await seen.reached(1);
    await embedded.bus.close();
    expect(seen.ids).toEqual(['id-2499']);
  });

  it('keeps numbering after everything old was deleted and the folder was opened again', async () => {
    await embedded.bus.publish(topic, sampleEvents('key', 10));
    await handleAll('smpp-connector', 10);
    await place.reopen();
    place.clock.advance(49 * hours);
    await embedded.retain();
    await place.reopen();
    await embedded.bus.publish(topic, [sampleEvent('new', 'key')]);
    const seen = new Recorder();
    await embedded.bus.subscribe({ topic, group: 'smpp-connector', maxBatch: 100, handle: seen.handle });
    await seen.reached(1);
    expect(seen.ids).toEqual(['new']);
  });

  it('keeps facts for ever', async () => {
    await embedded.bus.publish('survey.facts', sampleEvents('key', 10));
    place.clock.advance(10_000 * hours);
    expect(await embedded.retain()).toBe(0);
  });

  it('makes offsets durable soon after the last event, so that a crash repeats only what is recent', async () => {
    const seen = new Recorder();
    await embedded.bus.subscribe({ topic, group: 'service', maxBatch: 1, handle: seen.handle });
    await embedded.bus.publish(topic, [sampleEvent('id', 'key')]);
    await seen.reached(1);
    await place.clock.awaited(500);
    const { commits } = embedded.stats();
    place.clock.advance(500);
    while (embedded.stats().commits === commits) await new Promise((resolve) => setImmediate(resolve));
    expect(embedded.stats()).toMatchObject({
      waiting: 0,
      writes: 1,
      groups: [{ topic, group: 'service', lag: 0, state: 'running' }],
    });
  });

  it('rejects what is no event and keeps the others of the moment', async () => {
    const results = await Promise.allSettled([
      embedded.bus.publish(topic, [sampleEvent('a', 'key')]),
      embedded.bus.publish(topic, [sampleEvent('half', 'key'), { id: 'b' } as never]),
      embedded.bus.publish('Conversation.Inbox' as never, [sampleEvent('c', 'key')]),
      embedded.bus.publish('conversation.outbox.SIM', [sampleEvent('d', 'key')]),
      embedded.bus.publish(topic, []),
      embedded.bus.publish(topic, [sampleEvent('e', 'key')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const seen = new Recorder();
    await embedded.bus.subscribe({ topic, group: 'service', maxBatch: 10, handle: seen.handle });
    await seen.reached(2);
    expect(seen.ids).toEqual(['a', 'e']);
  });
});

describe('the kill -9 clauses', () => {
  it('find losses when writes are acknowledged before they are committed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mscore-sabotage-'));
    const child = join(__dirname, '..', 'kill-child.js');
    const said = await killedAfter(child, folder, 'publish', 300, { KILL_CHILD_SABOTAGE: 'synchronous-off' });
    const embedded = await openEmbedded({ folder, clock: new ManualClock() });
    const kept = new Set<string>();
    for await (const { id } of embedded.journal.tail('conversation.inbox', 3_600)) kept.add(id);
    await embedded.close();
    await rm(folder, { recursive: true });
    expect(said.filter((id) => !kept.has(id)).length).toBeGreaterThan(0);
  });
});
