import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSimulator } from './index';

const USAGE = 'usage: simulator [--port 2775] [--host 127.0.0.1] [--system-id mscore] [--socket data/simulator.sock]';

/** Thrown for arguments nobody can mean; its message is the one line shown. */
class WrongArguments extends Error {}

function optionsFrom(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '2775' },
      host: { type: 'string', default: '127.0.0.1' },
      'system-id': { type: 'string', default: 'mscore' },
      socket: { type: 'string', default: join(environment.MSCORE_DATA ?? 'data', 'simulator.sock') },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new WrongArguments('--port: 0 to 65535');
  const password = environment.MSCORE_SIMULATOR_PASSWORD ?? 'demo';
  // SMPP 3.4 §4.1.1: system_id up to 15 characters, password up to 8.
  if (password.length > 8) throw new WrongArguments('MSCORE_SIMULATOR_PASSWORD: at most 8 characters');
  if (values['system-id'].length > 15) throw new WrongArguments('--system-id: at most 15 characters');
  return { port, host: values.host, systemId: values['system-id'], password, socketPath: values.socket };
}

async function main(): Promise<void> {
  let options: ReturnType<typeof optionsFrom>;
  try {
    options = optionsFrom(process.argv.slice(2), process.env);
  } catch (error) {
    process.stderr.write(`simulator: ${error instanceof Error ? error.message : error}. ${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const simulator = await startSimulator(options);
    process.stdout.write(
      `Simulated SMSC: SMPP on ${options.host}:${simulator.port} (system id ${options.systemId}), handsets on ${options.socketPath}\n`,
    );
    const stop = (): void => void simulator.close();
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`simulator: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

void main();
