import type { ResponseId, SealedAddress } from '@mscore/contracts';
import type { Context, LoadedSurvey, ServiceName } from '@mscore/survey';
import { type Step, step } from '../../src/domain/conversation';
import type { ConversationDocument } from '../../src/domain/document';
import type { Heard, HeardMessage } from '../../src/domain/heard';
import { nextTimer } from '../../src/domain/timers';
import { contextOf, openDeps, openSecrets } from '../inbox';
import { isNetworkKind, Network } from './network';
import { caseAnswerOf, dossierAnswerOf, invitationOf, scoreAnswerOf } from './services';
import { showEffects } from './show';
import { clockOf, durationOf, momentOf } from './time';

/**
 * A conversation as plain text. It begins on Sunday, 2026-11-22 at 08:00.
 *
 * What a person writes:
 * - `> text` the citizen, a minute after our last text, unless time has passed since. `> (+2s) text` so long after our
 *   last text, exactly; `> (before) text` before what we said last had left. `> [9999] text` to another short code than
 *   8049.
 * - `@ +24h` time passes (s, m, h, d), `@ 2026-11-23 07:30` until the clocks show that. Timers come on their way.
 * - `! invite [+24h] [landline] [UNIT | DATE] [survey=ID] [dossier=ID] [order=HASH]` somebody is to be asked, not before so
 *   long from now.
 * - `! dossier …`, `! case …`, `! score …` what another service answers; their words are in `services.ts`.
 * - `! accepted`, `! delivered`, `! failed` the network says so of our last text.
 * - `! redeliver` the network delivers the last message again, `! redeliver doubtful` or somebody wrote it once more ·
 *   `! repeat` the bus hands the last event over again.
 * - `! part 1/2 text` one PDU of a long text, `! part 1/2#9 text` under another reference · `! undecoded` bytes that are no
 *   text, `! undecoded 1/2` as a part · `! machine text` a sender that is no person · `! redriven 2h text` what was sent so
 *   long ago, from the dead letters.
 * - `! slow network` from here on a text of ours is taken after 10 s and delivered 60 s later; `! usual network` half a
 *   second and 2 s, as at the beginning; `! network without receipts` nobody hears whether it is delivered.
 * - `: walk-in off`, `: hotline TEXT`, `: services dossier case score` how the installation is set: the services that
 *   answer, none at the beginning.
 * - `# ...` a remark.
 *
 * What the engine writes: `< text` our text, `< [9999] text` by another short code than 8049 · `= fact` what was recorded or asked of others, with the words where they
 * are not those of the line before · `~ 2026-11-23 08:12 reminder` a timer came, and what became of it where nothing is
 * to be seen · `~ invitation-waits` what became of what is no message, where nothing is to be seen.
 */
const written = /^[>@:!#]|^$/;

/** A message as the network brings it. */
type Message = Pick<HeardMessage, 'turn' | 'part'>;
/** What is told of an event beside its names. */
type Told = Heard extends infer Each ? (Each extends Heard ? Omit<Each, 'id' | 'mark'> : never) : never;

/** One event that a conversation was told, and what came of it. */
export interface Witnessed {
  readonly heard: Heard;
  readonly context: Context;
  /** The conversation as it was. */
  readonly before: ConversationDocument | undefined;
  readonly step: Step;
}

interface Talk {
  /** Hears of every event. */
  readonly witness?: (witnessed: Witnessed) => void;
  readonly surveys: readonly [LoadedSurvey, ...LoadedSurvey[]];
  readonly network: Network;
  document?: string;
  now: number;
  walkIn: boolean;
  hotline: string;
  services: readonly ServiceName[];
  events: number;
  last?: Heard;
  /** The id of what the case desk was last asked. */
  asked?: string;
}

/** Plays the written lines of a transcript and returns the whole of it as the engine sees it; DG starts the first survey. */
export const play = (transcript: string, ...surveys: readonly [LoadedSurvey, ...LoadedSurvey[]]): string =>
  playBefore(undefined, transcript, ...surveys);

/** Plays a transcript before a witness. */
export function playBefore(
  witness: Talk['witness'],
  transcript: string,
  ...surveys: readonly [LoadedSurvey, ...LoadedSurvey[]]
): string {
  const talk: Talk = {
    ...(witness === undefined ? {} : { witness }),
    surveys,
    network: new Network(),
    now: momentOf('2026-11-22 08:00'),
    walkIn: true,
    hotline: '',
    services: [],
    events: 0,
  };
  return (
    transcript
      .split('\n')
      .filter((line) => written.test(line))
      // A timer that is due by now comes at once.
      .flatMap((line) => [line, ...answerTo(talk, line), ...pass(talk, talk.now)])
      .join('\n')
  );
}

function answerTo(talk: Talk, line: string): readonly string[] {
  const words = line.slice(2);
  switch (line[0]) {
    case '>':
      return write(talk, words);
    case '@':
      return pass(talk, words.startsWith('+') ? talk.now + durationOf(words) : momentOf(words));
    case ':':
      set(talk, words);
      return [];
    case '!':
      return happen(talk, words);
    default:
      return [];
  }
}

function set(talk: Talk, words: string): void {
  const [name, ...rest] = words.split(' ');
  if (words === 'walk-in off') talk.walkIn = false;
  else if (name === 'hotline') talk.hotline = words.slice('hotline'.length);
  else if (name === 'services') talk.services = rest as readonly ServiceName[];
  else throw new Error(`no such setting: ${words}`);
}

const MINUTE = 60_000;

function write(talk: Talk, line: string): readonly string[] {
  const { network } = talk;
  const [, shortCode = SHORT_CODE, words = line] = /^\[(\d+)\] (.*)$/.exec(line) ?? [];
  const [, when, text = words] = /^\((\+[\d.]+[smhd]|before)\) (.*)$/.exec(words) ?? [];
  const said = { text, shortCode };
  if (when === undefined) return [...takeTime(talk), ...hear(talk, { turn: turnOf(talk, said) })];
  if (when === 'before') return hear(talk, { turn: turnOf(talk, said, true) });
  const timers = pass(talk, (network.lastAt ?? talk.now) + durationOf(when));
  return [...timers, ...hear(talk, { turn: turnOf(talk, said) })];
}

/** The short code of a test installation. */
const SHORT_CODE = '8049';

/** Whoever answers has read first. */
const takeTime = (talk: Talk): readonly string[] =>
  talk.network.lastAt === talk.now ? pass(talk, talk.now + MINUTE) : [];

/** Time passes, and timers come on their way. */
function pass(talk: Talk, end: number): readonly string[] {
  if (end < talk.now) throw new Error(`it is ${clockOf(talk.now)} already`);
  const lines: string[] = [];
  for (let timer = timerIn(talk); timer !== undefined && timer.dueAt <= end; timer = timerIn(talk)) {
    talk.now = Math.max(talk.now, timer.dueAt);
    const mark = openSecrets.request(timer.timer, timer.dueAt).mark;
    const { shown, outcome } = tell(talk, { kind: 'timer', ...timer, id: `${timer.timer}-${timer.dueAt}`, mark });
    if (outcome === 'stale-timer' || outcome === 'handled-before') throw new Error(`a timer is stuck: ${outcome}`);
    const what = `~ ${clockOf(talk.now)} ${timer.timer}`;
    lines.push(shown.length === 0 ? `${what}: ${outcome}` : what, ...shown);
  }
  talk.now = end;
  return lines;
}

const timerIn = ({ document }: Talk): ReturnType<typeof nextTimer> =>
  document === undefined ? undefined : nextTimer(JSON.parse(document) as ConversationDocument);

/** @param before whether it arrived before what was said at this moment had left */
const turnOf = (talk: Talk, turn: Partial<Message['turn']>, before = false): Message['turn'] => ({
  person: true,
  repeat: false,
  newResponse: newResponse(talk),
  at: talk.now,
  link: 'sim',
  shortCode: SHORT_CODE,
  ...talk.network.stamp(talk.now, before),
  ...turn,
});

const newResponse = ({ events }: Talk): ResponseId => `response-${events + 1}` as ResponseId;

function happen(talk: Talk, words: string): readonly string[] {
  const [what = '', ...rest] = words.split(' ');
  const line = rest.join(' ');
  const network = /^(\S+) network$/.exec(words)?.[1] ?? /^network (.+)$/.exec(words)?.[1];
  if (network !== undefined && isNetworkKind(network)) {
    talk.network.becomes(network);
    return [];
  }
  switch (what) {
    case 'invite': {
      const invitation = invitationOf(line, newResponse(talk), talk.now);
      return come(talk, { kind: 'invitation', address, invitation });
    }
    case 'dossier':
      return come(talk, { kind: 'answer', answer: dossierAnswerOf(line, newResponse(talk)) });
    case 'case':
      return come(talk, { kind: 'answer', answer: caseAnswerOf(line, talk.asked) });
    case 'score':
      return come(talk, { kind: 'answer', answer: scoreAnswerOf(line) });
    case 'accepted':
    case 'delivered':
    case 'failed': {
      if (talk.network.last === undefined) throw new Error('nothing was sent');
      return come(talk, { kind: 'outcome', sent: { type: `message.${what}`, request: talk.network.last } });
    }
    default:
      return bring(talk, what, rest);
  }
}

/** What a network brings beside usual messages. */
function bring(talk: Talk, what: string, rest: readonly string[]): readonly string[] {
  switch (what) {
    case 'redeliver':
      return redeliver(talk, rest[0] === 'doubtful');
    case 'repeat':
      if (talk.last === undefined) throw new Error('nothing to repeat');
      return tell(talk, talk.last).shown;
    case 'part':
      return [...takeTime(talk), ...hear(talk, partOf(talk, rest[0] ?? '', rest.slice(1).join(' ')))];
    case 'undecoded':
      return [...takeTime(talk), ...hear(talk, partOf(talk, rest[0] ?? '1/1', undefined))];
    case 'machine':
      return hear(talk, { turn: turnOf(talk, { person: false, text: rest.join(' ') }) });
    case 'redriven': {
      const at = talk.now - durationOf(`+${rest[0]}`);
      return hear(talk, { turn: turnOf(talk, { text: rest.slice(1).join(' '), redriven: true, at }) });
    }
    default:
      throw new Error(`no such event: ${what}`);
  }
}

function redeliver(talk: Talk, doubtful: boolean): readonly string[] {
  const { last } = talk;
  if (last?.kind !== 'message') throw new Error('nothing to redeliver');
  const turn = { ...last.turn, ...talk.network.stamp(talk.now, false), at: talk.now };
  const part = last.part === undefined ? {} : { part: last.part };
  return hear(talk, { turn: doubtful ? { ...turn, doubtful: true } : turn, ...part }, last.mark);
}

/** One of several parts; `1/1` is a text as any other. */
function partOf(talk: Talk, place: string, text: string | undefined): Message {
  const [part = 0, total = 0, reference = 7] = place.split(/[/#]/).map(Number);
  const turn = turnOf(talk, text === undefined ? {} : { text });
  if (total < 2) return { turn };
  const id = `event-${talk.events + 1}`;
  const sealed = text === undefined ? {} : { text: openSecrets.seal(id, text) };
  const key = { reference, width: 8 as const, total, shortCode: '8049' };
  return { turn, part: { key, link: 'sim', part: { part, id, fingerprint: text ?? '', ...sealed } } };
}

const address = 'sealed.address' as SealedAddress;

/** One message, new or in place of an earlier one. */
function hear(talk: Talk, { turn, part }: Message, repeatedMark?: string): readonly string[] {
  const repeated = repeatedMark === undefined ? {} : { repeatedMark };
  const turned = { ...turn, newResponse: newResponse(talk) };
  const message = {
    kind: 'message',
    ...repeated,
    address,
    turn: turned,
    ...(part === undefined ? {} : { part }),
  } as const;
  return tell(talk, named(talk, message)).shown;
}

/** One event that is no message: where nothing is to be seen of it, the transcript says what became of it. */
function come(talk: Talk, told: Told): readonly string[] {
  const { shown, outcome } = tell(talk, named(talk, told));
  return shown.length === 0 ? [`~ ${outcome}`] : shown;
}

function named(talk: Talk, told: Told): Heard {
  talk.events += 1;
  return { ...told, id: `event-${talk.events}`, mark: String(talk.events).padStart(11, '0') };
}

/** One event through the engine's step, the document serialised before and after. */
function tell(talk: Talk, heard: Heard): { readonly shown: readonly string[]; readonly outcome: string } {
  talk.last = heard;
  const context = contextIn(talk);
  const document: ConversationDocument | undefined =
    talk.document === undefined ? undefined : JSON.parse(talk.document);
  const taken = step(document, [heard], { ...openDeps, context }, talk.now);
  const outcome = taken.outcomes[0] ?? '';
  talk.witness?.({ heard, context, before: document, step: taken });
  // A repeat publishes again under the same ids, which every reader recognises: there is nothing new to see.
  if (taken.document === undefined) return { shown: [], outcome };
  talk.document = JSON.stringify(taken.document);
  for (const [index, effect] of taken.due.flatMap(({ effects }) => effects).entries()) {
    if (effect.kind === 'reply') talk.network.send(openSecrets.request(heard.id, index), talk.now);
    if (effect.kind === 'request') talk.asked = openSecrets.request(heard.id, index).request;
  }
  const { text = undefined, at = talk.now } = heard.kind === 'message' ? heard.turn : {};
  const to = heard.kind === 'message' ? heard.turn.shortCode : SHORT_CODE;
  const by = (shortCode: string): string => (shortCode === SHORT_CODE ? '' : `[${shortCode}] `);
  return {
    shown: taken.due.flatMap((caused) =>
      showEffects(context, caused, { hotline: talk.hotline, at, text, by: by(caused.source?.shortCode ?? to) }),
    ),
    outcome,
  };
}

const contextIn = ({ surveys, walkIn, services }: Talk): Context =>
  contextOf(surveys, { walkIn, services: new Set(services) });
