import { phrasesAsTheySound } from './complaints';
import { combined } from './phrases';

/** Before a complaint: `không đòi tiền`, `đâu có phong bì`, `làm gì có đòi tiền`. */
export const complaintDenials = phrasesAsTheySound([
  ...['không', 'chẳng', 'chả', 'chưa', 'nỏ', 'đâu có', 'đâu phải', 'làm gì có', 'làm chi có', 'mô có', 'có mô'],
  'nói không với',
]);

/** Before a complaint that nobody is put to: `khỏi phải đưa tiền`. */
export const exemptions = phrasesAsTheySound([
  ...['khỏi', 'khỏi phải', 'khỏi cần', 'khỏi lo', 'khỏi phải lo', 'khỏi bị', 'khỏi có', 'khỏi mất', 'khỏi sợ'],
]);
/** Before such a word: it is what one pays for, or would like to have (`đưa tiền để khỏi bị hạch sách`). */
export const beforeNoExemption = phrasesAsTheySound([
  ...['để', 'muốn', 'cho', 'mong', 'sao cho', 'hòng', 'chưa', 'không', 'mới', 'tránh'],
]);

/** What an office does to people and is denied together (`không vòi vĩnh nhũng nhiễu`). */
const wrongs = ['vòi vĩnh', 'nhũng nhiễu', 'sách nhiễu', 'hạch sách', 'đòi hỏi', 'đòi tiền', 'hách dịch'];
/** What people give; before something else only with a word that joins the two. */
const gifts = ['phong bì', 'bồi dưỡng', 'lót tay', 'đưa tiền', 'đưa phong bì'];

/** What people give to an office, as complaint words name it: left out by whoever did not give it, and refused by an honest one. */
export const giftWords = phrasesAsTheySound([...gifts, 'quà', 'quà cáp', 'chung chi', 'trà nước', 'lót tiền']);
/** Those of them that say that they were given. */
export const givingWords = phrasesAsTheySound(['đưa tiền', 'đưa phong bì']);

/**
 * Between a denial and a gift that was not given. What is left out may be why the office did nothing (`không đưa phong
 * bì, họ đuổi về`); behind any other words below it is said that nothing was asked for (`không phải đưa tiền`).
 */
export const betweenDenialAndGift = phrasesAsTheySound([
  ...['đưa', 'có', 'một', 'gửi', 'kẹp', 'kèm', 'biếu', 'tặng', 'cho', 'đưa cho cán bộ', 'cho cán bộ', 'đưa tiền'],
  ...combined(gifts, ['hay', 'hoặc', 'và']),
]);

/** What may stand between a denial and the complaint it denies. Any other verb has the denial for itself. */
export const betweenDenialAndComplaint = phrasesAsTheySound([
  ...['ai', 'một ai', 'người nào', 'cán bộ nào', 'nhân viên nào', 'anh chị nào', 'chỗ nào', 'đồng nào', 'cho ai'],
  ...['có', 'thấy', 'gặp', 'bị', 'hề', 'phải', 'cần', 'còn', 'một', 'bao giờ', 'khi nào', 'lần nào', 'xảy ra'],
  ...['từng', 'bất cứ', 'bất kỳ', 'bất kì', 'mất'],
  ...['chuyện', 'việc', 'vụ', 'cảnh', 'tình trạng', 'hiện tượng', 'hành vi', 'biểu hiện', 'dấu hiệu', 'thái độ'],
  ...['thấy họ', 'thấy cán bộ', 'đưa', 'nhận', 'lấy', 'đòi', 'xin', 'gợi ý', 'yêu cầu', 'gây', 'vòi'],
  ...['mất tiền', 'tốn tiền', 'lấy tiền', 'thu tiền', 'nhận tiền', 'phải đưa tiền', 'cần đưa tiền'],
  ...['hay', 'hoặc', 'và', 'dân', 'người dân', 'bà con'],
  ...['kèm', 'tốn', 'biếu'],
  ...wrongs,
  ...combined(gifts, ['hay', 'hoặc', 'và']),
]);

/** The same, for what nobody has to think of: `không phải lo phong bì`. */
export const worries = phrasesAsTheySound([
  ...['lo', 'lo lắng', 'lo chuyện', 'lo bị', 'sợ', 'sợ bị', 'nghĩ đến', 'nghĩ tới', 'nghĩ đến chuyện', 'chuẩn bị'],
]);

const sometimes = ['bao giờ', 'khi nào', 'lúc nào', 'lần nào'];

/** Before a denial: it is a condition (`nếu không đưa tiền`), or is itself denied (`không bao giờ không đòi tiền`). */
export const beforeNoDenial = phrasesAsTheySound([
  ...['ai', 'ai mà', 'người nào', 'nếu', 'nếu như', 'hễ', 'hễ mà', 'nhà nào'],
  ...combined(['nếu', 'hễ'], ['tôi', 'em', 'mình', 'dân', 'người dân', 'bà con', 'ai']),
  ...[
    'không thể',
    'không thể nào',
    'chẳng thể',
    'không phải',
    'không phải là',
    'chẳng phải',
    'đâu phải',
    'đâu phải là',
  ],
  ...combined(['không', 'chưa', 'chẳng', 'chả', 'nỏ', 'không có', 'chẳng có'], sometimes),
  ...combined(['muốn', 'cần', 'đi'], ['làm', 'xin']),
  ...['không có ai', 'không ngày nào', 'không hôm nào'],
]);

/** The end of whoever is meant, right before a denial: `không có cán bộ nào không đòi tiền`. */
export const anybody = phrasesAsTheySound([
  'nào',
  'ai',
  'nào mà',
  'ai mà',
  'nào là',
  'ai là',
  'nào lại',
  'ai lại',
  'lần nào đi mà',
  'lần nào đến mà',
  'lần nào lên mà',
  'lần nào đi',
]);
/** Before whoever is meant, besides a denial: there are not many. */
export const fewness = phrasesAsTheySound([
  'hiếm',
  'hiếm có',
  'ít',
  'ít có',
  'khó',
  'mấy',
  'có mấy',
  'thử hỏi',
  'tìm đâu',
]);
/** Behind what hardly anybody does: but here they do. */
export const likeHere = phrasesAsTheySound([
  ...combined(['như', 'bằng', 'giống'], ['ở đây', 'đây', 'chỗ này', 'nơi này', 'xã này', 'phường này', 'xã mình']),
]);

/** Before a gift that was not given: that is why something happened (`do không đưa phong bì`). */
export const causes = phrasesAsTheySound([
  ...['do', 'tại', 'vì', 'bởi', 'bởi vì', 'tại vì', 'chắc do', 'chắc tại', 'chỉ vì', 'chỉ tại', 'là do', 'là vì'],
  ...combined(
    ['do', 'tại', 'vì', 'bởi', 'bởi vì', 'tại vì'],
    ['tôi', 'em', 'mình', 'tui', 'dân', 'nhà tôi', 'chúng tôi'],
  ),
]);
/** Words that end like one and are none: `ở đó` and `đơn vị` typed without marks. */
export const noCauses = phrasesAsTheySound([
  ...['ở đó', 'chỗ đó', 'lúc đó', 'khi đó', 'hôm đó', 'đơn vị', 'quý vị', 'các vị'],
]);

/** At the beginning of a clause: what is denied behind them is wished for, and so it is not so. */
export const wishes = phrasesAsTheySound([
  ...[
    'đề nghị',
    'kiến nghị',
    'mong',
    'mong muốn',
    'mong rằng',
    'mong sao',
    'cầu mong',
    'yêu cầu',
    'hy vọng',
    'hi vọng',
  ],
  ...['ước', 'ước gì', 'ước chi', 'giá mà', 'giá như', 'phải chi', 'phải mà', 'ước sao', 'giá gì', 'ước mong'],
]);
/** Who wishes. */
export const wishers = phrasesAsTheySound([
  ...['tôi', 'em', 'mình', 'tui', 'chúng tôi', 'dân', 'người dân', 'bà con', 'gia đình tôi', 'nhân dân'],
  ...['rất', 'chỉ', 'xin', 'kính', 'cũng', 'nhưng', 'và', 'thì', 'dạ', 'góp ý', 'thật sự'],
]);
/** What is wished to go on is so. */
export const goingOn = phrasesAsTheySound([
  'tiếp tục',
  'phát huy',
  'giữ vững',
  'duy trì',
  'mãi',
  'như vậy',
  'như hiện nay',
  ...['nơi khác', 'chỗ khác', 'nơi nào cũng', 'đâu cũng', 'mọi nơi'],
]);

/** Before a gift, whole: the office would not have it (`từ chối phong bì`). */
export const refusals = phrasesAsTheySound([
  ...['từ chối', 'từ chối nhận', 'từ chối lấy', 'từ chối cầm', 'từ chối mọi', 'từ chối nhận mọi', 'trả lại'],
]);
/** The same behind a gift, where nothing else is refused (`không nhận hồ sơ`). */
export const refusalsBehind = phrasesAsTheySound([
  ...combined(['không', 'chẳng', 'chả', 'nỏ', 'không ai', 'nỏ ai', 'không chịu'], ['nhận', 'lấy', 'cầm']),
  ...['từ chối', 'từ chối nhận', 'trả lại'],
]);
/** Who refuses a gift, and how. */
export const betweenGiftAndRefusal = phrasesAsTheySound([
  ...['nhưng', 'nhưng mà', 'mà', 'song', 'cán bộ', 'các cán bộ', 'họ', 'nhân viên', 'anh', 'chị', 'cô', 'chú', 'em'],
  ...['anh chị', 'các anh chị', 'các anh', 'các chị', 'anh ấy', 'chị ấy', 'cô ấy', 'bác sĩ', 'y tá', 'ở đó', 'ở đây'],
  ...['kiên quyết', 'nhất quyết', 'nhất định', 'cương quyết', 'cũng', 'vẫn', 'đều', 'lại', 'đã', 'cho', 'thì'],
  ...['để cảm ơn', 'cảm ơn', 'lót tay', 'bồi dưỡng', 'thêm'],
]);
/** What may stand behind such a refusal. */
export const refusedThings = phrasesAsTheySound([
  ...['tiền', 'quà', 'phong bì', 'gì', 'đâu', 'và', 'mà', 'nhưng', 'ngay', 'luôn', 'hết', 'cả', 'một đồng', 'đồng nào'],
  ...['của tôi', 'cho tôi', 'lại', 'ạ', 'nó', 'bồi dưỡng', 'chi', 'thêm'],
]);
/** Before a gift that had to be given: nobody who refuses it is honest. */
export const demands = phrasesAsTheySound([
  ...['phải', 'bắt', 'đòi', 'vòi', 'gợi ý', 'yêu cầu', 'buộc', 'phải có', 'phải đưa', 'bắt đưa', 'đòi đưa', 'phải kẹp'],
  ...['phải gửi', 'gợi ý đưa', 'yêu cầu đưa', 'buộc đưa'],
]);
