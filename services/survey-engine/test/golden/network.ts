import type { SentAs, SentBefore, Turn } from '@mscore/survey';

/** How a network carries: milliseconds until it has taken a text, and from then until it says that it was delivered. */
interface Pace {
  readonly accepts: number;
  /** Absent where it sends no receipts. */
  readonly delivers?: number;
}

const paces = {
  usual: { accepts: 500, delivers: 2_000 },
  slow: { accepts: 10_000, delivers: 60_000 },
  'without receipts': { accepts: 500 },
} as const satisfies Readonly<Record<string, Pace>>;

export type NetworkKind = keyof typeof paces;

export const isNetworkKind = (kind: string): kind is NetworkKind => Object.hasOwn(paces, kind);

/** One text of ours on its way. Times are milliseconds since the epoch. */
interface Sent {
  readonly mark: string;
  readonly askedAt: number;
  readonly writtenAt: number;
  readonly acceptedAt: number;
  readonly deliveredAt: number;
}

/** What the connector knows of a number: one text after the other is written, each when the one before was taken. */
export class Network {
  readonly #sent: Sent[] = [];
  #pace: Pace = paces.usual;
  /** The last request. */
  last: string | undefined;
  /** When something was last sent. */
  lastAt: number | undefined;

  becomes(kind: NetworkKind): void {
    this.#pace = paces[kind];
  }

  send({ request, mark }: SentAs, now: number): void {
    const { accepts, delivers = Number.POSITIVE_INFINITY } = this.#pace;
    const writtenAt = Math.max(now, this.#sent.at(-1)?.acceptedAt ?? now);
    const acceptedAt = writtenAt + accepts;
    this.#sent.push({ mark, askedAt: now, writtenAt, acceptedAt, deliveredAt: acceptedAt + delivers });
    this.last = request;
    this.lastAt = now;
  }

  /**
   * What a text says that arrives now.
   * @param before whether what was sent at this very moment left after it arrived
   */
  stamp(now: number, before: boolean): Pick<Turn, 'seen' | 'underway'> {
    const sent = this.#sent.filter(({ askedAt }) => !before || askedAt < now);
    const accepted = sent.findLast(({ acceptedAt }) => acceptedAt <= now);
    const underway = sent.find(({ writtenAt, acceptedAt }) => writtenAt <= now && now < acceptedAt);
    const as = (of: Sent, at: number): SentBefore => ({ request: of.mark, at });
    return {
      ...(accepted === undefined
        ? {}
        : { seen: { ...as(accepted, accepted.acceptedAt), delivered: accepted.deliveredAt <= now } }),
      ...(underway === undefined ? {} : { underway: as(underway, underway.writtenAt) }),
    };
  }
}
