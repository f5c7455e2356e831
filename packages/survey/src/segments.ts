/** What a text takes on its way to a phone. */
export interface Measure {
  readonly alphabet: 'gsm-7' | 'ucs-2';
  readonly segments: number;
  /** Septets in GSM-7, UTF-16 units in UCS-2; what joins the segments is not counted. */
  readonly units: number;
}

// 140 octets (3GPP TS 23.040 §9.2.3.24), less a header of 6 octets where there are several (ibid. .1).
const SEPTETS = { whole: 160, part: 153 };
const UTF16_UNITS = { whole: 70, part: 67 };

// 3GPP TS 23.038 §6.2.1, default alphabet and its extension table.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/** Septets a text takes in GSM-7, or the first character that the alphabet lacks. */
export function septetsOf(text: string): { readonly septets: number } | { readonly foreign: string } {
  let septets = 0;
  for (const character of text) {
    if (basic.has(character)) septets += 1;
    else if (extended.has(character)) septets += 2;
    else return { foreign: character };
  }
  return { septets };
}

/**
 * The alphabet and the segments a text goes out in, composed (NFC): GSM-7 where it holds every character, else UCS-2.
 * No character is cut: not an extension character from its escape, not a surrogate pair, not a letter from its marks.
 */
export function segmentsOf(text: string): Measure {
  const composed = text.normalize('NFC');
  const measured = septetsOf(composed);
  return 'septets' in measured
    ? { alphabet: 'gsm-7', segments: gsm7Segments(composed, measured.septets), units: measured.septets }
    : { alphabet: 'ucs-2', segments: ucs2Segments(composed), units: composed.length };
}

function gsm7Segments(text: string, septets: number): number {
  if (septets <= SEPTETS.whole) return 1;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const takes = extended.has(character) ? 2 : 1;
    if (used + takes > SEPTETS.part) {
      segments += 1;
      used = 0;
    }
    used += takes;
  }
  return segments;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function ucs2Segments(text: string): number {
  if (text.length <= UTF16_UNITS.whole) return 1;
  const starts = new Set<number>();
  for (const { index } of graphemes.segment(text)) starts.add(index);
  let segments = 0;
  for (let start = 0; start < text.length; segments += 1) start = endOfSegment(text, starts, start);
  return segments;
}

/** `starts`: where what a reader sees as one character begins. Of one longer than a segment the letters keep their marks. */
function endOfSegment(text: string, starts: ReadonlySet<number>, start: number): number {
  const furthest = start + UTF16_UNITS.part;
  if (furthest >= text.length) return text.length;
  const letter = (at: number) => !isMarkAt(text, at);
  return (
    lastWithin(start, furthest, (at) => starts.has(at) && letter(at)) ??
    lastWithin(start, furthest, (at) => letter(at) && !splitsPair(text, at)) ??
    (splitsPair(text, furthest) ? furthest - 1 : furthest)
  );
}

function lastWithin(start: number, furthest: number, ends: (at: number) => boolean): number | undefined {
  for (let at = furthest; at > start; at--) if (ends(at)) return at;
  return undefined;
}

const isMarkAt = (text: string, at: number): boolean => /^\p{M}/u.test(text.slice(at, at + 2));

const splitsPair = (text: string, at: number): boolean =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));
