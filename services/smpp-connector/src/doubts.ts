import type { Clock, Collection, Version } from '@mscore/ports';
import { isPartlyTaken, isTaken, type Submission, unanswered, withTaken } from './domain/submission';
import type { Ending } from './outcomes';
import type { Item } from './send-queue';
import { Unsettled, type UnsettledEntry } from './unsettled';
import type { LateNews } from './wire';

/** What the doubts of a link need of its sender. */
export interface DoubtsParts {
  readonly clock: Clock;
  readonly submissions: Collection<Submission>;
  /** How long a message of unknown outcome waits for a late answer before it goes again. */
  readonly resendAfterMs: number;
  /** Tries again while the store says that helps. */
  readonly untilDone: <T>(attempt: () => Promise<T>) => Promise<T>;
  /** Told to the attempt on the wire; false when there is none. */
  readonly toldWire: (news: LateNews) => boolean;
  /** Whether it is being sent, saved or waited for. */
  readonly isActive: (id: string) => boolean;
  /** All of it was taken after all. */
  readonly accepted: (item: Item) => void;
  readonly settle: (ending: Ending) => void;
  /** Its slot is free: it waits for its next attempt. */
  readonly waits: () => void;
}

/**
 * Messages saved as `sending` that are on no wire. Nobody can know whether they are out, but the network may still say
 * so: late news of any attempt settles a message, whatever became of the next.
 */
export class Doubts {
  readonly #parts: DoubtsParts;
  readonly #unsettled = new Unsettled();
  /** News of messages that are just being saved, or put off: neither on the wire nor waiting. */
  readonly #late = new Map<string, readonly LateNews[]>();

  constructor(parts: DoubtsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#unsettled.size;
  }

  /** Those whose moment has come. */
  due(now: number): readonly UnsettledEntry[] {
    return this.#unsettled.due(now);
  }

  /** The next moment, monotonic milliseconds. */
  nextAt(): number | undefined {
    return this.#unsettled.nextAt();
  }

  /** It is taken up again, or settled. */
  remove(id: string): void {
    this.#unsettled.remove(id);
  }

  /** Settled: what is still said of it is no news. */
  forget(id: string): void {
    this.#late.delete(id);
  }

  /** Left by an earlier run. */
  recover(item: Item): void {
    this.#wait(item, this.#parts.resendAfterMs, true);
  }

  /** Nothing of this attempt is out; of one before it nobody may know. */
  unsent(item: Item, waitMs: number): void {
    this.#wait(item, waitMs, item.submission.resends > 0);
    this.#parts.waits();
  }

  /** An answer never came. What the network took of a long text is saved first: another process must not send it again. */
  async unknown(item: Item): Promise<void> {
    const { clock, resendAfterMs } = this.#parts;
    const submission = unanswered(item.submission, clock.now());
    const version = isPartlyTaken(submission) ? await this.#save({ ...item, submission }) : item.version;
    this.#wait({ id: item.id, version, submission }, resendAfterMs, true);
    this.#parts.waits();
    for (const news of this.takeLate(item.id)) this.hear(news);
  }

  /** A segment given up on was taken after all: it is not sent again, and a message of which all were is settled. */
  hear(news: LateNews): void {
    const { toldWire, isActive, accepted, settle } = this.#parts;
    if (toldWire(news)) return;
    const entry = this.#unsettled.get(news.id);
    if (entry === undefined) {
      if (isActive(news.id)) this.#late.set(news.id, [...(this.#late.get(news.id) ?? []), news]);
      return;
    }
    const submission = withTaken(entry.item.submission, news.part, news.segments, news.messageId);
    const item = { ...entry.item, submission };
    if (!isTaken(submission)) {
      this.#unsettled.add({ ...entry, item });
      return;
    }
    this.#unsettled.remove(item.id);
    accepted(item);
    settle({ item, settlement: { kind: 'accepted' }, holdsSlot: false });
  }

  /** With what was heard of it while it was in the queue again. */
  withLate(item: Item): Item {
    const submission = this.takeLate(item.id).reduce(
      (before, { part, segments, messageId }) => withTaken(before, part, segments, messageId),
      item.submission,
    );
    return submission === item.submission ? item : { ...item, submission };
  }

  /** News that came while a message was being saved, or put off. */
  takeLate(id: string): readonly LateNews[] {
    const news = this.#late.get(id) ?? [];
    this.#late.delete(id);
    return news;
  }

  /** Taken back: no further attempt. What may be out already is out. */
  withdraw(id: string): void {
    const entry = this.#unsettled.remove(id);
    if (entry === undefined) return;
    const kind = entry.mayBeOut ? 'unknown' : 'withdrawn';
    this.#parts.settle({ item: entry.item, settlement: { kind }, holdsSlot: false });
  }

  #wait(item: Item, waitMs: number, mayBeOut: boolean): void {
    this.#unsettled.add({ item, at: this.#parts.clock.monotonic() + waitMs, mayBeOut });
  }

  /** The version it is stored as, also where a save reported as failed was made. */
  async #save({ id, version, submission }: Item): Promise<Version> {
    const { submissions, untilDone } = this.#parts;
    const [outcome] = await untilDone(() => submissions.save([{ id, expected: version, document: submission }]));
    if (outcome?.kind === 'saved' && outcome.version !== undefined) return outcome.version;
    return (await untilDone(() => submissions.load([id]))).get(id)?.version ?? version;
  }
}
