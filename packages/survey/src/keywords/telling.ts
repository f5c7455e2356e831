import { combined, holdsPhrase, phraseAt, phrasesOf, type Words } from '@mscore/vietnam';

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
  ...[
    'ý kiến',
    'cải thiện',
    'cần sửa đổi',
    'rút kinh nghiệm',
    'chấm điểm',
    'cho điểm',
    'đánh giá',
    'mừng',
    'rút hồ sơ',
    'hủy hồ sơ',
  ],
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
  clauses.some((clause) => holdsPhrase(ofPeople, clause));

/** Whether anybody of the office is spoken of. */
export const speaksOfStaff = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some((clause) => holdsPhrase(staff, clause));

/** Whether anything judges how it went. */
export const judges = (clauses: readonly (readonly Words[])[]): boolean =>
  clauses.some((clause) => holdsPhrase(judgements, clause));

/** A story, an opinion or a mistake begins so, be it as short as it may. */
const stories = [
  ...['cán bộ', 'nhân viên', 'họ', 'người ta', 'mấy ông', 'ông', 'bà chị', 'sai', 'nhầm', 'lộn', 'mất', 'lỗi', 'hỏng'],
  ...['trễ', 'chậm', 'lâu', 'muộn', 'quá hạn', 'quá hẹn', 'lỡ hẹn', 'trễ hẹn', 'đi lại', 'chờ', 'đợi', 'phải', 'bị'],
  ...combined(['chờ', 'đợi'], ['lâu', 'mãi', 'hoài', 'cả', 'đến', 'tới']),
  ...['nhưng', 'vì', 'nên', 'rất', 'quá', 'lắm', 'ngâm', 'bảo', 'kêu', 'không rõ', 'không đầy đủ'],
  ...combined(['cảm ơn', 'cám ơn'], ['đã', 'cán bộ', 'anh chị đã', 'các anh chị']),
  ...['ok', 'tốt', 'ổn', 'rườm rà', 'phức tạp', 'rắc rối', 'khó', 'khổ', 'nhanh', 'gọn', 'đơn giản', 'bình thường'],
  ...['cũng', 'công bằng', 'mừng', 'vui', 'rút ngắn', 'không gặp'],
  ...['đã lấy', 'đã nhận', 'đã có', 'đã xong', 'đã trả', 'đã giải quyết'],
  ...['lấy rồi', 'nhận rồi', 'xong rồi', 'có rồi', 'trả rồi'],
  ...['late', 'slow', 'wrong', 'lost', 'but', 'because', 'very', 'too', 'they', 'officer'],
];
/** So begins a story, or what is known of a dossier. */
const facts = [
  ...['mà', 'do', 'tiền', 'phí', 'lần', 'nói', 'nộp', 'thiếu', 'điểm', 'qua mạng', 'online', 'money', 'thất lạc'],
  ...['chưa nhận', 'chưa thấy', 'không biết', 'chưa có kết quả', 'tiếng', 'phút', 'ngày', 'tuần', 'tháng'],
];
const storiesAndFacts = phrasesOf([...stories, ...facts]);
const surely = phrasesOf(stories);
/** What dossiers are for, and begins like a story: a child is not late, insurance has said nothing. */
const noStory = phrasesOf([
  ...['trẻ em', 'trẻ con', 'trẻ sơ sinh', 'mặt bằng', 'hộ', 'hộ khẩu', 'hộ tịch', 'giám hộ', 'bảo hiểm', 'bảo trợ'],
  ...['bảo lãnh', 'đảm bảo', 'hôm qua', 'bữa qua', 'ngày qua', 'qua mạng', 'qua bưu điện', 'thông qua', 'bao lâu'],
  ...combined(['cấp', 'chuyển', 'thay', 'trao'], ['đổi']),
  ...combined(['đổi'], ['tên', 'sổ', 'chủ', 'bằng', 'thẻ', 'đất', 'biển', 'giấy', 'gplx', 'cccd']),
  ...['bị mất', 'bị hỏng', 'bị rách', 'đính chính sai', 'cải chính sai', 'sửa sai', 'báo kết quả', 'nhờ báo'],
  ...combined(['của'], ['ông', 'bà', 'họ']),
]);

/** How many words of a story begin at a place, or of what may be one; 0 when none does. */
export const storyAt = (clause: readonly Words[], at: number): number => phraseAt(storiesAndFacts, clause, at);

/** The same of what surely is a story: facts about a dossier tell nothing yet, and `làm` without its mark is no lắm. */
export function sureStoryAt(clause: readonly Words[], at: number): number {
  if (clause[at]?.marked === 'lam' && at + 1 < clause.length) return 0;
  return phraseAt(surely, clause, at);
}

/** How many words begin at a place that only look like a story. */
export const noStoryAt = (clause: readonly Words[], at: number): number => phraseAt(noStory, clause, at);
