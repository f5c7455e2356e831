import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gatewayIsBuilt } from '../processes/gateway';
import { table } from '../table';
import { folderOf, type Outcome, type Scenario, scenarios } from './scenarios';

const USAGE = 'usage: npm run test:faults -- [--seed NUMBER] [--only TEXT]';
const SHOWN_OBJECTIONS = 12;

interface Options {
  readonly seed: number;
  readonly only: string;
}

function optionsFrom(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seed: { type: 'string' }, only: { type: 'string', default: '' } },
    });
    const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed);
    if (!Number.isSafeInteger(seed) || seed < 0 || seed > 1_000_000_000)
      return '--seed: a whole number up to 1000000000';
    if (!scenarios.some(({ name }) => name.includes(values.only))) return `--only: no scenario says "${values.only}"`;
    return { seed, only: values.only };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly outcome?: Outcome;
  readonly objections: readonly string[];
}

async function runOne(scenario: Scenario, folder: string, seed: number): Promise<Row> {
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1_000;
  try {
    const outcome = await scenario.run(folder, seed);
    return { name: scenario.name, seconds: seconds(), outcome, objections: outcome.objections };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name: scenario.name, seconds: seconds(), objections: [message] };
  }
}

function report(row: Row): void {
  const verdict = row.objections.length === 0 ? 'passed' : 'FAILED';
  process.stdout.write(`${verdict}  ${row.name} (${row.seconds.toFixed(1)} s)\n`);
  for (const objection of row.objections.slice(0, SHOWN_OBJECTIONS)) process.stdout.write(`        ${objection}\n`);
  const more = row.objections.length - SHOWN_OBJECTIONS;
  if (more > 0) process.stdout.write(`        and ${more} more\n`);
}

const HEAD = [
  'scenario',
  'faults',
  'texts',
  'delivered again',
  'responses',
  'sent twice',
  'asked again',
  'lost',
  'applied twice',
  's',
];

function cells({ name, seconds, outcome }: Row): readonly string[] {
  if (outcome === undefined) return [name, '-', '-', '-', '-', '-', '-', '-', '-', seconds.toFixed(0)];
  const { faults, judgement } = outcome;
  const found = (check: string): number => judgement.findings.filter((finding) => finding.check === check).length;
  const { acknowledged, redelivered, over, repliedTwice, askedAgain } = judgement;
  const counts = [
    faults,
    acknowledged,
    redelivered,
    over.length,
    repliedTwice,
    askedAgain,
    found('lost'),
    found('applied twice'),
  ];
  return [name, ...counts.map(String), seconds.toFixed(0)];
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`test:faults: ${options}. ${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  if (!gatewayIsBuilt()) {
    process.stderr.write('test:faults: the gateway is not built yet. Run: npm run build\n');
    process.exitCode = 69;
    return;
  }
  const parent = mkdtempSync(join(tmpdir(), 'mscore-faults-'));
  process.stdout.write(`seed ${options.seed}\n`);
  const rows: Row[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    if (!scenario.name.includes(options.only)) continue;
    const row = await runOne(scenario, folderOf(parent, index), options.seed);
    report(row);
    rows.push(row);
  }
  const failed = rows.filter((row) => row.objections.length > 0).length;
  process.stdout.write(`\n${table(HEAD, rows.map(cells))}\n`);
  if (failed === 0) rmSync(parent, { recursive: true });
  else process.stdout.write(`Ledgers, logs and data of this run: ${parent}\n`);
  process.stdout.write(`${rows.length - failed} passed, ${failed} failed\n`);
  // What a scenario left running after a failure ends with this process.
  process.exit(failed === 0 ? 0 : 1);
}

void main();
