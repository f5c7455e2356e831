/**
 * The letters of Vietnamese as nearly everybody sends them: one UTF-16 unit each. Texts of nothing else are folded by
 * table, which costs a tenth of normalising them; the tables are made by normalising, so both ways agree.
 */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const vowels = 'aăâeêioôơuưy';

interface Letter {
  readonly unit: number;
  readonly unmarked: number;
  readonly toneless: number;
  /** Its place among the tones; 0 has none. */
  readonly tone: number;
}

const unitOf = (letter: string): number => letter.normalize('NFC').charCodeAt(0);

const withTones = (vowel: string): readonly Letter[] =>
  tones.map((mark, tone) => ({
    unit: unitOf(vowel + mark),
    unmarked: unitOf(vowel.normalize('NFD').charAt(0)),
    toneless: unitOf(vowel),
    tone,
  }));

const letterOf = (letter: string, unmarked: string): Letter => ({
  unit: unitOf(letter),
  unmarked: unitOf(unmarked),
  toneless: unitOf(letter),
  tone: 0,
});

/** Those beyond ASCII, in both cases. */
const marked: readonly Letter[] = [
  ...[...vowels, ...vowels.toUpperCase()].flatMap(withTones),
  letterOf('đ', 'd'),
  letterOf('Đ', 'D'),
].filter(({ unit }) => unit > 0x7f);

/** Inside brackets of a regular expression: every letter beyond ASCII that needs no Unicode class. */
export const vietnameseLetters: string = marked.map(({ unit }) => String.fromCharCode(unit)).join('');

const plainClass = `\\n\\r\\t\\x20-\\x7e${vietnameseLetters}`;
/** What needs no Unicode class, in one run; and all else. */
export const plainRuns = new RegExp(`[${plainClass}]+`, 'g');
export const otherRuns = new RegExp(`[^${plainClass}]+`, 'g');

/** By UTF-16 unit: U+1EF9 (ỹ) is the last. Units that are no letters of the list stand for themselves. */
const UNITS = 0x1efa;
const unmarkedUnits = Uint16Array.from({ length: UNITS }, (_, unit) => unit);
const tonelessUnits = Uint16Array.from({ length: UNITS }, (_, unit) => unit);
const toneOfUnits = new Uint8Array(UNITS);
for (const { unit, unmarked, toneless, tone } of marked) {
  unmarkedUnits[unit] = unmarked;
  tonelessUnits[unit] = toneless;
  toneOfUnits[unit] = tone;
}

const plainUnits = new Uint8Array(UNITS);
for (let unit = 0x20; unit < 0x7f; unit += 1) plainUnits[unit] = 1;
for (const unit of [0x09, 0x0a, 0x0d, ...marked.map(({ unit }) => unit)]) plainUnits[unit] = 1;

/**
 * Whether a text holds Vietnamese letters, printable ASCII, tabs and line ends and nothing else: then it is in
 * compatibility form (NFKC) already.
 */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (plainUnits[text.charCodeAt(at)] !== 1) return false;
  return true;
}

/** So many arguments a call may have without harm. */
const CHUNK = 1024;

/** A text with its Vietnamese letters without their marks, unit by unit: all else stays, and all stays in its place. */
export function plainWithoutMarks(text: string): string {
  if (!hasMarks(text)) return text;
  let unmarked = '';
  for (let from = 0; from < text.length; from += CHUNK) {
    const units = new Array<number>(Math.min(CHUNK, text.length - from));
    for (let at = 0; at < units.length; at += 1) {
      const unit = text.charCodeAt(from + at);
      units[at] = unmarkedUnits[unit] ?? unit;
    }
    unmarked += String.fromCharCode(...units);
  }
  return unmarked;
}

function hasMarks(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return true;
  return false;
}

/**
 * Whether a plain syllable agrees with another of the same length: each letter is the other's or lacks its marks, or
 * both are the same but for the letter that carries the tone.
 */
export function plainAgrees(typed: string, meant: string): boolean {
  let lacksMarks = true;
  let sameTone = true;
  for (let at = 0; at < typed.length; at += 1) {
    const [one, other] = [typed.charCodeAt(at), meant.charCodeAt(at)];
    lacksMarks &&= one === other || one === unmarkedUnits[other];
    sameTone &&= tonelessUnits[one] === tonelessUnits[other];
    if (!lacksMarks && !sameTone) return false;
  }
  return lacksMarks || tonesOf(typed) === tonesOf(meant);
}

/** The tones of a syllable in their order, as digits. */
function tonesOf(syllable: string): string {
  let found = '';
  for (let at = 0; at < syllable.length; at += 1) {
    const tone = toneOfUnits[syllable.charCodeAt(at)] ?? 0;
    if (tone > 0) found += tone;
  }
  return found;
}
