import { GatewayError } from '@mscore/ports';
import { isShortCode, numberDigits } from '@mscore/scripts/handset';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Which } from '../dead-letters';
import { idsLast } from './ids-last';

/** sysexits(3), as far as the command uses them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unavailable: 69, config: 78 } as const;

/**
 * The command `mscore`. Ends the process with one of {@link EXIT} when a command ends.
 * Each subcommand is loaded when it is called, so that a wrong word is answered at once.
 */
export function main(argv: readonly string[]): void {
  createProgram()
    .parseAsync(idsLast(argv))
    .catch((error: unknown) => endWith(report(error)));
}

function createProgram(): Command {
  const program = new Command('mscore')
    .description('M-Score Gateway: citizens score public offices by SMS')
    .version('0.1.0')
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
  addLinks(program);
  addMessages(program);
  addDoctor(program);
  addDead(program);
  answerStrictly(program);
  return program;
}

function addLinks(program: Command): void {
  program
    .command('links')
    .description('how the links of the running gateway stand, and why they are slow')
    .option('--json', 'as a JSON array')
    .action((options: { json?: true }) =>
      exitWith(import('./links.js').then(({ links }) => links(process.env, options))),
    );
}

function addMessages(program: Command): void {
  const messages = program.command('messages').description('what became of messages').helpCommand(false);
  messages
    .command('show')
    .description('what happened to one message, oldest first, without its text and number')
    .argument('<id>', "id of a citizen's text or of a request, or the network's message id")
    .option('--json', 'as JSON')
    .action((id: string, options: { json?: true }) =>
      exitWith(import('./messages.js').then(({ messagesShow }) => messagesShow(process.env, id, options))),
    );
}

function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('bind as the links would, send probes to a test number, say what to set')
    .argument('[link]', 'one link; all of MSCORE_LINKS without it')
    .option('--to <number>', 'a handset that you hold: one text per alphabet goes there')
    .option('--wait <seconds>', 'how long receipts are waited for', seconds, 30)
    .option('--ask', 'ask what the handset shows, and say what to set')
    .option('--json', 'as a JSON array')
    .action((link: string | undefined, options: { to?: string; wait: number; ask?: true; json?: true }) => {
      if (options.ask) mayAsk(options);
      const all = link === undefined ? options : { ...options, link };
      return exitWith(import('./doctor.js').then(({ doctor }) => doctor(process.env, all)));
    });
}

function mayAsk({ to, json }: { to?: string; json?: true }): void {
  const refuse = (message: string): never => {
    throw new CommanderError(EXIT.usage, 'mscore.ask', message);
  };
  if (to === undefined) refuse('--ask needs --to: there is nothing to look at');
  if (json === true) refuse('--ask and --json do not go together');
  if (!process.stdin.isTTY) refuse('--ask needs a terminal');
}

function addDead(program: Command): void {
  const dead = program.command('dead').description('events that could not be handled').helpCommand(false);
  dead
    .command('list')
    .description('by cause, with what was sent again')
    .option('--json', 'as a JSON array')
    .action((options: { json?: true }) =>
      exitWith(import('./dead.js').then(({ deadList }) => deadList(process.env, options))),
    );
  dead
    .command('show')
    .description('the event, redacted, and why it died (JSON)')
    .argument('<id>', 'of the dead letter, or of the event that died')
    .option('--json', 'which it is anyway')
    .action((id: string) => exitWith(import('./dead.js').then(({ deadShow }) => deadShow(process.env, id))));
  dead
    .command('redrive')
    .description('hand events to their topics once more, when the cause is mended')
    .argument('[ids...]', 'of dead letters, or of the events that died')
    .option('--all', 'all that are open; with --topic')
    .option('--topic <topic>', 'the topic they died on, for example conversation.inbox')
    .option('--again', 'also what was sent again before')
    .option('--json', 'as a JSON array')
    .action((ids: readonly string[], options: { all?: true; topic?: string; again?: true; json?: true }) => {
      const { again = false, ...rest } = options;
      const which = whichDead(ids, options);
      return exitWith(
        import('./dead.js').then(({ deadRedrive }) => deadRedrive(process.env, { ...rest, which, again })),
      );
    });
}

function whichDead(ids: readonly string[], { all, topic }: { all?: true; topic?: string }): Which {
  if (ids.length > 0 && all === undefined && topic === undefined) return { ids };
  if (ids.length === 0 && all === true && topic !== undefined) return { topic };
  throw new CommanderError(EXIT.usage, 'mscore.whichDead', 'redrive takes either ids, or --all with --topic');
}

/** Every command, at any depth: no words of commander's own, no arguments too many. */
function answerStrictly(command: Command): void {
  command
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .allowExcessArguments(false);
  for (const inner of command.commands) answerStrictly(inner);
}

async function exitWith(command: Promise<number>): Promise<void> {
  endWith(await command);
}

/** Ends with the code once nothing is left to do; a forgotten handle must not keep an ended command alive. */
function endWith(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

const LINGER_MS = 1_000;

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('seconds are a number from 0 to 9999');
  return Number(text);
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
        .replace(/\.$/, '')
        .replaceAll('\n', ' ');
  process.stderr.write(`mscore: ${what}. Try: mscore --help\n`);
  return EXIT.usage;
}
