import { Msisdn } from '@mscore/contracts';
import { subscriberOf } from '@mscore/contracts/crypto';
import { GatewayError } from '@mscore/ports';
import { type Config, type Environment, readConfig } from '../config';
import { conversationView } from '../conversation-view';
import type { ConversationAnswer } from '../conversations';
import { checkFolder } from '../folders';
import { readKeys } from '../keys';
import { archiveTo, readEarlier } from './conversation-archive';
import { askOrOpen, type Output } from './data-folder';
import { describeConversation } from './describe-conversation';
import { looksLikeNumber, readNumber } from './number-typed';

/** A number, or a subscriber id, or its first eight characters and more. */
export const namesSubscriber = (text: string): boolean => looksLikeNumber(text) || /^[A-Za-z0-9_-]{8,22}$/.test(text);

/**
 * `mscore conversation show SUBSCRIBER`: what a conversation stands at, without number, text and answers; with
 * `archive` also a file from which it can be built again. Resolves to the exit code.
 * @param who a subscriber id or the beginning of one, or a phone number, which is never repeated
 * @throws GatewayError MSCORE_CONVERSATION_MISSING, MSCORE_CONVERSATION_SEVERAL, MSCORE_CONFIG_NUMBER, and those of the
 * archive
 */
export async function conversationShow(
  environment: Environment,
  who: string,
  options: { readonly json?: true; readonly archive?: string },
  output: Output = process.stdout,
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  await checkFolder('MSCORE_DATA', config.data);
  const earlier = options.archive === undefined ? undefined : await readEarlier(options.archive);
  const answer = await find(config, await subscriberFor(config, who), options.archive !== undefined);
  if (answer.kind !== 'found') throw notFound(answer);
  const { record, surveys } = answer;
  const view = conversationView(record.subscriber, record.document, new Map(surveys));
  const archived =
    options.archive === undefined ? undefined : await archiveTo(config, options.archive, answer, earlier);
  const { words, ...told } = archived ?? {};
  if (options.json) {
    output.write(`${JSON.stringify(archived === undefined ? view : { ...view, archive: told }, null, 2)}\n`);
  } else {
    output.write(`${describeConversation(view)}${words === undefined ? '' : `\n${words}\n`}`);
  }
  return 0;
}

/** The number stays in this process: what is asked for is its subscriber id. */
async function subscriberFor(config: Config, who: string): Promise<string> {
  if (!looksLikeNumber(who)) return who;
  return subscriberOf(await readKeys(config.keys), new Msisdn(readNumber(who, config, 'what was typed')));
}

function find(config: Config, subscriber: string, events: boolean): Promise<ConversationAnswer> {
  const path = `/conversations/${encodeURIComponent(subscriber)}${events ? '?events' : ''}`;
  return askOrOpen<ConversationAnswer>(config, { path }, ({ readConversation }) =>
    readConversation(subscriber, { events }),
  );
}

function notFound(answer: Exclude<ConversationAnswer, { kind: 'found' }>): GatewayError {
  if (answer.kind === 'several') {
    const message = `${answer.count} conversations begin like that; give more of the subscriber id`;
    return new GatewayError('MSCORE_CONVERSATION_SEVERAL', message, { retry: false });
  }
  const hint =
    answer.hours === undefined
      ? ''
      : `: its beginning finds one that was heard of within ${answer.hours} hours, the whole id or the number any`;
  return new GatewayError('MSCORE_CONVERSATION_MISSING', `there is no such conversation${hint}`, { retry: false });
}
