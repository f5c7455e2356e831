import fc from 'fast-check';
import {
  createPdu,
  encodePdu,
  type Framed,
  FrameReader,
  LIMITS_AFTER_BIND,
  LIMITS_BEFORE_BIND,
  statuses,
} from '../src';
import { anyPdu } from './pdus';

const lengthOnly = (length: number): Buffer => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  return octets;
};

function first(octets: Buffer, limits = LIMITS_BEFORE_BIND): Framed {
  const reader = new FrameReader();
  reader.push(octets);
  return reader.next(limits);
}

describe('the four length octets decide at once', () => {
  it.each([0, 1, 3, 4, 15, 4_097, 16_384, 65_537, 0x7fffffff, 0xffffffff])('%i is broken before bind', (length) => {
    expect(first(lengthOnly(length))).toMatchObject({ kind: 'broken', status: statuses.ESME_RINVCMDLEN.code });
  });

  it('an HTTP request is broken', () => {
    expect(first(Buffer.from('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')).kind).toBe('broken');
  });

  it.each([16, 4_096])('%i may follow before bind', (length) => {
    expect(first(lengthOnly(length))).toEqual({ kind: 'need-more' });
  });

  it.each([4_097, 16_384, 65_536])('%i may follow after bind', (length) => {
    expect(first(lengthOnly(length), LIMITS_AFTER_BIND)).toEqual({ kind: 'need-more' });
  });

  it('65537 is broken after bind', () => {
    expect(first(lengthOnly(65_537), LIMITS_AFTER_BIND).kind).toBe('broken');
  });

  it('three octets are too few to judge', () => {
    expect(first(Buffer.from([0xff, 0xff, 0xff]))).toEqual({ kind: 'need-more' });
  });
});

it('finds the same PDUs however the stream is cut', () => {
  const cutting = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(anyPdu, { minLength: 1, maxLength: 6 }), cutting, (pdus, sizes) => {
      const frames = pdus.map(encodePdu);
      const stream = Buffer.concat(frames);
      const reader = new FrameReader();
      const found: Buffer[] = [];
      for (let offset = 0, cut = 0; offset < stream.length; cut++) {
        const size = sizes[cut % sizes.length] ?? 1;
        reader.push(stream.subarray(offset, offset + size));
        offset += size;
        for (
          let next = reader.next(LIMITS_AFTER_BIND);
          next.kind !== 'need-more';
          next = reader.next(LIMITS_AFTER_BIND)
        ) {
          if (next.kind === 'broken') throw new Error(next.reason);
          found.push(next.frame);
        }
        expect(reader.isPartial).toBe(
          found.reduce((sum, frame) => sum + frame.length, 0) < Math.min(offset, stream.length),
        );
      }
      expect(found).toEqual(frames);
    }),
  );
});

it('chunks pushed before the earlier ones were read are not lost', () => {
  const frame = encodePdu(createPdu({ command: 'enquire_link', sequence: 1 }));
  const reader = new FrameReader();
  reader.push(frame);
  reader.push(Buffer.concat([frame, frame.subarray(0, 5)]));
  reader.push(frame.subarray(5));
  const kinds = [1, 2, 3, 4].map(() => reader.next(LIMITS_BEFORE_BIND).kind);
  expect(kinds).toEqual(['frame', 'frame', 'frame', 'need-more']);
});

it('whole PDUs in a chunk are views, not copies', () => {
  const chunk = Buffer.concat([1, 2, 3].map((sequence) => encodePdu(createPdu({ command: 'unbind', sequence }))));
  const reader = new FrameReader();
  reader.push(chunk);
  const framed = reader.next(LIMITS_BEFORE_BIND);
  expect(framed.kind === 'frame' && framed.frame.buffer === chunk.buffer).toBe(true);
});

it('a PDU that drips in by the octet is put together in a buffer of its own size', () => {
  const payload = { tag: 0x0424, value: Buffer.alloc(60_000, 1) };
  const frame = encodePdu(createPdu({ command: 'data_sm', destination_addr: '8049', tlvs: [payload] }));
  const reader = new FrameReader();
  let early = 0;
  for (let at = 0; at < frame.length - 1; at++) {
    reader.push(frame.subarray(at, at + 1));
    if (reader.next(LIMITS_AFTER_BIND).kind !== 'need-more') early += 1;
  }
  expect(early).toBe(0);
  reader.push(frame.subarray(frame.length - 1));
  expect(reader.next(LIMITS_AFTER_BIND)).toEqual({ kind: 'frame', frame });
});
