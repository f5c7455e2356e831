import { phrasesAsTheySound } from './complaints';
import { combined } from './phrases';

const harmed = ['ngâm', 'hành', 'đuổi', 'trả', 'chậm', 'trễ', 'làm khó', 'gây khó', 'treo', 'từ chối', 'lơ', 'mắng'];

/** Behind a complaint that seems denied: what happens without it, and so it is one (`không đưa tiền thì không làm`). */
export const consequences = phrasesAsTheySound([
  ...['thì', 'ngâm', 'hành dân', 'đuổi về', 'chờ dài', 'cán bộ làm khó'],
  // Not "đừng" alone: without marks it is đúng (as it should be).
  ...combined(['đừng'], ['mong', 'hòng', 'có', 'đến', 'tới', 'nói', 'đi', 'trách', 'hỏi', 'mơ']),
  ...combined(['là'], ['bị', 'hành', 'làm khó', 'gây khó', 'khó', 'hồ sơ', 'chậm', 'trễ', 'treo', 'lơ']),
  ...combined(['bị'], harmed),
]);

/** What is done to whoever gave nothing, also in the next clause: `không đưa tiền, bắt đi lại nhiều lần`. */
export const harms = phrasesAsTheySound([
  ...['ngâm', 'hành', 'đuổi', 'đuổi về', 'treo', 'xếp xó', 'kéo dài', 'trù dập'],
  ...['hết giờ', 'mời về', 'là chết', 'nó đì', 'bị đì', 'ai mà làm', 'ai làm cho', 'đi lòng vòng', 'hẹn lần hẹn lữa'],
  ...combined(['nằm'], ['hoài', 'mãi', 'cả', 'một chỗ', 'trên bàn', 'chờ', 'đó', 'im', 'tủ']),
  ...combined(['tuần', 'tháng', 'năm'], ['sau mới', 'mới', 'trời', 'trời mới', 'rồi mới']),
  ...['phải chờ', 'phải đợi', 'phải về', 'phải quay', 'quay về', 'cho về'],
  ...['phải đi lại', 'phải đi', 'phải lên', 'mất công', 'đi lại nhiều lần', 'đi tới đi lui', 'đi lên đi xuống'],
  ...combined(
    ['bắt', 'bảo', 'kêu', 'nói', 'báo', 'biểu', 'đòi'],
    ['thiếu', 'chờ', 'đợi', 'về', 'quay', 'đi', 'lên', 'phải', 'bổ sung', 'nộp', 'làm', 'viết', 'sửa', 'hẹn', 'mai'],
  ),
  ...combined(['bắt'], ['dân', 'tôi', 'em', 'chúng tôi', 'người dân', 'bà con', 'bẻ', 'lỗi', 'tui']),
  ...combined(['hẹn'], ['lại', 'tới', 'lui', 'lên', 'xuống', 'mãi', 'hoài', 'lần', 'rồi lại hẹn', 'ngày khác']),
  ...combined(['trả'], ['về', 'lại hồ sơ', 'hồ sơ lại']),
  ...combined(['chờ', 'đợi'], ['dài', 'mãi', 'hoài', 'cả', 'mấy', 'hơn', 'đến', 'tới']),
  ...combined(['hồ sơ', 'giải quyết', 'làm', 'xử lý', 'trả', 'rất', 'quá', 'bị'], ['chậm', 'trễ', 'lâu']),
  ...['chậm trễ', 'chậm lắm', 'lâu lắm', 'lâu lắc', 'trễ hẹn', 'trễ hạn', 'quá hạn', 'sai hẹn', 'dài cổ'],
  ...['làm khó', 'gây khó', 'khó dễ', 'gặp khó', 'bị khó', 'hoạnh họe', 'bắt bẻ', 'vặn vẹo', 'soi mói'],
  ...[
    'cáu',
    'quát',
    'mắng',
    'nạt',
    'gắt',
    'khó chịu',
    'lạnh nhạt',
    'lạnh lùng',
    'thờ ơ',
    'làm ngơ',
    'làm lơ',
    'phớt lờ',
  ],
  ...['mặt nặng', 'nặng mặt', 'nặng nhẹ', 'viện cớ', 'lấy cớ', 'kiếm cớ', 'viện lý do', 'đủ lý do', 'đủ thứ'],
  ...[
    'miễn làm',
    'còn lâu',
    'xếp cuối',
    'xếp hàng cuối',
    'xuống cuối',
    'xếp sau',
    'xếp chót',
    'bị xếp',
    'cho đứng cuối',
  ],
  ...[
    'qua loa',
    'qua quýt',
    'đại khái',
    'sơ sài',
    'cho có lệ',
    'làm ngó lơ',
    'hắt hủi',
    'bị bỏ mặc',
    'bỏ rơi',
    'nằm hành lang',
    'nằm đất',
    'tiêm đau',
    'chích đau',
  ],
  ...combined(['khỏi', 'khó'], ['làm', 'xong', 'nhận', 'ký', 'kí', 'có', 'giải quyết', 'mong', 'được', 'mà']),
  ...combined(['khám', 'làm', 'tiếp'], ['cho có', 'cho xong']),
  ...combined(['đến nay', 'tới nay', 'đến giờ', 'tới giờ'], ['chưa thấy gì', 'chưa có gì', 'chưa xong', 'chưa được']),
  ...combined(['là'], ['bị', 'khó', 'hồ sơ', 'chậm', 'trễ', 'lơ', 'hỏng', 'rớt', 'trượt', 'khỏi', 'thua']),
  ...combined(['bị'], harmed),
  ...combined(['từ chối', 'từ chối nhận'], ['hồ sơ', 'giấy', 'giải quyết', 'tiếp', 'làm', 'ký', 'trả', 'đơn']),
  ...combined(['đừng'], ['mong', 'hòng', 'có', 'đến', 'tới', 'nói', 'đi', 'trách', 'hỏi', 'mơ']),
]);

/** What says by itself that something followed: anywhere in the clause of the gift, or at the beginning of the next. */
export const soThen = phrasesAsTheySound(['thì', 'nên', 'thành ra', 'thế là', 'vậy là', 'vì thế', 'vì vậy', 'do đó']);

/** Words that begin like a consequence or hold one, and are none: `ho so` typed without marks, `họ rất nhiệt tình`. */
export const noConsequences = phrasesAsTheySound([
  ...['hồ sơ', 'hỗ trợ', 'hộ khẩu', 'hộ tịch', 'hộ dân', 'hộ nghèo', 'hồ hởi'],
  ...combined(['họ', 'nó', 'cán bộ'], ['rất', 'cũng', 'còn', 'vẫn', 'luôn', 'nhiệt tình', 'vui vẻ', 'lịch sự']),
  ...combined(
    ['họ', 'cán bộ'],
    ['tử tế', 'tốt', 'hướng dẫn', 'làm tốt', 'làm nhanh', 'làm rất', 'làm đúng', 'làm việc'],
  ),
  ...combined(['hành'], ['chính', 'vi', 'khách', 'động', 'trình', 'nghề', 'lý', 'lang', 'chánh']),
  ...combined(['thực', 'ban', 'tiến', 'thi', 'hiện', 'chấp', 'điều', 'đồng', 'vận', 'phát', 'bảo', 'lưu'], ['hành']),
  ...combined(['bảo', 'nói', 'báo'], ['làm đúng', 'làm theo', 'làm vì', 'làm hết']),
  // Not "chờ tới" typed without marks.
  ...combined(['hướng dẫn', 'hướng dẫn thêm', 'giải quyết', 'làm', 'làm giúp', 'giải thích', 'làm nhanh'], ['cho tôi']),
  ...['hạnh phúc', 'chị hạnh', 'cô hạnh', 'anh hạnh', 'trở nên', 'cho nên'],
  ...combined(['hơi', 'không quá'], ['chậm', 'lâu', 'trễ']),
  ...[
    'nên phát huy',
    'nên có',
    'nên có thêm',
    'nên thêm',
    'nên bố trí',
    'nên lắp',
    'nên cải thiện',
    'nên nhân rộng',
    'nên khen',
    'nên duy trì',
    'nên tiếp tục',
  ],
  ...['phải đi làm', 'phải đi học'],
]);

/** Behind "then" or "so", before what is praised: `thì tôi thấy rất tốt`. */
export const beforePraise = phrasesAsTheySound([
  ...['thì', 'là', 'nên', 'cho nên', 'vì thế', 'vì vậy', 'do đó', 'tôi', 'em', 'mình', 'tui', 'dân', 'người dân'],
  ...[
    'bà con',
    'chúng tôi',
    'ai',
    'ai cũng',
    'mọi người',
    'vẫn',
    'gia đình',
    'gia đình tôi',
    'cũng',
    'rất',
    'quá',
    'thấy',
  ],
  ...['cảm thấy', 'thật', 'thật sự', 'thật là', 'sẽ', 'đúng', 'cực kỳ', 'vô cùng', 'càng', 'đã', 'đều', 'nói chung'],
  ...['hồ sơ', 'thủ tục', 'mọi việc', 'công việc', 'việc', 'làm', 'xong', 'giải quyết', 'quá là', 'rất là', 'như vậy'],
]);
export const praises = phrasesAsTheySound([
  ...['tốt', 'tốt quá', 'tốt rồi', 'vui', 'hài lòng', 'mừng', 'khỏe', 'được', 'rồi', 'hay', 'thoải mái', 'yên tâm'],
  ...['thích', 'đỡ', 'tin tưởng', 'tin', 'quý', 'quý mến', 'nhanh', 'nhanh chóng', 'dễ chịu', 'dễ', 'ok', 'cảm ơn'],
  ...['cám ơn', 'khen', 'ưng', 'phấn khởi', 'sướng', 'tuyệt', 'tuyệt vời', 'nhẹ', 'nhẹ nhàng', 'nhẹ lòng', 'đáng khen'],
  ...['công bằng', 'minh bạch', 'còn gì bằng', 'quá đã', 'ổn', 'điểm', 'biết ơn', 'nhờ', 'ủng hộ', 'đáng mừng'],
  ...combined(['cho', 'chấm'], ['10', '9', '8', 'điểm']),
]);
/** What begins like praise and asks what good it does. */
export const noPraises = phrasesAsTheySound([
  ...combined(
    ['được', 'nhanh', 'khỏe', 'tốt'],
    ['gì', 'chi', 'cái gì', 'việc gì', 'đâu', 'sao được', 'mô', 'răng được'],
  ),
  ...['được hẹn', 'được chờ', 'được mời về', 'được đuổi', 'dễ bị', 'dễ gì', 'dễ chi', 'hay bị', 'rồi sao'],
  ...['được xếp', 'được trả'],
]);

/** Behind these something new is said: `không đòi tiền nhưng chưa nhiệt tình`. */
export const turnsOfSpeech = phrasesAsTheySound(['nhưng', 'nhưng mà', 'song', 'tuy nhiên', 'chỉ có điều']);
/** What is told behind them only by whoever was made to pay for having given nothing: `không đưa tiền nhưng bị ngâm`. */
export const harmsBehindTurns = phrasesAsTheySound([
  ...combined(
    ['bị', 'lại bị', 'thì bị', 'vẫn bị', 'liền bị'],
    ['ngâm', 'hành', 'đuổi', 'treo', 'làm khó', 'gây khó', 'từ chối', 'lơ', 'mắng', 'đì', 'xếp', 'trả hồ sơ', 'trả về'],
  ),
  ...['bị trù dập', 'bị bắt bẻ', 'bị hoạnh họe', 'bị hắt hủi', 'bị quát', 'bị nạt', 'bị bỏ mặc', 'bị vặn vẹo'],
  ...[
    'ngâm hồ sơ',
    'xếp cuối',
    'xếp xó',
    'hắt hủi',
    'không ai làm',
    'không ai tiếp',
    'không được giải quyết',
    'chưa được giải quyết',
  ],
  ...['không giải quyết', 'không được tiếp', 'cho về', 'đuổi về', 'nó hành', 'họ hành', 'họ ngâm', 'hồ sơ nằm'],
]);
/** The same, and more of what was said before: `không đưa tiền và bị ngâm hồ sơ`. */
export const additions = phrasesAsTheySound(['và']);
/** Why nothing was given: `không đưa phong bì vì không ai đòi`. */
export const reasons = phrasesAsTheySound(['vì', 'bởi', 'bởi vì', 'tại vì', 'do']);
