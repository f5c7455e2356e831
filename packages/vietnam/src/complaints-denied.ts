import { phrasesAsTheySound } from './complaints';
import { combined } from './phrases';

/** Before a complaint: `không đòi tiền`, `đâu có phong bì`. */
export const complaintDenials = phrasesAsTheySound(['không', 'chẳng', 'chả', 'chưa', 'nỏ', 'đâu có', 'đâu phải']);

/** What an office does to people and is denied together (`không vòi vĩnh nhũng nhiễu`). */
const wrongs = ['vòi vĩnh', 'nhũng nhiễu', 'sách nhiễu', 'hạch sách', 'đòi hỏi', 'đòi tiền', 'hách dịch'];
/** What people give; before something else only with a word that joins the two. */
const gifts = ['phong bì', 'bồi dưỡng', 'lót tay', 'đưa tiền', 'đưa phong bì'];

/** What may stand between a denial and the complaint it denies. Any other verb has the denial for itself. */
export const betweenDenialAndComplaint = phrasesAsTheySound([
  ...['ai', 'một ai', 'người nào', 'cán bộ nào', 'nhân viên nào', 'anh chị nào', 'chỗ nào', 'đồng nào'],
  ...['có', 'thấy', 'gặp', 'bị', 'hề', 'phải', 'cần', 'còn', 'một', 'bao giờ', 'khi nào', 'lần nào', 'xảy ra'],
  ...['từng', 'bất cứ', 'bất kỳ', 'bất kì', 'mất'],
  ...['chuyện', 'việc', 'vụ', 'cảnh', 'tình trạng', 'hiện tượng', 'hành vi', 'biểu hiện', 'dấu hiệu', 'thái độ'],
  ...['thấy họ', 'thấy cán bộ', 'đưa', 'nhận', 'lấy', 'đòi', 'xin', 'gợi ý', 'yêu cầu', 'gây'],
  ...['mất tiền', 'tốn tiền', 'lấy tiền', 'thu tiền', 'nhận tiền', 'phải đưa tiền', 'cần đưa tiền'],
  ...['hay', 'hoặc', 'và', 'dân', 'người dân', 'bà con'],
  ...wrongs,
  ...combined(gifts, ['hay', 'hoặc', 'và']),
]);

/** Before a denial: it is a condition (`nếu không đưa tiền`), or is itself denied (`không thể không đưa tiền`). */
export const beforeNoDenial = phrasesAsTheySound([
  ...['ai', 'ai mà', 'người nào', 'nếu', 'nếu như', 'hễ', 'hễ mà'],
  ...combined(['nếu', 'hễ'], ['tôi', 'em', 'mình', 'dân', 'người dân', 'bà con', 'ai']),
  ...['không thể', 'chẳng thể', 'không phải', 'không phải là', 'chẳng phải', 'đâu phải', 'đâu phải là'],
]);

/** Behind a complaint that seems denied: what happens without it, and so it is one (`không đưa tiền thì không làm`). */
export const consequences = phrasesAsTheySound([
  ...['thì', 'họ', 'nó', 'tụi nó', 'ngâm', 'hành dân', 'đuổi về', 'đừng', 'chờ dài'],
  ...combined(['là'], ['bị', 'hành', 'làm khó', 'gây khó', 'khó', 'hồ sơ', 'chậm', 'trễ', 'treo', 'lơ']),
  ...combined(['bị'], ['ngâm', 'hành', 'đuổi', 'trả', 'chậm', 'trễ', 'làm khó', 'gây khó', 'treo']),
  'cán bộ làm khó',
]);

/** Words that begin like a consequence and are none: `ho so` typed without marks, `họ rất nhiệt tình`. */
export const noConsequences = phrasesAsTheySound([
  ...['hồ sơ', 'hỗ trợ', 'hộ khẩu', 'hộ tịch', 'hộ dân', 'hộ nghèo', 'hồ hởi'],
  ...combined(['họ'], ['rất', 'cũng', 'còn', 'nhiệt tình', 'vui vẻ', 'lịch sự', 'tử tế', 'tốt', 'hướng dẫn']),
  ...combined(['họ làm'], ['tốt', 'nhanh', 'rất', 'đúng', 'việc']),
]);

/** Who refuses what was not paid for, at the beginning of the next clause: `không có phong bì, họ không ký`. */
export const whoRefuses = phrasesAsTheySound(['họ', 'nó', 'tụi nó', 'cán bộ']);

/** What may be denied besides without a complaint: `không đòi tiền, không phải chờ lâu`. */
export const harmless = phrasesAsTheySound([
  ...['phiền hà', 'phiền', 'làm khó', 'khó khăn', 'khó dễ', 'chờ', 'đợi', 'mất thời gian', 'tốn', 'cáu', 'quát'],
  ...['gì', 'ý kiến', 'phàn nàn', 'chê', 'vấn đề', 'nhận quà', 'chi', 'đi lại'],
]);

/** Behind these something new is said: `không đòi tiền nhưng chưa nhiệt tình`. */
export const turnsOfSpeech = phrasesAsTheySound(['nhưng', 'nhưng mà', 'và', 'song', 'tuy nhiên', 'chỉ có điều']);
