import { type Event, outboxTopic, type Topic } from '@mscore/contracts';
import { deriveId, type KeyRing, sealText } from '@mscore/contracts/crypto';
import { isoTime } from '@mscore/ports';
import { type Context, type FactEffect, type ReplyEffect, render } from '@mscore/survey';
import type { EffectsOfCause } from './domain/conversation';
import type { Received } from './read-turns';

export interface ComposeDeps {
  readonly keys: KeyRing;
  readonly hotline: string;
  readonly replyExpiresMinutes: number;
}

/** An event with the topic it belongs to. */
export interface Addressed {
  readonly topic: Topic;
  readonly event: Event;
}

/** The events that the effects of one message stand for. The same effects always give the same ids. */
export function composeEvents(
  deps: ComposeDeps,
  surveys: Context['surveys'],
  cause: Received,
  { effects }: EffectsOfCause,
  now: number,
): readonly Addressed[] {
  return effects.map((effect, index) =>
    effect.kind === 'reply'
      ? composeReply(deps, surveys, cause, effect, index, now)
      : { topic: 'survey.facts', event: composeFact(deps.keys, cause, effect) },
  );
}

function composeReply(
  { keys, hotline, replyExpiresMinutes }: ComposeDeps,
  surveys: Context['surveys'],
  { event }: Received,
  effect: ReplyEffect,
  index: number,
  now: number,
): Addressed {
  const { subscriber, address, link, shortCode } = event.data;
  const id = deriveId(event.id, index);
  return {
    topic: outboxTopic(link),
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
        text: sealText(keys, id, render(surveys, effect.text, { hotline })),
        lane: 'reply',
        report: 'none',
        expires: isoTime(now + replyExpiresMinutes * 60_000),
      },
    },
  };
}

/** A fact names no cause: that would join the pseudonym to the subscriber. */
function composeFact(keys: KeyRing, { event, turn }: Received, effect: FactEffect): Event {
  const { response, n } = effect.data;
  const id = deriveId(response, n);
  const envelope = { id, v: 1, key: response, at: toTheSecond(event.at) };
  switch (effect.type) {
    case 'response.invited':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'response.consented':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'answer.recorded':
      return { ...envelope, type: effect.type, data: effect.data };
    case 'comment.recorded': {
      const comment = sealText(keys, id, turn.text ?? '');
      return { ...envelope, type: effect.type, data: { ...effect.data, comment } };
    }
    case 'response.ended':
      return { ...envelope, type: effect.type, data: effect.data };
    default:
      return effect satisfies never;
  }
}

/** The millisecond of a message names it among all others, and with it the subscriber. */
const toTheSecond = (at: string): string => at.replace(/\.\d{3}Z$/, '.000Z');
