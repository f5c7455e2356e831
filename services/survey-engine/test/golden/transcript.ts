import type { ResponseId, SealedAddress } from '@mscore/contracts';
import { type Context, type FactEffect, type LoadedSurvey, type RequestEffect, render } from '@mscore/survey';
import { type ConversationDocument, type Heard, type HeardMessage, step } from '../../src/domain/conversation';
import type { EffectsOfCause } from '../../src/domain/course';
import { contextOf, openSecrets } from '../inbox';

/**
 * A conversation as plain text. What a person writes:
 * `> text` the citizen · `@ +24h` time passes (s, m, h, d) · `: walk-in off`, `: hotline TEXT` how the installation is set ·
 * `! redeliver` the network delivers the last message again, `! redeliver doubtful` or somebody wrote it once more · `! repeat` the bus hands the last event over again ·
 * `! part 1/2 text` one PDU of a long text, `! part 1/2#9 text` under another reference · `! undecoded` bytes that are
 * no text, `! undecoded 1/2` as a part · `! machine text` a sender that is no person · `! redriven 2h text` what was sent
 * so long ago, from the dead letters · `# ...` a remark.
 * What the engine writes: `< text` our reply · `= fact` what was recorded, with the words where they were joined.
 */
const written = /^[>@:!#]|^$/;

/** A message as the network brings it. */
type Message = Pick<HeardMessage, 'turn' | 'part'>;

interface Talk {
  document?: string;
  now: number;
  walkIn: boolean;
  hotline: string;
  sent: number;
  last?: Message;
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
      return hear(talk, loaded, { turn: turnOf(talk, { text: words }) });
    case '@':
      return pass(talk, loaded, durationOf(words));
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

/** Time passes, and timers come on their way. */
function pass(talk: Talk, loaded: LoadedSurvey, duration: number): readonly string[] {
  const end = talk.now + duration;
  const lines: string[] = [];
  for (let due = dueIn(talk); due !== undefined && due <= end; due = dueIn(talk)) {
    talk.now = due;
    lines.push(
      ...tell(talk, loaded, {
        kind: 'timer',
        id: `timer-${due}`,
        mark: `timer-${due}`.slice(-11),
        timer: 'parts',
        dueAt: due,
      }),
    );
  }
  talk.now = end;
  return lines;
}

const dueIn = ({ document }: Talk): number | undefined =>
  document === undefined ? undefined : (JSON.parse(document) as ConversationDocument).dueAt;

const turnOf = ({ now }: Talk, turn: Partial<Message['turn']>): Message['turn'] => ({
  person: true,
  at: now,
  link: 'sim',
  shortCode: '8049',
  newResponse: 'the-response' as ResponseId,
  ...turn,
});

function happen(talk: Talk, loaded: LoadedSurvey, words: string): readonly string[] {
  const [what, ...rest] = words.split(' ');
  const { last } = talk;
  switch (what) {
    case 'redeliver': {
      if (last === undefined) throw new Error('nothing to redeliver');
      const turn = rest[0] === 'doubtful' ? { ...last.turn, doubtful: true as const } : last.turn;
      return hear(talk, loaded, { ...last, turn }, 'redelivered');
    }
    case 'repeat':
      if (last === undefined) throw new Error('nothing to repeat');
      talk.sent -= 1;
      return hear(talk, loaded, last, 'repeated');
    case 'part':
      return hear(talk, loaded, partOf(talk, rest[0] ?? '', rest.slice(1).join(' ')));
    case 'undecoded':
      return hear(talk, loaded, rest[0] === undefined ? { turn: turnOf(talk, {}) } : partOf(talk, rest[0], undefined));
    case 'machine':
      return hear(talk, loaded, { turn: turnOf(talk, { person: false, text: rest.join(' ') }) });
    case 'redriven': {
      const at = talk.now - durationOf(`+${rest[0]}`);
      return hear(talk, loaded, { turn: turnOf(talk, { text: rest.slice(1).join(' '), redriven: true, at }) });
    }
    default:
      throw new Error(`no such event: ${words}`);
  }
}

/** One of several parts; `1/1` is a text as any other. */
function partOf(talk: Talk, place: string, text: string | undefined): Message {
  const [part = 0, total = 0, reference = 7] = place.split(/[/#]/).map(Number);
  const turn = turnOf(talk, text === undefined ? {} : { text });
  if (total < 2) return { turn };
  const id = `event-${talk.sent + 1}`;
  const sealed = text === undefined ? {} : { text: openSecrets.seal(id, text) };
  const key = { reference, width: 8 as const, total, shortCode: '8049' };
  return { turn, part: { key, link: 'sim', part: { part, id, fingerprint: text ?? '', ...sealed } } };
}

/** One message, as new or again. */
function hear(
  talk: Talk,
  loaded: LoadedSurvey,
  message: Message,
  again: 'new' | 'repeated' | 'redelivered' = 'new',
): readonly string[] {
  talk.sent += 1;
  talk.last = message;
  const heard: HeardMessage = {
    kind: 'message',
    id: `event-${talk.sent}`,
    mark: markOf(talk.sent),
    ...(again === 'redelivered' ? { repeatedMark: markOf(talk.sent - 1) } : {}),
    address: 'sealed.address' as SealedAddress,
    ...message,
    turn: { ...message.turn, newResponse: `response-${talk.sent}` as ResponseId },
  };
  return tell(talk, loaded, heard);
}

/** One event through the engine's step, the document serialised before and after. */
function tell(talk: Talk, loaded: LoadedSurvey, heard: Heard): readonly string[] {
  const context = contextOf([loaded], { walkIn: talk.walkIn });
  const document: ConversationDocument | undefined =
    talk.document === undefined ? undefined : JSON.parse(talk.document);
  const taken = step(document, [heard], { context, secrets: openSecrets }, talk.now);
  // A repeat publishes again under the same ids, which every reader recognises: there is nothing new to see.
  if (taken.document === undefined) return [];
  talk.document = JSON.stringify(taken.document);
  return taken.due.flatMap((caused) => show(context, caused, talk.hotline));
}

const markOf = (message: number): string => String(message).padStart(11, '0');

const show = (context: Context, { cause, effects, source }: EffectsOfCause, hotline: string): readonly string[] =>
  effects.map((effect) => {
    if (effect.kind === 'reply') return `< ${render(context.surveys, effect.text, { hotline })}`;
    if (effect.kind === 'withdraw') return '= message.withdrawn';
    const joined = source?.text;
    if (effect.kind === 'request') return `= ${showRequest(effect)}`;
    const words =
      joined === undefined || effect.type !== 'comment.recorded' ? '' : `: ${openSecrets.open(cause, joined)}`;
    return `= ${showFact(effect)}${words}`;
  });

const showRequest = ({ type, ...request }: RequestEffect): string =>
  `${type} ${'data' in request ? JSON.stringify(request.data) : ''}`.trimEnd();

function showFact({ type, data }: FactEffect): string {
  const flags = 'flags' in data && data.flags !== undefined ? ` [${data.flags.join(', ')}]` : '';
  switch (type) {
    case 'response.invited':
      return `${type} ${data.surveyId} ${data.origin} ${data.language}`;
    case 'invitation.dropped':
      return `${type} ${data.surveyId} ${data.reason}`;
    case 'response.reopened':
      return `${type} ${data.why}`;
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
  const match = /^\+(\d+)([smhd])$/.exec(words);
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''];
  if (match === null || unit === undefined) throw new Error(`no such time: ${words}`);
  return Number(match[1]) * unit;
}
