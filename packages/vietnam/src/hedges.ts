import { combined, phrasesOf } from './phrases';

/**
 * Small words that stand around numbers and answers and make them unsure: between two, about, more than, question so
 * and so. A message of numbers, answers and such words alone has several meanings; any other word makes it a comment.
 */
export const hedges = phrasesOf([
  ...['hoặc', 'hay', 'hoặc là', 'hay là', 'và', 'với', 'thì', 'từ', 'đến', 'tới', 'cho đến', 'giữa'],
  ...['trên', 'dưới', 'hơn', 'khoảng', 'khoảng chừng', 'chừng', 'cỡ', 'tầm', 'gần', 'độ', 'tạm', 'chắc', 'chắc là'],
  ...combined(['nhiều', 'ít', 'lớn', 'cao', 'thấp'], ['hơn']),
  ...['ít nhất', 'nhiều nhất', 'tối đa', 'tối thiểu', 'không tới', 'chưa tới', 'chưa đến', 'không đến'],
  ...['câu', 'câu hỏi', 'câu số', 'ý', 'mục', 'phần', 'thứ', 'cả', 'có', 'không', 'chưa', 'phải', 'không phải'],
  ...['lần', 'điểm', 'đ', 'mức', 'số', 'phẩy', 'chấm'],
]);

/** Units that may be glued to a number (`3lan`, `9đ`); anything else there makes it another thing (`500k`, `8h`). */
export const gluedUnits = phrasesOf(['điểm', 'đ', 'd', 'lần', 'lượt']);

export const hedgesEnglish = phrasesOf([
  ...['or', 'and', 'to', 'about', 'over', 'under', 'more than', 'less than', 'at least', 'at most', 'maybe', 'between'],
  ...['question', 'times', 'points', 'not', 'out of'],
]);
