import { type Clock, isoTime, systemClock } from '@mscore/ports';
import { createDeliveryQueue, type DeliveryOutcome } from './delivery-queue';
import { countSegments, encodeText, type Segment } from './encode-text';
import { openHandsetSide } from './handset-side';
import { createPartJoiner } from './join-parts';
import { type NetworkSide, openNetworkSide, type Submitted } from './network-side';

export interface SimulatorOptions {
  /** Where SMPP is spoken; default 127.0.0.1. */
  readonly host?: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  /** Unix socket for handsets, for example `<data>/simulator.sock`. */
  readonly socketPath: string;
  readonly clock?: Clock;
  /** Pause before a refused delivery goes again, milliseconds; default 1,000. */
  readonly retryAfterMs?: number;
}

export interface Simulator {
  /** The SMPP port. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A telco in one process: a short message centre that a gateway binds to, and the air in which handsets live.
 * A text is kept until the gateway has answered ESME_ROK, and goes again after each reconnect.
 * @throws Error when the port or the socket cannot be listened on.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const queue = createDeliveryQueue(clock, options.retryAfterMs ?? 1_000);
  let network: NetworkSide | undefined;
  let reference = 0;
  const joined = createPartJoiner();

  const deliver = (fields: Readonly<Record<string, unknown>>): Promise<DeliveryOutcome> =>
    network?.deliver(fields) ?? Promise.resolve('unbound');

  function queueText(text: { from: string; to: string; text: string }, taken: () => void): void {
    reference = (reference + 1) & 0xff;
    const segments = encodeText(text.text, reference);
    segments.forEach((segment, index) => {
      queue.add({
        number: text.from,
        send: () => deliver(deliverFields(text, segment)),
        accepted: () => (index === segments.length - 1 ? taken() : undefined),
      });
    });
  }

  function arrive(submitted: Submitted): void {
    const { from, to, text, part } = submitted;
    const whole = part === undefined ? { text, segments: countSegments(text) } : joined(from, to, part, text);
    if (whole !== undefined) handsets.show(to, { type: 'message', from, ...whole, at: isoTime(clock.now()) });
    if (!submitted.wantsReceipt) return;
    queue.add({
      number: submitted.to,
      send: () => deliver(receiptFields(submitted, clock.now())),
      accepted: () => undefined,
    });
  }

  const handsets = await openHandsetSide({
    socketPath: options.socketPath,
    bound: () => network?.bound ?? false,
    onText: queueText,
  });
  const opened = await openNetworkSide({
    host: options.host ?? '127.0.0.1',
    port: options.port,
    systemId: options.systemId,
    password: options.password,
    onSubmit: arrive,
    onBound(bound) {
      handsets.announce(bound);
      if (bound) queue.wake();
    },
  }).catch(async (error: unknown) => {
    await handsets.close();
    throw error;
  });
  network = opened;

  return {
    port: opened.port,
    async close() {
      queue.close();
      await Promise.all([opened.close(), handsets.close()]);
    },
  };
}

/** `deliver_sm` of a citizen's text (SMPP 3.4 §4.6.1); 0x40 marks a user data header (§5.2.12). */
const deliverFields = (text: { from: string; to: string }, segment: Segment): Readonly<Record<string, unknown>> => ({
  source_addr_ton: 1,
  source_addr_npi: 1,
  source_addr: text.from,
  destination_addr: text.to,
  esm_class: segment.udh ? 0x40 : 0,
  data_coding: segment.dataCoding,
  short_message: segment.body,
});

/** `deliver_sm` of a delivery receipt (SMPP 3.4 §5.2.12, appendix B). */
function receiptFields(submitted: Submitted, now: number): Readonly<Record<string, unknown>> {
  const date = isoTime(now).replace(/\D/g, '').slice(2, 12);
  const body = `id:${submitted.messageId} sub:001 dlvrd:001 submit date:${date} done date:${date} stat:DELIVRD err:000 text:`;
  return {
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: submitted.to,
    destination_addr: submitted.from,
    esm_class: 0x04,
    data_coding: 0,
    short_message: Buffer.from(body, 'ascii'),
    receipted_message_id: submitted.messageId,
    message_state: 2,
  };
}
