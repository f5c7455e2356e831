import fc from 'fast-check';
import { type OutgoingAlphabet, type Plan, planSegments, type SegmentOptions, splitUdh } from '../src';

export type Planned = Extract<Plan, { readonly kind: 'segments' }>;

export const gsmOrUcs2: readonly OutgoingAlphabet[] = [
  { alphabet: 'gsm7', dataCoding: 0 },
  { alphabet: 'ucs2', dataCoding: 8 },
];

export function plannedWith(text: string, options: SegmentOptions): Planned {
  const plan = planSegments(text, options);
  if (plan.kind !== 'segments') throw new Error(plan.reason);
  return plan;
}

/** The bodies of a plan's segments without their user data headers. */
export const bodiesOf = (plan: Planned, reference: number): readonly Buffer[] =>
  plan.write(reference).map(({ udhi, body }) => splitUdh(udhi ? 0x40 : 0, body).body);

const GSM = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà\f^{}\\[~]|€';
const VIETNAMESE = 'aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ ';
const HARD = [
  'q\u0323',
  '\u0301',
  '\u1dc4',
  '👩‍👩‍👧‍👦',
  '❤️',
  '🇻🇳',
  '👋🏽',
  '\u200d',
  '\u1000\u102b',
  '각',
  '\r\n',
  '\u{1d165}',
  '\ud83d',
];

/** A byte order mark is no text: whoever reads a segment drops it. */
const withoutOrderMarks = (text: string) => text.replaceAll('\ufeff', '');

/** Texts of one to some six segments: GSM-7, Vietnamese, what is hard to cut, anything Unicode has; composed or not. */
export const anyLongText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...GSM), minLength: 100, maxLength: 500 }),
    fc.string({ unit: fc.constantFrom(...VIETNAMESE), minLength: 50, maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...VIETNAMESE, ...HARD), minLength: 30, maxLength: 150 }),
    fc.string({ unit: 'binary', minLength: 30, maxLength: 150 }),
    fc.string({ unit: 'grapheme', minLength: 30, maxLength: 150 }),
  )
  .chain((text) => fc.constantFrom(text, text.normalize('NFD')))
  .map(withoutOrderMarks);
