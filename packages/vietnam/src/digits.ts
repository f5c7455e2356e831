/** Circled digits and the keycap ten, which no compatibility form makes plain: first code point, number it stands for, how many. */
const enclosed: readonly (readonly [first: number, value: number, count: number])[] = [
  [0x24eb, 11, 10], // negative circled 11 to 20
  [0x24f5, 1, 10], // double circled 1 to 10
  [0x24ff, 0, 1], // negative circled 0
  [0x2776, 1, 10], // dingbat negative circled
  [0x2780, 1, 10], // dingbat circled sans-serif
  [0x278a, 1, 10], // dingbat negative circled sans-serif
  [0x1f51f, 10, 1], // keycap ten
];

const otherDigit = /(?![0-9])\p{Nd}|[\u24EB-\u24FF\u2776-\u2793\u{1F51F}]/gu;
// A written-out fraction stays a fraction: the compatibility form of "8½" would be the number 81.
const fraction = /[\u00BC-\u00BE\u2150-\u215E\u2189]/gu;
const anyDigit = /^\p{Nd}$/u;

/**
 * Writes the digits of every script as 0 to 9, circled and keycap ones included. What is left of a fraction is its
 * slash (U+2044), which belongs to no plain number.
 */
export const plainDigits = (text: string): string =>
  text.replace(fraction, '\u2044').normalize('NFKC').replace(otherDigit, plainDigit);

function plainDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  const found = enclosed.find(([first, , count]) => point >= first && point < first + count);
  if (found !== undefined) return String(found[1] + point - found[0]);
  // The ten digits of a script stand in one run of code points from zero on; runs of several scripts may touch.
  let steps = 0;
  while (anyDigit.test(String.fromCodePoint(point - steps - 1))) steps += 1;
  return String(steps % 10);
}
