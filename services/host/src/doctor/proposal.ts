import type { Alphabet, OutgoingAlphabet } from '@mscore/smpp';
import type { IdDialect, LinkProfile, PartialProfile } from '@mscore/smpp-connector';
import type { Finding } from './probes';

/** What receipts of the probes told. */
export interface ReceiptFinding {
  /** How most of their ids are spelled against submit_sm_resp; absent where none was recognised. */
  readonly dialect?: IdDialect;
  /** They were no receipts but by their text. */
  readonly byText: boolean;
}

/** Cheapest first; what holds everything last. */
const PREFERENCE: readonly Alphabet[] = ['gsm7', 'latin1', 'ascii', 'ucs2'];
/** So many a profile holds at most. */
const MOST_ALPHABETS = 4;
/** SMPP 3.4 §5.2.19. */
const UCS2_DATA_CODING = 8;

/** Some alphabet arrives, and UCS-2 does not: no list of alphabets can be made that writes every text. */
export const lacksUcs2 = (findings: readonly Finding[]): boolean => {
  const alphabets = usable(findings);
  return alphabets.length > 0 && !alphabets.some(isUcs2);
};

/**
 * What the link's `overrides` should say by what was found: only what its profile does not say already, only what a
 * links file may hold, and nothing about what nobody looked at.
 */
export function proposedOverrides(
  profile: LinkProfile,
  findings: readonly Finding[],
  receipts: ReceiptFinding | undefined,
): PartialProfile {
  const seen = usable(findings);
  const alphabets = writable(seen, profile);
  const concatenation = findings.find((finding) => finding.kind === 'concatenation')?.concatenation;
  const byDefault = defaultAlphabet(seen);
  return {
    ...(alphabets.length === 0 || isSameList(alphabets, profile.alphabets) ? {} : { alphabets }),
    ...(byDefault === undefined || byDefault === profile.defaultAlphabet ? {} : { defaultAlphabet: byDefault }),
    ...(concatenation === undefined || concatenation === profile.concatenation ? {} : { concatenation }),
    ...(receipts?.dialect === undefined || receipts.dialect === profile.messageIds
      ? {}
      : { messageIds: receipts.dialect }),
    ...(receipts?.byText && !profile.receiptsByText ? { receiptsByText: true } : {}),
  };
}

/** What works, each data_coding once: where it was seen to be Latin-1, that it holds ASCII too says nothing new. */
function usable(findings: readonly Finding[]): readonly OutgoingAlphabet[] {
  const all = findings
    .filter((finding) => finding.kind === 'alphabet')
    .map(({ alphabet, dataCoding }): OutgoingAlphabet => ({ alphabet, dataCoding }))
    .sort((a, b) => rank(a) - rank(b) || a.dataCoding - b.dataCoding);
  return all.filter(
    ({ alphabet, dataCoding }, index) =>
      all.findIndex((other) =>
        alphabet === 'ascii' || alphabet === 'gsm7'
          ? other.dataCoding === dataCoding
          : other.alphabet === alphabet && other.dataCoding === dataCoding,
      ) === index,
  );
}

/** What a profile may say of it: UCS-2 last and once, and nothing where it is not among them. */
function writable(seen: readonly OutgoingAlphabet[], profile: LinkProfile): readonly OutgoingAlphabet[] {
  const all = seen.filter(isUcs2);
  const sought = [profile.alphabets.find(isUcs2)?.dataCoding, UCS2_DATA_CODING];
  const ucs2 = sought.flatMap((one) => all.find(({ dataCoding }) => dataCoding === one) ?? [])[0] ?? all[0];
  if (ucs2 === undefined) return [];
  return [...seen.filter((one) => !isUcs2(one)).slice(0, MOST_ALPHABETS - 1), ucs2];
}

const isUcs2 = ({ alphabet }: OutgoingAlphabet): boolean => alphabet === 'ucs2';

const rank = ({ alphabet }: OutgoingAlphabet): number => PREFERENCE.indexOf(alphabet);

/** Message centres write to us under data_coding 0 in what they read under it. */
const defaultAlphabet = (alphabets: readonly OutgoingAlphabet[]): Alphabet | undefined =>
  alphabets.find(({ dataCoding }) => dataCoding === 0)?.alphabet;

const isSameList = (a: readonly OutgoingAlphabet[], b: readonly OutgoingAlphabet[]): boolean =>
  a.length === b.length &&
  a.every(({ alphabet, dataCoding }, index) => alphabet === b[index]?.alphabet && dataCoding === b[index]?.dataCoding);
