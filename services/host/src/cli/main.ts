import { GatewayError } from '@mscore/ports';
import { isShortCode, numberDigits } from '@mscore/scripts/handset';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { PROGRAM_VERSION } from '../program-version';
import { heedReader } from './closed-output';
import { EXIT, endWith, exitWith } from './exit';
import { idsLast } from './ids-last';
import { addOperatorCommands } from './operator-commands';

/**
 * The command `mscore`. Ends the process with one of {@link EXIT} when a command ends.
 * Each subcommand is loaded when it is called, so that a wrong word is answered at once.
 */
export function main(argv: readonly string[]): void {
  const reader = heedReader(process.stdout, () => process.exit(EXIT.ok));
  createProgram()
    .hook('preAction', (_program, command) => {
      if (GATEWAYS.includes(command.name())) reader.goOn();
    })
    .parseAsync(idsLast(argv))
    .catch((error: unknown) => endWith(report(error)));
}

/** Commands that run a gateway. */
const GATEWAYS: readonly string[] = ['start', 'demo'];

function createProgram(): Command {
  const program = new Command('mscore')
    .description('M-Score Gateway: citizens score public offices by SMS')
    .version(PROGRAM_VERSION)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showHelpAfterError(false)
    .helpCommand(false);
  program
    .command('start')
    .description('run the gateway with the links of MSCORE_LINKS')
    .action(() => exitWith(import('./start.js').then(({ start }) => start(process.env))));
  program
    .command('demo')
    .description('run the gateway with a simulated message centre, to try it with "mscore phone"')
    .option('--port <port>', 'TCP port of the simulated message centre', portNumber, 2775)
    .action((options: { port: number }) =>
      exitWith(import('./demo.js').then(({ demo }) => demo(process.env, options.port))),
    );
  program
    .command('phone')
    .description('a handset in the terminal, for the simulated message centre of "mscore demo"')
    .option('--number <number>', "the handset's number", phoneNumber, '0900000001')
    .option('--to <shortcode>', 'where its texts go', shortCode, '8049')
    .action((options: { number: string; to: string }) =>
      exitWith(import('./phone.js').then(({ phone }) => phone(process.env, options))),
    );
  program
    .command('responses')
    .description('print the coded responses')
    .option('--json', 'as a JSON array')
    .action((options: { json?: true }) =>
      exitWith(import('./responses.js').then(({ responses }) => responses(process.env, options))),
    );
  addOperatorCommands(program);
  answerStrictly(program);
  return program;
}

/** Every command, at any depth: no words of commander's own, no arguments too many. */
function answerStrictly(command: Command): void {
  command
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .allowExcessArguments(false);
  for (const inner of command.commands) answerStrictly(inner);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function phoneNumber(text: string): string {
  if (numberDigits(text) === undefined)
    throw new InvalidArgumentError('a number has 8 to 15 digits, for example 0900000001');
  return text;
}

function shortCode(text: string): string {
  if (!isShortCode(text)) throw new InvalidArgumentError('a short code has 3 to 15 digits, for example 8049');
  return text;
}

/** One line that says what is wrong and how to do better; the exit code that goes with it. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof GatewayError) {
    process.stderr.write(`mscore: ${error.message} [${error.code}]\n`);
    return CONFIG_CODES.some((code) => error.code.startsWith(code)) ? EXIT.config : EXIT.unavailable;
  }
  process.stderr.write(`mscore: ${error instanceof Error ? error.message : String(error)}\n`);
  return EXIT.failed;
}

/** Faults an operator mends by changing what was configured. */
const CONFIG_CODES = [
  'MSCORE_CONFIG',
  'MSCORE_LINKS',
  'MSCORE_SURVEY',
  'MSCORE_KEYS',
  'MSCORE_KEYWORDS',
  'MSCORE_ADAPTER_URL',
  'MSCORE_DATA_NEWER',
  'MSCORE_DATA_PATH',
  'MSCORE_DATA_UNKNOWN',
  'MSCORE_NO_SURVEY',
  'MSCORE_HOTLINE',
];

function reportUsage(error: CommanderError): number {
  const harmless = ['commander.helpDisplayed', 'commander.version', 'commander.help'];
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return EXIT.ok;
  const what = harmless.includes(error.code)
    ? 'a command is missing'
    : error.message
        .replace(/^error: /, '')
        // What was typed may be somebody's number, and is on the screen already.
        .replace(/^option '(--\S+)[^']*' argument '.*' is invalid\. /s, '$1: ')
        .replace(/\.$/, '')
        .replaceAll('\n', ' ');
  process.stderr.write(`mscore: ${what}. Try: mscore --help\n`);
  return EXIT.usage;
}
