import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOf, TELLTALE_WORDS } from '../../src/citizens/citizen';
import { countNumbers, findInClear } from '../../src/judge/find-in-clear';

const SEED = 5;
const NUMBER = numberOf(3, SEED);
const NATIONAL = NUMBER.slice(2);
const count = (bytes: Buffer): number => countNumbers(bytes, new Set([3]), SEED);
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('numbers in clear', () => {
  test.each([
    ['international', NUMBER],
    ['with a plus', `"+${NUMBER}"`],
    ['with zeros', `00${NUMBER}`],
    ['national', `to 0${NATIONAL}.`],
    ['bare', `x${NATIONAL}`],
    ['at the very beginning', `${NATIONAL}8049`],
  ])('%s', (_, text) => {
    expect(count(Buffer.from(text, 'latin1'))).toBe(1);
    expect(count(Buffer.from(text, 'utf16le'))).toBe(1);
    expect(count(swapped(text))).toBe(1);
  });

  test('is no number inside a longer figure, nor one that no citizen has', () => {
    expect(count(Buffer.from(`17${NATIONAL}`))).toBe(0);
    expect(count(Buffer.from(numberOf(4, SEED)))).toBe(0);
  });

  test('a time stamp is no number, the number after it is', () => {
    expect(count(Buffer.from(`1${NATIONAL} ${NUMBER}`))).toBe(1);
  });
});

describe('looking through files', () => {
  test('finds numbers and words in any file below a folder, names the file and quotes nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mscore-clear-'));
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'journal.db-wal'), Buffer.concat([Buffer.from([1, 2, 0]), swapped(NUMBER)]));
    writeFileSync(join(folder, 'log'), `{"text":"${TELLTALE_WORDS[0]} abc"}\n${TELLTALE_WORDS[1]}`);
    writeFileSync(join(folder, 'fine'), 'k1.AbC900xyz');
    const findings = findInClear([folder], [3], SEED);
    expect(findings).toEqual([
      { check: 'in clear', detail: `${join(folder, 'deep', 'journal.db-wal')}: 1 phone numbers` },
      { check: 'in clear', detail: `${join(folder, 'log')}: words of citizens, 2 times` },
    ]);
    rmSync(folder, { recursive: true });
  });
});
