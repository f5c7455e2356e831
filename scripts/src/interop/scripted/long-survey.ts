import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the compiled and the source file alike: `scripts/{src,dist}/interop/scripted`. */
const SHIPPED = join(__dirname, '../../../../services/survey-engine/surveys/one-stop-shop.json');

/** Vietnamese with its marks is UCS-2: more than 134 and at most 201 letters are three parts of 67. */
export const INVITATION =
  'M-Score Quảng Trị: Xin ông/bà dành ít phút cho biết ý kiến về lần làm thủ tục hành chính vừa qua tại bộ phận một cửa. Phiếu giữ kín danh tính. Trả lời 1=Đồng ý, 2=Không, HUY=thôi nhận tin.';
export const COMMENT =
  'Nên thêm ghế ngồi và quạt mát ở phòng chờ, cán bộ hướng dẫn rõ ràng nhưng phải xếp hàng quá lâu, lần sau xin hẹn giờ trước cho người già và người ở xã xa đỡ phải đi lại nhiều lần. Xin cảm ơn.';

/** How many UCS-2 parts both are sent in. */
export const PARTS = 3;

/** A survey whose invitation takes three parts, and which asks for a comment; the other texts are the shipped ones. */
export function writeLongSurvey(folder: string): string {
  const shipped = JSON.parse(readFileSync(SHIPPED, 'utf8')) as Record<string, unknown>;
  const survey = {
    ...shipped,
    id: 'long',
    languages: ['vi'],
    variables: { comment: { type: 'text', sensitive: true } },
    entries: { invited: 'invite', walkIn: 'invite' },
    nodes: [
      {
        id: 'invite',
        kind: 'consent',
        text: { vi: INVITATION },
        accept: ['1'],
        refuse: ['2'],
        next: { agreed: 'comment', refused: 'declined', tooManyTries: 'declined', silence: 'expired' },
      },
      {
        id: 'comment',
        kind: 'text',
        variable: 'comment',
        text: { vi: 'Ông/bà muốn góp ý gì?' },
        skip: ['0'],
        next: { answer: 'thanks', skip: 'thanks', refusal: 'thanks', tooManyTries: 'thanks', silence: 'expired' },
      },
      { id: 'thanks', kind: 'end', reason: 'completed', text: { vi: 'Cảm ơn ông/bà.' } },
      { id: 'declined', kind: 'end', reason: 'refused', system: 'ended' },
      { id: 'expired', kind: 'end', reason: 'expired' },
    ],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'long.json'), JSON.stringify(survey));
  return folder;
}
