import { type Event, type MessageRequested, outboxTopic, type Topic } from '@mscore/contracts';
import { deriveId, type KeyRing, openText, sealText } from '@mscore/contracts/crypto';
import { isoTime } from '@mscore/ports';
import {
  type Context,
  callWithArgument,
  dossierNamedIn,
  type FactEffect,
  lexiconOf,
  type ReplyEffect,
  type RequestEffect,
  render,
  sendingEnds,
  surveyOf,
  type WithdrawEffect,
} from '@mscore/survey';
import type { EffectsOfCause, Source } from './domain/course';
import type { FindRoute } from './domain/routes';
import { type Received, requestOf, subscriberIn } from './read-event';

export interface ComposeDeps {
  readonly keys: KeyRing;
  readonly context: Context;
  readonly route: FindRoute;
  readonly hotline: string;
  readonly replyExpiresMinutes: number;
  readonly replyReport?: MessageRequested['report'];
}

/** An event with the topic it belongs to. */
export interface Addressed {
  readonly topic: Topic;
  readonly event: Event;
  /** The link it would have gone by is gone: this is the default one. */
  readonly rerouted?: true;
}

/**
 * The events that the effects of one cause stand for, numbered through all of them. The same effects always give the
 * same ids.
 */
export function composeEvents(
  deps: ComposeDeps,
  cause: Received,
  caused: readonly EffectsOfCause[],
  now: number,
): readonly Addressed[] {
  const all = caused.flatMap(({ effects, source }) => effects.map((effect) => ({ effect, source })));
  return all.map(({ effect, source }, index): Addressed => {
    switch (effect.kind) {
      case 'reply':
        return composeReply(deps, cause, addresseeOf(cause, source), effect, index, now);
      case 'withdraw':
        return composeWithdrawal(cause, effect, index, now);
      case 'request':
        return composeRequest(deps, cause, source, effect, index);
      case 'fact':
        return { topic: 'survey.facts', event: composeFact(deps.keys, cause, source, effect) };
      default:
        return effect satisfies never;
    }
  });
}

/**
 * Where a reply goes: by the link and short code its text came by.
 * @throws RangeError for what is no text and whose effects do not say it: they always do, so this is a bug.
 */
function addresseeOf({ event }: Received, source: Source | undefined): Omit<Source, 'text'> {
  if (source !== undefined) return source;
  if (event.type === 'message.received') return event.data;
  throw new RangeError(`effects of ${event.type} ${event.id} do not say where to`);
}

function composeReply(
  deps: ComposeDeps,
  { event }: Received,
  { address, ...way }: Omit<Source, 'text'>,
  effect: ReplyEffect,
  index: number,
  now: number,
): Addressed {
  const { keys, context, route, hotline, replyReport = 'none' } = deps;
  const subscriber = subscriberIn(event);
  const id = requestOf(event.id, index).request;
  const { link, shortCode } = route(way) ?? way;
  return {
    topic: outboxTopic(link),
    ...(link === way.link ? {} : { rerouted: true }),
    event: {
      id,
      type: 'message.requested',
      v: 1,
      key: subscriber,
      at: isoTime(now),
      cause: event.id,
      data: {
        subscriber,
        address,
        link,
        shortCode,
        text: sealText(keys, id, render(context.surveys, effect.text, { hotline })),
        lane: effect.lane ?? 'reply',
        // What we start asks for everything: whether it still can be taken back, and whether the number exists.
        report: effect.lane === undefined ? replyReport : 'all',
        expires: isoTime(expiryOf(deps, effect, now)),
      },
    },
  };
}

/** However slow a link is, what we start does not leave it at night; a reply goes at any hour, while it is worth it. */
const expiryOf = ({ context, replyExpiresMinutes }: ComposeDeps, { lane, text }: ReplyEffect, now: number): number =>
  lane === undefined ? now + replyExpiresMinutes * 60_000 : sendingEnds(surveyOf(context, text.survey), now);

function composeWithdrawal({ event }: Received, effect: WithdrawEffect, index: number, now: number): Addressed {
  const id = deriveId(event.id, index);
  const subscriber = subscriberIn(event);
  const data = { request: effect.request };
  const envelope = { id, v: 1, key: subscriber, at: isoTime(now), cause: event.id };
  return { topic: outboxTopic(effect.link), event: { ...envelope, type: 'message.withdrawn', data } };
}

function composeRequest(
  { keys, context }: ComposeDeps,
  cause: Received,
  source: Source | undefined,
  effect: RequestEffect,
  index: number,
): Addressed {
  const { event } = cause;
  const subscriber = subscriberIn(event);
  const { address, link, shortCode } = addresseeOf(cause, source);
  const envelope = { id: deriveId(event.id, index), v: 1, key: subscriber, at: event.at, cause: event.id };
  const sealed = (text: string) => sealText(keys, envelope.id, text);
  const words = () => sealed(argumentIn(context, wordsOf(keys, cause, source), shortCode));
  switch (effect.type) {
    case 'dossier.asked': {
      const lexicon = lexiconOf(context, shortCode);
      const named = dossierNamedIn(wordsOf(keys, cause, source), lexicon, Date.parse(event.at));
      const data = { subscriber, address, purpose: effect.data.purpose, dossier: sealed(JSON.stringify(named)) };
      return { topic: 'dossier.questions', event: { ...envelope, type: effect.type, data } };
    }
    case 'dossier.disowned': {
      const data = { subscriber, ...effect.data };
      return { topic: 'dossier.questions', event: { ...envelope, type: effect.type, data } };
    }
    case 'case.requested': {
      const text = effect.words === undefined ? {} : { text: words() };
      const data = { subscriber, address, link, shortCode, ...effect.data, ...text };
      return { topic: 'case.requests', event: { ...envelope, type: effect.type, data } };
    }
    case 'case.asked': {
      const data = { subscriber, ...effect.data };
      return { topic: 'case.requests', event: { ...envelope, type: effect.type, data } };
    }
    case 'score.asked': {
      const data = { subscriber, unit: words() };
      return { topic: 'results.questions', event: { ...envelope, type: effect.type, data } };
    }
    default:
      return effect satisfies never;
  }
}

/** A fact names no cause: that would join the pseudonym to the subscriber. */
function composeFact(keys: KeyRing, cause: Received, source: Source | undefined, effect: FactEffect): Event {
  const { response, n } = effect.data;
  const id = deriveId(response, n);
  const envelope = { id, v: 1, key: response, at: toTheSecond(cause.event.at) };
  switch (effect.type) {
    case 'response.invited':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'invitation.dropped':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'response.reopened':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'response.consented':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'answer.recorded':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'comment.recorded': {
      const comment = sealText(keys, id, wordsOf(keys, cause, source));
      return { ...envelope, type: effect.type, data: { ...effect.data, comment } };
    }
    case 'response.ended':
      return { ...envelope, type: effect.type, data: effect.data };
    default:
      return effect satisfies never;
  }
}

/** What a request is about, without the keyword before it; a complaint that needed none is all of its words. */
const argumentIn = (context: Context, words: string, shortCode: string): string =>
  callWithArgument(words, lexiconOf(context, shortCode))?.argument ?? words;

/** The words of a message: those of the joined text, where one was joined, else of the message. */
function wordsOf(keys: KeyRing, cause: Received, source: Source | undefined): string {
  if (source?.text !== undefined) return openText(keys, cause.id, source.text);
  return cause.kind === 'message' ? (cause.turn.text ?? '') : '';
}

/** The millisecond of a message names it among all others, and with it the subscriber. */
const toTheSecond = (at: string): string => at.replace(/\.\d{3}Z$/, '.000Z');
