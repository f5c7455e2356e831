import { combined, holdsPhrase, phraseAt, phrasesOf, wordsOf } from '@mscore/vietnam';
import { politeAtEnd } from './polite';
import { tokensOf } from './tokens';

/** So much of what is complained of is looked at, in UTF-16 units: how it begins. */
const BEGINNING = 60;

/** Behind `phản ánh`, `góp ý`: how it is done, that there is nothing, or that it was done before. */
const ofComplaining = phrasesOf([
  ...['như thế nào', 'thế nào', 'ntn', 'ra sao', 'kiểu gì', 'bằng cách', 'cách nào', 'gì', 'được không'],
  ...combined(['ở', 'qua', 'vào', 'lên', 'tới', 'đến'], ['đâu', 'số nào', 'chỗ nào', 'cơ quan nào', 'ai']),
  ...combined(['với', 'cho', 'gửi'], ['ai', 'cơ quan nào']),
  ...combined(['là'], ['gì', 'chi', 'sao', 'như thế nào', 'thế nào']),
  // Not `thi` alone, which is an examination and the beginning of thi công as well.
  ...combined(['thì'], ['không', 'ko', 'cũng', 'chưa', 'sao', 'làm sao', 'có gì']),
  ...['đã giải quyết', 'đã gửi'],
  ...combined(['đã được'], ['giải quyết', 'trả lời', 'xử lý', 'tiếp nhận', 'ghi nhận', 'khắc phục']),
]);
const no = ['không', 'ko', 'k', 'chẳng', 'chả', 'hông', 'nỏ'];
const nothing = phrasesOf(combined(no, ['có', 'có gì', 'có chi', 'có gì cả', 'có gì hết', 'có gì thêm', 'có gì khác']));
const nothingToSay = phrasesOf([
  ...combined(no, ['có ý kiến', 'có góp ý']),
  ...combined(
    no,
    combined(['có gì', 'có gì để', 'có gì phải', 'có gì cần'], ['góp ý', 'phản ánh', 'ý kiến', 'phàn nàn']),
  ),
]);
const ofMine = phrasesOf(combined(['của'], ['tôi', 'tui', 'em', 'mình', 'cháu', 'tớ']));
const stating = phrasesOf(['là', 'như sau', 'về', 'rằng', 'gồm']);

/**
 * Whether what stands behind an ordinary word for complaining is no complaint: a question how that is done, praise
 * without any, a word on one made before (`phản ánh của tôi đã được giải quyết`; `phản ánh của tôi là …` is one).
 */
export function isNoComplaint(argument: string): boolean {
  const clause = /^[^,.;:!?\n]*/.exec(argument.slice(0, BEGINNING))?.[0] ?? '';
  const tokens = tokensOf(clause);
  if (phraseAt(ofComplaining, tokens, 0) > 0 || phraseAt(nothingToSay, tokens, 0) > 0) return true;
  if (phraseAt(nothing, tokens, 0) >= tokens.length - politeAtEnd(tokens)) return tokens.length > 0;
  const mine = phraseAt(ofMine, tokens, 0);
  return mine > 0 && mine < tokens.length && phraseAt(stating, tokens, mine) === 0;
}

/** How children call their father, which is `pa` in the south. A plain `a` is not among them: `PA a Nam` is of anh Nam. */
const calling: ReadonlySet<string> = new Set(['ơi', 'oi', 'ui', 'à', 'ạ', 'ah', 'nè', 'ne']);

/**
 * Pa Cô (Pa Kô) is a people, and `pa ơi` calls one's father. Marks that say `có` (there is) end the doubt, and so does
 * a colon before the word.
 */
export function isOtherwisePa({ between, argument }: { readonly between: string; readonly argument: string }): boolean {
  if (!/^[\s-]*$/u.test(between)) return false;
  const next = /^[\p{L}\p{M}\p{Cf}]+/u.exec(argument)?.[0] ?? '';
  const { marked, folded } = wordsOf(next);
  return (folded === 'co' && marked !== 'có') || marked === 'kô' || calling.has(marked) || isToFather(argument);
}

const comingAndGoing = phrasesOf(
  combined(['con'], ['về', 'đi', 'ra', 'lên', 'xuống', 'qua', 'tới', 'ăn', 'ngủ', 'học', 'mua']),
);
const gently = phrasesOf(['nha', 'nhé', 'nhe', 'nghe', 'nghen', 'nhen', 'nè']);

/** `pa mai con về nha`. */
function isToFather(argument: string): boolean {
  if (argument.length > BEGINNING) return false;
  const tokens = tokensOf(argument);
  return holdsPhrase(comingAndGoing, tokens) && phraseAt(gently, tokens, tokens.length - 1) > 0;
}
