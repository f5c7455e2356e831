import { phrasesAsTheySound } from './complaints';
import { combined } from './phrases';

const asked = ['đòi', 'đòi thêm', 'vòi', 'vòi thêm', 'xin thêm', 'gợi ý', 'phải', 'phải chi', 'phải đưa', 'phải gửi'];

/** Before a sum of money: it was asked for, and is no fee. */
export const askings = phrasesAsTheySound([
  ...asked,
  ...['phải biếu', 'phải lót', 'phải kẹp', 'phải cho', 'phải mất', 'phải có', 'bảo đưa', 'kêu đưa', 'bắt đưa'],
  ...[
    'ra giá',
    'nếu có',
    'bắt mua',
    'bắt mua bảo hiểm',
    'vòi vĩnh',
    'đòi hỏi',
    'đòi tới',
    'đưa thêm',
    'bỏ thêm',
    'kẹp thêm',
    'chung',
    'ăn chặn',
    'ăn bớt',
  ],
]);
/** The same, unless a fee or a receipt is spoken of: `thu thêm 100k`. */
export const chargings = phrasesAsTheySound([
  ...['lấy', 'lấy thêm', 'thu', 'thu thêm', 'xin', 'mất', 'mất thêm', 'tốn', 'tốn thêm', 'bắt đóng', 'bắt nộp'],
  ...['phải đóng', 'phải nộp', 'phải trả', 'trả thêm', 'nộp thêm', 'đóng thêm', 'cầm', 'tính', 'tính thêm', 'ăn'],
]);
/** Between what was done and the sum: `lấy của tôi tận 200 nghìn`. */
export const beforeSums = phrasesAsTheySound([
  ...['của tôi', 'của em', 'của dân', 'tôi', 'em', 'dân', 'mỗi người', 'mỗi hồ sơ', 'mỗi bộ', 'mỗi lần', 'của mình'],
  ...['đến', 'tới', 'hơn', 'gần', 'những', 'tận', 'khoảng', 'thêm', 'cả', 'tiền', 'riêng', 'ngoài', 'luôn', 'mất'],
]);
/** Behind a number: it is money. */
export const moneyUnits = phrasesAsTheySound([
  'nghìn',
  'ngàn',
  'triệu',
  'trăm',
  'đồng',
  'củ',
  'lít',
  'xị',
  'phần trăm',
]);
/** Sums in words. */
export const sums = phrasesAsTheySound([
  ...combined(
    ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'vài', 'mấy', 'cả', 'tiền', 'chục', 'trăm'],
    ['nghìn', 'ngàn', 'triệu', 'trăm', 'củ', 'chục triệu', 'trăm nghìn', 'trăm ngàn', 'chục nghìn', 'mươi nghìn'],
  ),
]);
/** Behind a number, and behind what was asked: `đòi 2 con gà`. */
export const pieces = phrasesAsTheySound([
  'con',
  'chai',
  'thùng',
  'cây',
  'két',
  'hộp',
  'cân',
  'ký',
  'kg',
  'lon',
  'chầu',
]);

const things = [
  ...['rượu', 'bia', 'gà', 'vịt', 'thuốc lá', 'cây thuốc', 'quà', 'quà cáp', 'trà nước', 'chè nước', 'cà phê', 'cafe'],
  ...['nhậu', 'ăn nhậu', 'chầu nhậu', 'hoa hồng', 'phần trăm', 'vàng', 'thẻ cào', 'thẻ điện thoại', 'hải sản'],
  ...[
    'đặc sản',
    'trái cây',
    'lại quả',
    'lì xì',
    'đi nhậu',
    'chia phần',
    'chai rượu',
    'con gà',
    'thùng bia',
    'hiện vật',
    'lễ lạt',
  ],
];

/** What was taken in place of what is denied, and is a complaint too: `không đòi tiền, đòi rượu`. */
export const takings = phrasesAsTheySound([
  ...combined(
    ['đòi', 'đòi thêm', 'vòi', 'gợi ý', 'phải', 'phải có', 'phải cho', 'phải đưa', 'phải gửi', 'phải tặng'],
    things,
  ),
  ...combined(
    ['xin', 'xin thêm', 'bắt mua', 'bắt', 'lấy', 'nhận', 'vẫn nhận', 'thích', 'phải mua'],
    things.slice(0, 4),
  ),
  ...combined(['đòi', 'đòi hỏi', 'yêu cầu đưa', 'bảo đưa'], ['nhiều hơn', 'cao hơn', 'hơn nữa', 'gấp đôi', 'thêm']),
  ...combined(['vẫn', 'vẫn cứ', 'nhưng', 'nhưng lại', 'lại'], ['lấy tiền', 'thu tiền', 'nhận tiền', 'cầm tiền', 'vòi']),
  ...['phải biếu', 'phải mời', 'bắt mời', 'phải đãi', 'phải lo lót', 'phải chạy chọt', 'phải chung', 'phải quà'],
  ...['biết điều', 'biết ý', 'tự hiểu', 'ngầm hiểu', 'phải có chút', 'phải có gì', 'phải có lời', 'phải qua lại'],
  ...['phải có qua có lại', 'tiền cà phê', 'tiền trà', 'tiền trà nước', 'tiền uống nước', 'tiền ngoài', 'tiền riêng'],
  ...['gợi ý chuyển khoản', 'gợi ý đưa', 'gợi ý tiền', 'gợi ý biếu', 'gợi ý gửi', 'ép mua', 'ăn hối lộ', 'nhận hối lộ'],
  ...[
    'đằng này',
    'xin tiền xăng',
    'xin tiền nước',
    'xin tiền uống',
    'xin tiền cà phê',
    'gợi ý cảm ơn',
    'đòi cảm ơn',
    'phải có cảm ơn',
    'đòi chuyển khoản',
    'nhận quà thì',
    'có quà thì',
    'có quà mới',
    'ăn chặn',
    'ăn bớt',
    'lại quả',
    'tiền hoa hồng',
    'tiền bôi trơn',
    'bôi trơn',
    'thu lố',
    'thu quá',
  ],
]);
/** The same, unless a fee or a receipt is spoken of. */
export const addedCharges = phrasesAsTheySound([
  'thu thêm',
  'lấy thêm tiền',
  'thu thêm tiền',
  'phụ thu',
  'thu cao hơn',
]);

/** Behind a gift that was refused: it was too small, or is to be given otherwise (`trả lại phong bì, bảo thêm vào`). */
export const refusedForMore = phrasesAsTheySound([
  ...combined(
    ['vì', 'do', 'tại', 'bảo', 'nói', 'kêu', 'chê', 'là', 'tiền', 'bởi', 'sợ', 'đòi'],
    ['ít', 'mỏng', 'quá ít', 'chưa đủ', 'không đủ', 'thiếu', 'hơi ít', 'chưa được', 'nhiêu đó', 'bấy nhiêu'],
  ),
  ...combined(
    ['bảo', 'nói', 'kêu', 'đòi', 'yêu cầu', 'bắt', 'biểu', 'hẹn'],
    ['phải', 'thêm', 'nhiều hơn', 'đưa', 'gặp riêng', 'riêng', 'ra ngoài', 'chuyển khoản', 'gấp đôi', 'cao hơn'],
  ),
  ...combined(['đưa', 'bỏ', 'gửi', 'kẹp', 'thêm', 'cho', 'phải'], ['thêm', 'vào', 'nhiều hơn', 'thêm vào']),
  ...[
    'chê',
    'chê bai',
    'gặp riêng',
    'để dưới',
    'bỏ vào',
    'để vào',
    'kẹp vào',
    'thì ít',
    'thì mỏng',
    'hẹn riêng',
    'chuyển khoản',
    'đến nhà',
    'tới nhà',
    'về nhà riêng',
    'nhà riêng',
  ],
  ...['muốn nhiều hơn', 'đưa sau', 'quán cà phê', 'ra quán', 'không bõ', 'chưa bõ', 'chẳng bõ', 'không thấm'],
]);
/** The same where a clause begins with them: elsewhere they are said of something else (`ghế ngồi ít`). */
export const tooLittle = phrasesAsTheySound([
  ...['ít', 'ít quá', 'mỏng', 'mỏng quá', 'nhẹ quá', 'chưa đủ', 'không đủ', 'quá ít', 'thêm', 'đòi', 'muốn thêm'],
]);

/** Words that begin like one of those and are none. */
export const noTakings = phrasesAsTheySound([
  ...combined(
    ['ít'],
    ['ai', 'người', 'cán bộ', 'nơi', 'có', 'khi', 'thấy', 'phút', 'nhất', 'chỗ', 'ra', 'lâu', 'gặp', 'đâu', 'hôm'],
  ),
  ...combined(['chưa đủ', 'không đủ'], ['giấy', 'hồ sơ', 'thủ tục', 'giấy tờ', 'điều kiện', 'ghế', 'chỗ', 'người']),
  ...combined(
    ['đợi'],
    ['quá lâu', 'quá trời', 'quá mệt', 'quá nhiều', 'qua trưa', 'qua ngày', 'qua buổi', 'lâu', 'hơi'],
  ),
  ...combined(['đợi'], ['có', 'mất', 'đến', 'tới', 'chút', 'ít', 'một', 'khá', 'tí', 'vài', 'mấy', 'rất']),
  ...combined(['rất', 'cũng', 'cán bộ', 'họ', 'thật'], ['biết điều', 'biết ý']),
  ...['chế độ', 'chê vào đâu', 'che chở', 'che mưa', 'che nắng', 'chê được', 'chê trách', 'đội ngũ', 'đời sống'],
  ...['phải chi tiêu', 'thêm ghế', 'thêm cán bộ', 'thêm người', 'đối với', 'đối xử', 'phải một lần'],
]);

/** A sum or a thing in a clause with one of these is a fee, or is given to whoever asks for it: `thu 50 nghìn lệ phí`. */
export const fees = phrasesAsTheySound([
  ...['lệ phí', 'phí', 'biên lai', 'hóa đơn', 'phiếu thu', 'quy định', 'niêm yết', 'thuế', 'nhà nước', 'viện phí'],
  ...['tạm ứng', 'bảo hiểm', 'chỉ thu', 'chỉ lấy', 'chỉ mất', 'chỉ tốn', 'tiền xe', 'gửi xe', 'photo', 'pho to'],
  ...['công chứng', 'tiền thuốc', 'hỗ trợ', 'trợ cấp', 'lương hưu', 'bảng giá', 'đúng giá', 'bưu điện'],
]);
/** What is like a fee and is none. */
export const noFees = phrasesAsTheySound([
  ...combined(
    ['không', 'không có', 'chẳng có', 'chẳng', 'ko có', 'không đưa', 'không ghi', 'không xuất', 'không viết', 'chả có'],
    ['biên lai', 'hóa đơn', 'phiếu thu', 'phiếu'],
  ),
  ...combined(
    ['ngoài', 'cao hơn', 'hơn', 'quá', 'không đúng', 'không theo', 'trái', 'sai', 'không có', 'so với', 'vượt'],
    ['quy định', 'lệ phí', 'phí', 'viện phí', 'niêm yết', 'biên lai', 'bảng giá', 'trong quy định', 'mức quy định'],
  ),
]);

/** Before what was taken, in its clause: it was so at another place or time (`trước đây phải biếu gà`). */
export const elsewhere = phrasesAsTheySound([
  ...['trước', 'trước đây', 'trước kia', 'hồi trước', 'hồi xưa', 'ngày xưa', 'ngày trước', 'năm ngoái', 'như', 'xưa'],
  ...combined(
    ['chỗ', 'nơi', 'xã', 'huyện', 'phường', 'bên', 'chổ', 'cơ quan', 'tỉnh', 'viện', 'bệnh viện', 'trạm'],
    ['khác', 'kia', 'cũ', 'bên cạnh', 'ngoài'],
  ),
]);
/** Behind what is denied, in its clause: it is wished for (`không phong bì thì tốt biết mấy`). */
export const wishesBehind = phrasesAsTheySound([
  ...['biết mấy', 'biết bao', 'biết bao nhiêu', 'biết chừng nào', 'biết nhường nào', 'thì đã tốt', 'thì đã hài lòng'],
  ...['thì đã vui', 'thì đã khen', 'thì đã cho', 'thì đâu đến', 'thì đâu đến nỗi', 'thì đâu có', 'thì tôi đã'],
]);
