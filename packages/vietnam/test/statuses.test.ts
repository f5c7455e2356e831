import { nationalStatuses, statusWords, withoutMarks } from '../src';

test('there are ten, numbered as on the national portal', () => {
  expect(nationalStatuses.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(nationalStatuses.map(({ key }) => key)).toEqual([
    'REGISTERED',
    'ACCEPTED',
    'REFUSED',
    'PROCESSING',
    'SUPPLEMENT_REQUIRED',
    'PAYMENT_DUE',
    'WITHDRAWN',
    'STOPPED',
    'DONE',
    'RETURNED',
  ]);
});

describe.each(nationalStatuses.map(({ key, sms }) => [key, sms] as const))('%s', (_, sms) => {
  test('fits the place a text has for it', () => {
    for (const words of [sms['vi-ascii'], sms.en]) expect(words).toMatch(/^[A-Za-z0-9 ,.]{1,27}$/);
    expect(sms.vi.length).toBeLessThanOrEqual(27);
  });

  test('says the same with and without marks', () => {
    expect(withoutMarks(sms.vi)).toBe(sms['vi-ascii']);
  });
});

test('words are found by key', () => {
  expect(statusWords('DONE', 'vi-ascii')).toBe('Da co ket qua, moi den nhan');
  expect(statusWords('DONE', 'en')).toBe('Ready, please collect it');
  expect(statusWords('LOST', 'vi')).toBeUndefined();
});

test('no two statuses are told in the same words', () => {
  for (const language of ['vi', 'vi-ascii', 'en'] as const) {
    expect(new Set(nationalStatuses.map(({ sms }) => sms[language])).size).toBe(10);
  }
});
