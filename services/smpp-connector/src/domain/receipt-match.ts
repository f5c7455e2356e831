import type { Subscriber } from '@mscore/contracts';
import type { MessageIdSpellings } from '@mscore/smpp';
import type { IdDialect } from './profile';

/** One part of a message as the network named it. */
export interface KnownId {
  /** As in submit_sm_resp. */
  readonly id: string;
  readonly subscriber: Subscriber;
  readonly request: string;
  /** From 0. */
  readonly part: number;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** How a receipt spells an id against submit_sm_resp. `other-spelling`: other case, more or fewer zeros in front. */
export type Spelling = IdDialect | 'other-spelling';

/** The message a receipt is about: one request, and its parts of that id (one, but some networks name all alike). */
export interface Match {
  readonly parts: readonly KnownId[];
  readonly spelling: Spelling;
}

interface Candidate {
  readonly known: KnownId;
  readonly spelling: Spelling;
  /** 0 is the likeliest. */
  readonly rank: number;
}

/** Which spelling is likeliest where a link declares this one. */
const RANKS: Readonly<Record<IdDialect, Readonly<Record<Spelling, number>>>> = {
  same: { same: 0, 'other-spelling': 1, 'hex-then-decimal': 2, 'decimal-then-hex': 2 },
  'hex-then-decimal': { 'hex-then-decimal': 0, same: 1, 'other-spelling': 2, 'decimal-then-hex': 3 },
  'decimal-then-hex': { 'decimal-then-hex': 0, same: 1, 'other-spelling': 2, 'hex-then-decimal': 3 },
};

/** What a receipt is matched by. */
export interface ReceiptId {
  /** As in the receipt. */
  readonly id: string;
  readonly spellings: MessageIdSpellings;
  /** Whom it names as the message's destination. */
  readonly subscriber: Subscriber;
}

/**
 * The message that a receipt is about, undefined when there is none or nobody can tell which.
 *
 * Ids are short and often consecutive, so decimal `31` may be another message's hexadecimal `31`: a message to the very
 * number the receipt names comes before any other. Only where there is none, because networks rewrite the numbers in
 * receipts, may the id decide alone, and then it must be spelled as the link declares; not at once, because the right
 * message may be one whose response has not come yet. Among equals the exact id
 * wins (or the declared spelling, where that is another); the same id twice for one number is the newer message: the
 * message centre has begun to count anew.
 * @param known by canonical id
 * @param byIdAlone whether it has waited long enough
 */
export function matchOf(
  { id, spellings, subscriber }: ReceiptId,
  known: (canonicalId: string) => readonly KnownId[],
  dialect: IdDialect,
  byIdAlone: boolean,
): Match | undefined {
  const ranks = RANKS[dialect];
  const candidate = (spelling: Spelling, entry: KnownId): Candidate => ({
    known: entry,
    spelling,
    rank: ranks[spelling],
  });
  const { same, hexToDecimal, decimalToHex } = spellings;
  const all = [
    ...known(same).map((entry) => candidate(entry.id === id ? 'same' : 'other-spelling', entry)),
    // The receipt's decimal number is the hexadecimal one of submit_sm_resp, or the other way round.
    ...(decimalToHex === undefined ? [] : known(decimalToHex).map((entry) => candidate('hex-then-decimal', entry))),
    ...(hexToDecimal === undefined ? [] : known(hexToDecimal).map((entry) => candidate('decimal-then-hex', entry))),
  ];
  const toNumber = all.filter((one) => one.known.subscriber === subscriber);
  if (toNumber.length > 0) return theOne(likeliest(toNumber), true);
  if (!byIdAlone) return undefined;
  return theOne(likeliest(all.filter(({ spelling }) => isDeclared(spelling, dialect))), false);
}

const isDeclared = (spelling: Spelling, dialect: IdDialect): boolean =>
  spelling === dialect || (dialect === 'same' && spelling === 'other-spelling');

function likeliest(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = Math.min(...candidates.map(({ rank }) => rank));
  return candidates.filter(({ rank }) => rank === best);
}

function theOne(candidates: readonly Candidate[], sameNumber: boolean): Match | undefined {
  const newest = candidates.at(-1);
  if (newest === undefined) return undefined;
  const { request, id } = newest.known;
  const others = candidates.filter(({ known }) => known.request !== request);
  // Listed as they came, so the last is the newest.
  if (others.length > 0 && !(sameNumber && others.every(({ known }) => known.id === id))) return undefined;
  const parts = candidates.map(({ known }) => known).filter((known) => known.request === request);
  return { parts, spelling: newest.spelling };
}
