/** The ten national statuses of a dossier, and their numbers on the national public service portal. */
export const nationalStatuses = [
  {
    code: 1,
    key: 'REGISTERED',
    sms: {
      vi: 'Mới đăng ký, chờ tiếp nhận',
      'vi-ascii': 'Moi dang ky, cho tiep nhan',
      en: 'Registered, to be accepted',
    },
  },
  { code: 2, key: 'ACCEPTED', sms: { vi: 'Đã tiếp nhận', 'vi-ascii': 'Da tiep nhan', en: 'Accepted' } },
  {
    code: 3,
    key: 'REFUSED',
    sms: { vi: 'Không được tiếp nhận', 'vi-ascii': 'Khong duoc tiep nhan', en: 'Not accepted' },
  },
  { code: 4, key: 'PROCESSING', sms: { vi: 'Đang xử lý', 'vi-ascii': 'Dang xu ly', en: 'Being processed' } },
  {
    code: 5,
    key: 'SUPPLEMENT_REQUIRED',
    sms: { vi: 'Cần bổ sung giấy tờ', 'vi-ascii': 'Can bo sung giay to', en: 'More papers are needed' },
  },
  {
    code: 6,
    key: 'PAYMENT_DUE',
    sms: { vi: 'Chờ nộp phí, lệ phí', 'vi-ascii': 'Cho nop phi, le phi', en: 'Fees are to be paid' },
  },
  {
    code: 7,
    key: 'WITHDRAWN',
    sms: { vi: 'Đã yêu cầu rút hồ sơ', 'vi-ascii': 'Da yeu cau rut ho so', en: 'Withdrawn on request' },
  },
  { code: 8, key: 'STOPPED', sms: { vi: 'Dừng xử lý', 'vi-ascii': 'Dung xu ly', en: 'Processing stopped' } },
  {
    code: 9,
    key: 'DONE',
    sms: {
      vi: 'Đã có kết quả, mời đến nhận',
      'vi-ascii': 'Da co ket qua, moi den nhan',
      en: 'Ready, please collect it',
    },
  },
  { code: 10, key: 'RETURNED', sms: { vi: 'Đã trả kết quả', 'vi-ascii': 'Da tra ket qua', en: 'Result handed over' } },
] as const;

export type NationalStatus = (typeof nationalStatuses)[number];
export type StatusKey = NationalStatus['key'];
/** Languages that statuses are told in. */
export type StatusLanguage = keyof NationalStatus['sms'];

const statusByKey: ReadonlyMap<string, NationalStatus> = new Map(
  nationalStatuses.map((status) => [status.key, status]),
);

/** What a text says of a status, at most 27 characters; `undefined` for a key that is none of the ten. */
export const statusWords = (key: string, language: StatusLanguage): string | undefined =>
  statusByKey.get(key)?.sms[language];
