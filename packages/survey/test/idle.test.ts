import type { ResponseId, SurveyHash } from '@mscore/contracts';
import fc from 'fast-check';
import { type Context, type ConversationState, decide, GAP, initialState, render, type Turn } from '../src';
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

function hear(talk: Talk, turn: Pick<Turn, 'text' | 'incomplete'>, now: number): readonly string[] {
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

test('a text that lacks words asks for the service it begins with, and for none when its beginning is missing', () => {
  const whole = { text: `PA can bo doi tien${GAP}`, incomplete: true as const };
  expect(hear(usedUp(), whole, noon)).toEqual(['Chua mo.']);
  expect(hear(usedUp(), { ...whole, text: `${GAP}goi lai` }, noon)).toEqual([]);
});

test('a text that lacks words is no keyword, whatever is left of it', () => {
  const talk = begin();
  expect(hear(talk, { text: `${GAP}HUY`, incomplete: true }, noon)).toEqual(['Tro giup.']);
  expect(talk.state.optedOut).toBeUndefined();
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
