import type { SurveyHash } from '@mscore/contracts';
import { expiresAt, optOutsIn, policyOf, type Session, type Survey } from '@mscore/survey';
import { type ConversationDocument, stepsIn } from '@mscore/survey-engine';

/** What operators may see of a conversation: neither number nor text nor answer, and no response's pseudonym. Times are ISO 8601 UTC. */
export interface ConversationView {
  readonly subscriber: string;
  readonly language?: string;
  /** Since when this person wants no surveys, by short code; `*` for all of them. */
  readonly optedOut?: Readonly<Record<string, string>>;
  readonly session?: SessionView;
  /** The response that ended last, while it may still be reached. */
  readonly closed?: { readonly reason: string; readonly at: string };
  readonly endedResponses: number;
  readonly invitation?: { readonly survey: string; readonly dueAt: string; readonly lapsesAt: string };
  readonly invitedAt?: string;
  /** Steps of this person's cases that wait for sending hours. */
  readonly notices: readonly { readonly case: string; readonly state: string; readonly dueAt: string }[];
  /** The case that a bare 1 or 2 judges. */
  readonly judging?: string;
  /** What was sent and what we started, each in its window of 24 hours. */
  readonly sent?: CountView;
  readonly started?: CountView;
  /** Texts that belong to nothing and were answered with usage in 24 hours. */
  readonly usageTold: number;
  readonly longTexts: readonly { readonly parts: number; readonly of: number; readonly since: string }[];
  readonly timers: readonly { readonly timer: string; readonly at: string }[];
  /** Events it remembers, in how many steps they were handled, and when the first and the last of these was. */
  readonly handled: {
    readonly events: number;
    readonly steps?: number;
    readonly first?: string;
    readonly last?: string;
  };
  /** What the last batches brought about, by cause. */
  readonly effects: readonly { readonly cause: string; readonly effects: readonly string[] }[];
}

export interface SessionView {
  /** Id and first characters of the version; the id is missing where nobody knows the version any more. */
  readonly survey: string;
  readonly origin: string;
  readonly language: string;
  readonly question: string;
  readonly askedAt?: string;
  readonly epoch: number;
  /** Replies that were not understood, and after how many the question is given up. */
  readonly tries: number;
  readonly of?: number;
  readonly consented: boolean;
  readonly answered: number;
  readonly reminded: number;
}

export interface CountView {
  readonly count: number;
  readonly since: string;
}

const iso = (time: number): string => new Date(time).toISOString();
const optionalTime = <K extends string>(name: K, time: number | undefined): { readonly [key in K]?: string } =>
  time === undefined ? {} : ({ [name]: iso(time) } as { readonly [key in K]: string });

/** A conversation as operators may see it. */
export function conversationView(
  subscriber: string,
  document: ConversationDocument,
  surveys: ReadonlyMap<SurveyHash, Survey>,
): ConversationView {
  const { state, longTexts, effects } = document;
  const { language, session, closed, invitation, sent, started } = state;
  const optOuts = Object.entries(optOutsIn(state)).map(([on, at]) => [on, iso(at)] as const);
  return {
    subscriber,
    ...(language === undefined ? {} : { language }),
    ...(optOuts.length === 0 ? {} : { optedOut: Object.fromEntries(optOuts) }),
    ...(session === undefined ? {} : { session: sessionView(session, surveys) }),
    ...(closed === undefined ? {} : { closed: { reason: closed.reason, at: iso(closed.at) } }),
    endedResponses: state.past?.length ?? 0,
    ...(invitation === undefined
      ? {}
      : {
          invitation: {
            survey: surveyName(invitation.survey, surveys),
            dueAt: iso(invitation.dueAt),
            lapsesAt: iso(invitation.lapsesAt),
          },
        }),
    ...optionalTime('invitedAt', state.invitedAt),
    notices: (state.notices ?? []).map(({ update, dueAt }) => ({
      case: update.case,
      state: update.state,
      dueAt: iso(dueAt),
    })),
    ...(state.judging === undefined ? {} : { judging: state.judging }),
    ...(sent === undefined ? {} : { sent: { count: sent.count, since: iso(sent.since) } }),
    ...(started === undefined ? {} : { started: { count: started.count, since: iso(started.since) } }),
    usageTold: state.usageTold?.length ?? 0,
    longTexts: (longTexts?.waiting ?? []).map(({ parts, total, at }) => ({
      parts: parts.length,
      of: total,
      since: iso(at),
    })),
    timers: timersIn(document),
    handled: handledView(document),
    effects: effects.map((each) => ({ cause: each.cause, effects: each.effects.map(nameOf) })),
  };
}

function sessionView(session: Session, surveys: ReadonlyMap<SurveyHash, Survey>): SessionView {
  const { survey, origin, language, node, askedAt, epoch, tries, consented, answers, reminded = 0 } = session;
  const known = surveys.get(survey);
  return {
    survey: surveyName(survey, surveys),
    ...{ origin, language, question: node, epoch, tries, consented, reminded },
    ...optionalTime('askedAt', askedAt),
    ...(known === undefined ? {} : { of: policyOf(known).tries }),
    answered: Object.keys(answers).length,
  };
}

const surveyName = (hash: SurveyHash, surveys: ReadonlyMap<SurveyHash, Survey>): string =>
  [surveys.get(hash)?.id, hash.slice(0, 8)].filter((word) => word !== undefined).join(' ');

function timersIn({ state, longTexts }: ConversationDocument): ConversationView['timers'] {
  const { session, invitation, notices } = state;
  const timers: (readonly [string, number | undefined])[] = [
    ['reminder', session?.remindAt],
    ['expiry', session && expiresAt(session)],
    ['invitation', invitation?.dueAt],
    ['notice', notices?.[0]?.dueAt],
    ...(longTexts?.waiting ?? []).map(({ dueAt }) => ['rest of a long text', dueAt] as const),
  ];
  return timers
    .flatMap(([timer, at]) => (at === undefined ? [] : [{ timer, at }]))
    .sort((one, other) => one.at - other.at)
    .map(({ timer, at }) => ({ timer, at: iso(at) }));
}

function handledView({ handled }: ConversationDocument): ConversationView['handled'] {
  const steps = stepsIn(handled);
  const events = steps.reduce((sum, { marks }) => sum + marks.length, 0);
  const timed = steps.every(({ at }) => at !== undefined);
  return {
    events,
    ...(timed ? { steps: steps.length } : {}),
    ...optionalTime('first', steps[0]?.at),
    ...optionalTime('last', steps.at(-1)?.at),
  };
}

function nameOf(effect: ConversationDocument['effects'][number]['effects'][number]): string {
  switch (effect.kind) {
    case 'reply':
      return `${effect.lane === 'bulk' ? 'message' : 'reply'} ${effect.text.name}`;
    case 'withdraw':
      return 'withdrawal';
    case 'fact':
    case 'request':
      return `${effect.kind} ${effect.type}`;
    default:
      return effect satisfies never;
  }
}
