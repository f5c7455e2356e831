import { parseSurvey, type Survey, type SurveyNode, type WaitingNode } from '../src';

const next = (to: string) => ({ answer: to, skip: to, refusal: to, tooManyTries: to, silence: 'expired' });
const both = (vi: string, en: string) => ({ vi, en });

/** A definition with one node of each kind; made anew for every caller, who may break it. */
// biome-ignore lint/suspicious/noExplicitAny: tests break it in every place a type would forbid.
export const smallSurvey = (): any => ({
  format: 'mscore-survey/1',
  id: 'small',
  title: both('Phiếu nhỏ', 'Small'),
  languages: ['vi-ascii', 'vi', 'en'],
  channels: ['sms'],
  placeholders: { answers: 24, unit: 24, hotline: 24, h: 2, case: 14, date: 10 },
  variables: {
    satisfaction: { type: 'number' },
    visits: { type: 'number' },
    paid: { type: 'choice', sensitive: true },
    comment: { type: 'text' },
    contact: { type: 'choice' },
  },
  policy: { tries: 2 },
  entries: { invited: 'invite', walkIn: 'hello' },
  complaintWords: ['lot tay'],
  nodes: [
    {
      id: 'invite',
      kind: 'consent',
      text: both('Ý kiến về {unit}? 1=Có, 2=Không', 'Your view on {unit}? 1=Yes, 2=No'),
      accept: ['1', 'có'],
      refuse: ['2', 'không'],
      next: { agreed: 'q1', refused: 'declined', tooManyTries: 'declined', silence: 'expired' },
    },
    {
      id: 'hello',
      kind: 'consent',
      text: both('Xin ý kiến? 1=Có, 2=Không', 'Your view? 1=Yes, 2=No'),
      accept: ['1', 'có'],
      refuse: ['2', 'không'],
      next: { agreed: 'q1', refused: 'declined', tooManyTries: 'declined', silence: 'expired' },
    },
    {
      id: 'q1',
      kind: 'scale',
      variable: 'satisfaction',
      text: both('Hài lòng 1-10?', 'Satisfied 1-10?'),
      min: 1,
      max: 10,
      skip: ['0'],
      next: next('q2'),
    },
    {
      id: 'q2',
      kind: 'number',
      variable: 'visits',
      text: both('Mấy lần?', 'How often?'),
      invalid: 'invalid.q2',
      min: 0,
      max: 9,
      topCode: 50,
      words: { 'không lần nào': 0 },
      skip: ['bỏ'],
      next: next('q3'),
    },
    {
      id: 'q3',
      kind: 'choice',
      variable: 'paid',
      text: both('Đưa thêm tiền? 1=Có, 2=Không', 'Paid extra? 1=Yes, 2=No'),
      options: [
        { value: 1, label: both('Có', 'Yes'), accept: ['đã đưa'] },
        { value: 2, label: both('Không', 'No'), accept: ['không đưa'] },
      ],
      skip: ['0'],
      next: next('q4'),
    },
    {
      id: 'q4',
      kind: 'text',
      variable: 'comment',
      text: both('Góp ý?', 'Comment?'),
      skip: ['0'],
      next: next('sort'),
    },
    {
      id: 'sort',
      kind: 'branch',
      cases: [
        { when: { or: [{ compare: 'satisfaction', is: '<=', value: 4 }, { comment: 'complaint' }] }, to: 'follow' },
      ],
      otherwise: 'thanks',
    },
    {
      id: 'follow',
      kind: 'consent',
      variable: 'contact',
      text: both('Liên hệ lại? 1=Có, 2=Không', 'Call back? 1=Yes, 2=No'),
      accept: ['1', 'có'],
      refuse: ['2', 'không'],
      next: { agreed: 'case', refused: 'thanks', tooManyTries: 'thanks', silence: 'expired' },
    },
    { id: 'thanks', kind: 'end', reason: 'completed', text: both('Cảm ơn.{hotline}', 'Thank you.{hotline}') },
    { id: 'declined', kind: 'end', reason: 'refused', system: 'ended' },
    { id: 'expired', kind: 'end', reason: 'expired' },
    { id: 'case', kind: 'handoff', request: 'follow-up', next: 'thanks' },
  ],
  system: {
    invalid: both('Chưa hiểu.', 'Not understood.'),
    'invalid.q2': both('Mấy lần, từ 0 đến 9?', 'How often, 0 to 9?'),
    optedOut: both('Đã dừng. Vẫn tra cứu được.', 'Stopped. Look-ups work.'),
    'optedOut.alone': both('Đã dừng.', 'Stopped.'),
    optedIn: both('Đã đăng ký.', 'You are in.'),
    ended: both('Đã kết thúc.', 'Ended.'),
    help: both('Trợ giúp. HS, PA.', 'Help. HS, PA.'),
    'help.alone': both('Trợ giúp.', 'Help.'),
    noDossier: both('Không có hồ sơ.', 'No dossier.'),
    howToStop: both('Thôi: HUY.', 'Stop: HUY.'),
    ambiguous: both('Nhiều cách hiểu.', 'Not clear.'),
    confirmBatch: both('{answers}, đúng không? 1=Đúng, 2=Sai', '{answers}, right? 1=Right, 2=Wrong'),
    reminder: both('Nhắc lại.', 'Reminder.'),
    wrongPerson: both('Xin lỗi đã làm phiền.', 'Sorry to have troubled you.'),
    languageHowTo: both('Soạn NN VI, NN EN.', 'Text NN VI, NN EN.'),
    languageChanged: both('Tiếng Việt.', 'English.'),
    aboutUs: both('Hỏi về {unit}.', 'About {unit}.'),
    'aboutUs.walkIn': both('Hỏi ý kiến.', 'We ask.'),
    muchToday: both('Nhiều tin. Sau {h} giờ.', 'Much today. After {h} hours.'),
    muted: both('Không trả lời nữa.', 'No more replies.'),
    received: both('Đã nhận.', 'Received.'),
    alreadyAnswered: both('Đã đánh giá.', 'Already rated.'),
    status: both('Hồ sơ.', 'Dossier.'),
    statusLate: both('Hồ sơ trễ.', 'Dossier late.'),
    statusPlain: both('Hồ sơ.', 'Dossier.'),
    offerLanguage: both('Gọi để nói tiếng khác.', 'Call for other languages.'),
    expired: both('Hết hạn.', 'Closed.'),
    statusNoDue: both('Hồ sơ không hẹn.', 'Dossier without a date.'),
    statusOther: both('Hồ sơ người khác.', 'Dossier of another.'),
    notFound: both('Không thấy. GOI.', 'Not found. GOI.'),
    'notFound.alone': both('Không thấy.', 'Not found.'),
    didYouMean: both('Có phải?', 'Did you mean?'),
    'didYouMean.rating': both('Có phải đánh giá?', 'Did you mean to rate?'),
    limit: both('Thử lại sau {h} giờ. GOI.', 'Again in {h} hours. GOI.'),
    'limit.alone': both('Thử lại sau {h} giờ.', 'Again in {h} hours.'),
    complaintHowTo: both('Soạn PA.', 'Text PA.'),
    caseHowTo: both('Soạn VV.', 'Text VV.'),
    caseAck: both('Đã nhận {case}, {date}.', 'Received {case}, {date}.'),
    caseClose: both('Đã trả lời {case}.', 'Answered {case}.'),
    caseStatus: both('Đang làm {case}, {date}.', 'Open {case}, {date}.'),
    caseSolved: both('Đã xong {case}.', 'Solved {case}.'),
    caseReopened: both('Mở lại {case}.', 'Reopened {case}.'),
    caseUnknown: both('Không có mã.', 'No such code.'),
    rightsReceived: both('Yêu cầu {case}, {date}.', 'Request {case}, {date}.'),
    callBack: both('Gọi lại trong {h} giờ.', 'Call back in {h} hours.'),
    rankHowTo: both('Soạn XH.', 'Text XH.'),
    rank: both('Hạng.', 'Rank.'),
    noScore: both('Chưa có điểm.', 'No score yet.'),
  },
});

/** The small survey, parsed. */
export function parsedSmallSurvey(): Survey {
  const parsed = parseSurvey(smallSurvey(), () => 'hash');
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  return parsed.survey;
}

/** A waiting node as a test writes it: what a reply is understood by, and nothing of where it leads. */
export function nodeWith(fields: Partial<WaitingNode> & Pick<SurveyNode, 'kind'>): WaitingNode {
  const variable = fields.kind === 'consent' ? {} : { variable: 'v' };
  return { id: 'n', ...variable, text: {}, skip: [], next: {}, ...fields } as unknown as WaitingNode;
}
