import { bodyOf, decodeText, type PduOf, partOf, splitUdh } from '@mscore/smpp';

/** The text of a message from its submit_sm, whatever way they are marked. */
export function joinedText(pdus: readonly PduOf<'submit_sm'>[]): string {
  return [...pdus]
    .sort((a, b) => (partOf(a)?.part ?? 0) - (partOf(b)?.part ?? 0))
    .map((pdu) => {
      const decoded = decodeText(splitUdh(pdu.esm_class, bodyOf(pdu)).body, pdu.data_coding, {
        defaultAlphabet: 'gsm7',
      });
      return decoded.kind === 'text' ? decoded.text : '';
    })
    .join('');
}
