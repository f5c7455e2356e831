import type { Words } from './fold';
import { combined, isPhrase, type Phrases, phrasesOf } from './phrases';

/** The scores out of ten that go with what somebody says beside one. */
interface Judgement {
  readonly texts: readonly string[];
  readonly from: number;
  readonly to: number;
}

const satisfied = (text: string): readonly string[] => [text, `${text} mức`, `${text} ở mức`];

const judgements = (
  [
    { texts: satisfied('rất hài lòng'), from: 8, to: 10 },
    { texts: satisfied('hài lòng'), from: 6, to: 10 },
    { texts: ['không hài lòng', 'chưa hài lòng'], from: 0, to: 5 },
    { texts: ['rất không hài lòng'], from: 0, to: 3 },
  ] satisfies readonly Judgement[]
).map(({ texts, ...scores }) => {
  const said = [...texts, ...combined(['tôi', 'em', 'mình', 'tui', 'bác', 'cháu'], texts)];
  return { ...scores, said, phrases: phrasesOf(said) };
});

/** What people say beside a score: `rất hài lòng`, `tôi không hài lòng`. */
export const scoreJudgements: Phrases = phrasesOf(judgements.flatMap(({ said }) => said));

/** Whether a score out of ten goes with what is said beside it. */
export const goesWith = (score: number, judgement: readonly Words[]): boolean =>
  judgements.some(({ phrases, from, to }) => isPhrase(phrases, judgement) && score >= from && score <= to);
