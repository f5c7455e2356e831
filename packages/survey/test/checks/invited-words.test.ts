import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSurvey } from '../../src';

const folder = join(__dirname, '..', '..', '..', '..', 'services', 'survey-engine', 'surveys');
const shipped = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

interface Written {
  readonly id: string;
  readonly text: Record<string, string>;
}

/** What is said of a shipped survey when a question ends in other words, in every kind of Vietnamese. */
function saidOf(survey: string, id: string, ending: string): readonly string[] {
  const json = shipped(survey);
  const node = json.nodes.find((each: Written) => each.id === id) as Written;
  const before = (node.text.vi ?? '').replace(/ Trả lời.*| Chấm.*| Nhắn.*/, '');
  node.text.vi = `${before} ${ending}`;
  delete node.text['vi-ascii'];
  const parsed = parseSurvey(json, () => 'hash');
  return parsed.kind === 'problems' ? parsed.problems.map(({ path, message }) => `${path} ${message}`) : [];
}

const heard = (word: string, keyword: string) =>
  expect.stringMatching(new RegExp(`asks for "${word}", and whoever sends "${word}" is heard as ${keyword}$`));

test.each([
  ['q3', 'Tra loi TC=Co, 2=Khong.', [['TC', 'HUY']]],
  ['q3', 'Trả lời tc = Có, 2=Không.', [['tc', 'HUY']]],
  [
    'q3',
    'Tra loi STOP neu co, TT neu khong.',
    [
      ['STOP', 'HUY'],
      ['TT', 'HS'],
    ],
  ],
  ['q3', 'Trả lời HỦY nếu không, 1 nếu có.', [['HỦY', 'HUY']]],
  ['q3', 'Trả lời 1=Có, THOI=Không.', [['THOI', 'THOI']]],
  ['q1', 'Soạn DG và số điểm từ 1 đến 10.', [['DG', 'DG']]],
  ['q6', 'Trả lời 1=Có, 2=Không, ĐK=Không muốn nói.', [['ĐK', 'DK']]],
  ['q7', 'Soạn GOI để được gọi lại, 0 để bỏ qua.', [['GOI', 'GOI']]],
  ['invite', 'Trả lời DANG KY=Đồng ý, 2=Không', [['DANG KY', 'DK']]],
])('a question may not ask for a keyword: %s … %s', (id, ending, expected) => {
  const said = saidOf('one-stop-shop.json', id, ending);
  for (const [word = '', keyword = ''] of expected) expect(said).toContainEqual(heard(word, keyword));
  expect(said.every((each) => each.includes(`node "${id}"`) && each.startsWith('/nodes/'))).toBe(true);
});

test.each([
  ['q3', 'Trả lời 1=Có, 2=Không, HUY=thôi nhận tin.'],
  ['q3', 'Trả lời 1=Có, 2=Không. Soạn THOI để dừng khảo sát.'],
  ['q3', 'Trả lời 1=Có, 2=Không. Soạn HUY nếu không muốn nhận tin nữa.'],
  ['q3', 'Cán bộ nhận hồ sơ để làm gì, nếu có? Trả lời 1=Có, 2=Không.'],
  ['q3', 'Có gửi hồ sơ hoặc đánh giá nếu được hỏi? Trả lời 1=Có, 2=Không.'],
])('and it may say how to stop, and speak of what keywords are about: %s … %s', (id, ending) => {
  expect(saidOf('one-stop-shop.json', id, ending)).toEqual([]);
});

test('in the other languages too', () => {
  const json = shipped('health-centre.json');
  const node = json.nodes.find((each: Written) => each.id === 'q2') as Written;
  node.text.en = '2/7 Was the queue fair? Reply STOP if not, 1=Yes.';
  expect(parseSurvey(json, () => 'hash')).toMatchObject({
    kind: 'problems',
    problems: [{ path: expect.stringMatching(/\/text\/en$/), message: heard('STOP', 'HUY') }],
  });
});

test('no question of a shipped survey asks for one', () => {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    expect(parseSurvey(shipped(name), () => 'hash').kind).toBe('survey');
  }
});
