import fc from 'fast-check';
import { indexCell, storedText, textOf } from '../../src/sqlite/stored-text';

const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

describe('stored texts', () => {
  it('come back as they were, in a form SQLite keeps', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom('\u0001', '\u0001"a"', '\0', '\ud800', 'a\udc00')), (text) => {
        const stored = storedText(text);
        expect(textOf(stored)).toBe(text);
        expect(stored).not.toContain('\0');
        expect(Buffer.from(stored).toString()).toBe(stored);
      }),
    );
  });

  it('leaves ordinary texts alone', () => {
    expect(storedText('Thủ tục 😀')).toBe('Thủ tục 😀');
  });

  it('takes only what has an order into an index', () => {
    expect([indexCell('f', 'a'), indexCell('f', 1), indexCell('f', null), indexCell('f', undefined)]).toEqual([
      'a',
      1,
      null,
      null,
    ]);
    for (const value of [true, {}, [], Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => indexCell('due', value)).toThrow(/"due"/);
    }
  });
});
