/** So many times the same letter and nothing else are no word of anybody. */
const REPEATED = 4;
const oneLetter = new RegExp(`^(\\p{L})\\1{${REPEATED - 1},}$`, 'u');
const rubble = /(?:[\uFFFD\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\r])\p{Cc})+/gu;

/**
 * Whether nobody meant a text: the rubble of a broken encoding (replacement characters, control characters, code points
 * that are none, unpaired surrogates) makes up half of it, or it is one letter over and over.
 */
export function isNoise(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  if (oneLetter.test(letters)) return true;
  const broken = (text.match(rubble) ?? []).reduce((sum, run) => sum + run.length, 0);
  return broken > 0 && broken * 2 >= text.replace(/\s+/gu, '').length;
}
