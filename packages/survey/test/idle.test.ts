import type { ResponseId, SurveyHash } from '@mscore/contracts';
import fc from 'fast-check';
import { type Context, type ConversationState, decide, initialState, render, type Turn } from '../src';
import { parsedSmallSurvey } from './small-survey';

const hash = 'hash' as SurveyHash;
const context: Context = {
  surveys: new Map([[hash, parsedSmallSurvey()]]),
  survey: hash,
  walkIn: true,
  usagePerDay: 3,
};
const noon = Date.parse('2026-11-22T05:00:00.000Z');
const HOUR = 3_600_000;
const services = ['HS', 'PA', 'VV', 'XH', 'GOI'];

interface Talk {
  state: ConversationState;
  readonly replies: string[];
}

function hear(talk: Talk, turn: Pick<Turn, 'text' | 'part'>, now: number): readonly string[] {
  const full: Turn = { person: true, repeat: false, newResponse: 'r1' as ResponseId, ...turn };
  const { state, effects } = decide(context, talk.state, full, now);
  talk.state = state;
  const replies = effects.flatMap((effect) =>
    effect.kind === 'reply' ? [render(context.surveys, effect.text, { hotline: '' })] : [],
  );
  talk.replies.push(...replies);
  return replies;
}

const begin = (): Talk => ({ state: initialState, replies: [] });
const usedUp = (): Talk => {
  const talk = begin();
  for (const text of ['alo', 'alo', 'alo']) hear(talk, { text }, noon);
  return talk;
};

test.each(services)('%s is declined although the usage of the day is used up, the same day once', (text) => {
  const talk = usedUp();
  expect(hear(talk, { text: 'alo' }, noon)).toEqual([]);
  expect(hear(talk, { text }, noon)).toEqual(['Chua mo.']);
  expect(hear(talk, { text }, noon + 24 * HOUR - 1)).toEqual([]);
  expect(hear(talk, { text }, noon + 24 * HOUR)).toEqual(['Chua mo.']);
});

test('while usage is left, a service asked for again is declined again', () => {
  const talk = begin();
  const replies = [1, 2, 3, 4, 5].flatMap(() => hear(talk, { text: 'GOI' }, noon));
  expect(replies).toHaveLength(1 + context.usagePerDay);
});

test('a complaint longer than one message is declined too, in whichever order its parts come', () => {
  const part = (number: number) => ({ reference: 7, width: 8 as const, total: 2, part: number });
  const one = { text: 'PA can bo doi tien', part: part(1) };
  const two = { text: 'goi cho toi', part: part(2) };
  for (const parts of [
    [one, two],
    [two, one],
  ]) {
    const talk = usedUp();
    expect(parts.flatMap((each) => hear(talk, each, noon))).toEqual(['Chua mo.']);
  }
});

test('a long text that only goes on with the word asks for nothing', () => {
  const talk = begin();
  const part = (number: number) => ({ reference: 7, width: 8 as const, total: 2, part: number });
  hear(talk, { text: 'xin', part: part(1) }, noon);
  expect(hear(talk, { text: 'goi lai', part: part(2) }, noon)).toEqual(['Tro giup.']);
});

test('whatever is sent in a day, the replies are bounded, and only the last day is remembered', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...services, 'alo'), { maxLength: 60 }), (texts) => {
      const talk = begin();
      for (const [at, text] of texts.entries()) hear(talk, { text }, noon + at);
      expect(talk.replies.length).toBeLessThanOrEqual(context.usagePerDay + services.length);
      for (const text of services) if (texts.includes(text)) expect(talk.state.declined).toHaveProperty(text);
      hear(talk, { text: 'XH' }, noon + 25 * HOUR);
      expect(talk.state.declined).toEqual({ XH: noon + 25 * HOUR });
    }),
  );
});
