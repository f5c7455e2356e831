import { GatewayError } from '@mscore/ports';
import { ManualClock } from '@mscore/ports/suites';
import { GroupCommit, type Write } from '../../src/sqlite/group-commit';
import type { Cell, CommitRequest, CommitResult } from '../../src/sqlite/protocol';

const full = new GatewayError('MSCORE_DISK_FULL', 'full', { retry: true });

/** A database thread that answers when the test says so. */
class Disk {
  readonly groups: CommitRequest[] = [];
  #answers: { resolve: (result: CommitResult) => void; reject: (error: GatewayError) => void }[] = [];
  #arrivals: { count: number; resolve: () => void }[] = [];

  readonly request = ((_: 'commit', group: CommitRequest) => {
    this.groups.push(group);
    for (const arrival of this.#arrivals) if (this.groups.length >= arrival.count) arrival.resolve();
    return new Promise<CommitResult>((resolve, reject) => this.#answers.push({ resolve, reject }));
  }) as never;

  arrived(count: number): Promise<void> {
    if (this.groups.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#arrivals.push({ count, resolve }));
  }

  commit(versions: number[] = [], refused: CommitResult['refused'] = []): void {
    this.#answers.shift()?.resolve({ versions, refused, ms: 1 });
  }

  fail(error: GatewayError): void {
    this.#answers.shift()?.reject(error);
  }
}

describe('group commit', () => {
  let disk: Disk;
  let clock: ManualClock;
  let offsets: Cell[];
  let faults: GatewayError[];
  let story: string[];
  let commits: GroupCommit;

  beforeEach(() => {
    disk = new Disk();
    clock = new ManualClock();
    offsets = [];
    faults = [];
    story = [];
    commits = new GroupCommit({
      worker: { request: disk.request },
      clock,
      passengers: { take: () => offsets.splice(0), putBack: (cells) => offsets.unshift(...cells) },
      failpoint: (row) => story.push(row),
      onFault: (error) => faults.push(error),
    });
  });

  const event = (name: string): Write => ({
    events: ['topic', 1, 0, 'type', name, 0, name],
    documents: [],
    documentCount: 0,
    durable: () => story.push(`${name} durable`),
  });
  const document = (name: string): Write => ({
    ...event(name),
    events: [],
    documents: [1, name, 0, '{}'],
    documentCount: 1,
  });
  const write = (one: Write): Promise<readonly number[]> => {
    const name = String(one.events[6] ?? one.documents[1]);
    const written = commits.write(one);
    written.then(
      () => story.push(`${name} told`),
      () => story.push(`${name} refused`),
    );
    return written;
  };

  it('puts everything of one moment into one group, and what comes meanwhile into the next', async () => {
    const first = [write(event('a')), write(document('b'))];
    await disk.arrived(1);
    const second = [write(event('c')), write(event('d'))];
    expect(disk.groups.length).toBe(1);
    disk.commit([7]);
    expect(await Promise.all(first)).toEqual([[], [7]]);
    await disk.arrived(2);
    disk.commit();
    await Promise.all(second);
    expect(disk.groups.map(({ calls }) => calls.length / 2)).toEqual([2, 2]);
    expect(commits.stats).toEqual({ commits: 2, writes: 4, waiting: 0, lastCommitMs: 1 });
  });

  it('tells nobody before the commit, and passes row 8 between the commit and the telling of a save', async () => {
    const both = [write(document('save')), write(event('event'))];
    await disk.arrived(1);
    expect(story).toEqual([]);
    disk.commit([1]);
    await Promise.all(both);
    expect(story).toEqual(['save durable', 'event durable', 'row8', 'save told', 'event told']);
  });

  it('rejects all callers of a group the disk refused, reports it and goes on with the next', async () => {
    offsets.push('topic', 'group', 0, 5);
    const failing = Promise.allSettled([write(event('a')), write(document('b'))]);
    await disk.arrived(1);
    const later = write(event('c'));
    disk.fail(full);
    expect((await failing).map((one) => one.status === 'rejected' && one.reason)).toEqual([full, full]);
    expect(faults).toEqual([full]);
    await disk.arrived(2);
    // The offsets of the failed group ride again.
    expect(disk.groups[1]?.offsets).toEqual(['topic', 'group', 0, 5]);
    disk.commit();
    await later;
    expect(story).toEqual(['a refused', 'b refused', 'c durable', 'c told']);
  });

  it('rejects only the call that could not be stored', async () => {
    const all = Promise.allSettled([write(document('a')), write(document('bad')), write(document('c'))]);
    await disk.arrived(1);
    disk.commit([4, 6], [{ call: 1, reason: 'too big' }]);
    const [a, bad, c] = await all;
    expect(a).toEqual({ status: 'fulfilled', value: [4] });
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'MSCORE_STORE_REFUSED', retry: false } });
    expect(c).toEqual({ status: 'fulfilled', value: [6] });
    expect(faults).toEqual([]);
  });

  it('gives up after 30 s: what has left may still be stored, what has not goes nowhere', async () => {
    const flying = write(event('flying'));
    await disk.arrived(1);
    const queued = write(event('queued'));
    clock.advance(29_000);
    const young = write(event('young'));
    clock.advance(1_000);
    await expect(flying).rejects.toMatchObject({ code: 'MSCORE_STORE_SLOW', retry: true });
    await expect(queued).rejects.toMatchObject({ code: 'MSCORE_STORE_SLOW', retry: true });
    disk.commit();
    await disk.arrived(2);
    expect(disk.groups[1]?.events).toContain('young');
    expect(disk.groups[1]?.events).not.toContain('queued');
    disk.commit();
    await young;
  });

  it('lets offsets ride with the next group, or go alone after half a second', async () => {
    offsets.push('topic', 'group', 0, 5);
    commits.passengersWait();
    const written = write(event('a'));
    await disk.arrived(1);
    expect(disk.groups[0]?.offsets).toEqual(['topic', 'group', 0, 5]);
    disk.commit();
    await written;
    clock.advance(10_000);
    expect(disk.groups.length).toBe(1);
    offsets.push('topic', 'group', 0, 6);
    commits.passengersWait();
    clock.advance(499);
    expect(disk.groups.length).toBe(1);
    clock.advance(1);
    expect(disk.groups[1]).toEqual({ events: [], documents: [], calls: [], offsets: ['topic', 'group', 0, 6] });
    disk.commit();
  });

  it('drains: everything that waits is written, offsets last', async () => {
    const written = [write(event('a'))];
    await disk.arrived(1);
    written.push(write(event('b')));
    const drained = commits.drain();
    disk.commit();
    await disk.arrived(2);
    offsets.push('topic', 'group', 0, 9);
    disk.commit();
    await disk.arrived(3);
    expect(disk.groups[2]?.offsets).toEqual(['topic', 'group', 0, 9]);
    disk.commit();
    await drained;
    await Promise.all(written);
  });
});
