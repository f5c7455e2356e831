import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Event, outboxTopic, type Topic } from '@mscore/contracts';
import type { Position } from '../topics';
import { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
import { Recorder } from './recorder';
import { sampleEvent, sampleEvents, sampleGroup, sampleTopic } from './sample-events';

/** What every reader of topics must do. */
export function topicsSuite(adapter: AdapterUnderTest): void {
  describe(`the topics of ${adapter.name}`, () => {
    let place: Place;
    let opened: OpenedAdapter;

    beforeEach(async () => {
      place = await Place.make(adapter);
      opened = await place.open();
    });
    afterEach(() => place.remove());

    const idsOf = (events: readonly Event[]): string[] => events.map(({ id }) => id);

    /** Everything from a position on, and where each page ended. */
    async function read(topic: Topic, limit: number, from: Position = 0) {
      const events: Event[] = [];
      for (let next = from; ; ) {
        const page = await opened.topics.page(topic, next, limit);
        expect(page.events.length).toBeLessThanOrEqual(limit);
        events.push(...page.events);
        next = page.next;
        if (page.end) return { events, next };
      }
    }

    it('are named once something is in them, also after a restart', async () => {
      expect(opened.topics.names()).toEqual([]);
      await opened.bus.publish(sampleTopic, [sampleEvent('one', 'key')]);
      await opened.bus.publish('conversation.inbox.dead', [sampleEvent('two', 'key')]);
      const names = [sampleTopic, 'conversation.inbox.dead'].sort();
      expect([...opened.topics.names()].sort()).toEqual(names);
      opened = await place.reopen();
      expect([...opened.topics.names()].sort()).toEqual(names);
    });

    it('are not named for being subscribed to or read', async () => {
      const seen = new Recorder();
      await opened.bus.subscribe({ topic: sampleTopic, group: sampleGroup, maxBatch: 10, handle: seen.handle });
      expect(await opened.topics.page(outboxTopic('none'), 0, 10)).toEqual({ events: [], next: 0, end: true });
      expect(await opened.topics.since(outboxTopic('none'), 0)).toBe(0);
      opened = await place.reopen();
      expect(opened.topics.names()).toEqual([]);
    });

    it('are read page by page from the beginning, over all keys, in the order of publication', async () => {
      const sent = Array.from({ length: 25 }, (_, n) => sampleEvent(`id-${n}`, `key-${n % 7}`));
      for (const event of sent) await opened.bus.publish(sampleTopic, [event]);
      expect((await read(sampleTopic, 10)).events).toEqual(sent);
      expect((await read(sampleTopic, 25)).events).toEqual(sent);
      expect((await read(sampleTopic, 1_000)).events).toEqual(sent);
    });

    it('are read on from where the last page ended', async () => {
      await opened.bus.publish(sampleTopic, sampleEvents('early', 3));
      const { next } = await read(sampleTopic, 10);
      expect(await opened.topics.page(sampleTopic, next, 10)).toEqual({ events: [], next, end: true });
      await opened.bus.publish(sampleTopic, sampleEvents('late', 2));
      expect(idsOf((await read(sampleTopic, 10, next)).events)).toEqual(['late-0', 'late-1']);
      opened = await place.reopen();
      expect(idsOf((await read(sampleTopic, 10, next)).events)).toEqual(['late-0', 'late-1']);
    });

    it('are read from a time on', async () => {
      const times: number[] = [];
      for (let n = 0; n < 5; n++) {
        times.push(place.clock.now());
        await opened.bus.publish(sampleTopic, [sampleEvent(`id-${n}`, 'key')]);
        place.clock.advance(60_000);
      }
      const from = async (time: number) =>
        idsOf((await read(sampleTopic, 10, await opened.topics.since(sampleTopic, time))).events);
      expect(await from(times[3] ?? 0)).toEqual(['id-3', 'id-4']);
      expect(await from((times[3] ?? 0) + 1)).toEqual(['id-4']);
      expect(await from(0)).toHaveLength(5);
      expect(await from(place.clock.now())).toEqual([]);
    });

    it('are read past what the retention took', async () => {
      await opened.bus.publish(sampleTopic, sampleEvents('old', 5_000));
      const seen = new Recorder();
      await opened.bus.subscribe({ topic: sampleTopic, group: sampleGroup, maxBatch: 500, handle: seen.handle });
      await seen.reached(5_000);
      place.clock.advance(49 * 3_600_000);
      // Handled for good only after a restart has seen it so.
      opened = await place.reopen();
      await opened.bus.publish(sampleTopic, [sampleEvent('new', 'key')]);
      await opened.retain();
      const { events } = await read(sampleTopic, 10);
      expect(events.length).toBeLessThan(10);
      expect(idsOf(events).at(-1)).toBe('new');
    });

    it('lose nothing to their readers: a group still gets all of it', async () => {
      await opened.bus.publish(sampleTopic, sampleEvents('key', 3));
      await read(sampleTopic, 10);
      const seen = new Recorder();
      await opened.bus.subscribe({ topic: sampleTopic, group: sampleGroup, maxBatch: 10, handle: seen.handle });
      await seen.reached(3);
      expect(seen.ids).toEqual(['key-0', 'key-1', 'key-2']);
    });
  });
}
