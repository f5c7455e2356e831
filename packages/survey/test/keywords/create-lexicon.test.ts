import * as fc from 'fast-check';
import { callOf, createLexicon, isComplaintText, type Lexicon, type LexiconWords, plainLexicon } from '../../src';
import { builtIn, keywords } from '../../src/keywords/spellings';

function lexiconOf(words: LexiconWords): Lexicon {
  const created = createLexicon(words);
  if (created.kind === 'problems') throw new Error(created.problems.map(({ message }) => message).join('\n'));
  return created.lexicon;
}

const problemsOf = (words: LexiconWords) => {
  const created = createLexicon(words);
  return created.kind === 'problems' ? created.problems : [];
};

test('without words of its own a short code has the built-in keywords', () => {
  expect(lexiconOf({})).toEqual(plainLexicon);
});

describe('synonyms of a short code', () => {
  const lexicon = lexiconOf({
    synonyms: {
      HUY: ['TUCHOI TIN'],
      GOI: ['Tổng đài'],
      PA: ['KHIEU NAI', 'TO CAO'],
      XH: ['BANG DIEM'],
      HS: ['TRACUU'],
      TG: ['HD'],
    },
  });

  test.each([
    ['tuchoi tin', { name: 'HUY' }],
    ['tong dai', { name: 'GOI' }],
    ['TỔNG ĐÀI ạ', { name: 'GOI' }],
    ['hd', { name: 'TG' }],
    ['khieu nai', { name: 'PA' }],
    ['Khiếu nại: cán bộ đòi tiền', { name: 'PA', argument: 'cán bộ đòi tiền' }],
    ['bang diem Hai Lang', { name: 'XH', argument: 'Hai Lang' }],
    ['tracuu0001722H562105310001', { name: 'HS', argument: '0001722H562105310001' }],
    ['huy', { name: 'HUY' }],
  ])('"%s" calls %j', (typed, call) => {
    expect(callOf(typed, lexicon)).toEqual(call);
  });

  test('that are written with their marks are told from other words, and those written without are not', () => {
    expect(callOf('tòng đại', lexicon)).toBeUndefined();
    expect(callOf('bảng điểm Hải Lăng', lexicon)).toEqual({ name: 'XH', argument: 'Hải Lăng' });
    const marked = lexiconOf({ synonyms: { XH: ['BẢNG ĐIỂM'] } });
    expect(callOf('bảng điểm Hải Lăng', marked)).toEqual({ name: 'XH', argument: 'Hải Lăng' });
    expect(callOf('bang diem Hai Lang', marked)).toEqual({ name: 'XH', argument: 'Hai Lang' });
    expect(callOf('bằng điểm Hải Lăng', marked)).toBeUndefined();
  });

  test('are unknown to other short codes', () => {
    expect(callOf('tong dai', plainLexicon)).toBeUndefined();
  });

  test('for a complaint are words of the text where one is awaited', () => {
    expect(callOf('Khiếu nại: cán bộ đòi tiền', lexicon, { textAwaited: true })).toBeUndefined();
    expect(isComplaintText('Khiếu nại: cán bộ đòi tiền', lexicon)).toBe(true);
  });
});

describe('words that start a survey', () => {
  const lexicon = lexiconOf({ surveys: { TTYT: 'health-centre', 'kham benh': 'health-centre', SK2: 'hospital' } });

  test.each([
    ['ttyt', { name: 'DG', survey: 'health-centre' }],
    ['Khám bệnh ạ', { name: 'DG', survey: 'health-centre' }],
    ['sk2', { name: 'DG', survey: 'hospital' }],
    ['TTYT 000.17.22.H56-210531-0001', { name: 'DG', survey: 'health-centre', argument: '000.17.22.H56-210531-0001' }],
    ['TTYT0001722H562105310001', { name: 'DG', survey: 'health-centre', argument: '0001722H562105310001' }],
    ['TT0001722H562105310001', { name: 'HS', argument: '0001722H562105310001' }],
    ['DG', { name: 'DG' }],
  ])('"%s" calls %j', (typed, call) => {
    expect(callOf(typed, lexicon)).toEqual(call);
  });
});

describe('what can be no keyword is named with what it collides with', () => {
  const cases: readonly [string, LexiconWords, string, string | undefined][] = [
    ['another keyword', { synonyms: { GOI: ['Huỷ'] } }, 'Huỷ', 'hủy'],
    ['TC means opting out', { synonyms: { HS: ['TC'] } }, 'TC', 'tc'],
    ['and so does TD', { surveys: { td: 's' } }, 'td', 'td'],
    ['with other spaces', { synonyms: { TG: ['ho so'] } }, 'ho so', 'hồ sơ'],
    ['in one word', { synonyms: { TG: ['HOSO'] } }, 'HOSO', 'hồ sơ'],
    ['a sentence that opts out', { synonyms: { TG: ['dung nhan tin nua'] } }, 'dung nhan tin nua', 'HUY'],
    ['beginning like a keyword with an argument', { synonyms: { TG: ['PA xin'] } }, 'PA xin', 'pa'],
    ['its first two words in one', { synonyms: { TG: ['HOSO moi'] } }, 'HOSO moi', 'hồ sơ'],
    ['beginning another keyword', { synonyms: { XH: ['DU LIEU'] } }, 'DU LIEU', 'dữ liệu của tôi'],
    ['glued to a code it would be another', { surveys: { HSH: 's' } }, 'HSH', 'hs'],
    ['politely it is another', { synonyms: { TG: ['huy di'] } }, 'huy di', 'HUY'],
    ['đúng, dừng, đừng', { synonyms: { HUY: ['DUNG'] } }, 'DUNG', 'dung'],
    ['even with marks', { synonyms: { THOI: ['dừng'] } }, 'dừng', 'dung'],
    ['chậm, chấm', { surveys: { cham: 's' } }, 'cham', 'cham'],
    ['an answer', { synonyms: { XH: ['diem'] } }, 'diem', 'diem'],
    ['an answer in two words', { surveys: { 'cham diem': 's' } }, 'cham diem', 'cham diem'],
    ['what a question is about', { synonyms: { TG: ['huong dan'] } }, 'huong dan', 'huong dan'],
    ['what a question asks for', { synonyms: { TG: ['gop y'] } }, 'gop y', 'gop y'],
    ['too little to delete by', { synonyms: { XOA: ['xoa'] } }, 'xoa', 'xoa'],
    ['politely so', { synonyms: { XOA: ['xin xoa a'] } }, 'xin xoa a', 'xoa'],
    ['only polite', { synonyms: { TG: ['cam on'] } }, 'cam on', undefined],
    ['too short', { synonyms: { TG: ['t'] } }, 't', undefined],
    ['nothing at all', { synonyms: { TG: [' . '] } }, ' . ', undefined],
    ['too many words', { synonyms: { TG: ['mot hai ba bon nam'] } }, 'mot hai ba bon nam', undefined],
    ['too many letters', { synonyms: { TG: ['x'.repeat(31)] } }, 'x'.repeat(31), undefined],
    ['a number', { surveys: { '12': 's' } }, '12', undefined],
    ['two surveys by one word', { surveys: { YT: 'a', 'y t': 'b' } }, 'y t', 'YT'],
    ['two keywords by one word', { synonyms: { GOI: ['TONG DAI'], TG: ['tổng đài'] } }, 'tổng đài', 'TONG DAI'],
  ];

  test.each(cases)('%s', (_, words, word, collidesWith) => {
    const problems = problemsOf(words);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.collidesWith).toBe(collidesWith);
    expect(problems[0]?.message).toContain(`"${word}"`);
  });

  test('all at once', () => {
    const problems = problemsOf({ synonyms: { TG: ['t', 'dung', 'giup do'] }, surveys: { stop: 's' } });
    expect(problems.map(({ word }) => word)).toEqual(['t', 'dung', 'stop']);
  });
});

test('a lexicon that is made changes no built-in keyword, and its own words work', () => {
  const word = fc
    .array(
      fc.constantFrom('pa', 'h', 's', 'du', 'lieu', 'ho', 'so', 'yt', 'kham', 'tt', 'x', ' ', 'huy', 'dung', 'a'),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join(''));
  const alone = keywords.flatMap((name) => builtIn[name].filter((spelling) => spelling !== 'góp ý'));
  const nameOf = new Map(alone.map((spelling) => [spelling, callOf(spelling, plainLexicon)?.name]));
  const made = { lexicons: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...keywords), word, word, (name, synonym, start) => {
      const created = createLexicon({ synonyms: { [name]: [synonym] }, surveys: { [start]: 'one' } });
      if (created.kind === 'problems') return;
      made.lexicons += 1;
      const changed = alone.filter((spelling) => callOf(spelling, created.lexicon)?.name !== nameOf.get(spelling));
      expect(changed).toEqual([]);
      for (const code of ['H562105310001', '0001722H562105310001', '2105310001']) {
        expect(callOf(`hs${code}`, created.lexicon)).toEqual({ name: 'HS', argument: code });
      }
      expect(callOf(synonym, created.lexicon)?.name).toBe(name);
      expect(callOf(start, created.lexicon)).toEqual({ name: 'DG', survey: 'one' });
    }),
    { numRuns: 150 },
  );
  expect(made.lexicons).toBeGreaterThan(10);
});
