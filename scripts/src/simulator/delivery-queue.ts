import type { Clock } from '@mscore/ports';

/** What became of one attempt to hand a PDU to the ESME. */
export type DeliveryOutcome = 'accepted' | 'refused' | 'unbound';

/** Something to be handed to the ESME until it takes it. */
export interface Delivery {
  /** The number it comes from: deliveries of one number keep their order. */
  readonly number: string;
  send(): Promise<DeliveryOutcome>;
  /** Called once, when the ESME has answered ESME_ROK. */
  accepted(): void;
}

export interface DeliveryQueue {
  add(delivery: Delivery): void;
  /** An ESME is bound: everything unanswered goes again. */
  wake(): void;
  /** Deliveries not yet accepted. */
  readonly size: number;
  /** No attempt starts any more. */
  close(): void;
}

/**
 * Store and forward: one delivery in flight per number, kept until it is answered ESME_ROK.
 * @param retryAfterMs pause after the ESME refused one.
 */
export function createDeliveryQueue(clock: Clock, retryAfterMs: number): DeliveryQueue {
  const waiting = new Map<string, Delivery[]>();
  const busy = new Set<string>();
  const pauses = new Set<() => void>();
  let closed = false;

  function retryLater(number: string): void {
    const cancel = clock.after(retryAfterMs, () => {
      pauses.delete(cancel);
      busy.delete(number);
      void next(number);
    });
    pauses.add(cancel);
  }

  async function next(number: string): Promise<void> {
    const head = waiting.get(number)?.[0];
    if (closed || head === undefined || busy.has(number)) return;
    busy.add(number);
    const outcome = await head.send();
    if (outcome === 'refused' && !closed) {
      retryLater(number);
      return;
    }
    busy.delete(number);
    if (outcome !== 'accepted') return;
    waiting.get(number)?.shift();
    if (waiting.get(number)?.length === 0) waiting.delete(number);
    head.accepted();
    await next(number);
  }

  return {
    add(delivery) {
      const queue = waiting.get(delivery.number);
      if (queue === undefined) waiting.set(delivery.number, [delivery]);
      else queue.push(delivery);
      void next(delivery.number);
    },
    wake() {
      for (const number of [...waiting.keys()]) void next(number);
    },
    get size() {
      let size = 0;
      for (const queue of waiting.values()) size += queue.length;
      return size;
    },
    close() {
      closed = true;
      for (const cancel of pauses) cancel();
    },
  };
}
