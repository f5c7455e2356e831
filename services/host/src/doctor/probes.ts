import { type Alphabet, type Concatenation, type OutgoingAlphabet, planSegments, type Segment } from '@mscore/smpp';
import type { LinkProfile } from '@mscore/smpp-connector';
import { shownAs, shownSwapped } from './renderings';

/** What an operator learns when a handset shows a probe in one way. */
export type Finding =
  /** Texts in this alphabet arrive under this data_coding. */
  | { readonly kind: 'alphabet'; readonly alphabet: Alphabet; readonly dataCoding: number }
  /** Long texts are to be marked so. */
  | { readonly kind: 'concatenation'; readonly concatenation: Concatenation }
  /** Nothing of this kind arrives as it should. */
  | { readonly kind: 'unusable' };

/** One way a handset may show a probe, and what that means. */
export interface Reading {
  readonly shows: string;
  readonly means: string;
  readonly finding: Finding;
}

/** A text sent to a test number to see what becomes of it. */
export interface Probe {
  /** From 1; it stands at the beginning of the text. */
  readonly number: number;
  readonly name: string;
  readonly dataCoding: number;
  readonly segments: readonly Segment[];
  /** The first is how it was meant. */
  readonly readings: readonly Reading[];
}

/** Every kind of letter that tells one alphabet from another. */
const GSM7_TEXT = '@ £ $ é ñ Ü { } [ ] € ~';
const LATIN1_TEXT = '@ £ $ é ñ Ü { } [ ] ~';
const ASCII_TEXT = '@ $ { } [ ] ~';
const UCS2_TEXT = 'Thủ tục đăng ký ở Đông Hà';
const TEXTS: Readonly<Record<Alphabet, string>> = {
  gsm7: GSM7_TEXT,
  latin1: LATIN1_TEXT,
  ascii: ASCII_TEXT,
  ucs2: UCS2_TEXT,
};
/** Longer than one segment in every alphabet. */
const LONG_TEXT =
  'this text is too long for a single segment. A handset shows it as one message, from the number in front of it ' +
  'to the last three words of it, and with nothing strange in the middle: END OF PROBE';

const NAMES: Readonly<Record<Alphabet, string>> = { gsm7: 'GSM-7', latin1: 'Latin-1', ucs2: 'UCS-2', ascii: 'ASCII' };

/** What most message centres could be meant to be spoken to in. */
const USUAL: readonly OutgoingAlphabet[] = [
  { alphabet: 'gsm7', dataCoding: 0 },
  { alphabet: 'latin1', dataCoding: 0 },
  { alphabet: 'latin1', dataCoding: 3 },
  { alphabet: 'ucs2', dataCoding: 8 },
];

/**
 * The probes for a link: one per alphabet that its profile could use, and a long text.
 * @param reference marks the segments of the long text as one text
 */
export function probesFor(profile: LinkProfile, reference: number): readonly Probe[] {
  const others = profile.alphabets.filter((one) => !USUAL.some((usual) => isSame(usual, one)));
  const outgoing = [...USUAL, ...others];
  return [
    ...outgoing.map((one, index) => alphabetProbe(index + 1, one)),
    longProbe(outgoing.length + 1, profile, reference),
  ];
}

const isSame = (a: OutgoingAlphabet, b: OutgoingAlphabet): boolean =>
  a.alphabet === b.alphabet && a.dataCoding === b.dataCoding;

function alphabetProbe(number: number, outgoing: OutgoingAlphabet): Probe {
  const { alphabet, dataCoding } = outgoing;
  const text = `${number}: ${TEXTS[alphabet]}`;
  const segments = segmentsOf(text, [outgoing], 'udh8', 0);
  const body = segments[0]?.body ?? Buffer.alloc(0);
  return {
    number,
    name: `${NAMES[alphabet]} under data_coding ${dataCoding}`,
    dataCoding,
    segments,
    readings: distinct([
      { shows: text, means: 'as it was meant', finding: { kind: 'alphabet', ...outgoing } },
      ...misread(body, outgoing),
      ...damaged(body, outgoing),
    ]),
  };
}

/** The same octets, taken for something else. */
function misread(body: Buffer, { alphabet, dataCoding }: OutgoingAlphabet): readonly Reading[] {
  // ASCII before Latin-1: where both show the same, only what they share is certain.
  const others = (['gsm7', 'ascii', 'latin1', 'ucs2'] as const).filter((other) => other !== alphabet);
  return others.map((other) => ({
    shows: shownAs(body, other),
    means: `data_coding ${dataCoding} is taken for ${NAMES[other]}`,
    finding: { kind: 'alphabet', alphabet: other, dataCoding },
  }));
}

/** What else is known to happen to a probe. */
function damaged(body: Buffer, { alphabet }: OutgoingAlphabet): readonly Reading[] {
  const unusable = { kind: 'unusable' } as const;
  if (alphabet === 'ucs2') {
    const marks = UCS2_TEXT.replace(/[^\x20-\x7e]/g, '?');
    return [
      { shows: shownSwapped(body), means: 'the octets of each letter are swapped', finding: unusable },
      { shows: `… ${marks}`, means: 'letters outside a smaller alphabet are lost on the way', finding: unusable },
    ];
  }
  if (alphabet !== 'gsm7') return [];
  const plain = Buffer.from(body.filter((octet) => octet !== ESCAPE));
  return [{ shows: shownAs(plain, 'gsm7'), means: 'the extension table of GSM-7 is not known', finding: unusable }];
}

const ESCAPE = 0x1b;

function distinct(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(({ shows }, index) => readings.findIndex((other) => other.shows === shows) === index);
}

function longProbe(number: number, { alphabets, concatenation }: LinkProfile, reference: number): Probe {
  const segments = segmentsOf(`${number}: ${LONG_TEXT}`, alphabets, concatenation, reference);
  const plan = planSegments(LONG_TEXT, { alphabets, concatenation });
  return {
    number,
    name:
      concatenation === 'payload'
        ? 'a long text as message_payload'
        : `a text of ${segments.length} segments by ${concatenation}`,
    dataCoding: plan.kind === 'segments' ? plan.dataCoding : 0,
    segments,
    readings: [
      {
        shows: `one message: ${number}: this text … END OF PROBE`,
        means: 'as it was meant',
        finding: { kind: 'concatenation', concatenation },
      },
      {
        shows: 'several messages, each of plain letters',
        means: `what marks the segments (${concatenation}) is lost on the way`,
        finding: { kind: 'concatenation', concatenation: concatenation === 'udh8' ? 'sar' : 'udh8' },
      },
      {
        shows: 'several messages with something strange in front, like ♥□Å',
        means: 'the user data header is taken for text',
        finding: { kind: 'concatenation', concatenation: 'sar' },
      },
      {
        shows: 'one message that ends before END OF PROBE',
        means: 'what is longer than one segment is cut off',
        finding: { kind: 'concatenation', concatenation: concatenation === 'payload' ? 'udh8' : 'payload' },
      },
    ],
  };
}

function segmentsOf(
  text: string,
  alphabets: readonly OutgoingAlphabet[],
  concatenation: Concatenation,
  reference: number,
): readonly Segment[] {
  const plan = planSegments(text, { alphabets, concatenation });
  if (plan.kind === 'impossible') return [];
  return plan.write(reference);
}
