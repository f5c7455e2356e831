import type { Keyword } from './keywords';

/** What a reply was understood as. The rule's id is stored with the answer. */
export type Verdict =
  | { readonly kind: 'answer'; readonly value: number; readonly rule: Rule; readonly flags: readonly AnswerFlag[] }
  | { readonly kind: 'refuse'; readonly rule: Rule }
  | { readonly kind: 'skip'; readonly rule: Rule }
  | { readonly kind: 'keyword'; readonly name: Keyword }
  | { readonly kind: 'outOfRange'; readonly value: number }
  /** Words that are no answer here; at a text node that is what was asked for. */
  | { readonly kind: 'comment' }
  /** Nothing but spaces, punctuation, symbols or emoji. */
  | { readonly kind: 'empty' };

/**
 * `digits`: a bare number · `option`: a label or accepted word · `phrase`: a phrase that stands for a number ·
 * `skip-word`, `refuse-word`: a word the node declares · `refusal`: "tu choi" at any node.
 */
export type Rule = 'digits' | 'option' | 'phrase' | 'skip-word' | 'refuse-word' | 'refusal';

/** `top-coded`: a bigger number was read as the greatest, which stands for "so many or more". */
export type AnswerFlag = 'top-coded';
