/**
 * Branded identifiers. A brand is a compile-time mark: the value stays a plain string on disk and on the wire.
 */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** HMAC-SHA-256 of a phone number under the installation's subscriber key, first 128 bits as base64url (22 characters). */
export type Subscriber = Branded<string, 'Subscriber'>;

/** A phone number under AES-256-GCM: `<key id>.<base64url of nonce, ciphertext and tag>`. Opened by connectors only. */
export type SealedAddress = Branded<string, 'SealedAddress'>;

/** A text under AES-256-GCM, same form as {@link SealedAddress}. What a citizen wrote, or what is written to one. */
export type SealedText = Branded<string, 'SealedText'>;

/** The hash of a survey's canonical form: names one published, immutable version. */
export type SurveyHash = Branded<string, 'SurveyHash'>;

/** A response's pseudonym. It cannot be joined to a subscriber without the engine's own documents. */
export type ResponseId = Branded<string, 'ResponseId'>;

/**
 * A raw phone number in memory: `+` and digits for a person's number, or a sender name or short code as it came.
 * It refuses to become JSON or text by accident; {@link Msisdn.reveal} is the one deliberate way out.
 */
export class Msisdn {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The number in clear. For the wire and for sealing only. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[number]';
  }

  toJSON(): never {
    throw new TypeError('a phone number is never serialised in clear; seal it first');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[number]';
  }
}

/** What logs may carry of a subscriber: the first eight characters. */
export const shortSubscriber = (subscriber: string): string => subscriber.slice(0, 8);
