import { type Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Which } from '../dead-letters';
import { EXIT, exitWith } from './exit';

/** What shows operators how the gateway stands, and lets them act on it. */
export function addOperatorCommands(program: Command): void {
  addLinks(program);
  addMessages(program);
  addConversation(program);
  addReplay(program);
  addDoctor(program);
  addDead(program);
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

function addConversation(program: Command): void {
  const conversation = program.command('conversation').description('what a conversation stands at').helpCommand(false);
  conversation
    .command('show')
    .description('open survey, question, timers and what it remembers, without number, text and answers')
    .argument('<subscriber>', 'subscriber id, its first 8 characters as in the log, or a number as +84… or 0…')
    .option('--archive <file>', 'also keep it with its events, to be replayed; a file that is there is continued')
    .option('--json', 'as JSON')
    .action((subscriber: string, options: { json?: true; archive?: string }) =>
      exitWith(
        import('./conversation.js').then(({ conversationShow, namesSubscriber }) => {
          // What was typed may be somebody's number, and is not repeated.
          if (!namesSubscriber(subscriber)) {
            const message = 'a subscriber is an id of 22 characters, its first 8, or a number (0…)';
            throw new CommanderError(EXIT.usage, 'mscore.subscriber', message);
          }
          return conversationShow(process.env, subscriber, options);
        }),
      ),
    );
}

function addReplay(program: Command): void {
  program
    .command('replay')
    .description('build the conversation of an archive again and compare')
    .argument('<file>', 'as mscore conversation show --archive wrote it')
    .option('--json', 'as JSON')
    .action((file: string, options: { json?: true }) =>
      exitWith(import('./replay.js').then(({ replay }) => replay(process.env, file, options))),
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

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('seconds are a number from 0 to 9999');
  return Number(text);
}
