import fc from 'fast-check';
import { type Alphabet, type Concatenation, createPdu, encodePdu } from '../src';
import { anyLongText, gsmOrUcs2, type Planned, plannedWith } from './long-texts';
import { type NpmPdu, npm } from './npm-smpp';

const REFERENCE = 0x5a7c3;

/** What the npm package reads of each segment as it would stand on the wire. */
const readByThem = (plan: Planned): readonly NpmPdu[] =>
  plan.write(REFERENCE).map(({ udhi, body, tlvs }) => {
    const pdu = createPdu({
      command: 'submit_sm',
      destination_addr: '84900000001',
      esm_class: udhi ? 0x40 : 0,
      data_coding: plan.dataCoding,
      short_message: body,
      tlvs,
    });
    return new npm.PDU(encodePdu(pdu));
  });

interface TheirMessage {
  readonly message: string;
  readonly udh?: readonly Buffer[];
}
const messageOf = (pdu: NpmPdu): TheirMessage => pdu.short_message as TheirMessage;
const textOf = (pdus: readonly NpmPdu[]) => pdus.map((pdu) => messageOf(pdu).message || '').join('');

/** They take data_coding 1 for GSM-7, so that IA5 has to be told them as Latin-1, of which it is the lower half. */
const alphabets: Readonly<Record<Alphabet, number>> = { gsm7: 0, ascii: 3, latin1: 3, ucs2: 8 };

const anyPlan = (concatenation: Concatenation) =>
  fc.oneof(
    anyLongText.map((text) => ({ text, plan: plannedWith(text, { alphabets: gsmOrUcs2, concatenation }) })),
    fc
      .tuple(
        fc.constantFrom<Alphabet>('latin1', 'ascii'),
        fc.string({
          unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
          maxLength: 500,
        }),
      )
      .map(([alphabet, text]) => ({
        text,
        plan: plannedWith(text, { alphabets: [{ alphabet, dataCoding: alphabets[alphabet] }], concatenation }),
      })),
  );

describe('what the npm package reads of our segments is the text', () => {
  it.each([
    ['udh8', (total: number, part: number) => [0x00, 3, 0xc3, total, part]],
    ['udh16', (total: number, part: number) => [0x08, 4, 0xa7, 0xc3, total, part]],
  ] as const)('by %s, with its own reading of the header', (concatenation, header) => {
    fc.assert(
      fc.property(anyPlan(concatenation), ({ text, plan }) => {
        const pdus = readByThem(plan);
        expect(textOf(pdus)).toBe(text.normalize('NFC'));
        if (plan.total > 1)
          expect(pdus.map((pdu) => messageOf(pdu).udh)).toEqual(
            pdus.map((_pdu, index) => [Buffer.from(header(plan.total, index + 1))]),
          );
      }),
    );
  });

  it('by SAR', () => {
    fc.assert(
      fc.property(anyPlan('sar'), ({ text, plan }) => {
        const pdus = readByThem(plan);
        expect(textOf(pdus)).toBe(text.normalize('NFC'));
        if (plan.total > 1)
          for (const [index, pdu] of pdus.entries())
            expect(pdu).toMatchObject({
              sar_msg_ref_num: 0xa7c3,
              sar_total_segments: plan.total,
              sar_segment_seqnum: index + 1,
            });
      }),
    );
  });

  it('by message_payload', () => {
    let long = 0;
    fc.assert(
      fc.property(anyPlan('payload'), ({ text, plan }) => {
        const pdus = readByThem(plan);
        expect(pdus).toHaveLength(1);
        const [payload] = pdus.map((pdu) => pdu.message_payload as TheirMessage | undefined);
        if (payload !== undefined) long += 1;
        expect(payload?.message ?? textOf(pdus)).toBe(text.normalize('NFC'));
      }),
    );
    expect(long).toBeGreaterThan(10);
  });
});
