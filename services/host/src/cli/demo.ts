import { randomBytes } from 'node:crypto';
import { GatewayError } from '@mscore/ports';
import { type Simulator, type SimulatorOptions, startSimulator } from '@mscore/scripts/simulator';
import { genericProfile, type Link } from '@mscore/smpp-connector';
import { type Environment, readConfig } from '../config';
import { startGateway } from '../gateway';
import { createLogs } from '../logging';
import { handsetSocket } from './phone';
import { untilStopped } from './until-stopped';

const SYSTEM_ID = 'mscore';

/**
 * `mscore demo`: the gateway and a simulated message centre that speak SMPP over TCP on this machine, and what to do
 * next. Its data is real: what is texted here is in the data folder. Resolves to the exit code.
 */
export async function demo(environment: Environment, port: number): Promise<number> {
  const config = readConfig({ MSCORE_LOG_LEVEL: 'warn', ...environment }, process.cwd());
  const logFor = createLogs(config.logLevel);
  let simulator: Simulator | undefined;
  try {
    return await untilStopped(logFor('host'), async (onFatal) => {
      // The password lives as long as this process and both ends of the link are in it.
      const password = randomBytes(4).toString('hex');
      const links = async (): Promise<readonly Link[]> => {
        simulator = await simulatorOn({ port, systemId: SYSTEM_ID, password, socketPath: handsetSocket(config.data) });
        return [linkTo(simulator.port, password)];
      };
      const gateway = await startGateway({ config, links, logFor, onFatal });
      process.stdout.write(whatNext(simulator?.port ?? port, config.http.host, gateway.httpPort));
      return gateway;
    });
  } finally {
    await simulator?.close();
  }
}

async function simulatorOn(options: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const message = `port ${options.port} is taken; choose another: mscore demo --port N`;
    throw new GatewayError('MSCORE_LISTEN', message, { retry: false, cause });
  }
}

const linkTo = (port: number, password: string): Link => ({
  name: 'simulator',
  group: 'simulator',
  profile: genericProfile,
  host: '127.0.0.1',
  port,
  systemId: SYSTEM_ID,
  password,
  bind: 'transceiver',
  shortCodes: ['8049'],
  // Whoever tries it out types as fast as the simulated network carries.
  fastReplyMs: 0,
  window: 50,
  tps: 100,
});

const whatNext = (smppPort: number, httpHost: string, httpPort: number): string => `
M-Score Gateway runs, bound by SMPP to a simulated message centre on 127.0.0.1:${smppPort}.

  In a second terminal, in this folder:
    npx mscore phone        a handset: type DG, answer the questions, type HUY to stop messages
    npx mscore responses    the coded responses

  For operators: http://${httpHost}:${httpPort}/healthz  /readyz  /metrics
  Stop it with Ctrl-C. With your own message centre: write links.json and run npx mscore start
`;
