import { particlesBehind, pronounWords } from './affixes';
import type { Words } from './fold';
import { negations } from './negation';
import { combined, longestAt, type Phrases, phraseAt, phrasesOf } from './phrases';

/** What people say beside a score out of ten, and the scores that go with it, both ends included. */
export interface Judgement {
  /** How many words it takes. */
  readonly length: number;
  readonly from: number;
  readonly to: number;
  /** What it judges, where it is one thing: words for how people behave say nothing of how clean a place is. */
  readonly of?: Judged;
  /** Whether a number directly behind it may be another: `kém 2 điểm` is two less as well, `tốt quá 8` more than eight. */
  readonly unsureBefore?: true;
  /** Whether a number directly before it may count whom it is said of: `1 cán bộ rất tệ`. */
  readonly unsureBehind?: true;
}
type Judged = 'manner' | 'cleanliness';

type Scores = readonly [from: number, to: number];
/** Said plainly, with "very", denied, and very much denied. */
interface Degrees {
  readonly plain: Scores;
  readonly very: Scores;
  readonly denied: Scores;
  readonly veryDenied: Scores;
}
const good: Degrees = { plain: [6, 10], very: [8, 10], denied: [0, 5], veryDenied: [0, 3] };
const superb: Degrees = { plain: [8, 10], very: [8, 10], denied: [0, 7], veryDenied: [0, 5] };
const fair: Degrees = { plain: [5, 9], very: [5, 9], denied: [0, 6], veryDenied: [0, 5] };
const middling: Degrees = { plain: [4, 7], very: [4, 7], denied: [0, 4], veryDenied: [0, 4] };
const poor: Degrees = { plain: [0, 5], very: [0, 5], denied: [5, 10], veryDenied: [5, 10] };
const bad: Degrees = { plain: [0, 4], very: [0, 3], denied: [5, 10], veryDenied: [5, 10] };

const wellMannered = [
  ...['nhiệt tình', 'tận tình', 'tận tâm', 'nhiệt huyết', 'chu đáo', 'vui vẻ', 'thân thiện', 'niềm nở', 'lịch sự'],
  ...['hòa nhã', 'nhã nhặn', 'tử tế', 'dễ thương', 'dễ mến', 'cởi mở', 'chuyên nghiệp', 'lễ phép', 'ân cần'],
];
const illMannered = [
  ...['thờ ơ', 'lạnh nhạt', 'lạnh lùng', 'hách dịch', 'cáu gắt', 'cáu kỉnh', 'khó chịu', 'cửa quyền', 'thô lỗ'],
  ...['vô trách nhiệm', 'khó ưa', 'khó gần'],
  ...combined(['thiếu', 'kém'], wellMannered),
  'mất lịch sự',
];
const plainlyGood = ['tốt', 'hài lòng', 'ưng', 'ưng ý', 'ưng bụng', 'tốt đẹp', 'tuyệt'];
// Not "tồi" and "dơ" alone: without marks they are tôi (I) and đó (there).
const plainlyBad = ['tệ', 'xấu', 'tồi tệ', 'chán', 'thất vọng', 'bực mình', 'tệ hại'];

interface Quality {
  readonly phrases: Phrases;
  readonly degrees: Degrees;
  readonly of?: Judged;
  readonly unsureBefore?: true;
}
const qualities: readonly Quality[] = [
  { phrases: phrasesOf(plainlyGood), degrees: good },
  { phrases: phrasesOf(wellMannered), degrees: good, of: 'manner' },
  { phrases: phrasesOf(['sạch', 'sạch sẽ', 'gọn gàng', 'thơm tho']), degrees: good, of: 'cleanliness' },
  {
    phrases: phrasesOf([
      ...['tuyệt vời', 'trên cả tuyệt vời', 'xuất sắc', 'hoàn hảo', 'tuyệt đỉnh', 'khỏi chê', 'miễn chê'],
      ...['không chê vào đâu được', 'không có gì để chê', 'không có gì phàn nàn', 'không có gì phải phàn nàn'],
    ]),
    degrees: superb,
  },
  { phrases: phrasesOf(['ổn', 'khá', ...combined(['khá'], [...plainlyGood, 'ổn'])]), degrees: fair },
  { phrases: phrasesOf(combined(['khá'], wellMannered)), degrees: fair, of: 'manner' },
  { phrases: phrasesOf(combined(['khá'], ['sạch', 'sạch sẽ'])), degrees: fair, of: 'cleanliness' },
  {
    phrases: phrasesOf(['bình thường', 'trung bình', 'tạm được', 'tạm ổn', 'tàm tạm', 'cũng được', 'tạm chấp nhận']),
    degrees: middling,
  },
  { phrases: phrasesOf(combined(['hơi', 'khá'], [...plainlyBad, 'kém'])), degrees: poor },
  { phrases: phrasesOf(combined(['hơi', 'khá'], illMannered)), degrees: poor, of: 'manner' },
  { phrases: phrasesOf(combined(['hơi', 'khá'], ['bẩn', 'dơ', 'dơ bẩn'])), degrees: poor, of: 'cleanliness' },
  { phrases: phrasesOf([...plainlyBad, 'quá đáng']), degrees: bad },
  { phrases: phrasesOf(['kém']), degrees: bad, unsureBefore: true },
  { phrases: phrasesOf(illMannered), degrees: bad, of: 'manner' },
  {
    phrases: phrasesOf(['bẩn', 'dơ bẩn', 'bẩn thỉu', 'mất vệ sinh', 'hôi', 'hôi hám']),
    degrees: bad,
    of: 'cleanliness',
  },
];

/** Of whom or what it is said. */
const subjects = phrasesOf([
  ...[...pronounWords, 'chúng tôi', 'mọi người', 'họ', 'ai cũng'],
  ...['thấy', 'cảm thấy', 'tôi thấy là', 'nói chung', 'nhìn chung', 'nói chung là', 'đều', 'cũng', 'thì', 'đánh giá'],
  ...['cán bộ', 'nhân viên', 'anh chị', 'các anh chị', 'mấy anh chị', 'các chị', 'các anh', 'các cháu', 'bác sĩ'],
  ...['y tá', 'điều dưỡng', 'thái độ', 'thái độ phục vụ', 'phục vụ', 'tiếp dân', 'làm việc', 'phòng', 'nhà vệ sinh'],
]);
/** Those that can be counted. */
const countable = phrasesOf([
  ...['anh', 'chị', 'em', 'cô', 'chú', 'ông', 'bà', 'cháu', 'con', 'bác', 'dì', 'cán bộ', 'nhân viên', 'anh chị'],
  ...['bác sĩ', 'y tá', 'điều dưỡng', 'phòng', 'nhà vệ sinh'],
]);
// "Tốt wá", "tốt lém": as phones spell quá and lắm.
const very = phrasesOf([
  ...['rất', 'rất là', 'rất chi là', 'quá', 'cực', 'cực kỳ', 'cực kì', 'vô cùng', 'hết sức', 'thật', 'thật là'],
  ...['thật sự', 'thực sự', 'thiệt là', 'siêu', 'hoàn toàn', 'rứt'],
]);
const veryBehind = phrasesOf([
  ...['lắm', 'lắm luôn', 'lém', 'cực', 'cực kỳ', 'vô cùng', 'ghê', 'hết sức', 'nhất', 'tuyệt đối', 'hết chỗ nói'],
]);
/** Before a number it may as well be "more than": `tốt quá 8 điểm`. */
const tooMuch = phrasesOf(['quá', 'wá', 'wa', 'quá trời', 'quá chừng']);
const behind = phrasesOf(['mức', 'ở mức', 'luôn', 'rồi', 'thôi', 'đó', 'thật', 'thiệt', 'rứa', 'hè', 'hí', 'hỉ', 'nì']);

/** What somebody says beside a score at a place among words: `rất hài lòng`, `cán bộ không nhiệt tình lắm`. */
export function judgementAt(words: readonly Words[], from: number): Judgement | undefined {
  let at = afterSubjects(words, from);
  let [isVery, isDenied] = [false, false];
  for (let found = qualityAt(words, at); found === undefined; found = qualityAt(words, at)) {
    const denial = phraseAt(negations, words, at);
    const degree = phraseAt(very, words, at);
    if ((denial === 0 && degree === 0) || (denial > 0 && isDenied)) return undefined;
    // "Không tốt lắm", "không thật tốt" deny no more than "không tốt".
    isVery ||= degree > 0 && !isDenied;
    isDenied ||= denial > 0;
    at += Math.max(denial, degree);
  }
  const found = qualityAt(words, at);
  return found && judged(words, { from, at: at + found.length, quality: found.quality, isVery, isDenied });
}

interface Said {
  readonly from: number;
  /** Where the quality ends. */
  readonly at: number;
  readonly quality: Quality;
  readonly isVery: boolean;
  readonly isDenied: boolean;
}

function judged(words: readonly Words[], { from, at, quality, isVery, isDenied }: Said): Judgement {
  const { degrees, of } = quality;
  const more = longestAt([veryBehind, tooMuch], words, at);
  const strong = isVery || (more > 0 && !isDenied);
  const denied = isVery ? degrees.veryDenied : degrees.denied;
  const [lowest, highest] = isDenied ? denied : strong ? degrees.very : degrees.plain;
  const end = after([behind, particlesBehind], words, at + more);
  const unsureBefore = phraseAt(tooMuch, words, at) > 0 || (quality.unsureBefore === true && !strong);
  return {
    length: end - from,
    from: lowest,
    to: highest,
    ...(of === undefined ? {} : { of }),
    ...(unsureBefore ? { unsureBefore } : {}),
    ...(phraseAt(countable, words, from) > 0 && qualityAt(words, from) === undefined ? { unsureBehind: true } : {}),
  };
}

function qualityAt(words: readonly Words[], at: number): { quality: Quality; length: number } | undefined {
  let longest: { quality: Quality; length: number } | undefined;
  for (const quality of qualities) {
    const length = phraseAt(quality.phrases, words, at);
    if (length > (longest?.length ?? 0)) longest = { quality, length };
  }
  return longest;
}

/** `Chu đáo` begins like chú. */
function afterSubjects(words: readonly Words[], from: number): number {
  const length = qualityAt(words, from) === undefined ? phraseAt(subjects, words, from) : 0;
  return length === 0 ? from : afterSubjects(words, from + length);
}

function after(lists: readonly Phrases[], words: readonly Words[], from: number): number {
  let at = from;
  for (let length = longestAt(lists, words, at); length > 0; length = longestAt(lists, words, at)) at += length;
  return at;
}

/** "Points" of a score, and things to be said of an office: `2 điểm chưa tốt`. */
export const pointsAsThings = phrasesOf(['điểm']);

/** What a question about each thing speaks of, without marks. */
export const asksAbout: Readonly<Record<Judged, readonly string[]>> = {
  manner: ['thai do', 'phuc vu', 'hai long'],
  cleanliness: ['sach', 'ban', 've sinh'],
};
