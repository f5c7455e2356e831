import { encodeMessage } from '../wire/message';
import { Command, encodePdu } from '../wire/pdu';

/** The generator's id of its so manieth message. */
export const messageIdOf = (submitted: number): string => submitted.toString(16).padStart(8, '0');

/** esm_class of a receipt (SMPP 3.4 §5.2.12). */
const RECEIPT = 0x04;

/** The receipt of a message that reached its handset (SMPP 3.4 appendix B). */
export function receiptOf(number: string, id: string, sequence: number): Buffer {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611220102 done date:2611220102 stat:DELIVRD err:000 text:`;
  const bytes = Buffer.from(text, 'latin1');
  const body = encodeMessage({
    from: number,
    to: '8049',
    esmClass: RECEIPT,
    registeredDelivery: 0,
    dataCoding: 0,
    bytes,
  });
  return encodePdu(Command.deliverSm, 0, sequence, body);
}
