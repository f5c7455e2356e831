import { type Environment, readConfig } from '../config';
import { logConfig, startGateway } from '../gateway';
import { createLogs } from '../logging';
import { linksOf } from './links-of';
import { untilStopped } from './until-stopped';

/** `mscore start`: runs until a signal ends it. Resolves to the exit code. */
export async function start(environment: Environment): Promise<number> {
  const config = readConfig(environment, process.cwd());
  const links = await linksOf(config);
  const logFor = createLogs(config.logLevel);
  const log = logFor('host');
  logConfig(config, log);
  return untilStopped(log, (onFatal) => startGateway({ config, links: async () => links, logFor, onFatal }));
}
