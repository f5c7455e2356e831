import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { indexOf, TELLTALE_WORDS } from '../citizens/citizen';
import type { Finding } from './finding';

/** Looks through every file for phone numbers of the run and for citizens' words. */
export function findInClear(paths: readonly string[], begun: readonly number[], seed: number): readonly Finding[] {
  const citizens = new Set(begun);
  return filesBelow(paths).flatMap((path) => {
    const bytes = readFileSync(path);
    const numbers = countNumbers(bytes, citizens, seed);
    const words = countWords(bytes);
    return [
      ...(numbers > 0 ? [{ check: 'in clear' as const, detail: `${path}: ${numbers} phone numbers` }] : []),
      ...(words > 0 ? [{ check: 'in clear' as const, detail: `${path}: words of citizens, ${words} times` }] : []),
    ];
  });
}

function filesBelow(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const status = statSync(path);
    if (status.isDirectory()) return filesBelow(readdirSync(path).map((name) => join(path, name)));
    return status.isFile() ? [path] : [];
  });
}

/** How a text may lie in a file, with the octets one character takes. */
const FORMS: readonly { readonly width: 1 | 2; readonly encode: (text: string) => Buffer }[] = [
  { width: 1, encode: (text) => Buffer.from(text, 'utf8') },
  { width: 2, encode: (text) => Buffer.from(text, 'utf16le') },
  { width: 2, encode: (text) => Buffer.from(text, 'utf16le').swap16() },
];

/** The national part of every number of a run begins so. */
const NATIONAL = '900';
const NATIONAL_LENGTH = 9;
/** What may stand before it: nothing, the trunk prefix, or the country code in its spellings. */
const PREFIX = /(?:^|\D)(?:0|84|0084)?$/;
const LONGEST_PREFIX = 5;

/** Numbers of citizens in any form: 84900…, 0900…, 900…; never inside a longer figure such as a time stamp. */
export function countNumbers(bytes: Buffer, citizens: ReadonlySet<number>, seed: number): number {
  // By place of the first figure, because both orders of two-octet characters fit most texts.
  const found = new Set<number>();
  for (const { width, encode } of FORMS) {
    const needle = encode(NATIONAL);
    // The low octet of a two-octet figure lies where it lies in the needle.
    const offset = width === 2 && needle[0] === 0 ? 1 : 0;
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
      const national = figures(bytes, at + offset, NATIONAL_LENGTH, width);
      const index = indexOf(`84${national}`, seed);
      if (index === undefined || !citizens.has(index)) continue;
      const before = Math.max(0, at - LONGEST_PREFIX * width);
      if (PREFIX.test(printable(bytes.subarray(before, at), width))) found.add(at + offset);
    }
  }
  return found.size;
}

function figures(bytes: Buffer, at: number, length: number, width: 1 | 2): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(bytes[at + index * width] ?? 0);
  return text;
}

/** The characters before a hit; zero octets of two-octet forms fall away. */
const printable = (bytes: Buffer, width: 1 | 2): string =>
  width === 1 ? bytes.toString('latin1') : bytes.toString('latin1').replaceAll('\0', '');

function countWords(bytes: Buffer): number {
  let found = 0;
  for (const words of TELLTALE_WORDS) {
    for (const { encode } of FORMS) {
      const needle = encode(words);
      for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) found += 1;
    }
  }
  return found;
}
