import { segmentsOf, septetsOf } from './segments';

/** How much a text may take in a language. */
export interface Budget {
  /** Whether every text must be in GSM-7: one character outside makes a segment hold 70 instead of 160. */
  readonly gsm7: boolean;
  readonly segments: number;
}

const PLAIN: Budget = { gsm7: true, segments: 1 };
/** Vietnamese with marks is UCS-2, and sent only to those who chose it. */
const MARKED: Budget = { gsm7: false, segments: 3 };

/** How much a text may take in a language: one segment of GSM-7, in Vietnamese with marks three of UCS-2. */
export const budgetOf = (language: string): Budget => (language === 'vi' ? MARKED : PLAIN);

/** Whether a text keeps within what its language allows. */
export function fits(text: string, language: string): boolean {
  const budget = budgetOf(language);
  const { alphabet, segments } = segmentsOf(text);
  return segments <= budget.segments && (alphabet === 'gsm-7' || !budget.gsm7);
}

/** What is wrong with a text in a language, or undefined. */
export function budgetProblem(text: string, language: string): string | undefined {
  const budget = budgetOf(language);
  const foreign = budget.gsm7 ? foreignIn(text) : undefined;
  if (foreign !== undefined) return `"${foreign}" is not in the GSM-7 alphabet`;
  const { alphabet, segments, units } = segmentsOf(text);
  if (segments <= budget.segments) return undefined;
  const counted = `${units} ${alphabet === 'gsm-7' ? 'septets' : 'UTF-16 units'}`;
  return budget.segments === 1
    ? `takes ${counted} at its longest; one segment holds 160`
    : `takes ${segments} segments at its longest (${counted}); in ${language} ${budget.segments} are allowed`;
}

/** The first character that GSM-7 lacks. */
export function foreignIn(text: string): string | undefined {
  const measured = septetsOf(text);
  return 'foreign' in measured ? measured.foreign : undefined;
}
