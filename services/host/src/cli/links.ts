import { GatewayError } from '@mscore/ports';
import type { LinkStatus } from '@mscore/smpp-connector';
import { type Environment, readConfig } from '../config';
import { ask } from '../control';
import { checkFolder } from '../folders';
import type { Output } from './data-folder';
import { describeLinks } from './describe-links';

/**
 * `mscore links`: how the links of the running gateway stand, and why they are slow. Resolves to the exit code.
 * @throws GatewayError MSCORE_NO_GATEWAY: only who is bound knows how a link stands.
 */
export async function links(
  environment: Environment,
  options: { readonly json?: true },
  output: Output = process.stdout,
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  await checkFolder('MSCORE_DATA', config.data);
  const found = await ask<readonly LinkStatus[]>(config.data, { path: '/links' });
  if (found === undefined) {
    const message = `no gateway runs on ${config.data}; start it: mscore start. To try a link without it: mscore doctor`;
    throw new GatewayError('MSCORE_NO_GATEWAY', message, { retry: true });
  }
  output.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : describeLinks(found));
  return 0;
}
