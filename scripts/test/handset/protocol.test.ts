import { numberDigits } from '../../src/handset/protocol';
import { shortNumber, show } from '../../src/handset/show';

describe('numbers people type', () => {
  test.each([
    ['+84900000011', '84900000011'],
    ['84900000011', '84900000011'],
    ['0900000011', '84900000011'],
    [' 0900000011 ', '84900000011'],
    ['8049', undefined],
    ['09x', undefined],
  ])('%s', (typed, digits) => {
    expect(numberDigits(typed)).toBe(digits);
  });

  test('are never shown in full', () => {
    expect(shortNumber('84900000011')).toBe('…011');
  });
});

describe('what a phone shows', () => {
  test('a message with its time and segments', () => {
    const at = new Date(2026, 0, 1, 14, 3, 22).toISOString();
    expect(show({ type: 'message', from: '8049', text: 'a\nb', segments: 2, at }, true)).toBe(
      '8049  14:03:22  2 segments\n  a\n  b',
    );
  });

  test('that the gateway came or went, once', () => {
    expect(show({ type: 'attached', bound: true }, undefined)).toBeUndefined();
    expect(show({ type: 'attached', bound: false }, undefined)).toContain('not connected');
    expect(show({ type: 'bound', bound: false }, true)).toContain('gone');
    expect(show({ type: 'bound', bound: true }, true)).toBeUndefined();
    expect(show({ type: 'error', reason: 'text: at most 1000 characters' }, true)).toBe(
      'Not sent: text: at most 1000 characters',
    );
  });
});
