import { FIRST_HAND_MADE } from '../../../src/interop/scripted/protocol';
import { volley } from '../../../src/interop/scripted/volley';

const kept = volley.filter(({ expected }) => expected.kind !== 'close');
const broken = volley.filter(({ expected }) => expected.kind === 'close');

describe('the volley of bad PDUs', () => {
  test.each(kept)('$name is as long as it says: what follows it can be read', ({ bytes }) => {
    expect(bytes.readUInt32BE(0)).toBe(bytes.length);
  });

  test.each(broken)('$name is not: nothing after it can be read', ({ bytes }) => {
    expect(bytes.readUInt32BE(0)).not.toBe(bytes.length);
  });

  test('no answer to it can be taken for one to a PDU of the peer’s own', () => {
    const own = kept.filter(({ sequence }) => sequence > 0 && sequence < FIRST_HAND_MADE);
    expect(own).toEqual([]);
    expect(new Set(kept.map(({ sequence }) => sequence)).size).toBe(kept.length);
  });
});
