import { noWords, noWordsEnglish, refusalWords, sameWords, type Words } from '@mscore/vietnam';
import { perObject } from '../remembered';
import { joined, type Lexicon, wholeIn } from './lexicon';
import { isHuyByName, isOptOutSentence, sentenceClue } from './opt-out';
import { onlyPolite } from './polite';
import { type Reading, readingsAmong } from './readings';
import { tokensOf } from './tokens';

/**
 * Whether a message opts out: as a whole, or in a clause beside which nothing is said but no, once more the same, or
 * that one is annoyed. Whoever says anything else is heard first: cutting somebody off is for good.
 * @param readings the message's own; without any it is too long.
 * @param signable what may have been answered before a name was put under it.
 */
export function optsOut(
  readings: readonly Reading[],
  text: string,
  lexicon: Lexicon,
  signable: Signable = {},
): boolean {
  const [whole] = readings;
  if (whole === undefined || !clueOf(lexicon).test(whole.folded)) return false;
  const optOut = readings.some((reading) => isOptingOut(reading, reading.before, text, lexicon));
  return optOut || inAClause(text, lexicon, signable);
}

/** What people answer and sign: Huy is a name. */
export interface Signable {
  /** Words of their own are awaited. */
  readonly textAwaited?: boolean;
  /** A number is: a digit is no refusal then. */
  readonly digitAnswers?: boolean;
  /** Which words of a refusal answer what is asked. */
  readonly answers?: (words: string) => boolean;
}

/** What every opt-out holds: a look at it spares most messages the rest. */
const clueOf = perObject((lexicon: Lexicon): RegExp => {
  const spellings = [...lexicon.whole].filter(([, targets]) => targets.some(({ target }) => target.name === 'HUY'));
  return new RegExp([sentenceClue, ...spellings.map(([spelling]) => spelling)].join('|'), 'u');
});

function isOptingOut({ marked, folded }: Words, before: readonly Words[], text: string, lexicon: Lexicon): boolean {
  const name = wholeIn(lexicon, { marked, folded })?.name;
  if (name === 'HUY') return !isHuyByName(marked, before, text);
  return name === undefined && isOptOutSentence(marked);
}

/**
 * What a clause is: `huy` without its mark opts out and is a name, the `digit` of a refusal may be an answer, and words of
 * a refusal that answer what is asked are an `answer`. Anything else is something to be heard.
 */
type Clause = 'opt-out' | 'huy' | 'digit' | 'answer' | 'refusal' | 'annoyance' | 'polite';

function inAClause(text: string, lexicon: Lexicon, signable: Signable): boolean {
  const parts = partsOf(text);
  if (parts.length < 2) return false;
  const clauses: Clause[] = [];
  let polite: readonly Words[] = [];
  for (const part of parts) {
    const tokens = tokensOf(part);
    const clause = clauseOf(tokens, polite, text, lexicon);
    if (clause === undefined) return false;
    polite = clause === 'polite' ? [...polite, ...tokens] : [];
    clauses.push(clause === 'refusal' && signable.answers?.(part) === true ? 'answer' : clause);
  }
  if (!clauses.includes('opt-out') && !clauses.includes('huy')) return false;
  if (signable.digitAnswers === true && isSignedAnswer(parts, clauses)) return false;
  return !(signable.textAwaited === true && isSigned(parts, clauses));
}

function clauseOf(
  tokens: readonly Words[],
  polite: readonly Words[],
  text: string,
  lexicon: Lexicon,
): Clause | undefined {
  const readings = readingsAmong(tokens);
  const optOut = readings.find((reading) => isOptingOut(reading, [...polite, ...reading.before], text, lexicon));
  if (optOut !== undefined) return optOut.marked === 'huy' ? 'huy' : 'opt-out';
  for (const reading of readings) {
    const known = besides.get(reading.folded)?.find(({ words }) => sameWords(reading, words));
    if (known !== undefined) return known.clause;
  }
  return onlyPolite(tokens) ? 'polite' : undefined;
}

/** Whether a name stands where people sign: last, once and alone. */
const isSignature = (parts: readonly string[], clauses: readonly Clause[]): boolean =>
  /^huy$/i.test(parts.at(-1) ?? '') && clauses.indexOf('huy') === clauses.length - 1;

/** `2. Huy`, `Huy 2` where a number is asked for; `không. Huy` where that answers, and `Huy, không` opts out. */
const isSignedAnswer = (parts: readonly string[], clauses: readonly Clause[]): boolean =>
  clauses.every((clause) => clause !== 'opt-out' && clause !== 'annoyance') &&
  (clauses.includes('digit') || (clauses.includes('answer') && isSignature(parts, clauses)));

/** `Không có. Huy`: asked for words of their own, people sign them. */
const isSigned = (parts: readonly string[], clauses: readonly Clause[]): boolean =>
  isSignature(parts, clauses) && clauses.every((clause) => clause !== 'opt-out' && clause !== 'annoyance');

/** What parts clauses: no space but the end of a line, for `không hủy` wants no opt-out. */
const parting = /(?:[^\p{L}\p{N}\p{M}\p{Cf}\s]|[\n\r])[^\p{L}\p{N}\p{M}\p{Cf}]*/u;
/** The digit of a refusal needs no more than a space. */
const digitApart = /^\s*[02](?=\s)|(?<=\s)[02](?=\s*$)/g;

const partsOf = (text: string): readonly string[] =>
  text
    .replace(digitApart, (digit) => `,${digit},`)
    .split(parting)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const annoyances = [
  ...['phiền', 'phiền quá', 'quá phiền', 'rất phiền', 'phiền phức', 'làm phiền', 'làm phiền quá', 'phiền lắm'],
  ...[
    'tin rác',
    'tin nhắn rác',
    'tin lừa đảo',
    'tin nhắn lừa đảo',
    'toàn tin rác',
    'rác',
    'spam',
    'lừa đảo',
    'mệt',
    'mệt quá',
    'bực',
    'bực mình',
    'bực quá',
    'chán quá',
  ],
  ...['nhắn hoài', 'nhắn nhiều quá', 'nhắn tin nhiều quá', 'nhắn tin hoài', 'gửi nhiều quá', 'nhiều tin quá'],
  ...['thôi', 'ngừng', 'ngưng', 'dừng lại', 'tôi bận', 'bận', 'bận lắm', 'không rảnh', 'không có thời gian'],
];
const noShort = ['ko', 'k', 'hông', 'hổng', 'nỏ'];

/** What may be said beside an opt-out, by what it is without marks and spaces. */
const besides: ReadonlyMap<string, readonly { readonly words: Words; readonly clause: Clause }[]> = besidesOf([
  ...['2', '0'].map((digit) => [digit, 'digit'] as const),
  ...[...noWords, ...noWordsEnglish, ...refusalWords].map((phrase) => [phrase, 'refusal'] as const),
  ...['xin lỗi', 'cho xin lỗi', 'sorry'].map((phrase) => [phrase, 'polite'] as const),
  ...annoyances.map((phrase) => [phrase, 'annoyance'] as const),
]);

function besidesOf(phrases: readonly (readonly [string, Clause])[]): typeof besides {
  const found = new Map<string, { words: Words; clause: Clause }[]>();
  for (const [phrase, clause] of phrases) {
    for (const spelling of [phrase, ...noShort.map((no) => phrase.replace('không', no))]) {
      const words = joined(tokensOf(spelling));
      found.set(words.folded, [...(found.get(words.folded) ?? []), { words, clause }]);
    }
  }
  return found;
}
