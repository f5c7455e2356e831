import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Event } from '@mscore/contracts';
import type { Subscription } from '../bus';
import { GatewayError } from '../errors';
import { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
import { busAnswersSuite } from './bus-answers-suite';
import { killedAfter } from './killed-child';
import { Recorder } from './recorder';
import { childTopic, difficultTexts, sampleEvent, sampleEvents, sampleGroup, sampleTopic } from './sample-events';

const keys = Array.from({ length: 16 }, (_, n) => `key-${n}`);

/** What every bus must do (architecture, "Bus suite"). */
export function busSuite(adapter: AdapterUnderTest): void {
  describe(`the bus of ${adapter.name}`, () => {
    let place: Place;
    let opened: OpenedAdapter;

    beforeEach(async () => {
      place = await Place.make(adapter);
      opened = await place.open();
    });
    afterEach(() => place.remove());

    const subscribe = (group: string, recorder: Recorder, maxBatch = 10): Promise<Subscription> =>
      opened.bus.subscribe({ topic: sampleTopic, group, maxBatch, handle: recorder.handle });

    const publishAll = (events: readonly Event[]): Promise<void> => opened.bus.publish(sampleTopic, events);

    it('hands events on unchanged, fresh and after a restart', async () => {
      const sent = difficultTexts.map((text, n) => sampleEvent(`id-${n}`, keys[n % 3] ?? '', text));
      const fresh = new Recorder();
      await subscribe('fresh', fresh);
      await publishAll(sent);
      await fresh.reached(sent.length);
      opened = await place.reopen();
      const later = new Recorder();
      await subscribe('later', later);
      await later.reached(sent.length);
      const byId = (events: readonly Event[]): Event[] => [...events].sort((a, b) => a.id.localeCompare(b.id));
      expect(byId(fresh.events)).toEqual(byId(sent));
      expect(byId(later.events)).toEqual(byId(sent));
    });

    it('keeps the keys of events apart, however odd they are', async () => {
      const odd = ['\u0000', '\ud800', '\udc00', '\u0001x', "'; DROP TABLE", '😀'];
      const seen = new Recorder();
      await publishAll(odd.map((key, n) => sampleEvent(`id-${n}`, key)));
      await subscribe('odd', seen);
      await seen.reached(odd.length);
      expect([...seen.events].sort((a, b) => a.id.localeCompare(b.id)).map(({ key }) => key)).toEqual(odd);
    });

    it('keeps the order of each key, among many publishers', async () => {
      const seen = new Recorder();
      await subscribe('ordered', seen);
      await Promise.all(keys.flatMap((key) => sampleEvents(key, 40).map((event) => publishAll([event]))));
      await seen.reached(keys.length * 40);
      for (const key of keys) expect(seen.idsOf(key)).toEqual(sampleEvents(key, 40).map(({ id }) => id));
    });

    it('keeps the order of each key while a backlog is worked off and more comes in', async () => {
      for (const key of keys) await publishAll(sampleEvents(key, 100));
      const seen = new Recorder();
      await subscribe('late', seen, 7);
      await Promise.all(
        keys.map((key) => publishAll(Array.from({ length: 50 }, (_, n) => sampleEvent(`${key}-${100 + n}`, key)))),
      );
      await seen.reached(keys.length * 150);
      for (const key of keys) expect(seen.idsOf(key)).toEqual(sampleEvents(key, 150).map(({ id }) => id));
    });

    it('gives every group everything, a new one from the beginning', async () => {
      const early = new Recorder();
      await subscribe('early', early);
      const events = keys.flatMap((key) => sampleEvents(key, 3));
      await publishAll(events);
      await early.reached(events.length);
      const late = new Recorder();
      await subscribe('late', late);
      await late.reached(events.length);
      expect([...late.ids].sort()).toEqual([...early.ids].sort());
    });

    it('shares a group among its members: each event goes to one of them', async () => {
      const members = [new Recorder(), new Recorder(), new Recorder()];
      for (const member of members) await subscribe('shared', member);
      const events = keys.flatMap((key) => sampleEvents(key, 20));
      const everything = new Recorder();
      await subscribe('watcher', everything);
      await publishAll(events);
      await everything.reached(events.length);
      while (members.reduce((sum, member) => sum + member.events.length, 0) < events.length) {
        await Promise.race(members.map((member) => member.reached(member.events.length + 1)));
      }
      const ids = members.flatMap((member) => member.ids);
      expect([...ids].sort()).toEqual(events.map(({ id }) => id).sort());
      expect(members.filter((member) => member.events.length > 0).length).toBeGreaterThan(1);
    });

    it('gives a leaving member’s share to those who stay', async () => {
      const leaver = new Recorder();
      const stayer = new Recorder();
      const leaving = await subscribe('shared', leaver);
      await subscribe('shared', stayer);
      await leaving.close();
      expect(leaving.state).toBe('closed');
      await publishAll(keys.flatMap((key) => sampleEvents(key, 2)));
      await stayer.reached(keys.length * 2);
      expect(leaver.events).toEqual([]);
    });

    it('never runs a key twice at once, and runs partitions side by side', async () => {
      const running = new Set<string>();
      let most = 0;
      const seen = new Recorder();
      for (let member = 0; member < 2; member++) {
        await opened.bus.subscribe({
          topic: sampleTopic,
          group: 'parallel',
          maxBatch: 5,
          handle: async (batch) => {
            const own = [...new Set(batch.map(({ key }) => key))];
            for (const key of own) {
              if (running.has(key)) throw new Error(`twice at once: ${key}`);
              running.add(key);
            }
            most = Math.max(most, running.size - own.length + 1);
            await new Promise((resolve) => setImmediate(resolve));
            for (const key of own) running.delete(key);
            seen.add(batch);
          },
        });
      }
      await publishAll(keys.flatMap((key) => sampleEvents(key, 10)));
      await seen.reached(keys.length * 10);
      expect(seen.ids.length).toBe(keys.length * 10);
      expect(most).toBeGreaterThan(1);
    });

    it('gives no more at once than was asked for', async () => {
      await publishAll(sampleEvents('key', 25));
      const seen = new Recorder();
      await subscribe('small', seen, 4);
      await seen.reached(25);
      expect(Math.max(...seen.batches.map((batch) => batch.length))).toBe(4);
    });

    it('knows how far a group is behind', async () => {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const seen = new Recorder();
      const subscription = await opened.bus.subscribe({
        topic: sampleTopic,
        group: 'behind',
        maxBatch: 100,
        handle: async (batch) => {
          await held;
          seen.add(batch);
        },
      });
      await publishAll(keys.flatMap((key) => sampleEvents(key, 2)));
      expect(await subscription.lag()).toBe(keys.length * 2);
      release();
      await seen.reached(keys.length * 2);
      await subscription.close();
      expect(await subscription.lag()).toBe(0);
    });

    it('keeps handled events handled over a restart and brings the others back', async () => {
      await publishAll(keys.flatMap((key) => sampleEvents(key, 4)));
      const done = new Recorder();
      let release = (): void => {};
      const half = new Promise<void>((resolve) => {
        release = resolve;
      });
      await opened.bus.subscribe({
        topic: sampleTopic,
        group: 'restarting',
        maxBatch: 3,
        handle: async (batch) => {
          if (done.events.length >= keys.length * 2) {
            release();
            throw new GatewayError('MSCORE_TEST', 'the store is away', { retry: true });
          }
          done.add(batch);
        },
      });
      await half;
      opened = await place.reopen();
      const rest = new Recorder();
      await subscribe('restarting', rest);
      await rest.reached(keys.length * 4 - done.events.length);
      const all = [...done.ids, ...rest.ids];
      expect([...all].sort()).toEqual(keys.flatMap((key) => sampleEvents(key, 4).map(({ id }) => id)).sort());
      for (const key of keys)
        expect([...done.idsOf(key), ...rest.idsOf(key)]).toEqual(sampleEvents(key, 4).map(({ id }) => id));
    });

    it('rejects what is published after it was closed, and does not hang', async () => {
      await opened.bus.close();
      await expect(publishAll([sampleEvent('late', 'key')])).rejects.toBeInstanceOf(GatewayError);
    });

    it('rejects topics nobody declared', async () => {
      await expect(
        opened.bus.publish('survey.fact' as 'survey.facts', [sampleEvent('id', 'key')]),
      ).rejects.toBeInstanceOf(RangeError);
    });

    it('waits for handlers in flight when it closes, and tells them to stop', async () => {
      const told: string[] = [];
      const started = new Recorder();
      await opened.bus.subscribe({
        topic: sampleTopic,
        group: 'slow',
        maxBatch: 1,
        handle: async (batch, stop) => {
          started.add(batch);
          await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
          told.push('stopped');
          // A handler cannot finish without its effects.
          await opened.bus.publish(sampleTopic, [sampleEvent('effect', 'other')]);
          told.push('published');
        },
      });
      await publishAll([sampleEvent('id', 'key')]);
      await started.reached(1);
      await opened.bus.close();
      expect(told.slice(0, 2)).toEqual(['stopped', 'published']);
    });

    it('takes nothing away that a declared group has not passed, nor within 48 hours', async () => {
      const events = keys.flatMap((key) => sampleEvents(key, 3));
      await publishAll(events);
      place.clock.advance(49 * 3_600_000);
      await opened.retain();
      const first = new Recorder();
      const subscription = await subscribe(sampleGroup, first);
      await first.reached(events.length);
      await subscription.close();
      await publishAll([sampleEvent('young', 'key')]);
      opened = await place.reopen();
      await opened.retain();
      const newcomer = new Recorder();
      await subscribe('newcomer', newcomer);
      await newcomer.reached(1);
      expect(newcomer.ids).toEqual(['young']);
      expect(first.events.length).toBe(events.length);
    });

    it('still has what it said was published after kill -9', async () => {
      await opened.close();
      const said = await killedAfter(adapter.child, place.folder, 'publish', 300);
      opened = await place.open();
      const seen = new Recorder();
      await opened.bus.subscribe({ topic: childTopic, group: 'finder', maxBatch: 100, handle: seen.handle });
      await seen.reached(said.length);
      expect(new Set(seen.ids)).toEqual(new Set([...seen.ids, ...said]));
    });
  });
  busAnswersSuite(adapter);
}
