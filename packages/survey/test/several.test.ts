import { type ConversationState, type Decision, decide, decideTimer, dueOf, initialState } from '../src';
import { contextWith, factsOf, namesOf, noon, repliesOf, sessionOf, turn } from './talking';

const context = contextWith();
const say = (state: ConversationState, text: string): Decision => decide(context, state, turn({ text }), noon);
const talk = (...texts: readonly string[]): Decision => {
  let last: Decision = { state: initialState, effects: [], outcome: 'ignored' };
  for (const text of texts) last = say(last.state, text);
  return last;
};
const answersIn = (decision: Decision) =>
  factsOf(decision).flatMap(({ type, data }) => (type === 'answer.recorded' ? [[data.variable, data.value]] : []));

const asked = talk('DG', '1', '8 2 1');

test('answers to all that is left are summed up and asked about, and none is taken yet', () => {
  expect(asked.outcome).toBe('several');
  expect(factsOf(asked)).toEqual([]);
  expect(repliesOf(context, asked)).toEqual(['8 2 1, dung khong? 1=Dung, 2=Sai']);
});

test.each(['1', 'dung', 'vang a', 'ok', 'Đúng rồi ạ', 'dung roi', 'phải', 'chính xác', 'chuẩn', 'dạ đúng rồi cảm ơn'])(
  '"%s" takes them all, in order, and the survey goes on behind them',
  (yes) => {
    const taken = say(asked.state, yes);
    expect(answersIn(taken)).toEqual([
      ['satisfaction', 8],
      ['visits', 2],
      ['paid', 1],
    ]);
    expect(sessionOf(taken.state).node).toBe('q4');
  },
);

test.each(['2', 'sai', '9', 'sai rồi', 'tôi nhầm', 'không đúng', 'chưa đúng ạ'])(
  '"%s" takes none: the questions come one by one',
  (other) => {
    const denied = say(asked.state, other);
    expect(answersIn(denied)).toEqual([]);
    expect(namesOf(denied)).toEqual(['q1']);
    expect(sessionOf(denied.state).several).toBeUndefined();
  },
);

test.each(['cán bộ nhiệt tình', 'có mà không', '...'])(
  '"%s" is neither: the summary comes once more, then the questions',
  (other) => {
    const unsure = say(asked.state, other);
    expect(answersIn(unsure)).toEqual([]);
    expect(repliesOf(context, unsure)).toEqual(['8 2 1, dung khong? 1=Dung, 2=Sai']);
    expect(answersIn(say(unsure.state, '1'))).toHaveLength(3);
    expect(namesOf(say(unsure.state, other))).toEqual(['q1']);
  },
);

test('words beside the summary are kept', () => {
  const said = say(asked.state, 'cán bộ nhiệt tình lắm');
  expect(factsOf(said)).toMatchObject([{ type: 'comment.recorded', data: { flags: ['beside-question'] } }]);
});

test.each(['8 2', '8 2 1 1', '8 2 7', '8, hai lan, 1'])(
  '"%s" is not one answer for each question that is left',
  (text) => {
    expect(talk('DG', '1', text).outcome).not.toBe('several');
  },
);

test('before the consent nothing is taken together', () => {
  expect(talk('DG', '1 8 2 1').outcome).not.toBe('several');
});

test('a keyword meanwhile leaves the question whether they are right waiting', () => {
  const helped = say(asked.state, 'TG');
  expect(repliesOf(context, helped).at(-1)).toBe('8 2 1, dung khong? 1=Dung, 2=Sai');
  expect(answersIn(say(helped.state, '1'))).toHaveLength(3);
});

test('a reminder asks again whether they are right', () => {
  const due = dueOf(asked.state);
  if (due === undefined) throw new Error('no timer runs');
  expect(repliesOf(context, decideTimer(context, asked.state, due, due.dueAt))).toEqual([
    'Nhac lai. 8 2 1, dung khong? 1=Dung, 2=Sai',
  ]);
});
