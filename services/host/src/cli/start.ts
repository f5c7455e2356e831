import { GatewayError } from '@mscore/ports';
import { loadLinks } from '@mscore/smpp-connector';
import { type Environment, readConfig } from '../config';
import { logConfig, startGateway } from '../gateway';
import { createLogs } from '../logging';
import { untilStopped } from './until-stopped';

/** `mscore start`: runs until a signal ends it. Resolves to the exit code. */
export async function start(environment: Environment): Promise<number> {
  const config = readConfig(environment, process.cwd());
  const links = await loadLinks(config.links).catch((error: unknown) => {
    if (!(error instanceof GatewayError) || error.code !== 'MSCORE_LINKS_MISSING') throw error;
    throw new GatewayError(error.code, `${error.message}. Write one as the README shows, or try: mscore demo`, {
      retry: false,
      cause: error,
    });
  });
  const logFor = createLogs(config.logLevel);
  const log = logFor('host');
  logConfig(config, log);
  return untilStopped(log, (onFatal) => startGateway({ config, links: async () => links, logFor, onFatal }));
}
