import { type Words, wordsOf } from './fold';

/** How words are shortened on phones: each standard word with the ways people write it. */
const shortened: Readonly<Record<string, readonly string[]>> = {
  không: ['k', 'ko', 'kg', 'kh', 'khg', 'khong', 'hok', 'hk', 'hem', 'hông', 'hổng', 'hong', 'khum', 'nỏ', 'k0'],
  dạ: ['dà'],
  // Not "dk", which some write for it: that is the keyword to join again.
  được: ['dc', 'đc', 'đươc'],
  rồi: ['r', 'rùi', 'ròi'],
  gì: ['j', 'gj', 'ji'],
  vậy: ['z', 'v', 'zậy', 'dậy', 'zay'],
  đây: ['đêy'],
  bạn: ['bn'],
  'bình thường': ['bt', 'bth', 'bthg', 'btg'],
  'hài lòng': ['hl'],
};

const standardBySpelling: ReadonlyMap<string, Words> = new Map(
  Object.entries(shortened).flatMap(([standard, spellings]) =>
    spellings.map((spelling): [string, Words] => [spelling, wordsOf(standard)]),
  ),
);

/**
 * A word as it is usually written, when it was shortened the way people do on phones (`ko`, `k`, `hok` for không).
 * Compared as typed, marks included: `nỏ` is không, `no` may be many words.
 */
export const standardSpelling = (word: Words, language: string): Words | undefined =>
  language === 'en' && otherwiseInEnglish.has(word.marked) ? undefined : standardBySpelling.get(word.marked);

/** Short forms that are words of an English conversation: `k` agrees there. */
export const otherwiseInEnglish: ReadonlySet<string> = new Set(['k']);
