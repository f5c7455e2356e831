/** Words that work at any time, by the name of what they do. XOA is XOA DU LIEU. */
export const keywords = ['HUY', 'THOI', 'XOA', 'DL', 'DK', 'HS', 'DG', 'PA', 'VV', 'XH', 'GOI', 'NN', 'TG'] as const;
export type Keyword = (typeof keywords)[number];

/** Keywords that something may stand behind. */
export const withArgument = ['HS', 'DG', 'PA', 'VV', 'XH', 'NN'] as const satisfies readonly Keyword[];
export type KeywordWithArgument = (typeof withArgument)[number];

export const takesArgument = (keyword: Keyword): keyword is KeywordWithArgument =>
  (withArgument as readonly Keyword[]).includes(keyword);

/** Keywords a dossier code may be glued to. */
export const mayBeGlued = (keyword: Keyword): boolean => keyword === 'HS' || keyword === 'DG';

/**
 * What each keyword is written as, with its marks: missing ones never matter, others make another word (`thối` is to
 * stink, `gói` a package). Abbreviations have none, but for their own đ: `đk` is đăng ký, and `tđ` is no TD.
 */
export const builtIn: Readonly<Record<Keyword, readonly string[]>> = {
  // The tone stands on either letter, and many write it as they speak it.
  HUY: [
    'hủy',
    'huỷ',
    'hũy',
    'huỹ',
    'stop',
    'tc',
    'td',
    'hủy đk',
    'huỷ đk',
    'hủy nhận tin',
    'huỷ nhận tin',
    'unsubscribe',
  ],
  THOI: ['thôi', 'ngưng', 'ngừng', 'dừng lại'],
  XOA: ['xóa dữ liệu', 'xoá dữ liệu', 'xóa dữ liệu của tôi', 'xoá dữ liệu của tôi'],
  DL: ['dl', 'dữ liệu của tôi'],
  DK: ['đk', 'đăng ký', 'đăng kí'],
  // Slips print "Mã hồ sơ", and people copy what they see.
  HS: ['hs', 'tthc', 'hồ sơ', 'tt', 'kq', 'mã hs', 'mã tthc', 'mã hồ sơ', 'mã tt', 'mã kq'],
  DG: ['đg', 'đánh giá'],
  // Many write "phản ảnh" for it.
  PA: ['pa', 'phản ánh', 'phản ảnh', 'kn', 'góp ý'],
  VV: ['vv', 'vụ việc'],
  XH: ['xh', 'xếp hạng'],
  GOI: ['gọi', 'call', 'gọi lại'],
  NN: ['nn', 'ngôn ngữ'],
  TG: ['tg', 'help', 'trợ giúp'],
};

/**
 * Words that look like keywords and are answers, topics of a question or too little to delete by: never a keyword as
 * the whole message. Those whose unmarked form has several meanings are here too (`dung` is đúng, dừng and đừng).
 */
export const forbidden: readonly string[] = ['dung', 'cham', 'diem', 'cham diem', 'huong dan', 'gop y', 'xoa'];

/**
 * Spellings that any text may begin with, whatever follows: where a text is awaited they belong to it, as do all for a
 * complaint but `PA` itself. `xep hang` is both to rank and to queue, `XH` is xã hội (society).
 */
export const ordinaryWords: readonly string[] = ['xếp hạng', 'xh'];
