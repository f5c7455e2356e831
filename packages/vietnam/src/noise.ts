import { isPlain, plainRuns } from './letters';

/** So many times the same letter and nothing else are no word of anybody. */
const REPEATED = 4;
// Whatever is no letter may stand between; the second letter that differs ends the search.
const between = '[^\\p{L}\\p{N}]*';
const oneLetter = new RegExp(`^${between}(\\p{L})(?:${between}\\1){${REPEATED - 1},}${between}$`, 'u');
const rubble = /(?:[\uFFFD\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\r])\p{Cc})+/gu;

/**
 * Whether nobody meant a text: the rubble of a broken encoding (replacement characters, control characters, code points
 * that are none, unpaired surrogates) makes up half of it, or it is one letter over and over.
 */
export function isNoise(text: string): boolean {
  if (oneLetter.test(text.toLowerCase())) return true;
  if (isPlain(text)) return false;
  // A space keeps halves of surrogate pairs apart.
  const broken = (text.replace(plainRuns, ' ').match(rubble) ?? []).reduce((sum, run) => sum + run.length, 0);
  return broken > 0 && broken * 2 >= text.replace(/\s+/gu, '').length;
}
