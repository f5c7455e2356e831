import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type DossierCodeRead, dossierCodeAmong, isFullDossierCode, knownUnitsOf, readDossierCode } from '../src';

const today = '2026-11-22';

/** What came out, in the words of dossier-codes.tsv. */
function inWords(read: DossierCodeRead): string {
  switch (read.kind) {
    case 'code':
      return read.code;
    case 'short':
      return `short form: ${read.unit === undefined ? '' : `unit ${read.unit}, `}${read.date}, ${read.number}`;
    case 'bare':
      return 'bare: the three newest of this phone';
    case 'error':
      return `error: ${problems[read.problem]}${read.meant === undefined ? '' : `; did you mean ${read.meant}`}`;
    default:
      return read satisfies never;
  }
}

const problems = {
  'no-code': 'not a dossier code',
  'no-such-date': 'no such date',
  'future-date': 'future date',
  'too-early': 'before 2019-01-06',
  'needs-separators': 'a six-digit number needs its separators',
};

const cases = readFileSync(join(__dirname, 'dossier-codes.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string]);

test('the cases are there', () => expect(cases).toHaveLength(20));

test.each(cases)('"%s" is read as %s', (typed, expected) => {
  expect(inWords(readDossierCode(typed, today))).toBe(expected);
});

test.each([
  ['000.17.22.H56-261122-0001', '000.17.22.H56-261122-0001'],
  ['000.17.22.H56-261123-0001', 'error: future date; did you mean 000.17.22.H56-231126-0001'],
  ['000.17.22.H56-270101-0001', 'error: future date'],
  ['000.17.22.H56-190106-0001', '000.17.22.H56-190106-0001'],
  ['000.17.22.H56-190105-0001', 'error: before 2019-01-06'],
  ['000.17.22.H56-210229-0001', 'error: no such date'],
  ['000.17.22.H56-240229-0001', '000.17.22.H56-240229-0001'],
  ['HSH56-210531-0001', 'short form: unit H56, 210531, 0001'],
  ['hs 2105310001', 'short form: 210531, 0001'],
  ['210531-00012', 'short form: 210531, 00012'],
  ['21053100012', 'error: a six-digit number needs its separators'],
  ['H56-310521-0001', 'error: future date; did you mean H56-210531-0001'],
  ['H55 242 250701 0001', 'H55.242-250701-0001'],
  ['H55.242-2507 010001', 'H55.242-250701-0001'],
  ['h55.242.7-250701-0001', 'H55.242.7-250701-0001'],
  ['H552422507010001', 'error: a six-digit number needs its separators'],
  ['0912345678', 'error: no such date'],
  ['hs cua toi', 'error: not a dossier code'],
  ['000.17.22.H56-210531', 'error: not a dossier code'],
  ['...', 'bare: the three newest of this phone'],
  ['MA HS', 'bare: the three newest of this phone'],
  ['HS 000.00.16.H50-260115-0010 xong chưa', '000.00.16.H50-260115-0010'],
  ['hồ sơ số 000.00.16.H50-260115-0010', '000.00.16.H50-260115-0010'],
  ['HS ma so 000.00.16.H50-260115-0010 a', '000.00.16.H50-260115-0010'],
  ['HS 000.00.16.H50-260115-0010 khi nao co', '000.00.16.H50-260115-0010'],
  ['hs 000 00 16 H 50 260115 0010 sao roi em oi', '000.00.16.H50-260115-0010'],
  ['HS H55.242-250705-2201 ơi', 'H55.242-250705-2201'],
  ['hồ sơ 000.00.16.H50-260115-0010 nộp 15/01/2026', '000.00.16.H50-260115-0010'],
  ['000.00.16.H50-260115-0010, gọi 0912345678', '000.00.16.H50-260115-0010'],
  ['000,00,16,H50,260115,0010', '000.00.16.H50-260115-0010'],
  ['000.00.16.H50-260115-0010 va 000.00.16.H50-260115-0011', 'error: not a dossier code'],
  ['HS 000.00.16.H50-260199-0010 xong chưa', 'error: no such date'],
  ['HS 0001722H56210531000123 xong chưa', 'error: a six-digit number needs its separators'],
  ['HS số 210531-0001 xong chưa', 'short form: 210531, 0001'],
  ['hs cua toi 0901211234', 'error: not a dossier code'],
])('"%s" is read as %s', (typed, expected) => {
  expect(inWords(readDossierCode(typed, today))).toBe(expected);
});

test('a wrong date is given back as it was read', () => {
  expect(readDossierCode('000.17.22.H56-31O521-0001', today)).toEqual({
    kind: 'error',
    problem: 'future-date',
    typed: '310521',
    meant: '000.17.22.H56-210531-0001',
  });
});

test('a newer unit that is known needs no dots', () => {
  const units = knownUnitsOf(['H55.242', 'H55.242.7']);
  expect(inWords(readDossierCode('H552422507010001', today, units))).toBe('H55.242-250701-0001');
  expect(inWords(readDossierCode('hs h5524272507010001', today, units))).toBe('H55.242.7-250701-0001');
});

test.each([
  ['000.17.22.H56-210531-0001', true],
  ['0001722h562105310001', true],
  ['000.17.22.H56-211331-0001', true],
  ['H55.242-250701-0001', true],
  ['H56-210531-0001', false],
  ['210531-0001', false],
  ['hs', false],
  ['', false],
])('"%s" is a whole code: %s', (typed, full) => {
  expect(isFullDossierCode(typed)).toBe(full);
});

const number = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, '0'));
const date = fc
  .tuple(fc.integer({ min: 20, max: 25 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));
const letter = fc.constantFrom(...'ABCDEGHKMNPQRSTVXY');
const legal = fc
  .tuple(number(3), number(2), number(2), letter, number(2), date, number(4))
  .map(([a, b, c, l, d, day, n]) => `${a}.${b}.${c}.${l}${d}-${day}-${n}`);
const newer = fc
  .tuple(letter, number(2), fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 2 }), date, number(5))
  .map(([l, d, units, day, n]) => `${l}${d}.${units.join('.')}-${day}-${n}`);

describe('properties', () => {
  // Halves of surrogate pairs too: what a broken encoding leaves.
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  test('nothing throws', () => {
    const typed = fc.oneof(
      fc.string({ unit: codeUnit }),
      fc
        .array(fc.constantFrom('HS', 'MA ', 'O', 'I', 'H', '0', '21', '0531', '-', '.', ' ', 'đ', '́'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        readDossierCode(text, today);
        isFullDossierCode(text);
      }),
    );
  });

  test('a code as it is printed is read as itself', () => {
    fc.assert(
      fc.property(fc.oneof(legal, newer), (code) => {
        expect(readDossierCode(code, today)).toEqual({ kind: 'code', code });
        expect(isFullDossierCode(code)).toBe(true);
      }),
    );
  });

  test('separators, case and a keyword before it do not matter to a whole code', () => {
    const keyword = fc.constantFrom('', 'hs', 'HS: ', 'Hồ sơ ', 'MÃ HỒ SƠ ', 'tthc', 'KQ-');
    const separators = fc.infiniteStream(fc.constantFrom('', '', '', ' ', '.', '-', '/', ' – '));
    fc.assert(
      fc.property(legal, keyword, separators, fc.boolean(), (code, before, between, lower) => {
        const squeezed = code.replace(/[.-]/g, '');
        const typed =
          before +
          [...(lower ? squeezed.toLowerCase() : squeezed)]
            .map((character) => character + between.next().value)
            .join('');
        expect(readDossierCode(typed, today)).toEqual({ kind: 'code', code });
      }),
    );
  });

  test('what was meant is a code', () => {
    fc.assert(
      fc.property(number(6), (day) => {
        const read = readDossierCode(`000.17.22.H56-${day}-0001`, today);
        if (read.kind !== 'error' || read.meant === undefined) return;
        expect(readDossierCode(read.meant, today)).toEqual({ kind: 'code', code: read.meant });
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['Dạ cho em hỏi hồ sơ 000.17.22.H56-210531-0001 xong chưa', '000.17.22.H56-210531-0001'],
  ['tra cứu OOO1722H56210531OOO1', '000.17.22.H56-210531-0001'],
  ['mã H55.242-250701-0001 ạ', 'H55.242-250701-0001'],
  ['000.17.22.H56-210531-0001, là 000.17.22.H56-210531-0001', '000.17.22.H56-210531-0001'],
  ['000.17.22.H56-210531-0001 và 000.17.22.H56-210531-0002', undefined],
  ['hồ sơ 210531-0001', undefined],
  ['P12.3 0912345678', undefined],
  ['số 0912345678', undefined],
  ['x'.repeat(1000), undefined],
])('the whole code in "%s" is %s', (text, code) => {
  expect(dossierCodeAmong(text)?.code).toBe(code);
});

test.each([
  ['Nhầm rồi. Hồ sơ 000.17.22.H56-210531-0001 không phải của tôi', 'Nhầm rồi. Hồ sơ   không phải của tôi'],
  ['000.17.22.H56-210531-0001, là 000.17.22.H56-210531-0001 ạ', ', là   ạ'],
  ['000.17.22.H56-210531-0001', ''],
])('beside the code in "%s" stands "%s"', (text, beside) => {
  expect(dossierCodeAmong(text)?.beside).toBe(beside);
});

test('what stands before the code and behind it is kept apart', () => {
  const among = dossierCodeAmong('Nhầm số, của tôi là 000.17.22.H56-210531-0001 ạ');
  expect([among?.before, among?.after]).toEqual(['Nhầm số, của tôi là ', ' ạ']);
});
