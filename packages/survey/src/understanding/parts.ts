import {
  afterNumbers,
  beforeNumbers,
  choices,
  countingLeads,
  foldedWordsOf,
  gluedUnits,
  hedges,
  hedgesEnglish,
  isZeroWord,
  leadingAffixes,
  leadingAffixesEnglish,
  longestAt,
  negations,
  notYet,
  numberInWords,
  numberWords,
  otherwiseInEnglish,
  type Phrases,
  phraseAt,
  pronouns,
  trailingAffixes,
  trailingAffixesEnglish,
  yesOrNo,
} from '@mscore/vietnam';
import type { WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import { deniedIn, lookalikes } from './at-node';
import type { Message, Token } from './message';
import { entryAt, lookUp, type Vocabulary, vocabularyOf } from './vocabulary';

/** A piece of a message in which every word is known. */
export type Part =
  /** A label or accepted word. */
  | { readonly kind: 'label'; readonly verdict: Verdict; readonly length: number }
  /** "Not" and a label, which leaves the others. */
  | { readonly kind: 'denied'; readonly candidates: readonly number[]; readonly length: number }
  /** A number in digits or words, or several that one token holds (`9,8`). */
  | { readonly kind: 'number'; readonly values: readonly number[]; readonly length: number }
  /** Polite words and signs between a number and its label. */
  | { readonly kind: 'polite' | 'sign' | 'hedge'; readonly length: number };

/** More pieces than any answer has, several at once included. */
const MOST_TOKENS = 40;
const joiners: ReadonlySet<string> = new Set(['=', ':', '-', '.', ',', ';', '(', ')', '!', '/']);

/** A message as parts, when every word of it is known and it answers something; else it is somebody's own words. */
export function partsOf(node: WaitingNode, message: Message): readonly Part[] {
  return (node.kind === 'text' ? undefined : everyPart(node, message)) ?? [];
}

function everyPart(node: WaitingNode, message: Message): readonly Part[] | undefined {
  const { spelled } = message;
  if (spelled.length > MOST_TOKENS) return undefined;
  const vocabulary = vocabularyOf(node, message.language);
  // Most sentences hold a word that no part begins with or goes on with: a look at each spares them the rest.
  if (!spelled.every(({ kind, folded }) => kind !== 'word' || ofParts.has(folded) || isOwn(vocabulary, folded))) {
    return undefined;
  }
  const parts: Part[] = [];
  for (let at = 0; at < spelled.length; ) {
    const part = partAt(node, vocabulary, message, at);
    if (part === undefined) return undefined;
    parts.push(part);
    at += part.length;
  }
  return parts;
}

function partAt(node: WaitingNode, vocabulary: Vocabulary, message: Message, at: number): Part | undefined {
  const { spelled } = message;
  const token = spelled[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return numberPart(token);
  if (token.kind === 'sign') return signPart(token);
  // "500k" is money: behind digits only a unit may be glued.
  if (token.glued && spelled[at - 1]?.kind === 'number') return fillerAt([gluedUnits], spelled, at, 'hedge');
  return (
    unsurePart(node, vocabulary, message) ??
    labelPart(vocabulary, spelled, at) ??
    deniedPart(node, vocabulary, spelled, at) ??
    spokenPart(node, message, at) ??
    fillerPart(message, at)
  );
}

/** The words of every part but labels, whatever the node and the language. */
const ofParts: ReadonlySet<string> = new Set([
  ...[leadingAffixes, beforeNumbers, trailingAffixes, choices, leadingAffixesEnglish, trailingAffixesEnglish].flatMap(
    foldedWordsOf,
  ),
  ...[pronouns, hedges, hedgesEnglish, afterNumbers, countingLeads, negations, notYet, gluedUnits].flatMap(
    foldedWordsOf,
  ),
  ...numberWords,
  ...[...yesOrNo, ...otherwiseInEnglish, ...lookalikes.keys()],
]);

const isOwn = ({ declared, common }: Vocabulary, word: string): boolean =>
  declared.words.has(word) || common.some(({ words }) => words.has(word));

function numberPart({ folded }: Token): Part | undefined {
  const figures = folded.match(/\d+/g) ?? [];
  // A key pressed too long; any other long number is a phone, a code, an amount.
  if (figures.length === 1 && /^(\d)\1{3,}$/.test(folded))
    return { kind: 'number', values: [Number(folded[0])], length: 1 };
  if (figures.some((figure) => !/^(?:0|0?[1-9]\d{0,2})$/.test(figure))) return undefined;
  return { kind: 'number', values: figures.map(Number), length: 1 };
}

const signPart = ({ folded }: Token): Part | undefined =>
  /[\p{Sc}@\uFFFD]/u.test(folded) ? undefined : { kind: joiners.has(folded) ? 'sign' : 'hedge', length: 1 };

function labelPart(vocabulary: Vocabulary, tokens: readonly Token[], at: number): Part | undefined {
  const length = entryAt(vocabulary, tokens, at);
  const verdict = length === 0 ? undefined : lookUp(vocabulary, tokens.slice(at, at + length));
  return verdict === undefined ? undefined : { kind: 'label', verdict, length };
}

/** "Not" directly before a label the node declares. */
function deniedPart(node: WaitingNode, vocabulary: Vocabulary, tokens: readonly Token[], at: number): Part | undefined {
  const negation = phraseAt(negations, tokens, at);
  const label = negation === 0 ? 0 : entryAt(vocabulary, tokens, at + negation);
  const denied = label === 0 ? undefined : deniedIn(vocabulary, tokens.slice(at + negation, at + negation + label));
  if (denied === undefined) return undefined;
  const candidates = valuesOf(node).filter((value) => denied.kind !== 'answer' || value !== denied.value);
  return { kind: 'denied', candidates, length: negation + label };
}

const valuesOf = (node: WaitingNode): readonly number[] =>
  node.kind === 'consent' ? [1, 2] : node.kind === 'choice' ? node.options.map(({ value }) => value) : [];

function spokenPart(node: WaitingNode, message: Message, at: number): Part | undefined {
  const { spelled, marked, language } = message;
  const first = spelled[at];
  const numeric = (node.kind === 'scale' || node.kind === 'number') && node.min === 0;
  if (numeric && first !== undefined && isZeroWord(first)) return { kind: 'number', values: [0], length: 1 };
  if (numeric && phraseAt(notYet, spelled, at) === 1) return { kind: 'number', values: [0], length: 1 };
  for (const length of [3, 2, 1]) {
    const words = spelled.slice(at, at + length);
    // Before a unit a word without marks may be a number, whatever marks there are elsewhere.
    const counts = phraseAt(gluedUnits, spelled, at + length) > 0;
    const read = words.length === length ? numberInWords(words, marked && !counts, language) : undefined;
    if (read !== undefined) return { kind: 'number', values: [read.value], length };
  }
  return undefined;
}

/** A message that is one letter or word with two meanings here. */
function unsurePart(node: WaitingNode, { yesNo }: Vocabulary, { words, spelled, language }: Message): Part | undefined {
  const either = yesOrNo.has(words.marked) || (language === 'en' && otherwiseInEnglish.has(words.marked));
  const { yes, no } = node.kind === 'consent' ? { yes: 1, no: 2 } : (yesNo ?? {});
  if (either && yes !== undefined && no !== undefined)
    return { kind: 'number', values: [yes, no], length: spelled.length };
  const lookalike = node.kind === 'scale' ? lookalikes.get(words.marked) : undefined;
  return lookalike === undefined ? undefined : { kind: 'number', values: [lookalike], length: spelled.length };
}

function fillerPart({ spelled, language }: Message, at: number): Part | undefined {
  const english = language === 'en';
  return (
    fillerAt([leadingAffixes, beforeNumbers, trailingAffixes, choices], spelled, at, 'polite') ??
    (english ? fillerAt([leadingAffixesEnglish, trailingAffixesEnglish], spelled, at, 'polite') : undefined) ??
    fillerAt([pronouns, hedges, afterNumbers, countingLeads, ...(english ? [hedgesEnglish] : [])], spelled, at, 'hedge')
  );
}

function fillerAt(
  lists: readonly Phrases[],
  tokens: readonly Token[],
  at: number,
  kind: 'polite' | 'hedge',
): Part | undefined {
  const length = longestAt(lists, tokens, at);
  return length === 0 ? undefined : { kind, length };
}
