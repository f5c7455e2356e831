import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredSystemTexts, type Survey, septetsOf } from '@mscore/survey';
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

/**
 * Texts that differ from the agreed ones. Those send citizens to the dossier look-up, complaints, call-backs and the
 * rating of one dossier by its code; nothing answers these yet, and a text must not name what does not work. The
 * agreed words come back, and their lines go from here, with the services.
 */
const untilServicesOpen = {
  texts: {
    thanks: {
      vi: 'Cảm ơn ông/bà. Kết quả chấm điểm được công bố hằng quý.{hotline}',
      'vi-ascii': 'Cam on ong/ba. Ket qua cham diem duoc cong bo hang quy.{hotline}',
      en: 'Thank you. Scores are published every quarter.{hotline}',
    },
  },
  system: {
    help: {
      vi: 'Đánh giá lần làm thủ tục: soạn DG. Kết thúc phiếu hỏi: THOI. Thôi nhận tin: HUY. Nhận lại: DK.',
      'vi-ascii': 'Danh gia lan lam thu tuc: soan DG. Ket thuc phieu hoi: THOI. Thoi nhan tin: HUY. Nhan lai: DK.',
      en: 'To rate your procedure text DG. End the survey: THOI. Stop messages: HUY. Join again: DK.',
    },
    optedOut: {
      vi: 'Đã dừng. Số này sẽ không nhắn tin khảo sát M-Score nữa. Muốn nhận lại, soạn DK.',
      'vi-ascii': 'Da dung. So nay se khong nhan tin khao sat M-Score nua. Muon nhan lai, soan DK.',
      en: 'Stopped. This number will send you no more M-Score surveys. To join again, text DK.',
    },
    noDossier: {
      vi: 'Không có hồ sơ đã xong nào gắn với số này.',
      'vi-ascii': 'Khong co ho so da xong nao gan voi so nay.',
      en: 'No finished dossier belongs to this number.',
    },
  },
} as const;

const unmarked = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const node = (id: string) => survey.nodes.find((each) => each.id === id);

test('every text of the agreed scorecard is there, word for word, in all three languages, or listed as an exception', () => {
  for (const [id, texts] of Object.entries({ ...source.texts, ...untilServicesOpen.texts }))
    expect({ id, ...node(id) }).toMatchObject({ id, text: texts });
  expect(survey.system).toMatchObject({ ...source.system, ...untilServicesOpen.system });
  expect(survey.placeholders).toEqual(source.placeholders);
  expect(survey.complaintWords).toEqual(source.complaintWords);
});

test('an exception is one: it differs from the agreed text', () => {
  for (const [id, texts] of Object.entries(untilServicesOpen.texts)) expect(source.texts[id]).not.toEqual(texts);
  for (const [id, texts] of Object.entries(untilServicesOpen.system)) expect(source.system[id]).not.toEqual(texts);
});

test('no text that can be sent today names a service that is not open', () => {
  const system = [...requiredSystemTexts, ...survey.nodes.flatMap((each) => ('invalid' in each ? [each.invalid] : []))];
  const sent = [
    ...survey.nodes.flatMap((each) => ('text' in each && each.text !== undefined ? [each.text] : [])),
    ...system.flatMap((name) => (name === undefined ? [] : [survey.system[name]])),
  ].flatMap((texts) => Object.values(texts ?? {}));
  expect(sent.length).toBeGreaterThan(40);
  for (const text of sent) expect(text).not.toMatch(/\b(?:HS|PA|VV|XH|GOI)\b|DG \(/);
});

test('an exception is one segment, as long a hotline as there may be included', () => {
  for (const texts of [...Object.values(untilServicesOpen.texts), ...Object.values(untilServicesOpen.system)]) {
    for (const text of [texts['vi-ascii'], texts.en]) {
      const measured = septetsOf(text.replace('{hotline}', 'x'.repeat(source.placeholders.hotline ?? 0)));
      expect('septets' in measured && measured.septets).toBeLessThanOrEqual(160);
    }
  }
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
