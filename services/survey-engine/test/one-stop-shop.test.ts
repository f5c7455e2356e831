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

/** The agreed text puts a space before the hotline, which brings its own. */
const exceptions: Source['system'] = {
  aboutUs: {
    vi: 'Chúng tôi hỏi ý kiến người vừa làm thủ tục tại {unit}. Không thu tiền, giữ kín danh tính.{hotline}',
    'vi-ascii': 'Chung toi hoi y kien nguoi vua lam thu tuc tai {unit}. Khong thu tien, giu kin danh tinh.{hotline}',
    en: 'We ask people who just used {unit}. We take no money and keep identities private.{hotline}',
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
  expect(survey.complaintWords).toEqual(source.complaintWords);
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
