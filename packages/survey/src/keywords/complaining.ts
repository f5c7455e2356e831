import {
  asItSounds,
  combined,
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
  ...['hành dân', 'hành người', 'hành hạ', 'bị hành', 'bị ngâm', 'ngâm hồ sơ', 'ngâm giấy', 'đùn đẩy', 'né tránh'],
  ...['đuổi về', 'bị đuổi', 'chen ngang', 'chen hàng', 'thiên vị', 'có người quen', 'quen biết', 'lừa đảo'],
  ...['bị lừa', 'lừa dân'],
  ...['gian lận', 'sai quy định', 'trái quy định', 'trái luật', 'bức xúc', 'quá đáng', 'hứa lèo', 'thất hứa'],
  ...['bất công'],
  ...['hẹn lần hẹn lữa', 'hẹn tới hẹn lui', 'hẹn đi hẹn lại', 'làm mất hồ sơ', 'mất hồ sơ', 'thất lạc hồ sơ'],
  ...combined(['không', 'chẳng', 'không ai', 'không thèm', 'không chịu'], ['trả lời', 'giải thích', 'tiếp dân']),
  ...combined(['không ai', 'không thèm', 'không chịu'], ['nghe máy', 'hướng dẫn', 'tiếp', 'làm', 'nhận', 'giải quyết']),
  ...['quá tệ', 'rất tệ', 'tệ quá', 'tệ lắm', 'thật tệ', 'quá kém', 'rất kém', 'kém quá', 'yếu kém', 'chán quá'],
  ...['hẹn hoài', 'cứ hẹn', 'hẹn mãi', 'trả đi trả lại', 'kỷ luật', 'kỉ luật', 'xử lý cán bộ', 'cách làm việc'],
  ...['tác phong'],
  ...['không biên lai', 'không có biên lai', 'không hóa đơn', 'không có hóa đơn', 'nói nặng', 'nặng lời', 'cù nhầy'],
  ...['bố láo', 'vô văn hóa', 'vô văn hoá', 'vô học', 'mất dạy', 'trù dập', 'bê bối', 'cố tình', 'cố ý'],
];
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
  ...['đòi tiền', 'đòi hỏi', 'đòi thêm tiền', 'đòi quà cáp', 'đòi phong bì', 'đưa tiền', 'đưa thêm tiền'],
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

/** Whether anything around a code complains of an office. */
export const complains = (clauses: readonly (readonly Token[])[]): boolean =>
  clauses.some((clause) => isComplaint(clause.map(sounding)) || clause.some((_, at) => isMoney(clause, at)));

/** Marks count where they are typed, and some words begin like a complaint and are none (`bồi dưỡng nghiệp vụ`). */
const isComplaint = (clause: readonly Words[]): boolean =>
  clause.some((_, at) => {
    const length = phraseAt(complaints, clause, at);
    return length > 0 && longestAt([otherwiseThanComplaints, progress], clause, at) <= length;
  });

/** Without marks these begin like those who take money. */
const progress = phrasesOf(combined(['xin', 'với', 'mới', 'làm', 'thu', 'chạy'], ['tiến độ']));

const sounding = ({ marked, folded }: Words): Words => ({ marked: asItSounds(marked), folded });

/** What is given or taken beside the fee, before a number without its thousands. */
const taken = phrasesOf(['đưa thêm', 'lấy thêm', 'thu thêm', 'chi thêm', 'phải đưa', 'lấy của tôi', 'lấy của em']);

/** `5 trieu`, `200000`, `1.000.000d`, `500k` (which is read as 500 không). */
function isMoney(clause: readonly Token[], at: number): boolean {
  if (phraseAt(amounts, clause, at) > 0) return true;
  if (clause[at]?.kind !== 'number') return false;
  if (/^\d{1,3}[.,]000$|^[1-9]\d+000$/.test(clause[at].marked) || phraseBefore(taken, clause, at) > 0) return true;
  const next = clause[at + 1];
  return phraseAt(thousands, clause, at + 1) > 0 || (next?.folded === 'khong' && next.glued);
}
