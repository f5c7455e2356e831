import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameWords, withoutMarks, wordsOf } from '@mscore/vietnam';
import * as fc from 'fast-check';
import {
  callOf,
  callWithArgument,
  callWithoutArgument,
  isComplaintText,
  isKeyword,
  optOutIn,
  plainLexicon,
  readCase,
} from '../src';
import { builtIn, forbidden, keywords } from '../src/keywords/spellings';

const nameOf = (text: string, textAwaited = false) => callOf(text, plainLexicon, { textAwaited })?.name;

describe('opting out', () => {
  test.each([
    'huy',
    'HUỶ',
    ' Hủy. ',
    'h u y',
    'STOP!',
    'TC',
    'Td',
    'Huỷ ĐK',
    'hủy nhận tin',
    'Unsubscribe',
    'huỷ ạ',
    'Dạ em xin hủy ạ',
    'cho tôi huỷ nhé, cảm ơn',
    'huy giup em voi a',
    'huy cho minh nhe',
    'ｈｕｙ',
    'h\u200bủy',
    'huy 👎',
    'dung nhan tin nua',
    'Đừng nhắn tin nữa!',
    'dừng nhận tin nhắn khảo sát',
    'khong muon nhan tin nua',
    'Tôi không muốn nhận tin nữa ạ',
    'ko muon nhan tin nhan nua',
    'khong nhan tin nua',
    'ngung nhan tin',
    'Thôi nhận tin',
    'đừng gửi tin nhắn cho tôi nữa',
    'dung nhan nua',
    'đừng làm phiền tôi nữa',
    'tu choi nhan tin',
    'huy dang ky',
    'xin huy dang ky nhan tin',
    'hủy hết',
    'huy tin nhan',
    'stop texting me',
    'Opt out',
    "don't text me again",
    'không đồng ý, hủy',
    'tin rác. HUY',
    'phiền quá, đừng nhắn tin nữa',
    'Hủy. Đừng nhắn nữa.',
    'từ nay không nhận tin nữa',
    'HUY HUY HUY',
  ])('"%s" opts out', (typed) => {
    expect(optOutIn(typed, plainLexicon)).toEqual({ name: 'HUY' });
    expect(nameOf(typed)).toBe('HUY');
    expect(nameOf(typed, true)).toBe('HUY');
  });

  test.each([
    'Huy oi',
    'anh Huy',
    'a Huy',
    'Minh Huy',
    'huy dang ky ket hon',
    'huy ho so',
    'Huy Minh',
    'đã huỷ',
    'huy 你好',
    'toi khong muon dung',
    'đúng, nhắn tin nữa',
    'khong nhan tin',
    'khong nhan duoc tin nhan',
    'dung',
    'đừng',
    'dừng',
    'can bo bao huy ho so',
    'cán bộ đòi tiền, hủy',
    'đồng ý. hủy',
    'không\u00a0hủy',
    'Ok\nHuy',
    'hủy dịch vụ',
    'không nhận nữa',
    'cơ quan không gửi tin nữa',
    `huy ${'x'.repeat(100)}`,
    '',
  ])('"%s" does not', (typed) => {
    expect(optOutIn(typed, plainLexicon)).toBeUndefined();
    expect(nameOf(typed)).toBeUndefined();
  });
});

test('where a text is awaited Huy may have signed it, and a mark or annoyance says otherwise', () => {
  expect(nameOf('ko. Huy')).toBe('HUY');
  expect(nameOf('ko. Huy', true)).toBeUndefined();
  expect(nameOf('ko. Hủy', true)).toBe('HUY');
  expect(nameOf('phiền quá. Huy', true)).toBe('HUY');
  expect(nameOf('Huy', true)).toBe('HUY');
});

describe('a keyword alone', () => {
  test.each([
    ['Thôi', 'THOI'],
    ['THÔI ạ', 'THOI'],
    ['NGỪNG', 'THOI'],
    ['dừng lại', 'THOI'],
    ['dung lai', 'THOI'],
    ['xoa du lieu', 'XOA'],
    ['Xóa dữ liệu của tôi', 'XOA'],
    ['DL', 'DL'],
    ['du lieu cua toi', 'DL'],
    ['đk', 'DK'],
    ['Đăng ký', 'DK'],
    ['hs', 'HS'],
    ['Hồ sơ', 'HS'],
    ['dg', 'DG'],
    ['Đánh giá', 'DG'],
    ['pa', 'PA'],
    ['phản ánh', 'PA'],
    ['VV', 'VV'],
    ['vụ việc ạ', 'VV'],
    ['XH', 'XH'],
    ['gọi lại', 'GOI'],
    ['Gọi lại cho em nhé', 'GOI'],
    ['CALL', 'GOI'],
    ['NN', 'NN'],
    ['Ngôn ngữ', 'NN'],
    ['Trợ giúp', 'TG'],
    ['?', 'TG'],
    [' ？？ ', 'TG'],
    ['Help', 'TG'],
  ])('"%s" is %s', (typed, name) => {
    expect(callWithoutArgument(typed, plainLexicon)).toEqual({ name });
    expect(callOf(typed, plainLexicon)).toEqual({ name });
  });

  test.each([
    '1 lan thoi',
    'đứng lại',
    'đúng lại',
    'dùng lại',
    'mình thôi',
    'xếp hàng',
    'diem 8',
    'cham diem 8',
    'danh gia 8',
    'dg tot',
    'đã đăng ký',
    'pa co',
    'Pa Cô',
    'goi mai khong ai nghe',
    '8',
    'ok?',
    '...',
  ])('"%s" is none', (typed) => {
    expect(nameOf(typed)).toBeUndefined();
  });
});

describe('a keyword with an argument', () => {
  test.each([
    ['hs 000.17.22.H56-210531-0001', 'HS', '000.17.22.H56-210531-0001'],
    ['HS0001722H562105310001', 'HS', '0001722H562105310001'],
    ['Hồ sơ: 000.17.22.H56 – 210531 – 0001', 'HS', '000.17.22.H56 – 210531 – 0001'],
    ['Mã hồ sơ 000.17.22.H56-210531-0001 ạ', 'HS', '000.17.22.H56-210531-0001'],
    ['HS (000.17.22.H56-210531-0001)', 'HS', '000.17.22.H56-210531-0001'],
    ['HS OOO.17.22.H56-21O531-OOO1', 'HS', 'OOO.17.22.H56-21O531-OOO1'],
    ['KQ0001722H562105310001', 'HS', '0001722H562105310001'],
    ['HSH56-210531-0001', 'HS', 'H56-210531-0001'],
    ['hs 210531-0001', 'HS', '210531-0001'],
    ['hô\u0300 sơ0001722H562105310001', 'HS', '0001722H562105310001'],
    ['000.17.22.H56-210531-0001', 'HS', '000.17.22.H56-210531-0001'],
    [' 0001722H562105310001 ạ', 'HS', '0001722H562105310001'],
    ['DG 000.17.22.H56-210531-0001', 'DG', '000.17.22.H56-210531-0001'],
    ['DG000172222H56', 'DG', '000172222H56'],
    ['đánh giá 000.17.22.H56-210531-0001', 'DG', '000.17.22.H56-210531-0001'],
    ['PA can bo doi tien', 'PA', 'can bo doi tien'],
    ['Phản ánh: cán bộ đòi 500k, mới cho!', 'PA', 'cán bộ đòi 500k, mới cho!'],
    ['pa (can bo hach sach)', 'PA', 'can bo hach sach'],
    ['KN cho doi qua lau', 'PA', 'cho doi qua lau'],
    ['Gop y: can bo nen vui ve hon', 'PA', 'can bo nen vui ve hon'],
    ['PA có cán bộ đòi tiền', 'PA', 'có cán bộ đòi tiền'],
    ['PA: co can bo doi tien', 'PA', 'co can bo doi tien'],
    ['VV PA-2611-0042', 'VV', 'PA-2611-0042'],
    ['vu viec ab12 1 a', 'VV', 'ab12 1'],
    ['XH Hai Lang', 'XH', 'Hai Lang'],
    ['xếp hạng xã Quảng Minh', 'XH', 'xã Quảng Minh'],
    ['NN EN', 'NN', 'EN'],
    ['nn tiếng Anh ạ', 'NN', 'tiếng Anh'],
    ['ngon ngu pa co', 'NN', 'pa co'],
    ['xin hs 000.17.22.H56-210531-0001', 'HS', '000.17.22.H56-210531-0001'],
    ['Dạ cho em hỏi OOO.17.22.H56-210531-0001 xong chưa', 'HS', '000.17.22.H56-210531-0001'],
    ['"hs 210531-0001 xong chua"', 'HS', '210531-0001 xong chua'],
  ])('"%s" is %s with "%s"', (typed, name, argument) => {
    expect(callWithArgument(typed, plainLexicon)).toEqual({ name, argument });
    expect(callOf(typed, plainLexicon)).toEqual({ name, argument });
  });

  test.each([
    'TT hanh chinh cong phuc vu tot',
    'ho so cua toi chua xong',
    'hs abc',
    'hs 12345',
    'hsinh 0912345678',
    'H56-210531-0001',
    '210531-0001',
    '0912345678',
    'so cua toi la 0912345678',
    'pacan bo doi tien',
    'pa doi tien',
    'PA cảm ơn em nhé',
    'pa co chung toi kho hieu',
    'Pa Cô chúng tôi khó hiểu',
    'pa-co chung toi kho hieu',
    'Pa Kô chúng tôi khó hiểu',
    'vv hom nay',
    'vv ab',
    'vv 12345 3',
    'xh 5',
    'xếp hàng lâu quá',
    'xhhai lang',
    'nn 8',
    'nn tieng lao',
    'huy 000.17.22.H56-210531-0001',
    'goi 0912345678 nhe',
    'hủy hồ sơ 000.17.22.H56-210531-0001',
    'xin hs 210531-0001',
    'cho hỏi 000.17.22.H56-210531-0001 và 000.17.22.H56-210531-0002',
    'phản ánh thì không có gì, hồ sơ 000.17.22.H56-210531-0001',
  ])('"%s" is none', (typed) => {
    expect(callWithArgument(typed, plainLexicon)).toBeUndefined();
  });

  const shipped = ['one-stop-shop', 'health-centre'].flatMap((name): readonly string[] => {
    const file = join(__dirname, '..', '..', '..', 'services', 'survey-engine', 'surveys', `${name}.json`);
    return JSON.parse(readFileSync(file, 'utf8')).complaintWords;
  });

  test.each([...new Set(shipped)])('"%s", by which a shipped survey knows a complaint, looks nothing up', (words) => {
    const code = '000.17.22.H56-210531-0001';
    for (const typed of [`HS ${code} ${words}`, `ho so ${code} ${words}, khi nao xong?`, `${words} ${code}`]) {
      expect(callWithArgument(typed, plainLexicon)).toBeUndefined();
      expect(callWithArgument(withoutMarks(typed), plainLexicon)).toBeUndefined();
    }
  });

  test('where a text is awaited PHAN ANH, KN, GOP Y, XEP HANG and XH begin that text, and PA is a keyword still', () => {
    expect(nameOf('phan anh can bo doi tien', true)).toBeUndefined();
    expect(nameOf('KN cho doi qua lau', true)).toBeUndefined();
    expect(nameOf('Gop y: can bo nen vui ve hon', true)).toBeUndefined();
    expect(nameOf('phan anh', true)).toBeUndefined();
    expect(nameOf('xep hang qua lau', true)).toBeUndefined();
    expect(nameOf('XH cần minh bạch hơn', true)).toBeUndefined();
    expect(nameOf('XH', true)).toBeUndefined();
    expect(nameOf('PA can bo doi tien', true)).toBe('PA');
  });

  test.each([
    ['Gop y: can bo nen vui ve hon', true],
    ['phản ánh cán bộ đòi tiền', true],
    ['KN', false],
    ['gop y a', false],
    ['PA can bo doi tien', false],
    ['can bo can gop y', false],
    ['knock knock who', false],
    ['xep hang qua lau', false],
    ['Góp ý: không có gì ạ', false],
    ['góp ý như thế nào', false],
    ['phản ánh của tôi đã được giải quyết', false],
    ['phản ánh của tôi là cán bộ đòi tiền', true],
  ])('"%s" begins as a complaint: %s', (typed, begins) => {
    expect(isComplaintText(typed, plainLexicon)).toBe(begins);
  });
});

test.each([
  ['PA-2611-0042', { case: 'PA-2611-0042' }],
  ['ab12 1', { case: 'AB12', verdict: 'solved' }],
  ['(AB12), 2.', { case: 'AB12', verdict: 'unsolved' }],
  ['123 1', { case: '123', verdict: 'solved' }],
  ['ab', undefined],
  ['abcdef', undefined],
  ['ab12 3', undefined],
  ['ab12 1 2', undefined],
  ['abcdefghijklm12', undefined],
  ['', undefined],
])('the case in "%s"', (argument, read) => {
  expect(readCase(argument)).toEqual(read);
});

describe('whatever is written', () => {
  // Halves of surrogate pairs too: what a broken encoding leaves.
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const lines = readFileSync(join(__dirname, 'replies', 'first.tsv'), 'utf8')
    .split('\n')
    .flatMap((line) => line.split('\t')[1] ?? []);
  const typed = fc.oneof(
    fc.string({ unit: codeUnit, maxLength: 60 }),
    fc.constantFrom(...lines),
    fc
      .array(fc.constantFrom(...keywords, ...forbidden, ...lines, 'ạ', 'nhe', '0001722H562105310001', ' ', ': ', '́'), {
        maxLength: 6,
      })
      .map((parts) => parts.join(' ')),
  );

  test('nothing throws', () => {
    fc.assert(
      fc.property(typed, fc.boolean(), (text, textAwaited) => {
        callOf(text, plainLexicon, { textAwaited });
        isComplaintText(text, plainLexicon);
        readCase(text);
      }),
    );
  });

  const spelled = keywords.flatMap((name) => builtIn[name].filter((word) => word !== 'góp ý'));

  test('case, missing marks and space around do not matter to a keyword', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...spelled),
        fc.infiniteStream(fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom('', '', ' ', '.'))),
        (word, how) => {
          const disguised = [...word]
            .map((letter) => {
              const [upper, plain, gap] = how.next().value;
              const typed = plain ? withoutMarks(letter) : letter;
              return letter === ' ' ? letter : (upper ? typed.toUpperCase() : typed) + gap;
            })
            .join('');
          expect(nameOf(` ${disguised}\n`)).toBe(nameOf(word));
          expect(nameOf(word)).toBeDefined();
        },
      ),
    );
  });

  test('a tone where none belongs makes another word of it', () => {
    const tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    // Of one syllable, so that no tone moves on to the next.
    const syllables = ['dl', 'hs', 'td', 'pa', 'nn', 'stop', 'call', 'help', 'thôi', 'gọi', 'ngưng'];
    fc.assert(
      fc.property(fc.constantFrom(...syllables), fc.constantFrom(...tones), fc.nat(), (word, tone, which) => {
        const letters = [...withoutMarks(word)];
        const place = which % letters.length;
        const typed = letters.map((letter, at) => (at === place ? letter + tone : letter)).join('');
        const known = spelled.some((other) => sameWords(wordsOf(typed), wordsOf(other)));
        expect([typed, nameOf(typed)]).toEqual([typed, known ? nameOf(word) : undefined]);
      }),
      { numRuns: 300 },
    );
  });

  const polite = [
    'a',
    'ạ',
    'nhe',
    'nhé',
    'nha',
    'da',
    'dạ',
    'em',
    'tôi',
    'toi',
    'xin',
    'cam on',
    'cảm ơn',
    'xin cảm ơn',
    'vui long',
    'thua',
    'giup em',
    'cho toi',
  ];

  test('no word that only looks like a keyword becomes one, however politely it is said', () => {
    const words = [
      ...forbidden,
      'đúng',
      'dừng',
      'đừng',
      'chậm',
      'chấm',
      'điểm 8',
      'diem 8',
      'cham diem 8',
      'hướng dẫn',
      'góp ý',
      'xóa',
    ];
    const politely = fc.array(fc.constantFrom(...polite), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...words), politely, politely, (word, before, after) => {
        expect(callOf([...before, word, ...after].join(' '), plainLexicon)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});

test('what the prover asks: whether a word would be taken for a keyword', () => {
  expect(isKeyword('stop')).toBe(true);
  expect(isKeyword('phan anh')).toBe(true);
  expect(isKeyword('khong muon nhan tin nua')).toBe(true);
  expect(isKeyword('khong')).toBe(false);
});
