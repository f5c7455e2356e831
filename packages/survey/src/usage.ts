import { dossierCodeAmong, holdsAnyPhrase, wordsOf } from '@mscore/vietnam';
import { type Context, hasBeginning, surveyOf, type Turn } from './decision';
import { complainsBesideCode, hasCodeDigits } from './keywords';
import type { SystemText } from './survey';
import { holdsComplaint } from './understanding/complaints';

/** How what somebody seems to have wanted is written: by the first word, or by what is spoken of. */
export function usageOf(context: Context, turn: Turn): SystemText {
  if (turn.text === undefined || !hasBeginning(turn)) return 'help';
  const { folded } = wordsOf(turn.text);
  const [first = '', second] = folded.split(/[^\p{L}\p{N}]+/u, 2);
  // The Pa Co are a people.
  const known = first === 'pa' && second === 'co' ? undefined : usages[first];
  // Where a whole code stands behind it nothing is wrong with that: something else was said.
  if (known !== undefined && !(known === 'notFound' && hasDossierCode(turn.text))) return known;
  return holdsAnyPhrase(folded, wordsForComplaining) ||
    complainsBesideCode(turn.text) ||
    holdsComplaint(surveyOf(context, context.survey), turn.text)
    ? 'complaintHowTo'
    : 'help';
}

const hasDossierCode = (text: string): boolean => hasCodeDigits(text) && dossierCodeAmong(text) !== undefined;

const usages: Readonly<Record<string, SystemText>> = {
  hs: 'notFound',
  pa: 'complaintHowTo',
  kn: 'complaintHowTo',
  vv: 'caseHowTo',
  xh: 'rankHowTo',
  nn: 'languageHowTo',
};

/** A sentence that holds one is no keyword, and yet it says what it is about. Without marks. */
const wordsForComplaining: readonly string[] = ['phan anh', 'khieu nai', 'to cao', 'kien nghi', 'gop y', 'complain'];
