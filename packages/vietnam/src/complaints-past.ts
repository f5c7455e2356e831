import { phrasesAsTheySound } from './complaints';
import { combined } from './phrases';

/** What was so once: `trước kia hay hạch sách`. */
export const onceUponATime = phrasesAsTheySound([
  ...['trước', 'trước kia', 'trước đây', 'hồi trước', 'hồi xưa', 'ngày trước', 'ngày xưa', 'lúc trước', 'mọi năm'],
  ...['năm ngoái', 'năm trước', 'xưa', 'xưa kia', 'xưa nay', 'thời trước', 'dạo trước', 'mấy năm trước', 'mọi khi'],
]);
const now = ['giờ', 'nay', 'bây giờ', 'hiện nay', 'hiện tại', 'giờ đây', 'bây chừ', 'năm nay', 'hiện giờ', 'đến nay'];
const gone = [
  'không còn',
  'không còn nữa',
  'không có nữa',
  'không thấy nữa',
  'hết',
  'hết rồi',
  'hết hẳn',
  'đã hết',
  'đã không còn',
  'chẳng còn',
  'chấm dứt',
];
/** Behind a complaint: it is so no more (`giờ không còn nữa`). */
export const noMore = phrasesAsTheySound([
  ...combined(now, gone),
  ...combined(now, ['thì không']),
  ...['không còn nữa', 'không còn', 'đã không còn', 'đã chấm dứt', 'chẳng còn nữa'],
  ...combined(now, combined(['thì', 'đã', 'cũng', 'thì đã', 'họ', 'cán bộ'], gone)),
]);
/** What may stand behind that, besides the end of the clause. */
export const behindNoMore = phrasesAsTheySound([
  ...['nữa', 'rồi', 'chuyện', 'chuyện đó', 'cảnh', 'cảnh đó', 'tình trạng', 'như vậy', 'vậy', 'thế', 'như thế', 'hẳn'],
  ...['hiện tượng', 'việc', 'việc đó', 'kiểu đó'],
]);
/** Between a complaint and that, where no past is spoken of: `hay hạch sách dân, giờ không còn nữa`. */
export const betweenComplaintAndNoMore = phrasesAsTheySound([
  ...['dân', 'người dân', 'bà con', 'lắm', 'nhiều', 'nhưng', 'nhưng mà', 'mà', 'thì', 'tôi', 'này', 'đó'],
]);
