import type { Subscriber } from '@mscore/contracts';
import { LastSent } from './last-sent';
import { ReceivedIds } from './received-ids';
import type { SessionLedger, Suspect, Suspicion, Unconfirmed } from './suspicion';

/** A link's suspects, and who keeps them on disk. */
interface Member {
  readonly suspicion: Suspicion;
  /** The suspects have changed: the record on disk is no longer right. */
  readonly changed: () => void;
}

/** A text that arrives, as far as it is known whether it came before. */
export interface Arriving {
  readonly subscriber: Subscriber;
  readonly wire: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Monotonic milliseconds: who waits for our answer since before that has lost its patience. */
  readonly overdue: number;
}

/** Links that lead to the same message centre: what one of them lost may come again by another. */
export class LinkGroup {
  readonly receivedIds = new ReceivedIds();
  readonly #members: Member[] = [];
  readonly #ledgers = new Set<SessionLedger>();

  join(member: Member): void {
    this.#members.push(member);
  }

  /** A session of the group begins. */
  opened(ledger: SessionLedger): void {
    this.#ledgers.add(ledger);
  }

  ended(ledger: SessionLedger): void {
    this.#ledgers.delete(ledger);
  }

  /**
   * The text that this one repeats, if it repeats one; from then on only the repetition can be repeated. A message
   * centre may give up a session that we still believe in, so sessions are asked as well as suspects.
   */
  takeRepeated({ subscriber, wire, now, overdue }: Arriving): Suspect | Unconfirmed | undefined {
    for (const ledger of this.#ledgers) {
      const waiting = ledger.takeOverdue(overdue, subscriber, wire);
      if (waiting !== undefined) return waiting;
    }
    let oldest: { readonly holder: Member; readonly suspect: Suspect } | undefined;
    for (const holder of this.#members) {
      const suspect = holder.suspicion.find(subscriber, wire, now);
      if (suspect !== undefined && (oldest === undefined || suspect.expires < oldest.suspect.expires)) {
        oldest = { holder, suspect };
      }
    }
    oldest?.holder.suspicion.consume(oldest.suspect);
    oldest?.holder.changed();
    return oldest?.suspect;
  }

  /** A reply to this text was accepted. */
  answered(subscriber: Subscriber, cause: string): void {
    for (const ledger of this.#ledgers) ledger.answered(subscriber, cause);
    for (const { suspicion, changed } of this.#members) if (suspicion.answered(subscriber, cause)) changed();
  }
}

/** All groups of an installation. A reply may go out by another group than its text came by: an operator moves links. */
export class LinkGroups {
  readonly #groups = new Map<string, LinkGroup>();
  readonly lastSent = new LastSent();

  of(name: string): LinkGroup {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = new LinkGroup();
    this.#groups.set(name, group);
    return group;
  }

  /**
   * The network took a message.
   * @param cause id of the text it answers; empty when it answers none
   * @param at epoch milliseconds
   */
  accepted(subscriber: Subscriber, request: string, cause: string, at: number): void {
    this.lastSent.accepted(subscriber, request, at);
    for (const group of this.#groups.values()) group.answered(subscriber, cause);
  }
}
