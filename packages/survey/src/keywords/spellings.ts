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

/** What each keyword is written as, without marks. */
export const builtIn: Readonly<Record<Keyword, readonly string[]>> = {
  HUY: ['huy', 'stop', 'tc', 'td', 'huy dk', 'huy nhan tin', 'unsubscribe'],
  THOI: ['thoi', 'ngung', 'dung lai'],
  XOA: ['xoa du lieu', 'xoa du lieu cua toi'],
  DL: ['dl', 'du lieu cua toi'],
  DK: ['dk', 'dang ky'],
  // Slips print "Ma ho so", and people copy what they see.
  HS: ['hs', 'tthc', 'ho so', 'tt', 'kq', 'ma hs', 'ma tthc', 'ma ho so', 'ma tt', 'ma kq'],
  DG: ['dg', 'danh gia'],
  PA: ['pa', 'phan anh', 'kn', 'gop y'],
  VV: ['vv', 'vu viec'],
  XH: ['xh', 'xep hang'],
  GOI: ['goi', 'call', 'goi lai'],
  NN: ['nn', 'ngon ngu'],
  TG: ['tg', 'help', 'tro giup'],
};

/**
 * Words that look like keywords and are answers, topics of a question or too little to delete by: never a keyword as
 * the whole message. Those whose unmarked form has several meanings are here too (`dung` is đúng, dừng and đừng).
 */
export const forbidden: readonly string[] = ['dung', 'cham', 'diem', 'cham diem', 'huong dan', 'gop y', 'xoa'];

const who = '(?: cho| den| vao)?(?: so)?(?: toi| minh| em| tui| con| chau| nay)*';
const what = '(?: tin| tin nhan| sms| khao sat| tin khao sat| tin nhan khao sat)';
const polls = '(?: khao sat| danh gia| lay y kien)?';

/**
 * How people opt out in a sentence of their own, as the whole message. `nhan` is both nhắn (to text) and nhận (to
 * get): "no longer" or "do not want" must be said, for `khong nhan tin` may be "I got no message".
 */
export const optOutPhrases: readonly RegExp[] = [
  `(?:dung|ngung|ngung lai|thoi|bo|stop) (?:nhan|gui)${what}${polls}${who}(?: nay)?(?: nua| lai)?`,
  `(?:dung|ngung|thoi|stop) (?:nhan|gui)${who} nua`,
  `(?:dung|ngung) (?:lam phien|quay ray|quay nhieu|spam)${who}(?: nua)?`,
  `(?:khong|ko|k|chang|hong) (?:muon|can|thich|co nhu cau) (?:nhan|nhan duoc|duoc nhan)${what}${polls}${who}(?: nay)?(?: nua)?`,
  `(?:khong|ko|k) (?:nhan|gui)${what}${polls}${who} nua`,
  `(?:khong|ko|k) (?:muon|can) (?:nhan|gui)${who} nua`,
  `(?:tu choi|huy|huy bo|huy dang ky|cham dut) (?:viec )?(?:nhan|gui)${what}${polls}${who}(?: nay)?(?: nua)?`,
  `huy(?: bo)?(?: het| dang ky| dich vu| tin| tin nhan| khao sat)${who}(?: nua)?`,
  'opt out',
  'unsubscribe me',
  'stop (?:all|sms|messages|texts|surveys|sending|texting|messaging)(?: me)?(?: messages| texts| sms)?',
  '(?:do not|dont) (?:text|message|contact|sms) me(?: again| anymore| any more)?',
  'no more (?:messages|texts|sms|surveys)',
].map((pattern) => new RegExp(`^(?:${pattern.replaceAll(' ', '')})$`));

/** Whether the marks somebody typed make an opt-out of something else: `đúng, nhắn tin nữa` asks for more texts. */
export const isContradictedPhrase = (marked: string): boolean => marked.startsWith('đúng');

/** Spellings, without spaces, that marks make another word: đứng lại is to stand, dùng lại to use again, xếp hàng to queue. */
const contradictions: ReadonlyMap<string, RegExp> = new Map([
  ['dunglai', /^(?!d[uưừ]ng)/],
  ['xephang', /hàng$/],
]);

/** Whether the marks somebody typed contradict a spelling; both without spaces. */
export const isContradicted = (spelling: string, marked: string): boolean =>
  contradictions.get(spelling)?.test(marked) ?? false;

/**
 * Spellings that any text may begin with, whatever follows: where a text is awaited they belong to it, as do all for a
 * complaint but `PA` itself. `xep hang` is both to rank and to queue.
 */
export const ordinaryWords: readonly string[] = ['xep hang'];
