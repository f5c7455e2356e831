import { table } from '../table';
import { names, type Result } from './run';
import { type Peer, type ScenarioName, scenarios } from './scenario';

/** What a run says of one scenario: a line, and one more for each objection. */
export function lines(result: Result): string {
  const name = `${result.peer}: ${scenarios[result.scenario]}`;
  if (result.kind === 'cannot') return `cannot  ${name}: ${result.reason}\n`;
  const { said, objections } = result.seen;
  const verdict = objections.length === 0 ? 'passed' : 'FAILED';
  const head = `${verdict}  ${name} (${result.seconds.toFixed(1)} s): ${said}\n`;
  return head + objections.map((objection) => `        ${objection}\n`).join('');
}

/** A row for each scenario, a column for each peer, as the README shows it. */
export function markdown(peers: readonly Pick<Peer, 'name' | 'what'>[], results: readonly Result[]): string {
  const columns = peers.filter(({ name }) => results.some(({ peer }) => peer === name));
  const rows = names
    .filter((scenario) => results.some((result) => result.scenario === scenario))
    .map((scenario) => [scenarios[scenario], ...columns.map(({ name }) => cell(results, scenario, name))]);
  return table(['', ...columns.map(({ name, what }) => `${name}, ${what}`)], rows);
}

function cell(results: readonly Result[], scenario: ScenarioName, peer: string): string {
  const result = results.find((one) => one.scenario === scenario && one.peer === peer);
  if (result === undefined) return '';
  if (result.kind === 'cannot') return `cannot: ${result.reason}`;
  const { said, objections } = result.seen;
  return objections.length === 0 ? said : `FAILED: ${objections.join('; ')}`;
}
