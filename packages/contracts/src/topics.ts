import type { EventType } from './events';

/** A topic's name. The outbox is a family: one topic per link. */
export type Topic =
  | 'conversation.inbox'
  | `conversation.outbox.${string}`
  | 'smpp.receipts'
  | 'smpp.links'
  | 'survey.facts'
  | 'dossier.questions'
  | 'case.requests'
  | 'results.questions'
  | DeadTopic;

export type DeadTopic = `${string}.dead`;

/** How long events stay: for ever, or until every declared group has passed and 48 hours are over. */
export type Retention = 'for-ever' | 'until-handled-and-48h';

export interface TopicDeclaration {
  /** What the partition key is; for readers of this table. */
  readonly key: 'subscriber' | 'response' | 'link' | 'as the topic';
  readonly groups: readonly string[];
  readonly retention: Retention;
  readonly types: readonly EventType[];
}

/** The one table topics are made from, on the embedded bus and on Kafka. A name ending in `*` is a family. */
export const topicTable = {
  'conversation.inbox': {
    key: 'subscriber',
    groups: ['survey-engine'],
    retention: 'until-handled-and-48h',
    types: [
      'message.received',
      'message.accepted',
      'message.delivered',
      'message.failed',
      'conversation.due',
      'invitation.requested',
      'dossier.answered',
      'case.updated',
      'score.answered',
    ],
  },
  'conversation.outbox.*': {
    key: 'subscriber',
    groups: ['smpp-connector'],
    retention: 'until-handled-and-48h',
    types: ['message.requested', 'message.withdrawn'],
  },
  'smpp.receipts': {
    key: 'subscriber',
    groups: ['smpp-connector'],
    retention: 'until-handled-and-48h',
    types: ['receipt.received'],
  },
  'smpp.links': { key: 'link', groups: [], retention: 'until-handled-and-48h', types: ['link.suspects'] },
  'survey.facts': {
    key: 'response',
    groups: ['results-aggregator'],
    retention: 'for-ever',
    types: [
      'response.invited',
      'invitation.dropped',
      'response.reopened',
      'response.consented',
      'answer.recorded',
      'comment.recorded',
      'response.ended',
    ],
  },
  // What citizens ask of services. Where none answers yet the requests stay until there is one: they were received.
  'dossier.questions': {
    key: 'subscriber',
    groups: ['dossier-status'],
    retention: 'until-handled-and-48h',
    types: ['dossier.asked', 'dossier.disowned'],
  },
  'case.requests': {
    key: 'subscriber',
    groups: ['case-desk'],
    retention: 'until-handled-and-48h',
    types: ['case.requested', 'case.asked'],
  },
  'results.questions': {
    key: 'subscriber',
    groups: ['results-aggregator'],
    retention: 'until-handled-and-48h',
    types: ['score.asked'],
  },
  '*.dead': { key: 'as the topic', groups: [], retention: 'for-ever', types: ['event.dead'] },
} as const satisfies Record<string, TopicDeclaration>;

/** Hours an event of a passing topic is kept at least. */
export const RETENTION_HOURS = 48;

/** The outbox topic of a link. */
export const outboxTopic = (link: string): Topic => `conversation.outbox.${link}`;

/** Where a topic's unhandleable events go. */
export const deadTopic = (topic: Topic): Topic => `${topic}.dead`;

/**
 * The declaration of a topic.
 * @throws RangeError for a topic nobody declared: a typing error must not become a silent new topic.
 */
export function declarationOf(topic: Topic): TopicDeclaration {
  if (topic.endsWith('.dead')) return topicTable['*.dead'];
  if (topic.startsWith('conversation.outbox.')) return topicTable['conversation.outbox.*'];
  const found = (topicTable as Record<string, TopicDeclaration>)[topic];
  if (found === undefined) throw new RangeError(`undeclared topic: ${topic}`);
  return found;
}
