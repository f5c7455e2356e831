import { sampleEvent } from '@mscore/ports/suites';
import type { Appended } from '../../src/sqlite/event-log';
import { Lane } from '../../src/sqlite/lane';
import type { EventPage } from '../../src/sqlite/protocol';

const appended = (seq: number, size = 100): Appended => ({
  seq,
  partition: 0,
  size,
  event: sampleEvent(`id-${seq}`, 'key'),
});

/** A topic whose every event belongs to the lane. */
class Topic {
  durable = 0;
  reads = 0;
  readonly lane: Lane;

  constructor(passed = 0, durable = 0) {
    this.durable = durable;
    this.lane = new Lane(0, passed, () => this.durable);
  }

  append(size?: number): void {
    this.durable += 1;
    this.lane.offer(appended(this.durable, size));
  }

  readonly read = async (after: number, limit: number): Promise<EventPage> => {
    this.reads += 1;
    const to = Math.min(after + limit, this.durable);
    const rows: (number | string)[] = [];
    for (let seq = after + 1; seq <= to; seq++) rows.push(seq, JSON.stringify(appended(seq).event));
    return { rows, scannedTo: to };
  };
}

describe('a lane', () => {
  it('gets fresh events from memory', () => {
    const topic = new Topic();
    for (let n = 0; n < 5; n++) topic.append();
    expect(topic.lane.next(3).map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(topic.lane.pass(3)).toBe(3);
    expect(topic.lane.lag).toBe(2);
    expect(topic.reads).toBe(0);
  });

  it.each([
    ['many events', 10_000, 100, 256],
    ['large events', 1_000, 64_000, 16],
  ])('holds a bounded part of %s, and reads the rest later in order', async (_, count, size, most) => {
    const topic = new Topic();
    for (let n = 0; n < count; n++) topic.append(size);
    expect(topic.lane.next(count).length).toBeLessThanOrEqual(most);
    expect(topic.lane.live).toBe(false);
    const seen: string[] = [];
    while (seen.length < count) {
      if (topic.lane.empty) await topic.lane.fill(topic.read);
      const batch = topic.lane.next(100);
      expect(batch.length).toBeGreaterThan(0);
      seen.push(...batch.map(({ id }) => id));
      topic.lane.pass(batch.length);
    }
    expect(seen).toEqual(Array.from({ length: count }, (__, n) => `id-${n + 1}`));
    expect(topic.lane.live).toBe(true);
  });

  it('misses nothing that becomes durable while it reads', async () => {
    const topic = new Topic(0, 10);
    expect(topic.lane.live).toBe(false);
    const filling = topic.lane.fill(async (after, limit) => {
      const page = await topic.read(after, limit);
      topic.append();
      return page;
    });
    await filling;
    expect(topic.lane.live).toBe(false);
    topic.lane.pass(10);
    await topic.lane.fill(topic.read);
    expect(topic.lane.next(10).map(({ id }) => id)).toEqual(['id-11']);
    expect(topic.lane.live).toBe(true);
  });

  it('starts live where there is nothing to catch up with', () => {
    expect(new Topic(7, 7).lane.live).toBe(true);
    expect(new Topic(6, 7).lane.live).toBe(false);
  });
});
