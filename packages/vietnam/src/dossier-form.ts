/** Codes of units as they are printed, by what is left of them without dots. */
export type KnownUnits = ReadonlyMap<string, string>;

/** Indexes the codes of units for `readDossierCode`: `H55.242` is found as `H55242`. */
export const knownUnitsOf = (codes: Iterable<string>): KnownUnits =>
  new Map([...codes].map((code) => [code.replaceAll('.', ''), code]));

type Prefix =
  /** `0001722H56` as `000.17.22.H56`. */
  | { readonly kind: 'legal'; readonly text: string }
  /** `H55242` as `H55.242`. */
  | { readonly kind: 'newer'; readonly text: string }
  /** `H56` alone. */
  | { readonly kind: 'unit'; readonly text: string }
  | { readonly kind: 'none' };

/** A dossier code taken apart (Circular 01/2018/TT-VPCP art. 19). */
export interface Form {
  readonly prefix: Prefix;
  /** YYMMDD, unless somebody typed it the other way round. */
  readonly date: string;
  readonly number: string;
}

/**
 * Reads letters and digits in groups from the tail: running number, date, and what is left before them.
 * Without separators a newer unit is known from the list only.
 */
export function formOf(groups: readonly string[], knownUnits?: KnownUnits): Form | 'no-code' | 'needs-separators' {
  const squeezed = groups.join('');
  for (const width of numberWidths(groups)) {
    const start = squeezed.length - width - 6;
    if (start < 0) continue;
    const date = digits(squeezed.slice(start, start + 6));
    const number = digits(squeezed.slice(start + 6));
    const prefix = prefixOf(firstLetters(groups, start), knownUnits);
    if (date !== undefined && number !== undefined && typeof prefix !== 'string') return { prefix, date, number };
    if (prefix === 'needs-separators' && date !== undefined && number !== undefined) return prefix;
  }
  return 'no-code';
}

/** Four digits; five or six only where separators set both the number and the date before it apart. */
function numberWidths(groups: readonly string[]): readonly number[] {
  const width = groups.at(-1)?.length ?? 0;
  return (width === 5 || width === 6) && groups.at(-2)?.length === 6 ? [width, 4] : [4];
}

/** The groups up to a number of characters. */
function firstLetters(groups: readonly string[], length: number): readonly string[] {
  let left = length;
  return groups.flatMap((group) => {
    const taken = group.slice(0, Math.max(left, 0));
    left -= group.length;
    return taken === '' ? [] : [taken];
  });
}

function prefixOf(groups: readonly string[], knownUnits?: KnownUnits): Prefix | 'no-code' | 'needs-separators' {
  const squeezed = groups.join('');
  if (squeezed === '') return { kind: 'none' };
  // A longer running number without separators: its first digits were taken for the end of what stands before it.
  if (/^[0-9OIL]{1,2}$/.test(squeezed)) return 'needs-separators';
  const letterAt = squeezed.length >= 10 && digits(squeezed.slice(0, 7)) !== undefined ? 7 : 0;
  const before = digits(squeezed.slice(0, letterAt));
  const letter = squeezed.charAt(letterAt);
  const after = digits(squeezed.slice(letterAt + 1));
  if (before === undefined || after === undefined || after.length < 2 || !/[A-Z]/.test(letter)) return 'no-code';
  if (letterAt === 7) return legalPrefix(before, letter, after);
  return after.length === 2 ? { kind: 'unit', text: letter + after } : newerPrefix(groups, letter + after, knownUnits);
}

function legalPrefix(before: string, letter: string, after: string): Prefix | 'no-code' | 'needs-separators' {
  if (after.length > 2) return after.length <= 4 ? 'needs-separators' : 'no-code';
  return { kind: 'legal', text: `${before.slice(0, 3)}.${before.slice(3, 5)}.${before.slice(5)}.${letter}${after}` };
}

function newerPrefix(
  groups: readonly string[],
  squeezed: string,
  knownUnits?: KnownUnits,
): Prefix | 'needs-separators' {
  const known = knownUnits?.get(squeezed);
  if (known !== undefined) return { kind: 'newer', text: known };
  const [first = '', ...others] = groups;
  // Nobody can tell where such a unit ends unless it is known or set apart.
  if (others.length === 0 || first.length !== 3) return 'needs-separators';
  const lengths = others.map(({ length }) => length);
  const parts = lengths.map((length, at) => {
    const start = 3 + lengths.slice(0, at).reduce((sum, one) => sum + one, 0);
    return squeezed.slice(start, start + length);
  });
  return { kind: 'newer', text: [squeezed.slice(0, 3), ...parts].join('.') };
}

/** Where a digit must stand, O is 0 and I and L are 1. */
function digits(text: string): string | undefined {
  const read = text.replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9]*$/.test(read) ? read : undefined;
}

/** Whether a code needs nothing beside it. */
export const isWhole = ({ prefix: { kind } }: Form): boolean => kind === 'legal' || kind === 'newer';

/** A code as it is printed. */
export const spelled = ({ prefix, date, number }: Form): string =>
  [...(prefix.kind === 'none' ? [] : [prefix.text]), date, number].join('-');
