import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyOf, type Survey } from '@mscore/survey';
import { scorecard } from './inbox';

interface Item {
  readonly id: string;
  readonly accept?: readonly string[];
  readonly refuse?: readonly string[];
  readonly skip?: readonly string[];
  readonly options?: readonly { readonly value: number; readonly label: string; readonly accept: readonly string[] }[];
}
interface Source {
  readonly policy: {
    readonly tries: number;
    readonly inviteDelayHours: number;
    readonly sendHours: readonly [string, string];
    readonly reminders: readonly { readonly afterHours: number }[];
    readonly expireHoursAfterLastPrompt: number;
    readonly correctionSeconds: number;
    readonly invitationLapsesDays: number;
  };
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

/** The agreed text does not say who asks, and denies what a carrier may charge. */
const exceptions: Source['system'] = {
  aboutUs: {
    vi: 'M-Score Quảng Trị: hỏi ý kiến người vừa làm thủ tục ở {unit}. Không thu phí của người dân. Để kiểm tra, hỏi tại đó.{hotline}',
    'vi-ascii':
      'M-Score Quang Tri: hoi y kien nguoi vua lam thu tuc o {unit}. Khong thu phi cua nguoi dan. De kiem tra, hoi tai do.{hotline}',
    en: 'M-Score Quang Tri: we ask people who just used {unit}. We charge nothing; your carrier may. To check, ask there.{hotline}',
  },
};

const unmarked = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const node = (id: string) => survey.nodes.find((each) => each.id === id);

test('every text of the agreed scorecard is there, word for word, in all three languages, or listed as an exception', () => {
  for (const [id, texts] of Object.entries(source.texts))
    expect({ id, ...node(id) }).toMatchObject({ id, text: texts });
  expect(survey.system).toMatchObject({ ...source.system, ...exceptions });
  expect(survey.placeholders).toEqual(source.placeholders);
  expect(survey.complaintWords.map(unmarked)).toEqual(source.complaintWords);
});

test('an exception is one: it differs from the agreed text', () => {
  for (const [id, texts] of Object.entries(exceptions)) expect(source.system[id]).not.toEqual(texts);
});

test('the policy is the agreed one, and the defaults are the same', () => {
  const { sendHours, reminders, ...agreed } = source.policy;
  expect(survey.policy).toMatchObject({
    tries: agreed.tries,
    inviteDelayHours: agreed.inviteDelayHours,
    sendHours: { from: sendHours[0], to: sendHours[1] },
    reminders,
    expireHoursAfterLastPrompt: agreed.expireHoursAfterLastPrompt,
    correctionSeconds: agreed.correctionSeconds,
    invitationLapsesDays: agreed.invitationLapsesDays,
  });
  expect(policyOf({ policy: { tries: 2 } })).toEqual(survey.policy);
});

test('whoever agrees to be contacted is handed over, nobody else', () => {
  expect(survey.nodes.filter((each) => 'next' in each && Object.values(each.next).includes('follow-up'))).toEqual([
    expect.objectContaining({
      id: 'follow',
      next: expect.objectContaining({ agreed: 'follow-up', refused: 'thanks' }),
    }),
  ]);
  expect(node('follow-up')).toEqual({ id: 'follow-up', kind: 'handoff', request: 'follow-up', next: 'thanks' });
});

/** What the agreed list takes for an answer and people say who do not know: "unclear" is also "I am not sure". */
const unclear: readonly string[] = ['chua ro', 'khong ro'];
const folded = (words: readonly string[] = []) => words.map(unmarked);

test('every agreed word is accepted, with its marks put back, but for those that answer nothing', () => {
  const kept = (words?: readonly string[]) =>
    expect.arrayContaining(folded(words).filter((word) => !unclear.includes(word)));
  for (const item of source.items) {
    const built = node(item.id) as Item | undefined;
    expect(folded(built?.accept)).toEqual(kept(item.accept));
    expect(folded(built?.refuse)).toEqual(kept(item.refuse));
    expect(folded(built?.skip)).toEqual(kept(item.skip));
    expect(built?.options?.map(({ value, accept }) => [value, folded(accept)])).toEqual(
      item.options?.map(({ value, accept }) => [value, kept(accept)]),
    );
  }
});

test('the words left out are agreed and not accepted', () => {
  const agreed = source.items.flatMap(({ options = [] }) => options.flatMap(({ accept }) => folded(accept)));
  const built = survey.nodes.flatMap((each) =>
    ((each as Partial<Item>).options ?? []).flatMap(({ accept }) => folded(accept)),
  );
  expect(unclear.filter((word) => !agreed.includes(word) || built.includes(word))).toEqual([]);
});
