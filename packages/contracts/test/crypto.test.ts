import { inspect } from 'node:util';
import fc from 'fast-check';
import { Msisdn } from '../src';
import {
  deriveId,
  type KeyRing,
  openAddress,
  openText,
  responseIdOf,
  sealAddress,
  sealedLength,
  sealText,
  subscriberOf,
  wireFingerprint,
} from '../src/crypto';

const keys: KeyRing = {
  subscriber: Buffer.alloc(32, 1),
  address: [{ id: '2026q4', secret: Buffer.alloc(32, 2) }],
  text: [{ id: '2026q4', secret: Buffer.alloc(32, 3) }],
};
const number = new Msisdn('+84900000001');

describe('a phone number', () => {
  test('cannot be serialised, printed or logged by accident', () => {
    expect(() => JSON.stringify({ number })).toThrow('never serialised in clear');
    for (const text of [`${number}`, inspect(number), inspect({ number })]) expect(text).not.toContain('900000001');
  });

  test('sealed can be opened by whoever holds the key', () => {
    const sealed = sealAddress(keys, number);
    expect(sealed).toMatch(/^2026q4\.[A-Za-z0-9_-]+$/);
    expect(openAddress(keys, sealed)).toBe('+84900000001');
  });

  test('gives one subscriber under one key, another under another', () => {
    const other = { ...keys, subscriber: Buffer.alloc(32, 9) };
    expect(subscriberOf(keys, number)).toBe(subscriberOf(keys, new Msisdn('+84900000001')));
    expect(subscriberOf(keys, number)).not.toBe(subscriberOf(other, number));
    expect(subscriberOf(keys, number)).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

describe('a sealed text', () => {
  test('opens to what it was, whatever it was: emoji, marks, half a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(openText(keys, context, sealText(keys, context, text))).toBe(text);
      }),
    );
    expect(openText(keys, 'e1', sealText(keys, 'e1', 'a\ud83d'))).toBe('a\ud83d');
  });

  test('says how long it is to whoever has no key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sealedLength(sealText(keys, 'event', text))).toBe(text.length);
      }),
    );
  });

  test('is the same for the same event, and differs between events', () => {
    expect(sealText(keys, 'e1', '1')).toBe(sealText(keys, 'e1', '1'));
    expect(sealText(keys, 'e1', '1')).not.toBe(sealText(keys, 'e2', '1'));
  });

  test('does not open in another event, when altered, or as an address', () => {
    const sealed = sealText(keys, 'e1', 'Xin chao');
    const bytes = Buffer.from(sealed.split('.')[1] ?? '', 'base64url');
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    expect(() => openText(keys, 'e2', sealed)).toThrow();
    expect(() => openText(keys, 'e1', `2026q4.${bytes.toString('base64url')}` as typeof sealed)).toThrow();
    expect(() => openAddress({ ...keys, address: keys.text }, sealed as never)).toThrow();
  });

  test('still opens after the key was rotated, and names the key that is missing', () => {
    const sealed = sealText(keys, 'e1', 'Xin chao');
    const rotated = { ...keys, text: [{ id: '2027q1', secret: Buffer.alloc(32, 4) }, ...keys.text] };
    expect(openText(rotated, 'e1', sealed)).toBe('Xin chao');
    expect(sealText(rotated, 'e1', 'x')).toMatch(/^2027q1\./);
    expect(() => openText({ ...keys, text: [] }, 'e1', sealed)).toThrow('no text key named "2026q4"');
  });
});

describe('derived ids', () => {
  test('differ when their parts differ, also where the parts run together the same', () => {
    expect(deriveId('ab', 'c')).not.toBe(deriveId('a', 'bc'));
    expect(deriveId('a', 1)).toBe(deriveId('a', 1));
    expect(deriveId('a', 1)).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test('of a response cannot be had without the key', () => {
    expect(responseIdOf(keys, 'e1')).not.toBe(responseIdOf({ ...keys, subscriber: Buffer.alloc(32, 9) }, 'e1'));
  });

  test('of the wire are one per content', () => {
    expect(wireFingerprint(keys, Buffer.from('a'))).toBe(wireFingerprint(keys, Buffer.from('a')));
    expect(wireFingerprint(keys, Buffer.from('a'))).not.toBe(wireFingerprint(keys, Buffer.from('b')));
  });
});
