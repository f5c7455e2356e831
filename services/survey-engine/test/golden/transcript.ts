import type { ResponseId, SealedAddress } from '@mscore/contracts';
import { type Context, type Effect, type FactEffect, type LoadedSurvey, render } from '@mscore/survey';
import { type ConversationDocument, type HeardTurn, step } from '../../src/domain/conversation';

/**
 * A conversation as plain text. What a person writes:
 * `> text` the citizen · `@ +24h` time passes (m, h, d) · `: walk-in off`, `: hotline TEXT` how the installation is set ·
 * `! redeliver` the network delivers the last message again, `! redeliver doubtful` or somebody wrote it once more · `! repeat` the bus hands the last event over again ·
 * `! part 1/2 text` one PDU of a long text · `! undecoded` bytes that are no text · `! machine text` a sender that is no
 * person · `# ...` a remark.
 * What the engine writes: `< text` our reply · `= fact` what was recorded.
 */
const written = /^[>@:!#]|^$/;

/** A message as the network brings it. */
type Heard = HeardTurn['turn'];

interface Talk {
  document?: string;
  now: number;
  walkIn: boolean;
  hotline: string;
  sent: number;
  last?: Heard;
}

/** Plays the written lines of a transcript and returns the whole of it as the engine sees it. */
export function play(transcript: string, loaded: LoadedSurvey): string {
  const talk: Talk = { now: Date.parse('2026-11-22T01:00:00.000Z'), walkIn: true, hotline: '', sent: 0 };
  return transcript
    .split('\n')
    .filter((line) => written.test(line))
    .flatMap((line) => [line, ...answerTo(talk, line, loaded)])
    .join('\n');
}

function answerTo(talk: Talk, line: string, loaded: LoadedSurvey): readonly string[] {
  const words = line.slice(2);
  switch (line[0]) {
    case '>':
      return hear(talk, loaded, turnOf({ text: words }));
    case '@':
      talk.now += durationOf(words);
      return [];
    case ':':
      if (words === 'walk-in off') talk.walkIn = false;
      else if (words.startsWith('hotline')) talk.hotline = words.slice('hotline'.length);
      else throw new Error(`no such setting: ${line}`);
      return [];
    case '!':
      return happen(talk, loaded, words);
    default:
      return [];
  }
}

const turnOf = (turn: Partial<Heard>): Heard => ({
  person: true,
  newResponse: 'the-response' as ResponseId,
  ...turn,
});

function happen(talk: Talk, loaded: LoadedSurvey, words: string): readonly string[] {
  const [what, ...rest] = words.split(' ');
  const { last } = talk;
  switch (what) {
    case 'redeliver':
      if (last === undefined) throw new Error('nothing to redeliver');
      return hear(talk, loaded, rest[0] === 'doubtful' ? { ...last, doubtful: true } : last, 'redelivered');
    case 'repeat':
      if (last === undefined) throw new Error('nothing to repeat');
      talk.sent -= 1;
      return hear(talk, loaded, last, 'repeated');
    case 'part': {
      const [part = 0, total = 0] = (rest[0] ?? '').split('/').map(Number);
      const text = rest.slice(1).join(' ');
      return hear(talk, loaded, turnOf({ text, part: { reference: 7, width: 8, total, part } }));
    }
    case 'undecoded':
      return hear(talk, loaded, turnOf({}));
    case 'machine':
      return hear(talk, loaded, turnOf({ person: false, text: rest.join(' ') }));
    default:
      throw new Error(`no such event: ${words}`);
  }
}

/** One message through the engine's step, the document serialised before and after. */
function hear(
  talk: Talk,
  loaded: LoadedSurvey,
  turn: Heard,
  again: 'new' | 'repeated' | 'redelivered' = 'new',
): readonly string[] {
  const context: Context = {
    surveys: new Map([[loaded.hash, loaded.survey]]),
    survey: loaded.hash,
    walkIn: talk.walkIn,
    usagePerDay: 3,
  };
  const document: ConversationDocument | undefined =
    talk.document === undefined ? undefined : JSON.parse(talk.document);
  talk.sent += 1;
  talk.last = turn;
  const heard = {
    id: `event-${talk.sent}`,
    mark: markOf(talk.sent),
    ...(again === 'redelivered' ? { repeatedMark: markOf(talk.sent - 1) } : {}),
    address: 'sealed.address' as SealedAddress,
    turn,
  };
  const taken = step(document, [heard], context, talk.now);
  if (taken.document !== undefined) talk.document = JSON.stringify(taken.document);
  // A repeat publishes again under the same ids, which every reader recognises: there is nothing new to see.
  if (again === 'repeated' && taken.document === undefined) return [];
  return taken.due.flatMap(({ effects }) => effects.map((effect) => show(context, effect, talk.hotline)));
}

const markOf = (message: number): string => String(message).padStart(11, '0');

const show = (context: Context, effect: Effect, hotline: string): string =>
  effect.kind === 'reply' ? `< ${render(context.surveys, effect.text, { hotline })}` : `= ${showFact(effect)}`;

function showFact({ type, data }: FactEffect): string {
  const flags = 'flags' in data && data.flags !== undefined ? ` [${data.flags.join(', ')}]` : '';
  switch (type) {
    case 'response.invited':
      return `${type} ${data.surveyId} ${data.origin} ${data.language}`;
    case 'response.consented':
      return `${type} ${data.node} by ${data.rule}`;
    case 'answer.recorded':
      return `${type} ${data.variable}${data.value === undefined ? '' : `=${data.value}`} ${data.how} by ${data.rule}${flags}`;
    case 'comment.recorded':
      return `${type} ${data.variable} ${data.length} characters${flags}`;
    case 'response.ended':
      return `${type} ${data.reason} ${data.disposition}`;
    default:
      return type satisfies never;
  }
}

function durationOf(words: string): number {
  const match = /^\+(\d+)([mhd])$/.exec(words);
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''];
  if (match === null || unit === undefined) throw new Error(`no such time: ${words}`);
  return Number(match[1]) * unit;
}
