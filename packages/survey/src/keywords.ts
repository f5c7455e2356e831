import { wordsOf } from '@mscore/vietnam';

/** Words that work at any time, by the name of what they do. */
export type Keyword = 'HUY' | 'THOI' | 'DK' | 'DG' | 'TG';

/** A keyword as somebody used it. */
export interface KeywordCall {
  readonly name: Keyword;
  /** What stood behind it, as it was typed. */
  readonly argument?: string;
}

/** Every spelling, without spaces. HUY comes first: opting out outranks everything. */
export const keywordSpellings = {
  HUY: ['huy', 'stop', 'tc', 'td', 'huydk', 'huynhantin', 'unsubscribe'],
  THOI: ['thoi', 'ngung', 'dunglai'],
  DK: ['dk', 'dangky'],
  DG: ['dg', 'danhgia'],
  TG: ['tg', 'help', 'trogiup'],
} as const satisfies Readonly<Record<Keyword, readonly string[]>>;

const keywordBySpelling: ReadonlyMap<string, Keyword> = new Map(
  Object.entries(keywordSpellings).flatMap(([keyword, spellings]) =>
    spellings.map((spelling): [string, Keyword] => [spelling, keyword as Keyword]),
  ),
);

/** Longest message that can still be a keyword; longer ones are not even looked at. */
const LONGEST = 40;
/** DG before a dossier code: as many digits as a code has at least, so that no sentence is taken for one. */
const CODE_DIGITS = 10;

/** Letters and digits of every script stay: `huy` beside words we cannot read is not an opt-out. */
const squeezed = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The keyword a message is, as the whole message: case, marks, spaces and punctuation do not matter.
 * `DG` may be followed by a dossier code: a walk-in survey does not need it, but people copy it from the slip.
 */
export function keywordOf(text: string): Keyword | undefined {
  if (text.trim().length > LONGEST) return undefined;
  const { folded } = wordsOf(text);
  if (/^[?\s]+$/u.test(folded)) return 'TG';
  const word = squeezed(folded);
  return keywordBySpelling.get(word) ?? (isRatingWithCode(word) ? 'DG' : undefined);
}

function isRatingWithCode(word: string): boolean {
  const code = /^(?:dg|danhgia)([0-9a-z]+)$/.exec(word)?.[1];
  return code !== undefined && code.replace(/[a-z]+/g, '').length >= CODE_DIGITS;
}

/** Whether a word of a definition would be taken for a keyword. */
export const isKeyword = (word: string): boolean => keywordOf(word) !== undefined;

/** Services people may have heard of and no part of this installation answers yet: look-up, complaint, case, rank, call back. */
const services = ['HS', 'PA', 'VV', 'XH', 'GOI'] as const;
export type Service = (typeof services)[number];

/** Which of those services a message asks for: by its first word, or a dossier code glued to HS. */
export function serviceAsked(text: string): Service | undefined {
  const first = wordsOf(text).folded.split(/[^\p{L}\p{N}]/u, 1)[0] ?? '';
  return /^hs\d/.test(first) ? 'HS' : services.find((service) => service.toLowerCase() === first);
}
