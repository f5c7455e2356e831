import {
  combined,
  holdsPhrase,
  isOwnCode,
  phraseAt,
  phrasesOf,
  speaksOfWrongPerson,
  type Words,
} from '@mscore/vietnam';
import { type Around, aroundCode } from '../understanding/around-code';
import { hasCodeDigits } from './arguments';
import { asks } from './asking';
import { complaintIn } from './complaining';
import { politeWords } from './polite';
import { judges, noStoryAt, speaksOfPeople, speaksOfStaff, storyAt, sureStoryAt } from './telling';

/**
 * What becomes of words beside a code that do not ask about it: `nothing` while nothing or only consent is waited for,
 * kept `beside` the open question, or the very `text` that was asked for.
 */
export type Kept = 'nothing' | 'beside' | 'text';

/** So many words beside those that say nothing a look-up may have that asks nothing. More is a story. */
const MOST_OTHERS: Readonly<Record<Kept, number>> = { nothing: 8, beside: 3, text: 0 };
/** So many a question may have where a text was asked for: more is that text. */
const MOST_OTHERS_ASKING = 8;

/**
 * Whether somebody who names a dossier by its code wants to know about it. It is no look-up that complains, says that
 * it reached the wrong person, or tells something where that is kept: words are never lost to one.
 */
export function looksUp(around: Around, kept: Kept): boolean {
  const { clauses } = around;
  const asking = isAsking(around);
  const complaint = complaintIn(clauses);
  // Where nothing is kept, a question is heard before the slowness it speaks of.
  if (complaint === 'grave' || (complaint === 'slow' && !(asking && kept === 'nothing'))) return false;
  // Whoever is invited and gives their own code instead wants to hear of it.
  if (speaksOfWrongPerson(around)) return kept === 'nothing' && isOwnCode(around);
  const others = othersIn(clauses);
  if (asking) {
    if (kept === 'nothing') return true;
    if (speaksOfPeople(clauses)) return false;
    return kept === 'beside' || (others <= MOST_OTHERS_ASKING && !judges(clauses));
  }
  if (speaksOfPeople(clauses) || judges(clauses) || others > MOST_OTHERS[kept]) return false;
  // Behind the code `ok` says how it went.
  return kept === 'nothing' || !(clauses.some(tells) || around.after.at(-1)?.folded === 'ok');
}

/**
 * Behind `HS` itself, with which hardly anybody begins a story: any harmless words, and any question. Words that ask
 * nothing are kept where they tell something, and where a text was asked for they are it.
 */
export function looksUpByKeyword(around: Around, kept: Kept): boolean {
  const { clauses } = around;
  const asking = isAsking(around);
  const complaint = complaintIn(clauses);
  if (complaint === 'grave' || (complaint === 'slow' && !asking)) return false;
  if (speaksOfWrongPerson(around)) return isOwnCode(around);
  if (kept === 'nothing' || asking) return true;
  if (tellsSurely(clauses)) return false;
  return kept === 'beside' || clauses.some(waits) || othersIn(clauses) === 0;
}

/** Whether anything around a code asks. */
export const isAsking = ({ clauses, questioned }: Around): boolean => questioned || clauses.some(asks);

/** That there is no result yet asks for it. */
const waiting = phrasesOf(combined(['chưa thấy', 'chưa nhận', 'chưa nhận được', 'chưa có'], ['kết quả', 'gì']));
const waits = (clause: readonly Words[]): boolean => holdsPhrase(waiting, clause);

/** Whether a complaint stands beside a code. */
export function complainsBesideCode(text: string): boolean {
  const around = hasCodeDigits(text) ? aroundCode(text) : undefined;
  return around !== undefined && complaintIn(around.clauses) !== undefined;
}

const done = ['xong', 'được', 'có', 'ra', 'có kết quả', 'ra kết quả', 'giải quyết', 'xử lý', 'duyệt', 'trả kết quả'];
/** What people say around a code and says nothing of it: politeness, who is spoken to, what a dossier is called. */
const idle = phrasesOf([
  ...politeWords,
  ...['anh', 'chị', 'ad', 'bạn', 'mình', 'bác', 'chú', 'cô', 'ông', 'bà', 'o', 'dì', 'ơi', 'alo', 'này', 'đó', 'vậy'],
  ...['hồ sơ', 'hs', 'tthc', 'mã', 'mã số', 'số', 'của', 'là', 'thì', 'thủ tục', 'biên nhận', 'giấy hẹn', 'thế'],
  ...['tra cứu', 'tra', 'kiểm tra', 'kt', 'check', 'xem', 'coi', 'hỏi', 'biết', 'xin hỏi', 'cho hỏi', 'cần', 'nhờ'],
  ...['tình trạng', 'trạng thái', 'tiến độ', 'kết quả', 'kq', 'tình hình', 'thông tin', 'về', 'đã', 'đang', 'tới'],
  ...combined(
    ['của'],
    ['tôi', 'em', 'vợ tôi', 'chồng tôi', 'mẹ tôi', 'ba tôi', 'bố tôi', 'con tôi', 'mẹ em', 'ba em', 'vợ em', 'nhà tôi'],
  ),
  ...['đến', 'my', 'dossier', 'file', 'code', 'number', 'the', 'is'],
  ...combined(done, ['chưa', 'rồi chưa', 'hay chưa', 'không']),
]);

const yesOrNo: ReadonlySet<string> = new Set(['khong', 'co', 'yes', 'no']);

/** Whether a clause tells something: `ho so`, `ket qua` without their marks are no họ and no quá. */
const tells = (clause: readonly Words[]): boolean =>
  holdsStory(clause, storyAt, () => 0) || yesOrNo.has(clause.at(-1)?.folded ?? '');

/** Whether anything surely tells how it went, judges it or speaks of who served. */
const tellsSurely = (clauses: readonly (readonly Words[])[]): boolean =>
  speaksOfStaff(clauses) ||
  speaksOfPeople(clauses) ||
  judges(clauses) ||
  clauses.some((clause) => holdsStory(clause, sureStoryAt, noStoryAt));

type LengthAt = (clause: readonly Words[], at: number) => number;

function holdsStory(clause: readonly Words[], story: LengthAt, otherwise: LengthAt): boolean {
  for (let at = 0; at < clause.length; ) {
    const length = Math.max(phraseAt(idle, clause, at), otherwise(clause, at));
    if (story(clause, at) > length) return true;
    at += Math.max(length, 1);
  }
  return false;
}

function othersIn(clauses: readonly (readonly Words[])[]): number {
  let others = 0;
  for (const clause of clauses) {
    // Whoever gets the marks wrong means the same (`hô sờ`).
    const words = clause.map(({ folded }) => ({ marked: folded, folded }));
    for (let at = 0; at < words.length; ) {
      const length = phraseAt(idle, words, at);
      others += length === 0 ? 1 : 0;
      at += Math.max(length, 1);
    }
  }
  return others;
}
