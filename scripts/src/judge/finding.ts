/** A promise of the gateway, as far as the judge can see it broken. */
export type Check =
  /** An acknowledged text without its effect, or a response that is missing or incomplete. */
  | 'lost'
  /** A text that changed the conversation more than once, or a response nobody gave. */
  | 'applied twice'
  /** Prompts or facts out of order. */
  | 'misordered'
  /** The same reply sent again without a crash that could excuse it, or more than a window of them for one. */
  | 'reply twice'
  /** Replies were sent again and are not listed as such. */
  | 'resend not listed'
  /** A stored response that is not what its facts add up to. */
  | 'aggregate'
  /** A phone number or a citizen's words in clear in a file. */
  | 'in clear'
  /** What no gateway should say to a network. */
  | 'protocol';

export interface Finding {
  readonly check: Check;
  /** What and where, without numbers and without words of citizens. */
  readonly detail: string;
}
