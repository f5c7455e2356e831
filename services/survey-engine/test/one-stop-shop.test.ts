import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Survey } from '@mscore/survey';
import { scorecard } from './inbox';

interface Item {
  readonly id: string;
  readonly accept?: readonly string[];
  readonly refuse?: readonly string[];
  readonly skip?: readonly string[];
  readonly options?: readonly { readonly value: number; readonly label: string; readonly accept: readonly string[] }[];
}
interface Source {
  readonly placeholders: Survey['placeholders'];
  readonly items: readonly Item[];
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly system: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly complaintWords: readonly string[];
}

const source: Source = JSON.parse(readFileSync(join(__dirname, 'scorecard.json'), 'utf8'));
let survey: Survey;
beforeAll(async () => {
  ({ survey } = await scorecard());
});

const unmarked = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const node = (id: string) => survey.nodes.find((each) => each.id === id);

test('every text of the agreed scorecard is there, word for word, in all three languages', () => {
  for (const [id, texts] of Object.entries(source.texts))
    expect({ id, ...node(id) }).toMatchObject({ id, text: texts });
  expect(survey.system).toMatchObject(source.system);
  expect(survey.placeholders).toEqual(source.placeholders);
  expect(survey.complaintWords).toEqual(source.complaintWords);
});

test('the accepted words are the agreed ones, with their marks put back', () => {
  const folded = (words: readonly string[] = []) => words.map(unmarked);
  for (const item of source.items) {
    const built = node(item.id) as Item | undefined;
    expect(folded(built?.accept)).toEqual(folded(item.accept));
    expect(folded(built?.refuse)).toEqual(folded(item.refuse));
    expect(folded(built?.skip)).toEqual(folded(item.skip));
    expect(built?.options?.map(({ value, accept }) => [value, folded(accept)])).toEqual(
      item.options?.map(({ value, accept }) => [value, folded(accept)]),
    );
  }
});
