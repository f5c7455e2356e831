import { GatewayError } from '@mscore/ports';
import { type Environment, readConfig } from '../config';
import { checkFolder } from '../folders';
import type { MessageTimeline } from '../messages';
import { askOrOpen, type Output } from './data-folder';
import { describeTimeline } from './describe-timeline';

/**
 * `mscore messages show ID`: what happened to a message, oldest first; neither number nor text. Resolves to the exit
 * code.
 * @throws GatewayError MSCORE_MESSAGE_MISSING
 */
export async function messagesShow(
  environment: Environment,
  id: string,
  options: { readonly json?: true },
  output: Output = process.stdout,
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  await checkFolder('MSCORE_DATA', config.data);
  const timeline = await askOrOpen<MessageTimeline | null>(
    config,
    { path: `/messages/${encodeURIComponent(id)}` },
    async ({ showMessage }) => (await showMessage(id)) ?? null,
  );
  if (timeline === null) throw missing(id);
  output.write(options.json ? `${JSON.stringify(timeline, null, 2)}\n` : describeTimeline(timeline));
  return 0;
}

const missing = (id: string): GatewayError =>
  new GatewayError(
    'MSCORE_MESSAGE_MISSING',
    `no text, request or message id ${id} is known (any more); the log names ids, and so does mscore dead list`,
    {
      retry: false,
    },
  );
