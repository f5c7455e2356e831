import type { EventOf, Topic } from '@mscore/contracts';

/** The topic the clauses use. It has one declared group, {@link sampleGroup}, and passing retention. */
export const sampleTopic: Topic = 'conversation.outbox.suite';
export const sampleGroup = 'smpp-connector';

/** A small event; `text` stands for whatever an event may carry. */
export function sampleEvent(id: string, key: string, text = id): EventOf<'message.withdrawn'> {
  return { id, type: 'message.withdrawn', v: 1, key, at: '2026-11-22T01:02:03.004Z', data: { request: text } };
}

/** `count` events of one key, numbered from 0. */
export const sampleEvents = (key: string, count: number): EventOf<'message.withdrawn'>[] =>
  Array.from({ length: count }, (_, n) => sampleEvent(`${key}-${n}`, key));

/** What {@link AdapterUnderTest.child} publishes and where. */
export const childTopic: Topic = 'conversation.inbox';
export const childEvent = (id: string): EventOf<'message.withdrawn'> => sampleEvent(id, `key-${id.slice(-1)}`);
export const childCollection = 'killed';

/** Texts that break careless encoders: emoji, NUL, lone surrogates, quotes, separators, and 64 kB of Vietnamese. */
export const difficultTexts: readonly string[] = [
  '',
  '😀👩‍👩‍👧‍👦',
  'a\u0000b',
  '\ud83d',
  'x\ude00\ud83dy',
  '"\\\'`;--\n\r\t\u2028\u2029',
  '\u0001\u001f\u007f\ufeff\uffff',
  'Thủ tục hành chính '.repeat(3450),
];
