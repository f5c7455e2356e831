import { type Clock, type Failpoint, GatewayError } from '@mscore/ports';
import { type Cell, type CommitResult, EVENT_CELLS } from './protocol';
import type { WorkerClient } from './worker-client';

/** How long a write may wait before its caller is told to try again. */
const DEADLINE_MS = 30_000;
/** How often deadlines are looked at, while somebody waits. */
const WATCH_MS = 1_000;
/** Offsets wait so long for a write to ride with. Short: what a crash repeats must be recent. */
const IDLE_FLUSH_MS = 500;

/** One call's writes. */
export interface Write {
  readonly events: readonly Cell[];
  readonly documents: readonly Cell[];
  /** How many documents it writes: one version comes back for each. */
  readonly documentCount: number;
  /** Runs when the write is durable, in the order of the calls, before any caller of the group is told. */
  durable(versions: readonly number[]): void;
}

/** What rides along with a group without a caller of its own. */
export interface Passengers {
  /** Flat cells (`OFFSET_CELLS`) of the offsets that changed since they were last taken. */
  take(): readonly Cell[];
  /** The group failed: they wait again. */
  putBack(cells: readonly Cell[]): void;
}

interface Waiting extends Write {
  readonly deadline: number;
  resolve(versions: readonly number[]): void;
  reject(error: GatewayError): void;
}

export interface GroupCommitDeps {
  readonly worker: Pick<WorkerClient, 'request'>;
  readonly clock: Clock;
  readonly passengers: Passengers;
  readonly failpoint: Failpoint;
  readonly onFault: (error: GatewayError) => void;
}

/**
 * Gathers everything that waits to be written and makes it durable together: while one group is with the database
 * thread, the next one gathers. No timer forms a group; under load the disk's own pace does.
 */
export class GroupCommit {
  readonly #deps: GroupCommitDeps;
  #queue: Waiting[] = [];
  #flying: readonly Waiting[] = [];
  #busy = false;
  #scheduled = false;
  #cancelWatch: (() => void) | undefined;
  #cancelIdleFlush: (() => void) | undefined;
  #idle: Promise<void> = Promise.resolve();
  #commits = 0;
  #writes = 0;
  #lastCommitMs = 0;

  constructor(deps: GroupCommitDeps) {
    this.#deps = deps;
  }

  get stats(): { commits: number; writes: number; waiting: number; lastCommitMs: number } {
    return {
      commits: this.#commits,
      writes: this.#writes,
      waiting: this.#queue.length + this.#flying.length,
      lastCommitMs: this.#lastCommitMs,
    };
  }

  /** Resolves with the versions of the written documents when all of the call is durable. Rejects with GatewayError. */
  write(write: Write): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      const deadline = this.#deps.clock.monotonic() + DEADLINE_MS;
      this.#queue.push({ ...write, deadline, resolve, reject });
      this.#watch();
      this.#schedule();
    });
  }

  /** Offsets changed: they go with the next group, or soon by themselves. */
  passengersWait(): void {
    this.#cancelIdleFlush ??= this.#deps.clock.after(IDLE_FLUSH_MS, () => {
      this.#cancelIdleFlush = undefined;
      if (!this.#busy) this.#send();
    });
  }

  /** Writes what waits, offsets included. Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#busy || this.#queue.length > 0) {
      if (!this.#busy) this.#send();
      await this.#idle;
    }
    this.#send();
    await this.#idle;
    this.#cancelIdleFlush?.();
    this.#cancelWatch?.();
  }

  #schedule(): void {
    if (this.#busy || this.#scheduled) return;
    this.#scheduled = true;
    // Writes of the same moment (a batch's handlers, several links' sockets) are still to come.
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#busy && this.#queue.length > 0) this.#send();
    });
  }

  #send(): void {
    const group = this.#queue;
    const offsets = this.#deps.passengers.take();
    if (group.length === 0 && offsets.length === 0) return;
    this.#cancelIdleFlush?.();
    this.#cancelIdleFlush = undefined;
    this.#queue = [];
    this.#flying = group;
    this.#busy = true;
    this.#idle = this.#commit(group, offsets);
  }

  async #commit(group: readonly Waiting[], offsets: readonly Cell[]): Promise<void> {
    const request = { ...cellsOf(group), offsets };
    const answer = await this.#deps.worker.request('commit', request).catch((fault: GatewayError) => fault);
    if (answer instanceof GatewayError) this.#fail(group, offsets, answer);
    else this.#settle(group, answer);
    this.#busy = false;
    this.#flying = [];
    // Not at once: the callers just told are about to write more, and larger groups cost less each.
    if (this.#queue.length > 0) this.#schedule();
  }

  /** Nothing of the group was stored. */
  #fail(group: readonly Waiting[], offsets: readonly Cell[], fault: GatewayError): void {
    this.#deps.passengers.putBack(offsets);
    for (const waiting of group) waiting.reject(fault);
    // A dead database thread reports itself, once.
    if (fault.code !== 'MSCORE_STORE_WORKER') this.#deps.onFault(fault);
  }

  #settle(group: readonly Waiting[], { versions, refused, ms }: CommitResult): void {
    this.#commits += 1;
    this.#lastCommitMs = ms;
    const reasons = new Map(refused.map(({ call, reason }) => [call, reason]));
    let at = 0;
    const stored = group.flatMap((waiting, call) => {
      const reason = reasons.get(call);
      if (reason !== undefined) {
        waiting.reject(new GatewayError('MSCORE_STORE_REFUSED', `cannot be stored: ${reason}`, { retry: false }));
        return [];
      }
      const own = versions.slice(at, at + waiting.documentCount);
      at += waiting.documentCount;
      waiting.durable(own);
      this.#writes += waiting.events.length / EVENT_CELLS + own.length;
      return [{ waiting, own }];
    });
    for (const { waiting, own } of stored) {
      if (own.length > 0) this.#deps.failpoint('row8');
      waiting.resolve(own);
    }
  }

  #watch(): void {
    this.#cancelWatch ??= this.#deps.clock.after(WATCH_MS, () => {
      this.#cancelWatch = undefined;
      this.#giveUp(this.#deps.clock.monotonic());
      if (this.#busy || this.#queue.length > 0) this.#watch();
    });
  }

  /** Callers past their deadline hear of it. A write that has not left goes nowhere; one that has may still be stored. */
  #giveUp(now: number): void {
    const late = (waiting: Waiting): boolean => waiting.deadline <= now;
    const overdue = [...this.#flying, ...this.#queue].filter(late);
    this.#queue = this.#queue.filter((waiting) => !late(waiting));
    for (const waiting of overdue) {
      waiting.reject(
        new GatewayError('MSCORE_STORE_SLOW', 'the disk did not take a write within 30 s', { retry: true }),
      );
    }
  }
}

function cellsOf(group: readonly Waiting[]): { events: Cell[]; documents: Cell[]; calls: number[] } {
  const events: Cell[] = [];
  const documents: Cell[] = [];
  const calls: number[] = [];
  for (const waiting of group) {
    // Not push(...cells): a call's cells may be more than the arguments a call can have.
    for (const cell of waiting.events) events.push(cell);
    for (const cell of waiting.documents) documents.push(cell);
    calls.push(events.length, documents.length);
  }
  return { events, documents, calls };
}
