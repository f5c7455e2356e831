import fc from 'fast-check';
import { decodePdu, encodePdu } from '../src';
import { anyPdu, octets } from './pdus';

it('reading what was written gives the same PDU', () => {
  fc.assert(
    fc.property(anyPdu, (pdu) => {
      expect(decodePdu(encodePdu(pdu))).toEqual({ kind: 'pdu', pdu });
    }),
    { numRuns: 500 },
  );
});

/** One edit of a frame: an octet changed, a slice cut out, octets put in. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), octet: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), octets: octets(30) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function apply(frame: Buffer, change: Edit): Buffer {
  const at = change.at % (frame.length + 1);
  switch (change.kind) {
    case 'set':
      return Buffer.concat([frame.subarray(0, at), Buffer.from([change.octet]), frame.subarray(at + 1)]);
    case 'cut':
      return Buffer.concat([frame.subarray(0, at), frame.subarray(at + change.length)]);
    case 'insert':
      return Buffer.concat([frame.subarray(0, at), change.octets, frame.subarray(at)]);
    default:
      return change satisfies never;
  }
}

it('every mutation of a PDU is a PDU or malformed with an answer that can be written; nothing throws', () => {
  const seen = { pdu: 0, malformed: 0 };
  fc.assert(
    fc.property(anyPdu, fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), (pdu, edits, lengthRepaired) => {
      const frame = edits.reduce(apply, encodePdu(pdu));
      if (lengthRepaired && frame.length >= 4) frame.writeUInt32BE(frame.length, 0);
      const decoded = decodePdu(frame);
      seen[decoded.kind] += 1;
      if (decoded.kind === 'malformed' && decoded.answer !== undefined) encodePdu(decoded.answer);
      if (decoded.kind === 'malformed') expect(decoded.reason).not.toBe('');
    }),
    { numRuns: 800 },
  );
  expect(seen.pdu).toBeGreaterThan(20);
  expect(seen.malformed).toBeGreaterThan(20);
});

it('any octets at all are judged without throwing', () => {
  fc.assert(
    fc.property(octets(300), fc.boolean(), (frame, lengthRepaired) => {
      if (lengthRepaired && frame.length >= 4) frame.writeUInt32BE(frame.length, 0);
      expect(['pdu', 'malformed']).toContain(decodePdu(frame).kind);
    }),
    { numRuns: 800 },
  );
});
