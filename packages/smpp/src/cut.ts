import { type Alphabet, endOfUnits, splitsPair } from './alphabet';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const MARK = /^\p{M}/u;

/**
 * Cuts a text, composed already, into parts of at most `units` of the alphabet each, as full as their characters
 * allow. What a reader sees as one character stays whole where a part can hold it: an escape and its character, a
 * surrogate pair, a letter and its combining marks, an emoji of several. Undefined when there would be more than
 * `mostParts`.
 */
export function cutText(
  text: string,
  alphabet: Alphabet,
  units: number,
  mostParts: number,
): readonly string[] | undefined {
  const endOf = alphabet === 'ucs2' ? clusterEnds(text) : undefined;
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    if (parts.length === mostParts) return undefined;
    const furthest = endOfUnits(text, alphabet, start, units);
    const end = furthest === text.length || endOf === undefined ? furthest : endOf(start, furthest);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** In UCS-2 alone a character may consist of several: the other alphabets hold neither marks nor joiners. */
function clusterEnds(text: string): (start: number, furthest: number) => number {
  const clusters = graphemes.segment(text);
  const clusterAt = (at: number): number => clusters.containing(at)?.index ?? at;
  return (start, furthest) => {
    let end = clusterAt(furthest);
    // A mark after a control character, or of some scripts, begins a cluster of its own; it still belongs to what precedes it.
    while (end > start && isMarkAt(text, end)) end = clusterAt(end - 1);
    return end > start ? end : beforeMarks(text, start, furthest);
  };
}

/** In a cluster longer than a whole part: before the last letter with its marks, or anywhere in a run of marks as long as that. */
function beforeMarks(text: string, start: number, furthest: number): number {
  let end = furthest;
  while (end > start && isMarkAt(text, end)) end -= splitsPair(text, end - 1) ? 2 : 1;
  return end > start ? end : furthest;
}

const isMarkAt = (text: string, at: number): boolean => MARK.test(text.slice(at, at + 2));
