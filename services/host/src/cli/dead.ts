import { GatewayError } from '@mscore/ports';
import { type Config, type Environment, readConfig } from '../config';
import type { DeadGroup, Redriven, Which } from '../dead-letters';
import { checkFolder } from '../folders';
import { redacted } from '../redacted';
import { askOrOpen, type Output } from './data-folder';
import { describeDeadGroups, describeRedriven } from './describe-dead';

interface Options {
  readonly json?: true;
}

/** `mscore dead list`: what could not be handled, by cause. Resolves to the exit code. */
export async function deadList(environment: Environment, options: Options, output: Output = process.stdout) {
  const config = await configOf(environment);
  const groups = await askOrOpen<readonly DeadGroup[]>(config, { path: '/dead' }, ({ deadLetters }) =>
    deadLetters.list(),
  );
  output.write(options.json ? asJson(groups) : describeDeadGroups(groups));
  return 0;
}

/** `mscore dead show ID`: the envelope and why it died; no number, no text. Resolves to the exit code. */
export async function deadShow(environment: Environment, id: string, output: Output = process.stdout) {
  const config = await configOf(environment);
  const path = `/dead/${encodeURIComponent(id)}`;
  const found = await askOrOpen<readonly unknown[]>(config, { path }, async ({ deadLetters }) =>
    (await deadLetters.find(id)).map((one) => redacted(one)),
  );
  if (found.length === 0) throw missing(id);
  output.write(asJson(found));
  return 0;
}

/**
 * `mscore dead redrive`: hands events to their topics once more. Resolves to the exit code: 1 when one of them was not
 * sent.
 */
export async function deadRedrive(
  environment: Environment,
  options: Options & { readonly which: Which; readonly again: boolean },
  output: Output = process.stdout,
) {
  const config = await configOf(environment);
  const { which, again } = options;
  const results = await askOrOpen<readonly Redriven[]>(
    config,
    { path: '/dead/redrive', body: { which, again } },
    ({ deadLetters }) => deadLetters.redrive(which, again),
  );
  output.write(options.json ? asJson(results) : describeRedriven(results));
  return results.every(({ kind }) => kind === 'redriven') ? 0 : 1;
}

async function configOf(environment: Environment): Promise<Config> {
  const config = readConfig(environment, process.cwd());
  await checkFolder('MSCORE_DATA', config.data);
  return config;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const missing = (id: string): GatewayError =>
  new GatewayError('MSCORE_DEAD_MISSING', `there is no dead letter ${id}; see: mscore dead list`, { retry: false });
