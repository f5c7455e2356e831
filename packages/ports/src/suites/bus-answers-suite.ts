import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deadTopic, type Event, type EventOf } from '@mscore/contracts';
import type { Subscription } from '../bus';
import { GatewayError, PoisonEvents } from '../errors';
import { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
import { Recorder } from './recorder';
import { sampleEvent, sampleEvents, sampleTopic } from './sample-events';

/** What a bus makes of each way a handler can end (ports, `SubscribeOptions.handle`). */
export function busAnswersSuite(adapter: AdapterUnderTest): void {
  describe(`handlers' answers on the bus of ${adapter.name}`, () => {
    let place: Place;
    let opened: OpenedAdapter;
    let dead: Recorder;

    beforeEach(async () => {
      place = await Place.make(adapter);
      opened = await place.open();
      dead = new Recorder();
      await opened.bus.subscribe({
        topic: deadTopic(sampleTopic),
        group: 'undertaker',
        maxBatch: 10,
        handle: dead.handle,
      });
    });
    afterEach(() => place.remove());

    const subscribe = (handle: (batch: readonly Event[]) => Promise<void>, maxBatch = 10): Promise<Subscription> =>
      opened.bus.subscribe({ topic: sampleTopic, group: 'service', maxBatch, handle });

    const buried = (): EventOf<'event.dead'>[] => dead.events.filter((event) => event.type === 'event.dead');

    it('an outside failure brings the same batch again, after a pause that doubles up to 30 s', async () => {
      const tries = new Recorder();
      let failing = true;
      await subscribe(async (batch) => {
        tries.add(batch);
        if (failing) throw new GatewayError('MSCORE_TEST', 'the store is away', { retry: true });
      });
      await opened.bus.publish(sampleTopic, sampleEvents('key', 3));
      const pauses = [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000];
      for (const [n, pause] of pauses.entries()) {
        await place.clock.awaited(pause);
        expect(tries.batches.length).toBe(n + 1);
        place.clock.advance(pause - 1);
        expect(tries.batches.length).toBe(n + 1);
        if (n === pauses.length - 1) failing = false;
        place.clock.advance(1);
        await tries.reached((n + 2) * 3);
      }
      for (const batch of tries.batches) expect(batch.map(({ id }) => id)).toEqual(['key-0', 'key-1', 'key-2']);
      expect(dead.events).toEqual([]);
    });

    it('a pause after an outside failure does not hold up the close', async () => {
      await subscribe(async () => {
        throw new GatewayError('MSCORE_TEST', 'the store is away', { retry: true });
      });
      await opened.bus.publish(sampleTopic, [sampleEvent('id', 'key')]);
      await place.clock.awaited(100);
      await opened.bus.close();
      expect(dead.events).toEqual([]);
    });

    it('poisoned events go to the dead letters, the rest comes again without them', async () => {
      const given = new Recorder();
      await subscribe(async (batch) => {
        const bad = batch.filter(({ id }) => id === 'key-1' || id === 'key-3').map(({ id }) => id);
        if (bad.length > 0)
          throw new PoisonEvents(bad, '/data/request is too odd: "what the citizen wrote" 0912345678');
        given.add(batch);
      });
      await opened.bus.publish(sampleTopic, sampleEvents('key', 5));
      await given.reached(3);
      await dead.reached(2);
      expect(given.ids).toEqual(['key-0', 'key-2', 'key-4']);
      const [first] = buried();
      expect(buried().map(({ data }) => data.event.id)).toEqual(['key-1', 'key-3']);
      expect(first).toMatchObject({ key: 'key', cause: 'key-1', data: { topic: sampleTopic, group: 'service' } });
      expect(first?.data.event).toEqual(sampleEvent('key-1', 'key'));
      expect(first?.data.error).toContain('/data/request');
      expect(first?.data.error).not.toMatch(/citizen|0912345678/);
    });

    it('a bug is looked for key by key and costs its key one event after three failures', async () => {
      const given = new Recorder();
      const failures = new Map<string, number>();
      await subscribe(async (batch) => {
        if (batch.some(({ id }) => id === 'bad-1')) {
          const call = batch.map(({ id }) => id).join();
          failures.set(call, (failures.get(call) ?? 0) + 1);
          JSON.parse('{"a citizen said": oh');
        }
        given.add(batch);
      }, 100);
      const others = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((key) => sampleEvents(key, 2));
      await opened.bus.publish(sampleTopic, [...sampleEvents('bad', 3), ...others]);
      await given.reached(1 + others.length);
      await dead.reached(2);
      // The first event of the key pays: nothing tells which of the three is at fault.
      expect(buried().map(({ data }) => data.event.id)).toEqual(['bad-0', 'bad-1']);
      expect(given.idsOf('bad')).toEqual(['bad-2']);
      expect(failures.get('bad-0,bad-1,bad-2')).toBe(3);
      expect(failures.get('bad-1,bad-2')).toBe(3);
      for (const key of ['a', 'f']) expect(given.idsOf(key)).toEqual([`${key}-0`, `${key}-1`]);
      expect(buried()[0]?.data.error).toBe('SyntaxError');
    });

    it('a permanent outside failure is treated like a bug', async () => {
      await subscribe(async () => {
        throw new GatewayError('MSCORE_TEST', 'never', { retry: false });
      });
      await opened.bus.publish(sampleTopic, [sampleEvent('id', 'key')]);
      await dead.reached(1);
      expect(buried()[0]?.data.error).toBe('GatewayError MSCORE_TEST: never');
    });

    it('poison that names none of the batch does not come back for ever', async () => {
      await subscribe(async () => {
        throw new PoisonEvents(['somebody-else'], 'wrong id');
      });
      await opened.bus.publish(sampleTopic, [sampleEvent('id', 'key')]);
      await dead.reached(1);
      expect(buried()[0]?.data.event.id).toBe('id');
    });

    it('stops after 20 dead within a minute instead of emptying the topic', async () => {
      const tries = new Recorder();
      const subscription = await subscribe(async (batch) => {
        tries.add(batch);
        throw new PoisonEvents(
          batch.map(({ id }) => id),
          'all bad',
        );
      }, 1);
      await opened.bus.publish(sampleTopic, sampleEvents('key', 20));
      await dead.reached(20);
      expect(subscription.state).toBe('running');
      await opened.bus.publish(sampleTopic, sampleEvents('other', 3));
      await tries.reached(21);
      await opened.bus.close();
      expect(dead.events.length).toBe(20);
      opened = await place.reopen();
      const rest = new Recorder();
      await subscribe(rest.handle);
      await rest.reached(3);
      expect(rest.ids).toEqual(['other-0', 'other-1', 'other-2']);
    });

    it('says that it stopped', async () => {
      const tries = new Recorder();
      const subscription = await subscribe(async (batch) => {
        tries.add(batch);
        throw new PoisonEvents(
          batch.map(({ id }) => id),
          'all bad',
        );
      }, 50);
      await opened.bus.publish(sampleTopic, sampleEvents('key', 21));
      await tries.reached(21);
      await new Promise((resolve) => setImmediate(resolve));
      expect(subscription.state).toBe('stopped');
      expect(dead.events).toEqual([]);
    });

    it('goes on when the dead are spread over more than a minute', async () => {
      const tries = new Recorder();
      const subscription = await subscribe(async (batch) => {
        tries.add(batch);
        throw new PoisonEvents(
          batch.map(({ id }) => id),
          'all bad',
        );
      }, 1);
      await opened.bus.publish(sampleTopic, sampleEvents('key', 20));
      await dead.reached(20);
      place.clock.advance(60_001);
      await opened.bus.publish(sampleTopic, sampleEvents('other', 3));
      await dead.reached(23);
      expect(subscription.state).toBe('running');
    });
  });
}
