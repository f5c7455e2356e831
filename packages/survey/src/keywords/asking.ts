import {
  afterPhrases,
  beforePhrases,
  combined,
  holdsPhrase,
  phraseAt,
  phraseBefore,
  phrasesOf,
  type Words,
} from '@mscore/vietnam';

const which = [
  ...['khi', 'lúc', 'ngày', 'hôm', 'chừng', 'bữa', 'buổi', 'tháng', 'thế', 'như thế', 'như', 'đến khi', 'tới khi'],
  ...['khâu', 'bước', 'giai đoạn', 'phòng', 'chỗ', 'đoạn', 'nơi', 'cơ quan', 'bộ phận', 'mức', 'cửa', 'quầy'],
];
/** When, where, how, in Vietnamese as it is spoken in the centre too (mô is đâu, răng is sao, chi is gì). */
const asking = phrasesOf([
  ...combined(which, ['nào', 'mô']),
  ...['bao giờ', 'bao lâu', 'bao h', 'bao nhiêu', 'bgio', 'bh', 'chừng mô', 'mấy giờ', 'mấy h', 'mấy hôm nữa'],
  ...combined(['mấy', 'còn mấy'], ['ngày nữa', 'bữa nữa', 'tuần nữa']),
  ...combined(['ngày', 'thứ', 'tháng', 'bước', 'phòng', 'quầy', 'cửa', 'cửa số', 'hôm', 'còn'], ['mấy']),
  ...combined(['ở', 'tới', 'đến', 'về', 'nằm', 'chỗ', 'tận', 'ra', 'đi đến', 'đi tới'], ['đâu', 'mô']),
  ...['đâu rồi', 'mô rồi', 'mô rứa', 'mô hè', 'mô hầy', 'mô ri', 'đâu vậy', 'đâu thế', 'đi mô', 'mô ạ'],
  ...['sao', 'ra sao', 'tại sao', 'vì sao', 'làm sao', 'ntn', 'tnao', 'tn', 'răng', 'ra răng', 'làm răng', 'mần răng'],
  ...combined(['răng'], ['rồi', 'rứa', 'ri', 'hè', 'chưa', 'mà']),
  ...combined(['thiếu', 'cần', 'còn', 'vướng', 'bị', 'giấy', 'giấy tờ', 'việc', 'bổ sung', 'nộp thêm', 'có'], ['chi']),
  ...['chi rứa', 'chi không', 'chi nữa', 'vì chi'],
  ...combined(['được', 'có', 'xong', 'phải', 'đúng', 'hay', 'gì'], ['không']),
  ...['hay chưa', 'rồi chưa', 'chưa để', 'xong chưa', 'được chưa', 'ký chưa'],
]);
/** Which and what: in a sentence that denies it is any at all. */
const anything = phrasesOf([
  ...['gì', 'nào', 'cái gì', 'cái chi', 'mô', 'gặp ai', 'liên hệ ai', 'ai đang', 'ai giữ', 'ai xử lý', 'ai ký'],
]);
const denials = phrasesOf(['không', 'chẳng', 'chả', 'chưa', 'đâu có', 'nỏ']);
/** Before these a word that asks says `never`, `no matter`, `none`, or is another (bản sao, rõ ràng). */
const otherwiseBehind = phrasesOf(['bản', 'ngôi', 'photo', 'rõ', 'công chứng', 'không', 'chẳng', 'chả']);
const neverBehind = phrasesOf(['chưa', 'không', 'chẳng', 'chả']);
const never = phrasesOf(['bao giờ', 'khi nào', 'lúc nào', 'khi mô']);
/** Behind these it says `always`, `everywhere`, or is another (sao y, gì cả). */
const otherwiseBefore = phrasesOf(['cũng', 'y', 'lục', 'chép', 'kê', 'cả', 'hết', 'đâu', 'chả được']);
const alreadyDone = phrasesOf(['xong', 'được', 'rồi', 'có', 'ra', 'kết quả']);

/** Who wants to know something says so at the beginning of a clause, or asks to have it done. */
const requests = phrasesOf([
  ...['kiểm tra', 'kiểm tra lại', 'ktra', 'kt', 'check', 'chek', 'tra cứu', 'tra', 'dò', 'xem', 'coi', 'hỏi'],
  ...['hỏi thăm'],
  ...['biết', 'tìm', 'tìm hiểu', 'theo dõi', 'cập nhật', 'xác nhận', 'rà soát', 'xin kết quả', 'xin thông tin'],
  ...['báo cho', 'báo giúp', 'báo em', 'thông báo cho', 'trả lời cho', 'cho biết', 'cho hay', 'kiếm'],
]);
/** Who asks to have something looked into again tells what was wrong with it. */
const reconsidering = phrasesOf(['xem xét', 'xem lại', 'kiểm tra lại cách']);
/** `Khi nào hỏi cũng bảo chờ`: no matter when. */
const whatever = phrasesOf(['cũng']);
const beforeRequests = phrasesOf([
  ...['dạ', 'thưa', 'alo', 'a lô', 'xin', 'xin phép', 'xin chào', 'chào', 'cho', 'nhờ', 'làm ơn', 'vui lòng', 'kính'],
  ...['đề nghị', 'mong', 'muốn', 'cần', 'ơi', 'giúp', 'giùm', 'dùm', 'hộ', 'với', 'ạ', 'a', 'ad', 'admin', 'ban'],
  ...['bạn'],
  ...['em', 'tôi', 'tui', 'mình', 'con', 'cháu', 'anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'o', 'dì', 'thím'],
  ...['mệ'],
  ...['hồ sơ', 'hs', 'mã', 'số', 'mã số', 'của', 'kính gửi', 'kính chào', 'quý', 'cơ quan', 'trung tâm', 'tthc', 'bên'],
  ...['nhờ cán bộ', 'cán bộ ơi', 'kính nhờ', 'các', 'e', 'c', 'mọi người', 'ubnd', 'phường', 'xã', 'văn phòng', 'thì'],
  ...['tthc cho', 'quý vị', 'please', 'pls', 'hi', 'hello', 'hãy', 'lại', 'phiền', 'can you', 'could you', 'i want to'],
]);
const doneForOne = phrasesOf([
  ...['giúp', 'giùm', 'dùm', 'hộ', 'với', 'giup', 'cho em', 'cho tôi', 'cho con', 'cho cháu', 'cho mình', 'cho tui'],
]);
/** `ho so` without its marks is no hộ. */
const dossier = phrasesOf(['hồ sơ']);

const english = phrasesOf([
  ...combined(['when', 'where', 'how', 'what', 'who'], ['is', 'are', 'will', 'can', 'do', 'does', 's', 'has', 'about']),
  ...combined(['is', 'has', 'are', 'was'], ['it', 'my', 'the', 'this', 'there']),
  ...combined(['can', 'could', 'may', 'should', 'do'], ['i', 'you', 'we']),
  ...['wheres', 'whens', 'hows', 'whats', 'how long', 'any update', 'any news', 'status of', 'status', 'look up'],
  ...['done yet', 'ready yet', 'finished yet', 'want to know', 'let me know', 'please check', 'check', 'track'],
  ...['lookup'],
]);

/** Behind the `chưa` or `không` that ends a question: particles, who is spoken to, and what is asked about. */
const tails = phrasesOf([
  ...['ạ', 'a', 'ah', 'à', 'vậy', 'thế', 'nhỉ', 'ta', 'hè', 'hầy', 'hí', 'hỉ', 'rứa', 'ri', 'nha', 'nhé', 'ha'],
  ...['em', 'e', 'anh', 'chị', 'c', 'a chị', 'chú', 'cô ơi', 'bác', 'o ơi', 'ơi', 'ad', 'bạn', 'con', 'cháu', 'nữa'],
  ...['hồ sơ', 'hs', 'mã', 'số', 'mã số', 'của', 'tôi', 'tui', 'mình', 'thủ tục', 'này', 'cảm ơn', 'cám ơn', 'xin'],
  ...['giúp', 'giùm', 'dùm', 'với', 'nhiều', 'đó', 'đấy', 'thanks', 'tks', 'đây', 'cán bộ ơi', 'mọi người', 'ông'],
  ...['bà'],
]);
const notYet = phrasesOf(['chưa']);
const whether = phrasesOf(['không', 'khôn', 'hả', 'hở', 'chăng', 'hử']);
/** `Vẫn chưa`, `thì không` state. */
const stating = phrasesOf(['vẫn', 'thì', 'là', 'cũng', 'còn', 'hoàn toàn', 'nói', 'bảo', 'vẫn còn', 'mà']);

/** Whether a clause asks: with a word for it anywhere, a request, or `chưa`, `không` at its end. */
export const asks = (clause: readonly Words[]): boolean =>
  endsAsking(clause) || clause.some((_, at) => asksAt(clause, at) || requestsAt(clause, at));

function asksAt(clause: readonly Words[], at: number): boolean {
  if (phraseAt(english, clause, at) > 0) return true;
  const length = phraseAt(asking, clause, at);
  if (length > 0) return !isOtherwise(clause, at, length);
  const any = phraseAt(anything, clause, at);
  return any > 0 && !isOtherwise(clause, at, any) && !isDenied(clause, at);
}

function isOtherwise(clause: readonly Words[], at: number, length: number): boolean {
  if (phraseAt(otherwiseBefore, clause, at + length) > 0 || holdsPhrase(whatever, clause, at)) return true;
  if (length === 1 && (phraseBefore(otherwiseBehind, clause, at) > 0 || /^\d/.test(clause[at - 1]?.folded ?? ''))) {
    return true;
  }
  const denial = phraseAt(never, clause, at) === length ? phraseBefore(neverBehind, clause, at) : 0;
  return denial > 0 && phraseBefore(alreadyDone, clause, at - denial) === 0;
}

/** Denied before it, but for `không biết`. */
const isDenied = (clause: readonly Words[], end: number): boolean =>
  clause
    .slice(0, end)
    .some((_, at) => phraseAt(denials, clause, at) > 0 && (clause[at + 1]?.folded !== 'biet' || at + 2 === end));

function requestsAt(clause: readonly Words[], at: number): boolean {
  const length = phraseAt(requests, clause, at);
  if (length === 0 || phraseAt(reconsidering, clause, at) > 0 || holdsPhrase(whatever, clause, at)) return false;
  const behind = at + length;
  if (phraseAt(doneForOne, clause, behind) > 0 && phraseAt(dossier, clause, behind) === 0) return true;
  return afterPhrases(beforeRequests, clause, 0) >= at;
}

function endsAsking(clause: readonly Words[]): boolean {
  const end = beforePhrases(tails, clause, clause.length);
  const yet = phraseBefore(notYet, clause, end);
  const last = yet || phraseBefore(whether, clause, end);
  const said = end - last;
  return (
    last > 0 &&
    said > 0 &&
    (yet > 0 || afterPhrases(beforeRequests, clause, 0) < said) &&
    phraseBefore(stating, clause, said) === 0
  );
}
