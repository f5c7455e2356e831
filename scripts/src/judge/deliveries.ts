import type { Clock } from '@mscore/ports';
import { encodeMessage, encodeWords } from '../wire/message';
import { Command, encodePdu } from '../wire/pdu';
import type { Dialogue } from './dialogue';
import type { LedgerWriter } from './ledger';

/** One text the network holds until the gateway has answered ESME_ROK. */
interface Delivery {
  readonly dialogue: Dialogue;
  readonly text: number;
  readonly body: Buffer;
  attempts: number;
  /** Sequence number on the session it was last written to. */
  sequence: number;
}

/** Where deliveries are written. */
export interface DeliverySession {
  readonly id: number;
  write(pdu: Buffer): void;
}

const SHORT_CODE = '8049';

/** Pause before a refused text goes again. */
const RETRY_MS = 200;

/** Everything handed over and not yet acknowledged. */
export function createDeliveries(clock: Clock, ledger: LedgerWriter) {
  const held = new Set<Delivery>();
  let bySequence = new Map<number, Delivery>();
  let session: DeliverySession | undefined;
  let sequence = 0;

  function write(delivery: Delivery, to: DeliverySession): void {
    sequence += 1;
    delivery.sequence = sequence;
    delivery.attempts += 1;
    bySequence.set(sequence, delivery);
    ledger.add({ kind: 'offered', session: to.id, ...placeOf(delivery), attempt: delivery.attempts });
    to.write(encodePdu(Command.deliverSm, 0, sequence, delivery.body));
  }

  function retry(delivery: Delivery, refusedBy: DeliverySession): void {
    // A session opened meanwhile has been given everything held.
    clock.after(RETRY_MS, () => (session === refusedBy ? write(delivery, refusedBy) : undefined));
  }

  function offer(dialogue: Dialogue, to: DeliverySession): void {
    const text = dialogue.offered;
    const words = encodeWords(dialogue.citizen.texts[text] ?? '');
    const message = { from: dialogue.citizen.number, to: SHORT_CODE, esmClass: 0, registeredDelivery: 0, ...words };
    const delivery = { dialogue, text, body: encodeMessage(message), attempts: 0, sequence: 0 };
    dialogue.offered += 1;
    dialogue.acknowledged = false;
    held.add(delivery);
    write(delivery, to);
  }

  return {
    /** A gateway is bound: everything held goes again, at once and before anything new. */
    bound(next: DeliverySession): void {
      session = next;
      sequence = 0;
      bySequence = new Map();
      for (const delivery of held) write(delivery, next);
    },
    unbound(): void {
      session = undefined;
    },
    /** Hands over the dialogue's next text. */
    offer,
    /** Hands over the dialogue's last text once more, as a new one. */
    offerAgain(dialogue: Dialogue, to: DeliverySession): void {
      dialogue.offered -= 1;
      ledger.add({ kind: 'asked-again', session: to.id, citizen: dialogue.citizen.index, text: dialogue.offered });
      offer(dialogue, to);
    },
    /** A `deliver_sm_resp`; the dialogue whose text is now the gateway's. */
    answered(answered: number, status: number): Dialogue | undefined {
      const delivery = bySequence.get(answered);
      if (delivery === undefined || session === undefined) return undefined;
      bySequence.delete(answered);
      if (status !== 0) {
        ledger.add({ kind: 'refused', session: session.id, ...placeOf(delivery), status });
        retry(delivery, session);
        return undefined;
      }
      ledger.add({ kind: 'acknowledged', session: session.id, ...placeOf(delivery) });
      held.delete(delivery);
      delivery.dialogue.acknowledged = true;
      return delivery.dialogue;
    },
    get held(): number {
      return held.size;
    },
  };
}

const placeOf = (delivery: Delivery) => ({ citizen: delivery.dialogue.citizen.index, text: delivery.text });
