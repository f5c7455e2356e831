import fc from 'fast-check';
import {
  answersKey,
  citizenOf,
  citizensWith,
  DISTINCT_CITIZENS,
  equalAnswersInARow,
  indexOf,
  NUMBERS,
  numberOf,
} from '../../src/citizens/citizen';
import { promptOf } from '../../src/citizens/prompt';

const SEED = 2_026;

describe('simulated citizens', () => {
  test('no two answer alike', () => {
    const keys = new Set<string>();
    for (let index = 0; index < DISTINCT_CITIZENS; index += 1) keys.add(answersKey(citizenOf(index, SEED).answers));
    expect(keys.size).toBe(DISTINCT_CITIZENS);
  });

  test('a number names its citizen', () => {
    fc.assert(
      fc.property(fc.nat(NUMBERS - 1), fc.nat(1_000_000_000), (index, seed) => {
        expect(indexOf(numberOf(index, seed), seed)).toBe(index);
      }),
    );
    expect(indexOf('84911000000', SEED)).toBeUndefined();
  });

  test('every text has its prompt, and only the discontented are asked whether they want to be contacted', () => {
    for (let index = 0; index < 2_000; index += 1) {
      const { texts, prompts, answers } = citizenOf(index, SEED);
      const discontented = answers.satisfaction <= 4 || answers.onTime > 1 || answers.payment === 1;
      expect(texts).toHaveLength(discontented ? 10 : 9);
      expect(prompts).toHaveLength(texts.length);
      expect(prompts.includes('follow')).toBe(discontented);
    }
  });

  test('some honestly send the same text again and again', () => {
    const [first] = citizensWith(3, SEED);
    expect(first === undefined ? 0 : equalAnswersInARow(first)).toBeGreaterThanOrEqual(3);
    expect([...citizensWith(3, SEED)].length).toBeGreaterThan(300);
  });
});

describe('recognising prompts', () => {
  test.each([
    ['M-Score Quang Tri: Xin y kien ong/ba. 7 cau. Tra loi 1=Dong y, 2=Khong, HUY=thoi nhan tin', 'consent'],
    ['1/7 Noi chung, ong/ba hai long o muc nao?', 'q1'],
    ['7/7 Ong/ba muon gop y gi de phuc vu tot hon?', 'q7'],
    ['Ong/ba co muon duoc lien he lai de giai quyet viec nay khong?', 'follow'],
    ['Cam on ong/ba. Ket qua cham diem duoc cong bo hang quy.', 'thanks'],
    ['Xin loi, chung toi chua hieu.', undefined],
    ['8/7 ', undefined],
  ])('%s', (text, prompt) => {
    expect(promptOf(text)).toBe(prompt);
  });
});
