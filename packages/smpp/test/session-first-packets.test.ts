import { createPdu } from '../src';
import { firstPackets } from './first-packets';
import { boundEsme, Harness } from './session-harness';

describe.each(['esme', 'smsc'] as const)('an unbound %s session whose first packet is', (role) => {
  it.each(firstPackets)('$name', ({ octets, nack, closes }) => {
    // A bind would be due after 5 s as well; here the octets alone decide.
    const harness = new Harness({ role, bindTimeoutMs: 60_000 });
    harness.hearsOctets(octets);
    if (closes === 'in-time') {
      harness.until(4_999);
      expect(harness.sent).toEqual([]);
      harness.until(5_000);
    }
    expect(harness.sent).toEqual([createPdu({ command: 'generic_nack', ...nack })]);
    expect(harness.saw()).toMatchObject([{ kind: 'malformed' }]);
    expect(harness.close?.how).toBe(closes === undefined ? undefined : 'end');
    harness.hears({ command: 'enquire_link', sequence: 1 });
    expect(harness.sent).toHaveLength(closes === undefined ? 2 : 1);
  });
});

it('a bound session gives 16384 octets their 5 s', () => {
  const esme = boundEsme();
  const octets = Buffer.alloc(16);
  octets.writeUInt32BE(16_384);
  esme.hearsOctets(octets);
  esme.until(4_999);
  expect(esme.close).toBeUndefined();
  esme.until(5_000);
  expect(esme.close).toEqual({ reason: 'partial-pdu', how: 'end' });
});
