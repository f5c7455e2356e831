import { wordsOf } from './fold';

/** Languages of the country pack: Vietnamese with and without marks, English, and Bru (interviews by phone). */
export type Language = 'vi' | 'vi-ascii' | 'en' | 'bru';

/** What people call a language, without marks, spaces and a leading `tieng` (language). */
const names: Readonly<Record<Language, readonly string[]>> = {
  vi: ['vi', 'vn', 'viet', 'vietnam', 'vietnamese', 'codau', 'vietcodau'],
  'vi-ascii': ['viascii', 'khongdau', 'kodau', 'kdau', 'vietkhongdau', 'vietkodau', 'vietkdau'],
  en: ['en', 'eng', 'english', 'anh', 'anhvan', 'anhngu'],
  // The two peoples of the west of Quang Tri who are interviewed in their own languages, by the same interviewers.
  bru: ['bru', 'vankieu', 'bruvankieu', 'paco', 'pako', 'brupaco', 'brupako'],
};

const languageByName: ReadonlyMap<string, Language> = new Map(
  Object.entries(names).flatMap(([language, spellings]) =>
    spellings.map((spelling): [string, Language] => [spelling, language as Language]),
  ),
);

/** Longest text that can be a language's name; longer ones are not looked at. */
const LONGEST = 40;

/** The language somebody names (`EN`, `tiếng Anh`, `khong dau`): case, marks and spaces do not matter. */
export function languageNamed(typed: string): Language | undefined {
  if (typed.length > LONGEST) return undefined;
  const name = wordsOf(typed).folded.replace(/[^\p{L}\p{N}]+/gu, '');
  return languageByName.get(name) ?? languageByName.get(name.replace(/^tieng/, ''));
}
