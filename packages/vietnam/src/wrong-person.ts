import { pronounWords } from './affixes';
import type { Words } from './fold';
import { combined, type Phrases, phraseAt, phrasesOf } from './phrases';
import { asksBack } from './questions';

const speakers = phrasesOf(pronounWords);
// Not em, anh, chị: "em nhầm" is as often the writer's own mistake.
const strangers = ['bạn', 'bên bạn', 'mấy bạn', 'các bạn', 'ad'];
const sent = ['nhắn', 'gửi', 'nhắn tin', 'gọi', 'liên hệ'];

/** The wrong number or person, said in words that nobody uses of an office. */
const mistakenPlainly = phrasesOf([
  ...['nhầm số', 'nhầm người', 'nhầm máy', 'nhầm số máy', 'nhầm số điện thoại', 'lộn số', 'lộn người'],
  ...['sai số điện thoại', 'sai số rồi', 'số này nhầm'],
  ...combined(strangers, ['nhầm', 'lộn', 'nhầm số', 'nhầm người', 'lộn số']),
  ...['wrong number', 'wrong person', 'you have the wrong number', 'you have the wrong person'],
]);

/** Số is a digit as well: whoever is answering questions may say so of the one they typed. */
const mistakenNumber = phrasesOf(['nhầm số', 'lộn số']);
const leadsOfNumber = phrasesOf(['dạ', 'thưa', 'xin lỗi', 'alo', 'ủa', 'ơ', 'sorry', 'hình như', 'chắc', 'có lẽ']);
const tailsOfNumber = phrasesOf(['ạ', 'a', 'ah', 'à', 'nhé', 'nha', 'anh', 'chị', 'em', 'anh ơi', 'chị ơi', 'em ơi']);

/** In words that complain of an office as well: whoever was asked about one may say that it wrote to the wrong people. */
const mistaken = phrasesOf([
  'sai người',
  ...combined(sent, ['nhầm số', 'nhầm người', 'lộn số']),
  ...combined(strangers, ['nhắn nhầm', 'gửi nhầm', 'nhắn tin nhầm', 'nhắn lộn', 'nhắn nhầm số', 'nhắn nhầm người']),
  ...combined(strangers, ['gửi nhầm số']),
]);

/** What people are asked about. */
export type Affair = 'dossier' | 'visit';

const handedIn = [
  ...combined(['làm', 'nộp', 'gửi', 'đi làm', 'đi nộp'], ['hồ sơ', 'thủ tục', 'hồ sơ thủ tục']),
  'có hồ sơ',
];
const examined = ['đi khám', 'khám', 'khám bệnh', 'đi khám bệnh', 'đi bệnh viện', 'đi trạm xá', 'đến trạm y tế'];
const never = ['không', 'không có', 'không hề', 'đâu có', 'chưa từng', 'chẳng'];

/** How somebody says that an affair is not theirs. */
interface Denials {
  /** Said of oneself only: without a subject `không nộp hồ sơ` may be anything. */
  readonly ofOneself: Phrases;
  /** With "nào" (any at all) or "không phải" it needs no subject; without them it may be a dossier still at home. */
  readonly byAnybody: Phrases;
}

const denials: Readonly<Record<Affair, Denials>> = {
  dossier: {
    ofOneself: phrasesOf([
      ...combined(never, handedIn),
      'đâu có hồ sơ',
      ...combined(['không phải', 'không phải là'], ['người làm hồ sơ', 'người nộp hồ sơ', 'chủ hồ sơ']),
    ]),
    byAnybody: phrasesOf([
      ...combined([...never, 'chưa'], combined([...handedIn, 'làm giấy tờ'], ['nào', 'gì', 'mô', 'chi'])),
      ...combined(['đâu có hồ sơ'], ['nào', 'gì', 'mô', 'chi']),
      ...combined(
        ['không phải hồ sơ', 'không phải', 'hồ sơ không phải', 'hồ sơ này không phải'],
        ['của tôi', 'của em', 'của mình', 'của tui', 'của cháu'],
      ),
      ...['không phải tôi làm hồ sơ', 'không phải tôi nộp hồ sơ'],
    ]),
  },
  visit: {
    ofOneself: phrasesOf([...combined(never, examined), 'không phải người đi khám']),
    byAnybody: phrasesOf([
      ...combined([...never, 'chưa'], combined(examined, ['lần nào', 'ở đâu', 'bao giờ', 'gì'])),
      'không phải tôi đi khám',
    ]),
  },
};
/** A person or a number that is another. */
const notMine = phrasesOf([
  ...combined(['không phải'], ['số của tôi', 'tôi']),
  ...['đây không phải số của người đó', 'đây không phải số người đó', 'không phải số người đó'],
]);

const leads = phrasesOf([
  ...['dạ', 'thưa', 'xin lỗi', 'alo', 'ủa', 'ơ', 'sorry', 'bạn ơi', 'anh ơi', 'chị ơi', 'hình như', 'chắc', 'có lẽ'],
  ...['bạn đã', 'hình như bạn', 'chắc bạn', 'chắc là', 'tin này', 'tin nhắn này'],
]);
/** What may stand behind it: nothing that would make it the wrong number of something else (`nhầm số tiền`). */
const tails = phrasesOf([
  ...['rồi', 'nhé', 'nha', 'ạ', 'a', 'ah', 'à', 'bạn', 'bạn ơi', 'anh', 'chị', 'em', 'ad', 'anh ơi', 'chị ơi', 'em ơi'],
  ...[
    'đó',
    'đấy',
    'nào',
    'cả',
    'nào cả',
    'nào hết',
    'nào đâu',
    'gì',
    'gì cả',
    'gì hết',
    'gì đâu',
    'đâu',
    'mô',
    'ở đây',
    'hết',
  ],
]);

/** What people say beside it that changes nothing of it; whatever else they add may as well say that it is theirs. */
const besides = phrasesOf([
  ...['không', 'không phải', 'không có', 'đâu có', 'không biết', 'không biết gì', 'không liên quan', 'không quen'],
  ...combined(['tôi', 'em', 'mình', 'cháu'], ['không biết', 'không biết gì', 'không liên quan', 'không quen']),
  ...['nhầm', 'nhầm lẫn', 'có sự nhầm lẫn', 'bị nhầm', 'cảm ơn', 'cám ơn', 'xin cảm ơn', 'lừa đảo'],
  ...combined(
    ['đừng', 'vui lòng đừng', 'đề nghị không', 'xin đừng'],
    [
      ...['nhắn nữa', 'nhắn tin nữa', 'gửi nữa', 'gửi tin nữa', 'làm phiền', 'làm phiền nữa'],
      ...combined(['nhắn', 'nhắn tin', 'gửi'], ['cho tôi nữa', 'nữa cho tôi']),
    ],
  ),
]);

/** Whether somebody was asked to take part, and in what; afterwards they have said that it is theirs. */
export interface Asked {
  readonly invited: boolean;
  readonly about?: Affair | undefined;
}

/**
 * Whether a message says that it reached somebody who had nothing to do with it. The words must begin the message and
 * end with a clause: `cán bộ ghi nhầm số nhà` is a complaint, and so is `nhầm số tiền`. That one is not the person counts
 * only where nothing else is said: `tôi không đi nộp hồ sơ, con tôi nộp giúp` is of one's own dossier. Whoever agreed to
 * be asked can only say it plainly and say nothing else: `tôi không nộp hồ sơ` denies what a question asks about, and
 * `gửi nhầm người` complains of what an office did.
 * @param clauses the words of the message, clause by clause; it holds no number, for `nhầm số, 8 mới đúng` corrects one.
 */
export function isWrongPerson(clauses: readonly (readonly Words[])[], { invited, about }: Asked): boolean {
  if (!invited) {
    if (!clauses.some(saysPlainly)) return false;
    const sure = clauses.some((clause) => (saysPlainly(clause) && !isMistakenNumber(clause)) || isUninvolved(clause));
    return sure && clauses.every((clause) => saysPlainly(clause) || explains(clause));
  }
  if (clauses.slice(0, 2).some((clause) => saysPlainly(clause) || isMistake(clause))) return true;
  const denies = (clause: readonly Words[]): boolean => isNotMine(clause, about);
  return clauses.some(denies) && clauses.every((clause) => denies(clause) || goesWithIt(clause));
}

/** Whether a clause says that the number or the person is wrong, in words that nobody uses of an office. */
export const saysPlainly = (clause: readonly Words[]): boolean =>
  isAll(clause, (from) => phraseAt(mistakenPlainly, clause, from));

/**
 * Whether a message of somebody who agreed to be asked says `nhầm số` or `lộn số` and nothing more: the phone's number
 * is wrong, or the one they answered with.
 */
export const isPerhapsWrongNumber = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some(isMistakenNumber) &&
  clauses.every((clause) => isMistakenNumber(clause) || after(leadsOfNumber, clause, 0) === clause.length);

function isMistakenNumber(clause: readonly Words[]): boolean {
  const from = after(leadsOfNumber, clause, 0);
  const said = phraseAt(mistakenNumber, clause, from);
  return said > 0 && after(tailsOfNumber, clause, from + said) === clause.length;
}

/** What people say beside it: an apology, that they had no dealings with anybody. */
const explains = (clause: readonly Words[]): boolean =>
  after(tails, clause, after(leads, clause, 0)) === clause.length || isUninvolved(clause);

const isUninvolved = (clause: readonly Words[]): boolean =>
  affairs.some((about) => isAll(clause, (from) => uninvolvedAt(clause, from, about)));
const affairs = Object.keys(denials) as readonly Affair[];

/** Whether a clause says so in words that complain of an office as well. */
export const isMistake = (clause: readonly Words[]): boolean =>
  isAll(clause, (from) => phraseAt(mistaken, clause, from));

/** Whether a clause says that the writer is another, or that an affair is not theirs. */
export const isNotMine = (clause: readonly Words[], about: Affair | undefined): boolean =>
  isAll(clause, (from) =>
    Math.max(phraseAt(notMine, clause, from), about === undefined ? 0 : uninvolvedAt(clause, from, about)),
  );

/** Whether a clause changes nothing of that: an apology, a question back, that one knows nothing. */
export const goesWithIt = (clause: readonly Words[]): boolean =>
  explains(clause) || asksBack(clause) || isAll(clause, (from) => phraseAt(besides, clause, from));

/** Whether a clause is what is looked for, but for polite words at both ends. */
function isAll(clause: readonly Words[], lengthAt: (from: number) => number): boolean {
  const from = after(leads, clause, 0);
  const said = lengthAt(from);
  return said > 0 && after(tails, clause, from + said) === clause.length;
}

/** Somebody who had no dealings with an office. */
function uninvolvedAt(clause: readonly Words[], at: number, about: Affair): number {
  const { ofOneself, byAnybody } = denials[about];
  const speaker = phraseAt(speakers, clause, at);
  const said =
    phraseAt(byAnybody, clause, at + speaker) || (speaker === 0 ? 0 : phraseAt(ofOneself, clause, at + speaker));
  return said === 0 ? 0 : speaker + said;
}

function after(phrases: Phrases, words: readonly Words[], from: number): number {
  const length = phraseAt(phrases, words, from);
  return length === 0 ? from : after(phrases, words, from + length);
}
