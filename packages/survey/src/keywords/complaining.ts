import {
  asItSounds,
  combined,
  holdsPhrase,
  longestAt,
  otherwiseThanComplaints,
  phraseAt,
  phraseBefore,
  phrasesAsTheySound,
  phrasesOf,
  type Words,
} from '@mscore/vietnam';
import type { Token } from '../understanding/message';

const badly = [
  ...['hách dịch', 'hống hách', 'cửa quyền', 'thái độ', 'thô lỗ', 'cộc cằn', 'cộc lốc', 'khó chịu', 'vô trách nhiệm'],
  ...['tắc trách', 'quan liêu', 'vô cảm', 'thờ ơ', 'lạnh nhạt', 'coi thường', 'khinh', 'lên mặt', 'bắt chẹt', 'bắt bí'],
  ...['quát', 'quát mắng', 'quát nạt', 'bị mắng', 'mắng chửi', 'chửi', 'nạt nộ', 'cáu gắt', 'gắt gỏng', 'bỏ mặc'],
  ...['hành dân', 'hành người', 'hành hạ', 'bị hành', 'đùn đẩy', 'né tránh'],
  ...['đuổi về', 'bị đuổi', 'chen ngang', 'chen hàng', 'thiên vị', 'có người quen', 'quen biết', 'lừa đảo'],
  ...['bị lừa', 'lừa dân'],
  ...['gian lận', 'sai quy định', 'trái quy định', 'trái luật', 'bức xúc', 'quá đáng'],
  ...['bất công', 'làm mất hồ sơ', 'mất hồ sơ', 'thất lạc hồ sơ'],
  ...combined(['không', 'chẳng', 'không ai', 'không thèm', 'không chịu'], ['giải thích', 'tiếp dân']),
  ...combined(['không thèm', 'không chịu'], ['trả lời', 'nghe máy', 'hướng dẫn', 'tiếp', 'làm', 'nhận', 'giải quyết']),
  ...['quá tệ', 'rất tệ', 'tệ quá', 'tệ lắm', 'thật tệ', 'quá kém', 'rất kém', 'kém quá', 'yếu kém', 'chán quá'],
  ...['trả đi trả lại', 'kỷ luật', 'kỉ luật', 'xử lý cán bộ', 'cách làm việc'],
  ...['tác phong'],
  ...['không biên lai', 'không có biên lai', 'không hóa đơn', 'không có hóa đơn', 'nói nặng', 'nặng lời', 'cù nhầy'],
  ...['bố láo', 'vô văn hóa', 'vô văn hoá', 'vô học', 'mất dạy', 'trù dập', 'bê bối', 'cố tình', 'cố ý'],
];
/** That nobody does anything, which people also say before they ask when somebody will. */
const slowness = phrasesAsTheySound([
  ...['bị ngâm', 'ngâm hồ sơ', 'ngâm giấy', 'hứa lèo', 'thất hứa', 'hẹn hoài', 'cứ hẹn', 'hẹn mãi', 'đòi hỏi'],
  ...['hẹn lần hẹn lữa', 'hẹn tới hẹn lui', 'hẹn đi hẹn lại', 'không trả lời', 'chẳng trả lời'],
  ...combined(['không ai'], ['trả lời', 'nghe máy', 'hướng dẫn', 'tiếp', 'làm', 'nhận', 'giải quyết']),
]);
const bribery = [
  ...[
    'ăn chặn',
    'bớt xén',
    'thu sai',
    'thu cao hơn',
    'cao hơn quy định',
    'nhờ cò',
    'chạy chọt',
    'phí ngoài',
    'bao thuốc',
  ],
  ...['vòi vĩnh', 'vòi tiền', 'vòi quà', 'nhũng nhiễu', 'sách nhiễu', 'hạch sách', 'lót tay', 'bồi dưỡng', 'phong bì'],
  ...['đòi tiền', 'đòi thêm tiền', 'đòi quà cáp', 'đòi phong bì', 'đưa tiền', 'đưa thêm tiền'],
  ...['đưa phong bì'],
  ...['hối lộ', 'tham nhũng', 'tiêu cực', 'ăn tiền', 'thu thêm', 'thu tiền', 'lấy thêm tiền', 'lấy tiền của'],
  ...['làm tiền'],
  ...['xin tiền', 'chung tiền', 'bôi trơn', 'quà cáp', 'chạy tiền', 'mất thêm tiền', 'tiền cà phê'],
  ...['tiền cafe', 'lo lót', 'đút lót'],
  ...['trà nước', 'lì xì', 'biếu quà', 'biếu tiền', 'gợi ý', 'cò mồi', 'moi tiền', 'vặt tiền'],
  ...['gây khó', 'gây khó dễ', 'khó dễ', 'làm khó', 'nộp thêm tiền', 'trả thêm tiền', 'kẹp tiền', 'tốn thêm tiền'],
];
const accusing = [
  ...['tố cáo', 'khiếu nại', 'khiếu kiện', 'tố giác', 'phàn nàn', 'phản ánh', 'phản ảnh', 'kiến nghị', 'góp ý'],
  ...['bribe', 'bribes', 'bribery', 'rude', 'corrupt', 'corruption', 'extra money', 'asked for money', 'envelope'],
  ...['asked me for money', 'wanted money', 'asking for money', 'demanded', 'demands', 'demand', 'complain'],
  ...['complaint'],
  ...['shouted', 'yelled', 'insulted', 'under the table', 'pay extra', 'paid extra', 'tip', 'scam'],
];
/** Wider than the complaint words of a survey: whoever says one of these is heard, even where it is denied. */
const complaints = phrasesAsTheySound([...badly, ...bribery, ...accusing]);

/** Sums of money, behind their number. */
const thousands = phrasesOf(['triệu', 'tr', 'nghìn', 'ngàn', 'trăm', 'củ', 'chai', 'đồng', 'vnd', 'usd', 'dollars']);
const amounts = phrasesOf([
  ...combined(['một', 'hai', 'ba', 'bốn', 'năm', 'mười', 'vài', 'mấy', 'nửa'], ['triệu', 'trăm nghìn', 'trăm ngàn']),
]);

/** How anything around a code complains of an office: of more than slowness, of that alone, or not at all. */
export function complaintIn(clauses: readonly (readonly Token[])[]): 'grave' | 'slow' | undefined {
  const sounded = clauses.map((clause) => clause.map(sounding));
  if (sounded.some(isComplaint) || clauses.some(demandsMoney)) return 'grave';
  return sounded.some((clause) => holdsPhrase(slowness, clause)) ? 'slow' : undefined;
}

/** Marks count where they are typed, and some words begin like a complaint and are none (`bồi dưỡng nghiệp vụ`). */
const isComplaint = (clause: readonly Words[]): boolean =>
  clause.some((_, at) => {
    const length = phraseAt(complaints, clause, at);
    if (
      length === 0 ||
      longestAt([otherwiseThanComplaints, progress, dues, advice, petitionsNamed], clause, at) > length
    )
      return false;
    const called = phraseBefore(petitions, clause, at + length);
    return called <= length || phraseBefore(threats, clause, at + length - called) > 0;
  });

/** Without marks these begin like those who take money. */
const progress = phrasesOf(combined(['xin', 'với', 'mới', 'làm', 'thu', 'chạy'], ['tiến độ']));

/** What everybody owes an office, or is owed by it. */
const publicMoney = [
  ...['lệ phí', 'phí', 'án phí', 'học phí', 'viện phí', 'thuế', 'tiền thuế', 'tiền phạt', 'tiền lệ phí'],
  ...combined(['tiền'], ['sử dụng', 'sử dụng đất', 'thuê đất', 'đất', 'sdđ', 'bảo hiểm', 'điện', 'nước']),
];
const allowances = ['trợ cấp', 'hỗ trợ', 'đền bù', 'bồi thường', 'mai táng', 'thai sản', 'bảo hiểm', 'tuất', 'lương'];
/** They begin like somebody's taking money. */
const dues = phrasesAsTheySound([
  ...combined(
    ['thu tiền', 'nộp thêm tiền', 'trả thêm tiền'],
    ['sử dụng', 'thuê đất', 'đất', 'sdđ', 'thuế', 'phạt', 'điện', 'nước', 'bảo hiểm'],
  ),
  ...combined(['xin tiền', 'lấy tiền của'], allowances),
]);
/** Who asks to be told what to do is offered no bargain. */
const advice = phrasesAsTheySound(
  combined(
    ['gợi ý giúp', 'gợi ý giùm', 'gợi ý dùm', 'gợi ý hộ', 'gợi ý cho'],
    ['em', 'tôi', 'mình', 'con', 'cháu', 'tui', 'với'],
  ),
);
const petitioning = ['khiếu nại', 'tố cáo', 'kiến nghị', 'phản ánh', 'phản ảnh', 'tố giác', 'khiếu kiện'];
/** What a dossier may be: whoever calls it one complains of nothing new. */
const petitions = phrasesAsTheySound(
  combined(['đơn', 'đơn thư', 'giải quyết', 'giải quyết đơn', 'thụ lý', 'thụ lý đơn', 'xử lý đơn'], petitioning),
);
const petitionsNamed = phrasesAsTheySound(
  combined(petitioning, ['của tôi', 'của em', 'của gia đình', 'của nhà tôi', 'của mẹ tôi', 'đất đai', 'về đất']),
);
const threats = phrasesAsTheySound(
  combined(['sẽ', 'muốn', 'phải', 'đề nghị', 'xin', 'định'], ['gửi', 'làm', 'viết', 'nộp', 'đâm']),
);

const sounding = ({ marked, folded }: Words): Words => ({ marked: asItSounds(marked), folded });

/** What is given or taken beside the fee, before a number without its thousands. */
const taken = phrasesOf(['đưa thêm', 'lấy thêm', 'thu thêm', 'chi thêm', 'phải đưa', 'lấy của tôi', 'lấy của em']);
/** Who takes a sum, or how it is lost: not where it is a due. */
const takers = phrasesOf([
  ...['cán bộ', 'nhân viên', 'lãnh đạo', 'họ', 'người ta', 'mấy ông', 'anh ta', 'bắt', 'yêu cầu', 'mất', 'tốn'],
  ...['mới làm', 'mới xong', 'mới giải quyết', 'mới cho', 'mới ký', 'staff', 'officer', 'clerk', 'asked', 'wanted'],
]);
/** What is demanded beside the dues, whatever it is called. */
const demands = phrasesOf([
  ...['đòi', 'vòi', 'đưa', 'thêm', 'lót', 'bồi dưỡng', 'phong bì', 'biếu', 'lấy của', 'nhận của', 'cho cán bộ'],
  ...['chung chi', 'cò', 'extra', 'bỏ túi'],
  ...combined(['cán bộ', 'nhân viên', 'họ', 'người ta'], ['lấy', 'nhận', 'xin', 'ăn', 'giữ lại', 'cắt']),
]);
/** Before a sum these say that it is a due, a loan or an allowance; `nộp thêm thuế` demands nothing. */
const owed = phrasesOf([
  ...[...publicMoney, ...allowances, 'đã nộp', 'đã đóng', 'nộp phạt', 'vay', 'vay vốn', 'vốn'],
  ...combined(['thêm'], publicMoney),
]);
/** `ho so` without its marks is no họ. */
const dossier = phrasesOf(['hồ sơ', 'có']);

/** Whether a sum of money stands beside who takes it or a demand: alone it may be any. */
function demandsMoney(clause: readonly Token[]): boolean {
  if (!clause.some((_, at) => isMoney(clause, at))) return false;
  let [due, asked, demanded] = [false, false, false];
  for (let at = 0; at < clause.length; ) {
    if (isMoney(clause, at) && phraseBefore(taken, clause, at) > 0) return true;
    const length = Math.max(phraseAt(owed, clause, at), phraseAt(dossier, clause, at));
    due ||= phraseAt(owed, clause, at) > 0;
    demanded ||= length === 0 && phraseAt(demands, clause, at) > 0;
    asked ||= length === 0 && phraseAt(takers, clause, at) > 0;
    at += Math.max(length, 1);
  }
  return demanded || (asked && !due);
}

/** `5 trieu`, `200000`, `1.000.000d`, `500k` (which is read as 500 không). */
function isMoney(clause: readonly Token[], at: number): boolean {
  if (phraseAt(amounts, clause, at) > 0) return true;
  if (clause[at]?.kind !== 'number') return false;
  if (/^\d{1,3}[.,]000$|^[1-9]\d+000$/.test(clause[at].marked) || phraseBefore(taken, clause, at) > 0) return true;
  const next = clause[at + 1];
  return phraseAt(thousands, clause, at + 1) > 0 || (next?.folded === 'khong' && next.glued);
}
