import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Event, outboxTopic, type Topic } from '@mscore/contracts';
import { GatewayError } from '../errors';
import { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
import { killedAfter } from './killed-child';
import { Recorder } from './recorder';
import { childTopic, difficultTexts, sampleEvent, sampleEvents, sampleTopic } from './sample-events';

/** What every journal must do. */
export function journalSuite(adapter: AdapterUnderTest): void {
  describe(`the journal of ${adapter.name}`, () => {
    let place: Place;
    let opened: OpenedAdapter;

    beforeEach(async () => {
      place = await Place.make(adapter);
      opened = await place.open();
    });
    afterEach(() => place.remove());

    const tail = async (topic: Topic, seconds: number): Promise<Event[]> => {
      const events: Event[] = [];
      for await (const event of opened.journal.tail(topic, seconds)) events.push(event);
      return events;
    };
    const idsOf = (events: readonly Event[]): string[] => events.map(({ id }) => id);

    it('gives back what was appended, oldest first, also after a restart', async () => {
      const sent = difficultTexts.map((text, n) => sampleEvent(`id-${n}`, `key-${n % 3}`, text));
      for (const event of sent) await opened.journal.append(sampleTopic, [event]);
      expect(await tail(sampleTopic, 60)).toEqual(sent);
      opened = await place.reopen();
      expect(await tail(sampleTopic, 60)).toEqual(sent);
    });

    it('counts the seconds back from the last event, not from now', async () => {
      for (let n = 0; n < 20; n++) {
        await opened.journal.append(sampleTopic, [sampleEvent(`id-${n}`, 'key')]);
        place.clock.advance(10_000);
      }
      place.clock.advance(3_600_000);
      expect(idsOf(await tail(sampleTopic, 30))).toEqual(['id-16', 'id-17', 'id-18', 'id-19']);
      expect(idsOf(await tail(sampleTopic, 0))).toEqual(['id-19']);
      expect((await tail(sampleTopic, 1_000)).length).toBe(20);
    });

    it('reads a tail longer than a page, and ends where the topic ended when it was asked', async () => {
      await opened.journal.append(sampleTopic, sampleEvents('key', 1_000));
      const seen: Event[] = [];
      for await (const event of opened.journal.tail(sampleTopic, 60)) {
        if (seen.length === 0) await opened.journal.append(sampleTopic, [sampleEvent('later', 'key')]);
        seen.push(event);
      }
      expect(idsOf(seen)).toEqual(idsOf(sampleEvents('key', 1_000)));
    });

    it('loses no event when the wall clock is set back', async () => {
      await opened.journal.append(sampleTopic, [sampleEvent('before', 'key')]);
      place.clock.setBack(600_000);
      await opened.journal.append(sampleTopic, [sampleEvent('after', 'key')]);
      expect(idsOf(await tail(sampleTopic, 60))).toEqual(['before', 'after']);
    });

    it('finds the newest event of odd keys', async () => {
      const odd = ['a\u0000b', 'a', '\ud800', '\ud801', '\u0001x'];
      for (const [n, key] of odd.entries()) await opened.journal.append(sampleTopic, [sampleEvent(`id-${n}`, key)]);
      for (const [n, key] of odd.entries())
        expect((await opened.journal.last('message.withdrawn', key))?.id).toBe(`id-${n}`);
    });

    it('has no tail where nothing was appended', async () => {
      expect(await tail(sampleTopic, 60)).toEqual([]);
    });

    it('finds the newest event of a type and key, in any topic that carries the type', async () => {
      const put = (link: string, id: string, key: string): Promise<void> =>
        opened.journal.append(outboxTopic(link), [sampleEvent(id, key)]);
      await put('one', 'first', 'key');
      place.clock.advance(1_000);
      await put('two', 'second', 'key');
      place.clock.advance(1_000);
      await put('one', 'third', 'other');
      const last = (key: string): Promise<Event | undefined> => opened.journal.last('message.withdrawn', key);
      expect((await last('key'))?.id).toBe('second');
      expect((await last('other'))?.id).toBe('third');
      expect(await last('nobody')).toBeUndefined();
      expect(await opened.journal.last('message.requested', 'key')).toBeUndefined();
      opened = await place.reopen();
      expect((await last('key'))?.id).toBe('second');
    });

    it('is heard on the bus', async () => {
      const seen = new Recorder();
      await opened.bus.subscribe({ topic: sampleTopic, group: 'listener', maxBatch: 10, handle: seen.handle });
      await opened.journal.append(sampleTopic, sampleEvents('key', 3));
      await seen.reached(3);
      expect(seen.ids).toEqual(['key-0', 'key-1', 'key-2']);
    });

    it('rejects what is appended after it was closed', async () => {
      await opened.close();
      await expect(opened.journal.append(sampleTopic, [sampleEvent('late', 'key')])).rejects.toBeInstanceOf(
        GatewayError,
      );
    });

    it('still has what it said was appended after kill -9', async () => {
      await opened.close();
      const said = await killedAfter(adapter.child, place.folder, 'append', 300);
      opened = await place.open();
      const kept = new Set(idsOf(await tail(childTopic, 3_600)));
      expect(said.filter((id) => !kept.has(id))).toEqual([]);
    });
  });
}
