import type { Clock } from '@mscore/ports';
import {
  bodyOf,
  findTlvInteger,
  findTlvText,
  isReceipt,
  type PduOf,
  readReceipt,
  statuses,
  tlvTags,
} from '@mscore/smpp';
import type { Link } from '@mscore/smpp-connector';
import { type ProbeReceipt, spelledAs } from './receipts';

/** Digits from the end by which two spellings of a number are told to be one. */
const TELLING_DIGITS = 8;

/**
 * Receipts of the probes. Everything else that arrives belongs to the gateway, and is put off so that the message
 * centre delivers it later.
 */
export class AwaitedReceipts {
  readonly #clock: Clock;
  readonly #to: string | undefined;
  readonly #putOff: number;
  readonly #submitted: string[] = [];
  /** As they came; a receipt may come before the response that tells its id. */
  readonly #taken: { readonly received: string; readonly state: string; readonly declared: boolean }[] = [];
  #wake: () => void = () => {};

  constructor(link: Link, { clock, to }: { readonly clock: Clock; readonly to?: string }) {
    this.#clock = clock;
    this.#to = to?.slice(-TELLING_DIGITS);
    this.#putOff = statuses[link.profile.refuseWith].code;
  }

  get receipts(): readonly ProbeReceipt[] {
    return this.#taken.map(({ received, state }) => ({ ...spelledAs(this.#submitted, received), received, state }));
  }

  /** A receipt of ours was one by its text only. */
  get byText(): boolean {
    return this.#taken.some(({ received, declared }) => !declared && this.#isKnown(received));
  }

  expect(messageId: string): void {
    if (messageId !== '') this.#submitted.push(messageId);
  }

  /** The command_status a message is answered with. */
  take(pdu: PduOf<'deliver_sm' | 'data_sm'>): number {
    const { id: received, stat, state } = receiptOf(pdu);
    if (received === undefined) return this.#putOff;
    if (!this.#isFromTestNumber(pdu) && !this.#isKnown(received)) return this.#putOff;
    this.#taken.push({ received, state: stat ?? state, declared: isReceipt(pdu) });
    this.#wake();
    return statuses.ESME_ROK.code;
  }

  /** Resolves when every probe has a receipt, or after so long. */
  async all(withinMs: number): Promise<void> {
    const reported = (): boolean => this.#taken.length >= this.#submitted.length;
    if (reported()) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(withinMs, resolve);
      this.#wake = () => {
        if (!reported()) return;
        cancel();
        resolve();
      };
    });
  }

  #isKnown(received: string): boolean {
    return spelledAs(this.#submitted, received).submitted !== undefined;
  }

  #isFromTestNumber({ source_addr }: { readonly source_addr: string }): boolean {
    return this.#to !== undefined && source_addr.endsWith(this.#to);
  }
}

function receiptOf(pdu: PduOf<'deliver_sm' | 'data_sm'>) {
  const receiptedMessageId = findTlvText(pdu, tlvTags.receipted_message_id);
  const messageState = findTlvInteger(pdu, tlvTags.message_state);
  return readReceipt({
    body: bodyOf(pdu).toString('latin1'),
    ...(receiptedMessageId === undefined ? {} : { receiptedMessageId }),
    ...(messageState === undefined ? {} : { messageState }),
  });
}
