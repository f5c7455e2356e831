import { combined, type Phrases, phrasesOf } from './phrases';

/** Hỏi and ngã sound alike in half of the country, and are written one for the other (`nhủng nhiểu`). */
export const asItSounds = (marked: string): string =>
  withoutAnyMark.test(marked) ? marked : marked.normalize('NFD').replaceAll('\u0303', '\u0309').normalize('NFC');

const withoutAnyMark = /^[ -~]*$/;

/** Phrases for words as they sound. */
export const phrasesAsTheySound = (texts: readonly string[]): Phrases => phrasesOf(texts.map(asItSounds));

/** Words that complain of an office and mean another thing here: training of its staff, change for a note. */
export const otherwiseThanComplaints = phrasesAsTheySound([
  ...combined(
    ['bồi dưỡng', 'bồi dưỡng thêm', 'bồi dưỡng về', 'bồi dưỡng nâng cao'],
    ['nghiệp vụ', 'chuyên môn', 'kỹ năng', 'kĩ năng', 'kiến thức', 'năng lực', 'trình độ', 'thái độ'],
  ),
  ...['đào tạo bồi dưỡng', 'đào tạo và bồi dưỡng', 'tập huấn bồi dưỡng', 'lớp bồi dưỡng', 'bồi dưỡng đào tạo'],
  'đổi tiền lẻ',
]);

/** How somebody says that there is nothing to complain of, behind the word for it: `góp ý: không có gì`. */
export const nothingToSay = phrasesAsTheySound([
  ...['không', 'không có', 'không có gì', 'không có gì cả', 'không có gì hết', 'không có gì thêm', 'chưa có'],
  ...['không có ý kiến', 'không có ý kiến gì', 'không ý kiến', 'không ý kiến gì', 'không có gì để góp ý'],
]);
