import { createPdu, type PduOf } from '@mscore/smpp';
import fc from 'fast-check';
import { genericProfile } from '../src';
import { fingerprintOf } from '../src/fingerprint';
import { keys, link } from './workbench';

const TAG = 0x1500;
const trusting = { profile: { ...genericProfile, deliveryIdTlv: TAG } };
const NONE = Buffer.alloc(0);
const pdu = (fields: Partial<PduOf<'deliver_sm'>>) => createPdu({ command: 'deliver_sm', sequence: 1, ...fields });
const of = (
  { group = 'g', ...changes }: Parameters<typeof link>[1] = {},
  fields: Partial<PduOf<'deliver_sm'>> = {},
  udh = NONE,
) => fingerprintOf(keys, link(1, { group, ...changes }), pdu(fields), udh, fields.short_message ?? NONE);

describe('the fingerprint of a text', () => {
  test('is the same on every link of a group, and on no link of another', () => {
    expect(of({ name: 'a' })).toEqual(of({ name: 'b' }));
    expect(of({ group: 'h' }).wire).not.toBe(of().wire);
    const tlvs = [{ tag: TAG, value: Buffer.from('1') }];
    expect(of({ name: 'a', ...trusting }, { tlvs })).toEqual(of({ name: 'b', ...trusting }, { tlvs }));
    expect(of({ group: 'h', ...trusting }, { tlvs }).wire).not.toBe(of(trusting, { tlvs }).wire);
  });

  test('tells any two texts apart that a redelivery could not have made of one', () => {
    // Few enough that the separators of some are the letters of others.
    const field = fc.constantFrom('', ':', '::', '1', '1:');
    const text = fc.record({ from: field, to: field, esm: fc.nat(1), coding: fc.nat(1), udh: field, body: field });
    const fingerprint = ({ from, to, esm, coding, udh, body }: typeof text extends fc.Arbitrary<infer T> ? T : never) =>
      of(
        {},
        {
          source_addr: from,
          destination_addr: to,
          esm_class: esm,
          data_coding: coding,
          short_message: Buffer.from(body),
        },
        Buffer.from(udh),
      ).wire;
    const changes = fc.oneof(
      fc.record({ from: field, to: field }),
      fc.record({ udh: field, body: field }),
      fc.record({ to: field, esm: fc.nat(1), coding: fc.nat(1) }),
    );
    fc.assert(
      fc.property(text, changes, (one, changed) => {
        const other = { ...one, ...changed };
        expect(fingerprint(one) === fingerprint(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the network’s own id alone where the profile trusts it and the text has one', () => {
    const tlvs = [{ tag: TAG, value: Buffer.from('1') }];
    expect(of(trusting, { tlvs, source_addr: '1' })).toEqual(of(trusting, { tlvs, source_addr: '2' }));
    expect(of(trusting, { tlvs }).certain).toBe(true);
    expect(of({}, { tlvs }).certain).toBe(false);
    expect(of(trusting, { tlvs: [{ tag: TAG, value: NONE }] })).toEqual(of());
    expect(of(trusting)).toEqual(of());
  });
});
