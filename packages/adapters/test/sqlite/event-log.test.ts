import { ManualClock, sampleEvent } from '@mscore/ports/suites';
import { EventLog } from '../../src/sqlite/event-log';
import type { GroupCommit, Write } from '../../src/sqlite/group-commit';
import { EVENT_CELLS } from '../../src/sqlite/protocol';

const topic = 'conversation.outbox.test';

describe('the event log', () => {
  const setUp = () => {
    const clock = new ManualClock(1_000_000);
    const writes: Write[] = [];
    const commits = { write: async (write: Write) => [writes.push(write)] } as unknown as GroupCommit;
    return { clock, writes, log: new EventLog(commits, clock, [{ topic, seq: 7, appended: 999_000 }]) };
  };

  it('numbers on from what is stored and never lets time fall: times are found by halving', async () => {
    const { clock, writes, log } = setUp();
    await log.append(topic, [sampleEvent('a', 'key'), sampleEvent('b', 'key')]);
    clock.setBack(600_000);
    await log.append(topic, [sampleEvent('c', 'key')]);
    clock.advance(700_000);
    await log.append(topic, [sampleEvent('d', 'key')]);
    const cells = writes.flatMap(({ events }) => events);
    const column = (nth: number) => cells.filter((_, at) => at % EVENT_CELLS === nth);
    expect(column(1)).toEqual([8, 9, 10, 11]);
    expect(column(5)).toEqual([1_000_000, 1_000_000, 1_000_000, 1_100_000]);
  });

  it('hands events on when they are durable, not before, as the very objects that came', async () => {
    const { writes, log } = setUp();
    const heard: unknown[] = [];
    log.listen(topic, ({ event }) => heard.push(event));
    const event = sampleEvent('a', 'key');
    await log.append(topic, [event]);
    expect(heard).toEqual([]);
    expect(log.durable(topic)).toBe(7);
    writes[0]?.durable([]);
    expect(heard[0]).toBe(event);
    expect(log.durable(topic)).toBe(8);
  });

  it('leaves topics alone that are no longer declared', () => {
    const stored = [
      { topic: 'old.topic', seq: 1, appended: 1 },
      { topic, seq: 1, appended: 1 },
    ];
    const log = new EventLog({} as GroupCommit, new ManualClock(), stored);
    expect(log.topics()).toEqual([topic]);
  });
});
