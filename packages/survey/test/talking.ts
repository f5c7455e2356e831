import type { ResponseId, SurveyHash } from '@mscore/contracts';
import {
  type Context,
  type ConversationState,
  type Decision,
  dueOf,
  type FactEffect,
  type Invitation,
  type RequestEffect,
  render,
  type Survey,
  type Timer,
  type Turn,
} from '../src';
import { parsedSmallSurvey } from './small-survey';

export const hash = 'hash' as SurveyHash;
/** A Sunday noon in Vietnam that is no holiday. */
export const noon = Date.parse('2026-11-22T05:00:00.000Z');
export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** An installation with one survey, of which each test says what differs. */
export const contextWith = (fields: Partial<Context> = {}, survey: Survey = parsedSmallSurvey()): Context => ({
  surveys: new Map([[hash, survey]]),
  surveyIds: new Map([[survey.id, hash]]),
  survey: hash,
  walkIn: true,
  usagePerDay: 3,
  sendsPerDay: 60,
  lexicons: new Map(),
  services: new Set(),
  fastReplyMs: () => 3_000,
  ...fields,
});

/** A person's message, of which each test says what differs. */
export const turn = (fields: Partial<Turn> = {}): Turn => ({
  person: true,
  repeat: false,
  at: noon,
  link: 'sim',
  shortCode: '8049',
  newResponse: 'r1' as ResponseId,
  ...fields,
});

/** What asks for an invitation, of which each test says what differs. */
export const invitation = (fields: Partial<Invitation> = {}): Invitation => ({
  response: 'invited' as ResponseId,
  survey: 'small',
  dossier: 'd1',
  values: { unit: 'So Tu phap' },
  order: '5',
  person: true,
  at: noon,
  notBefore: noon,
  ...fields,
});

/** The timer that comes next. */
export const timerOf = (state: ConversationState): Timer => {
  const due = dueOf(state);
  if (due === undefined) throw new Error('no timer runs');
  return due;
};

/** A moment of the local clock, `2026-11-25T23:00`. */
export const at = (local: string): number => Date.parse(`${local}+07:00`);

export const factsOf = ({ effects }: Pick<Decision, 'effects'>): readonly FactEffect[] =>
  effects.flatMap((effect) => (effect.kind === 'fact' ? [effect] : []));

export const requestsOf = ({ effects }: Pick<Decision, 'effects'>): readonly RequestEffect[] =>
  effects.flatMap((effect) => (effect.kind === 'request' ? [effect] : []));

/** What was said, in words. */
export const repliesOf = (context: Context, { effects }: Pick<Decision, 'effects'>): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'reply' ? [render(context.surveys, effect.text, { hotline: '' })] : []));

/** The names of what was said. */
export const namesOf = ({ effects }: Pick<Decision, 'effects'>): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'reply' ? [effect.text.name] : []));

export const sessionOf = ({ session }: ConversationState): NonNullable<ConversationState['session']> => {
  if (session === undefined) throw new Error('no survey is open');
  return session;
};
