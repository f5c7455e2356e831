import { combined, type Phrases, phraseAt, phrasesOf, type Words } from '@mscore/vietnam';

/** What people say of those who served them: it is heard even beside a question, where words are kept. */
const ofPeople = phrasesOf([
  ...['nhiệt tình', 'tận tình', 'chu đáo', 'vui vẻ', 'thân thiện', 'lịch sự', 'niềm nở', 'hài lòng', 'phục vụ', 'khen'],
  ...['tuyệt vời', 'chuyên nghiệp', 'tử tế', 'dễ thương', 'xuất sắc', 'hoà nhã', 'hòa nhã', 'hoan nghênh', 'tận tâm'],
  ...['friendly', 'helpful', 'polite', 'satisfied', 'excellent', 'great', 'service was', 'staff'],
]);
/** Who they are: what is told of them is seldom harmless. */
const staff = phrasesOf([
  ...[
    'cán bộ',
    'nhân viên',
    'lãnh đạo',
    'mấy ông',
    'mấy bà',
    'mấy cô',
    'mấy anh',
    'anh ta',
    'cô ta',
    'ông ta',
    'bà ta',
  ],
  ...['bọn', 'tụi', 'officer', 'officers', 'staff', 'clerk'],
]);
/** Of how it went; beside a question it may be what is asked. */
const judgements = phrasesOf([
  ...combined(['rất', 'khá', 'quá', 'cũng', 'hơi', 'thật', 'làm', 'giải quyết', 'xử lý'], ['nhanh', 'tốt', 'ổn', 'kỹ']),
  ...combined(['nhanh', 'tốt'], ['quá', 'lắm', 'chóng', 'gọn', 'thật', 'rồi', 'hơn']),
  ...['đúng hẹn', 'đúng hạn', 'trước hẹn', 'sớm hơn', 'rõ ràng', 'thuận lợi', 'thuận tiện', 'thoải mái', 'dễ dàng'],
  ...combined(['hướng dẫn'], ['rõ', 'kỹ', 'tốt', 'đầy đủ', 'cụ thể', 'dễ hiểu']),
  ...['ý kiến', 'cải thiện', 'cần sửa đổi', 'chấm điểm', 'cho điểm', 'đánh giá', 'mừng', 'rút hồ sơ', 'hủy hồ sơ'],
  ...[
    'huỷ hồ sơ',
    'xóa hồ sơ',
    'xoá hồ sơ',
    'fast',
    'quick',
    'quickly',
    'very good',
    'good job',
    'well done',
    'thank the',
  ],
]);

/** Whether anything is said of those who served. */
export const speaksOfPeople = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some((clause) => holds(ofPeople, clause));

/** Whether anybody of the office is spoken of. */
export const speaksOfStaff = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some((clause) => holds(staff, clause));

/** Whether anything judges how it went. */
export const judges = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some((clause) => holds(judgements, clause));

/** A story, an opinion or a mistake begins so, be it as short as it may. */
const stories = phrasesOf([
  ...['cán bộ', 'nhân viên', 'họ', 'người ta', 'mấy ông', 'ông', 'bà chị', 'sai', 'nhầm', 'lộn', 'mất', 'lỗi', 'hỏng'],
  ...['trễ', 'chậm', 'lâu', 'muộn', 'quá hạn', 'quá hẹn', 'lỡ hẹn', 'trễ hẹn', 'đi lại', 'chờ', 'đợi', 'phải', 'bị'],
  ...['mà', 'nhưng', 'vì', 'do', 'nên', 'rất', 'quá', 'lắm', 'ngâm', 'tiền', 'phí', 'lần', 'bảo', 'nói', 'kêu'],
  ...combined(['cảm ơn', 'cám ơn'], ['đã', 'cán bộ', 'anh chị đã', 'các anh chị']),
  ...['ok', 'tốt', 'ổn', 'rườm rà', 'phức tạp', 'rắc rối', 'khó', 'nhanh', 'gọn', 'đơn giản', 'bình thường'],
  ...['chưa nhận', 'chưa thấy', 'không biết', 'cũng', 'chưa có kết quả', 'công bằng', 'điểm', 'mừng', 'vui'],
  ...['đã lấy', 'đã nhận', 'đã có', 'đã xong', 'đã trả', 'đã giải quyết'],
  ...['lấy rồi', 'nhận rồi', 'xong rồi', 'có rồi', 'trả rồi', 'qua mạng', 'online', 'không gặp'],
  ...['late', 'slow', 'wrong', 'lost', 'money', 'but', 'because', 'very', 'too', 'they', 'officer', 'nộp', 'thiếu'],
  ...['thất lạc', 'tiếng', 'phút', 'ngày', 'tuần', 'tháng'],
]);

/** How many words of a story begin at a place; 0 when none does. */
export const storyAt = (clause: readonly Words[], at: number): number => phraseAt(stories, clause, at);

const holds = (phrases: Phrases, words: readonly Words[]): boolean =>
  words.some((_, at) => phraseAt(phrases, words, at) > 0);
