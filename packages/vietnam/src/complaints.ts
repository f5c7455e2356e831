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

/** Before a complaint: `không đòi tiền`, `đâu có phong bì`. */
export const complaintDenials = phrasesAsTheySound(['không', 'chẳng', 'chả', 'chưa', 'nỏ', 'đâu có', 'đâu phải']);
/** These deny nothing: they add to it, or forbid what is done. */
export const noDenials = phrasesAsTheySound(
  combined(['không', 'chẳng', 'chưa'], ['những', 'chỉ', 'được', 'nên', 'thể', 'chấp nhận', 'đồng tình']),
);

/** Behind a complaint that is denied: without it nothing is done, and so it is one (`không đưa tiền thì không làm`). */
export const complaintConditions = phrasesAsTheySound([
  'thì',
  ...combined(
    ['không', 'chẳng', 'chưa', 'là không', 'là chưa', 'mà không'],
    ['được', 'xong', 'làm', 'giải quyết', 'cho', 'nhận', 'trả', 'ký', 'ai'],
  ),
]);

/** How somebody says that there is nothing to complain of, behind the word for it: `góp ý: không có gì`. */
export const nothingToSay = phrasesAsTheySound([
  ...['không', 'không có', 'không có gì', 'không có gì cả', 'không có gì hết', 'không có gì thêm', 'chưa có'],
  ...['không có ý kiến', 'không có ý kiến gì', 'không ý kiến', 'không ý kiến gì', 'không có gì để góp ý'],
]);
