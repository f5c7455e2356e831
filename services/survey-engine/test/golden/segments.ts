import { segmentsOf } from '@mscore/survey';

/** Our texts in a transcript. */
export const repliesIn = (transcript: string): readonly string[] =>
  transcript
    .split('\n')
    .filter((line) => line.startsWith('< '))
    .map((line) => line.slice(2).replace(/^\[\d+\] /, ''));

/** One segment of GSM-7; what Vietnamese marks make of it, three of UCS-2. */
export function keepsWithin(reply: string): boolean {
  const { alphabet, segments } = segmentsOf(reply);
  const unmarked = reply.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return alphabet === 'gsm-7' ? segments === 1 : segments <= 3 && segmentsOf(unmarked).alphabet === 'gsm-7';
}
