import type { Words } from './fold';
import { negations } from './negation';
import { combined, holdsPhrase, phraseAt, phraseBefore, phrasesOf } from './phrases';
import { type Affair, goesWithIt, isMistake, isNotMine, saysPlainly } from './wrong-person';
import { disclaims, isPerhapsNotMine, unnamed } from './wrong-person-perhaps';

/** What somebody says around a dossier code, clause by clause, without it. */
export interface AroundCode {
  /** Those that hold a word. */
  readonly clauses: readonly (readonly Words[])[];
  /** The words before the code in its own clause, and those behind it. */
  readonly before: readonly Words[];
  readonly after: readonly Words[];
}

const whose = ['tôi', 'em', 'mình', 'tui', 'cháu', 'con', 'chị', 'anh', 'nhà tôi', 'vợ tôi', 'chồng tôi', 'mẹ tôi'];
const mine = [...combined(['của'], whose), ...combined(['hồ sơ', 'mã', 'mã hồ sơ', 'hs'], ['tôi', 'em', 'mình'])];
/** Before their own code. */
const ownBefore = phrasesOf([
  ...mine,
  ...combined(mine, ['là', 'mã', 'số', 'mã số', 'có mã', 'có mã là', 'mới là', 'phải là', 'đúng là', 'mã là']),
  ...['đúng là', 'phải là', 'mới là', 'chính là', 'đúng phải là', 'số đúng', 'mã đúng', 'mã số đúng', 'hồ sơ đúng'],
  ...['my dossier is', 'my code is', 'mine is', 'my dossier', 'my code', 'should be', 'right code is'],
]);
/** Behind their own code. */
const ownBehind = phrasesOf([
  ...combined(['mới', 'mới là', 'là'], ['đúng', 'phải', 'mã đúng', 'số đúng', ...mine, ...combined(['hồ sơ'], mine)]),
  ...[...mine, 'is mine', 'is my dossier', 'is my code', 'is right', 'is correct'],
]);
/** What gives another code or number for the right one, wherever it stands. */
const correcting = phrasesOf([
  ...combined(mine, ['là', 'mới đúng', 'mới là']),
  ...combined(['số', 'mã', 'mã số', 'hồ sơ'], ['đúng là', 'đúng phải là']),
  ...['mới đúng', 'mới phải', 'mới là', 'phải là', 'mine is', 'should be'],
]);
const notRight = phrasesOf(['không', 'chẳng', 'đâu', 'not']);

/** Whether somebody says that a code is their own. */
export const isOwnCode = ({ before, after }: AroundCode): boolean =>
  (phraseBefore(ownBefore, before, before.length) > 0 &&
    !holdsPhrase(negations, before) &&
    !holdsPhrase(notRight, before)) ||
  phraseAt(ownBehind, after, 0) > 0;

/** `Không phải là` gives no other. */
const corrects = (clause: readonly Words[]): boolean =>
  clause.some((_, at) => phraseAt(correcting, clause, at) > 0 && phraseBefore(notRight, clause, at) === 0);

/**
 * Whether somebody who was asked to take part says, with the code that they were sent, that it is nobody's they know.
 * That is for good, so that everything they say must say so: that the number is wrong may else be said of the code, and
 * whoever names one as their own disowns nothing.
 */
export function isWrongPersonQuoting(around: AroundCode, about: Affair | undefined): boolean {
  const { clauses, before, after } = around;
  if (isOwnCode(around) || clauses.some(corrects)) return false;
  const surely = forms((clause) => isNotMine(clause, about) || isMistake(clause) || saysPlainly(clause));
  const here = [...before, ...after];
  if (!(surely(here) || isPerhapsNotMine(here)) || holdsPhrase(wrongCode, here)) return false;
  if (holdsPhrase(wrongNumber, here) && !isNamedFirst(before)) return false;
  const disowning = clauses.filter((clause) => surely(clause) || isPerhapsNotMine(clause));
  // What is not sure alone must be said in two ways, and that nothing is known of it is but one.
  if (!surely(here) && (disowning.length < 2 || clauses.every((clause) => !surely(clause) && !disclaims(clause)))) {
    return false;
  }
  return clauses.every((clause) => disowning.includes(clause) || goesWithIt(clause) || onlyNames(clause));
}

/** Of a code these say that it is mistyped. */
const wrongCode = phrasesOf(['sai số', 'số này nhầm', 'nhầm rồi', 'bạn nhầm', 'bên bạn nhầm']);
/** These of a bare one, but not of what is called a dossier (`HS … nham so`). */
const wrongNumber = phrasesOf(['nhầm số', 'lộn số']);
const isNamedFirst = (before: readonly Words[]): boolean => before.length > 0 && onlyNames(before);

/** Said of an affair or of a phone that is somebody else's, in the midst of anything. */
const disowning = phrasesOf([
  ...combined(
    combined(['không phải', 'không phải là', 'đâu phải', 'đâu phải là', 'chẳng phải'], ['của', 'hồ sơ của', 'hồ sơ']),
    ['tôi', 'em', 'mình', 'tui', 'cháu', 'con', 'nhà tôi', 'gia đình tôi'],
  ),
  ...combined(['không phải', 'không phải là', 'đâu phải'], ['chủ', 'người nộp', 'người làm', 'tôi', 'em', 'tui']),
  ...['nhầm người', 'nhầm máy', 'lộn người', 'sai người', 'của ai', 'wrong person', 'wrong number'],
  ...['not my', 'not mine', 'isnt mine', 'isn t mine', 'isnt my', 'isn t my', 'không quen', 'không liên quan'],
  ...[
    'không biết gì',
    'không biết hồ sơ này',
    'không biết hồ sơ nào',
    'không biết hồ sơ đó',
    'là của người khác',
    'hàng xóm',
  ],
  ...combined(
    ['không phải', 'đâu phải'],
    ['con tôi', 'tên tôi', 'tên em', 'vợ tôi', 'chồng tôi', 'nhà tôi', 'người nhà'],
  ),
  ...combined(['không có ai', 'không ai', 'không có', 'đâu có', 'không'], ['làm hồ sơ', 'nộp hồ sơ', 'làm thủ tục']),
]);

/** `Hồ sơ của tôi không phải là` one. */
const notThis = phrasesOf([
  ...combined(['không phải', 'đâu phải', 'chẳng phải'], ['là', 'hồ sơ', 'là hồ sơ', 'mã', 'mã hồ sơ', 'số', 'mã số']),
  ...['không phải', 'is not'],
]);

/** Whether anything is said around a code that a wrong person says, be it in doubt: whoever says so looks nothing up. */
export function speaksOfWrongPerson({ clauses, before }: AroundCode): boolean {
  if (phraseBefore(notThis, before, before.length) > 0) return true;
  const disowns = forms(
    (clause) => saysPlainly(clause) || isMistake(clause) || isNotMine(clause, 'dossier') || isNotMine(clause, 'visit'),
  );
  return clauses.some((clause) => disowns(clause) || isPerhapsNotMine(clause) || holdsPhrase(disowning, clause));
}

/** A clause as it is, or without what the code in it was called by; a number is called so too (`nhầm số`). */
const forms =
  (says: (clause: readonly Words[]) => boolean) =>
  (clause: readonly Words[]): boolean => {
    const [from, end] = unnamed(clause);
    const starts = from === 0 ? [0] : [0, from];
    return starts.some((start) => says(clause.slice(start)) || (end < clause.length && says(clause.slice(start, end))));
  };

const onlyNames = (clause: readonly Words[]): boolean => {
  const [from, end] = unnamed(clause);
  return from >= end;
};
