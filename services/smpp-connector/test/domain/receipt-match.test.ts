import type { Subscriber } from '@mscore/contracts';
import { canonicalMessageId, messageIdSpellings } from '@mscore/smpp';
import fc from 'fast-check';
import type { IdDialect } from '../../src/domain/profile';
import { SpellingCounts } from '../../src/domain/receipt-dialects';
import { type KnownId, matchOf } from '../../src/domain/receipt-match';

const known = (request: string, id: string, subscriber = 'anna', part = 0): KnownId => ({
  request,
  id,
  subscriber: subscriber as Subscriber,
  part,
  at: '2026-11-22T02:00:00.000Z',
});

function match(
  id: string,
  subscriber: string,
  entries: readonly KnownId[],
  dialect: IdDialect = 'same',
  byIdAlone = true,
) {
  const receipt = { id, spellings: messageIdSpellings(id), subscriber: subscriber as Subscriber };
  const known = (key: string) => entries.filter((entry) => canonicalMessageId(entry.id) === key);
  const found = matchOf(receipt, known, dialect, byIdAlone);
  return found && `${found.parts.map(({ request, part }) => `${request}.${part}`).join(' ')} ${found.spelling}`;
}

describe('a receipt', () => {
  it.each([
    ['1f', '1f', 'same'],
    ['1F', '1f', 'other-spelling'],
    ['001f', '1f', 'other-spelling'],
    ['31', '1f', 'hex-then-decimal'],
    ['1f', '31', 'decimal-then-hex'],
    ['001F', '0031', 'decimal-then-hex'],
    ['00FCA3C1-0B5E-4D3A-9F00-0242AC120002', '00fca3c1-0b5e-4d3a-9f00-0242ac120002', 'other-spelling'],
  ])('of %s is about %s: %s', (id, answered, spelling) => {
    expect(match(id, 'anna', [known('r1', answered)])).toBe(`r1.0 ${spelling}`);
  });

  it('to another number is about nothing at first: its own message may not be answered yet', () => {
    expect(match('1f', 'bert', [known('r1', '1f')], 'same', false)).toBeUndefined();
    expect(match('1f', 'bert', [known('r1', '1f')], 'same', true)).toBe('r1.0 same');
    expect(match('1f', 'anna', [known('r1', '1f')], 'same', false)).toBe('r1.0 same');
  });

  it('of an unknown id is about nothing', () => {
    expect(match('7', 'anna', [known('r1', '8')])).toBeUndefined();
    expect(match('7', 'anna', [])).toBeUndefined();
  });

  it('is about the message to the number it names, even where another has the very id', () => {
    const entries = [known('r1', '31', 'bert'), known('r2', '1f', 'anna')];
    expect(match('31', 'anna', entries)).toBe('r2.0 hex-then-decimal');
    expect(match('31', 'bert', entries)).toBe('r1.0 same');
  });

  it('that names nobody we wrote to is matched by an id as the link spells it, and by no other', () => {
    expect(match('31', 'nobody', [known('r1', '31')])).toBe('r1.0 same');
    expect(match('031', 'nobody', [known('r1', '31')])).toBe('r1.0 other-spelling');
    expect(match('31', 'nobody', [known('r1', '1f')])).toBeUndefined();
    expect(match('31', 'nobody', [known('r1', '1f')], 'hex-then-decimal')).toBe('r1.0 hex-then-decimal');
    expect(match('31', 'nobody', [known('r1', '31')], 'hex-then-decimal')).toBeUndefined();
  });

  it('of two messages to its number takes the exact id, or the one spelled as the link declares', () => {
    const entries = [known('r1', '31'), known('r2', '1f'), known('r3', '49')];
    expect(match('31', 'anna', entries)).toBe('r1.0 same');
    expect(match('31', 'anna', entries, 'hex-then-decimal')).toBe('r2.0 hex-then-decimal');
    expect(match('31', 'anna', entries, 'decimal-then-hex')).toBe('r3.0 decimal-then-hex');
    expect(match('031', 'anna', [known('r1', '31'), known('r2', '0031')])).toBeUndefined();
    expect(match('31', 'anna', [known('r2', '1f'), known('r3', '49')])).toBeUndefined();
  });

  it('of an id the network gave twice to one number is about the newer message', () => {
    expect(match('7', 'anna', [known('r1', '7'), known('r2', '7')])).toBe('r2.0 same');
  });

  it('of an id the network gave to several numbers, naming none of them, is about nobody', () => {
    expect(match('7', 'nobody', [known('r1', '7', 'anna'), known('r2', '7', 'bert')])).toBeUndefined();
  });

  it('of an id that all parts share is about all of them', () => {
    expect(match('7', 'anna', [known('r1', '7', 'anna', 0), known('r1', '7', 'anna', 1)])).toBe('r1.0 r1.1 same');
  });

  it('never takes a message to somebody else while there is one to its number', () => {
    const entry = fc.tuple(fc.nat(40), fc.constantFrom(10, 16), fc.constantFrom('anna', 'bert'));
    const dialect = fc.constantFrom<IdDialect>('same', 'hex-then-decimal', 'decimal-then-hex');
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.nat(40), dialect, (made, value, declared) => {
        const entries = made.map(([number, radix, to], at) => known(`${to}${at}`, number.toString(radix), to));
        const found = match(String(value), 'anna', entries, declared);
        const keys: readonly string[] = Object.values(messageIdSpellings(String(value)));
        const own = entries.some((one) => one.subscriber === 'anna' && keys.includes(canonicalMessageId(one.id)));
        if (own && found !== undefined) expect(found).toMatch(/^anna/);
      }),
    );
  });
});

describe('the dialect to propose', () => {
  const counted = (...spellings: readonly (readonly [Parameters<SpellingCounts['matched']>[0], number])[]) => {
    const counts = new SpellingCounts();
    for (const [spelling, times] of spellings) for (let one = 0; one < times; one += 1) counts.matched(spelling);
    return counts;
  };

  it('is what nearly all receipts speak, when the link declares another', () => {
    expect(counted(['hex-then-decimal', 10]).proposed('same')).toBe('hex-then-decimal');
    expect(counted(['hex-then-decimal', 10]).proposed('hex-then-decimal')).toBeUndefined();
    expect(counted(['same', 5], ['other-spelling', 5]).proposed('decimal-then-hex')).toBe('same');
  });

  it('needs ten receipts, and more than nine in ten', () => {
    expect(counted(['hex-then-decimal', 9]).proposed('same')).toBeUndefined();
    expect(counted(['hex-then-decimal', 90], ['same', 10]).proposed('same')).toBeUndefined();
    expect(counted(['hex-then-decimal', 91], ['same', 9]).proposed('same')).toBe('hex-then-decimal');
  });

  it('minds neither case nor zeros', () => {
    expect(counted(['other-spelling', 100]).proposed('same')).toBeUndefined();
  });
});
