import type { KeywordCall } from './keywords';

/** What a reply was understood as. The rule's id is stored with the answer. */
export type Verdict =
  | { readonly kind: 'answer'; readonly value: number; readonly rule: Rule; readonly flags: readonly AnswerFlag[] }
  | { readonly kind: 'refuse'; readonly rule: Rule }
  | { readonly kind: 'skip'; readonly rule: Rule }
  | { readonly kind: 'keyword'; readonly call: KeywordCall }
  /** A question back: who are you, does it cost money. */
  | { readonly kind: 'question' }
  /**
   * Several meanings: asked about once, never guessed. The numbers it may stand for, in the order they were typed; none
   * where it may be no answer at all.
   */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly number[] }
  | { readonly kind: 'outOfRange'; readonly value: number }
  /** Whoever holds this phone had nothing to do with it. */
  | { readonly kind: 'wrongPerson' }
  /** Words that are no answer here; at a text node that is what was asked for. */
  | { readonly kind: 'comment' }
  /** Nothing but spaces, punctuation, symbols or emoji. */
  | { readonly kind: 'empty' }
  /** No words of anybody: rubble of a broken encoding, one letter over and over. Nothing of it is kept. */
  | { readonly kind: 'noise' };

/**
 * `digits`: a bare number · `option`: a label or accepted word · `phrase`: a phrase that stands for a number ·
 * `skip-word`, `refuse-word`: a word the node declares · `refusal`: "tu choi" at any node · `synonym`: the country
 * pack's yes and no at a consent · `number-word`: a number in words · `affixed`: any of these after polite words and
 * units were taken off · `negation`: the opposite of one of two options · `agreeing`: several words, or a number and
 * its label, that mean the same · `duration`: a time that only one option stands for.
 */
export type Rule =
  | 'digits'
  | 'option'
  | 'phrase'
  | 'skip-word'
  | 'refuse-word'
  | 'refusal'
  | 'synonym'
  | 'number-word'
  | 'affixed'
  | 'negation'
  | 'agreeing'
  | 'duration';

/**
 * `top-coded`: a bigger number was read as the greatest, which stands for "so many or more" · `letter-for-digit`: l, I
 * or O stood for 1 or 0 · `repeated-digit`: one digit typed three times or more stood for itself.
 */
export type AnswerFlag = 'top-coded' | 'letter-for-digit' | 'repeated-digit';
