import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvitationDropped, ResponseEnded, ResponseReopened, TimerName } from '@mscore/contracts';
import {
  type AnswerFlag,
  callOf,
  type FactEffect,
  keywords,
  type LoadedSurvey,
  lexiconOf,
  nodeOf,
  plainLexicon,
  type RequestEffect,
  type Rule,
  requiredSystemTexts,
  surveyOf,
  understand,
  type Verdict,
  type WaitingNode,
} from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '../src';
import type { EventOutcome } from '../src/domain/conversation';
import { playBefore, type Witnessed } from './golden/transcript';

/** Something that shall occur in a golden conversation: `true`, or why it cannot. */
type Listed<Name extends string> = Readonly<Record<Name, true | string>>;

const NO_SUCH_TIMER = 'a transcript brings each timer that runs at its time, and no other';

const outcomes: Listed<EventOutcome> = {
  ignored: true,
  'asked-again': true,
  answered: true,
  corrected: true,
  duplicate: true,
  skipped: true,
  refused: true,
  commented: true,
  ambiguous: true,
  question: true,
  'wrong-person': true,
  several: true,
  misunderstood: true,
  early: true,
  late: true,
  redriven: true,
  keyword: true,
  usage: true,
  silent: true,
  muted: true,
  told: true,
  invited: true,
  'invitation-waits': true,
  'invitation-dropped': true,
  reminded: true,
  expired: true,
  postponed: true,
  undeliverable: true,
  noted: true,
  'stale-timer': NO_SUCH_TIMER,
  'handled-before': true,
  part: true,
  stranger: true,
};

const verdicts: Listed<Verdict['kind']> = {
  answer: true,
  refuse: true,
  skip: true,
  keyword: true,
  question: true,
  ambiguous: true,
  outOfRange: true,
  wrongPerson: true,
  comment: true,
  empty: true,
  noise: true,
};

const rules: Listed<Rule | 'too-many-tries' | 'several'> = {
  digits: true,
  option: true,
  phrase: true,
  'skip-word': true,
  'refuse-word': true,
  refusal: true,
  synonym: true,
  'number-word': true,
  affixed: true,
  negation: true,
  agreeing: true,
  duration: 'only the health-centre scorecard asks for a time; test/golden/health-centre has it',
  'too-many-tries': true,
  several: true,
};

const flags: Listed<
  AnswerFlag | 'fast' | 'late' | 'correction' | 'beside-question' | 'incomplete' | 'redriven' | 'early' | 'complaint'
> = {
  'top-coded': true,
  'letter-for-digit': true,
  'repeated-digit': true,
  fast: true,
  late: true,
  correction: true,
  'beside-question': true,
  incomplete: true,
  redriven: true,
  early: true,
  complaint: true,
};

const timers: Listed<TimerName> = { parts: true, reminder: true, expiry: true, invitation: true, notice: true };

const facts: Listed<FactEffect['type']> = {
  'response.invited': true,
  'invitation.dropped': true,
  'response.reopened': true,
  'response.consented': true,
  'answer.recorded': true,
  'comment.recorded': true,
  'response.ended': true,
};

const requests: Listed<RequestEffect['type']> = {
  'dossier.asked': true,
  'dossier.disowned': true,
  'case.requested': true,
  'case.asked': true,
  'score.asked': true,
};

const ends: Listed<ResponseEnded['reason']> = {
  completed: true,
  refused: true,
  'too-many-tries': true,
  stopped: true,
  'opted-out': true,
  expired: true,
  'wrong-person': true,
  undeliverable: true,
};

const dispositions: Listed<ResponseEnded['disposition']> = {
  complete: true,
  partial: true,
  refusal: true,
  'no-contact': true,
  other: true,
};

const drops: Listed<InvitationDropped['reason']> = {
  'opted-out': true,
  capped: true,
  lapsed: true,
  'no-mobile': true,
};

const reopenings: Listed<ResponseReopened['why']> = { 'late-answer': true, 'sent-in-time': true };

const shown = (names: readonly string[]): Listed<string> => Object.fromEntries(names.map((name) => [name, true]));

const systemTexts: Listed<string> = shown(requiredSystemTexts);

/** Every spelling of every keyword, without spaces. */
const spellings: Listed<string> = shown([...plainLexicon.whole.keys()]);

/** What is looked for, each with what it is called in a message. */
const lists = {
  outcome: outcomes,
  verdict: verdicts,
  rule: rules,
  flag: flags,
  timer: timers,
  fact: facts,
  request: requests,
  end: ends,
  disposition: dispositions,
  drop: drops,
  reopening: reopenings,
  keyword: shown(keywords),
  spelling: spellings,
  'system text': systemTexts,
  language: shown(['vi-ascii', 'vi', 'en']),
} as const satisfies Readonly<Record<string, Listed<string>>>;

type Kind = keyof typeof lists;
type Seen = ReadonlySet<`${Kind}: ${string}`>;

/** What occurs in one event of a conversation. */
function occurrences({ heard, context, before, step }: Witnessed): readonly `${Kind}: ${string}`[] {
  const { text } = heard.kind === 'message' ? heard.turn : { text: undefined };
  const call = text === undefined ? undefined : callOf(text, lexiconOf(context, '8049'));
  return [
    ...step.outcomes.map((outcome) => `outcome: ${outcome}` as const),
    ...(heard.kind === 'timer' ? [`timer: ${heard.timer}` as const] : []),
    ...(call === undefined ? [] : [`keyword: ${call.name}` as const]),
    ...(call === undefined || text === undefined ? [] : [spellingIn(text, call.argument)]),
    ...verdictOn(text, before, context),
    ...step.due.flatMap(({ effects }) => effects).flatMap(inEffect),
  ];
}

/** The keyword as it was spelled, without what stood behind it. */
function spellingIn(text: string, argument = ''): `spelling: ${string}` {
  const word = text.slice(0, text.length - argument.length).normalize('NFD');
  return `spelling: ${word
    .replace(/đ/gi, 'd')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()}`;
}

function verdictOn(
  text: string | undefined,
  before: Witnessed['before'],
  context: Witnessed['context'],
): readonly `verdict: ${string}`[] {
  const session = before?.state.session;
  if (session === undefined || text === undefined) return [];
  const node = nodeOf(surveyOf(context, session.survey), session.node) as WaitingNode;
  return [`verdict: ${understand(node, text, session.language, lexiconOf(context, '8049')).kind}`];
}

function inEffect(effect: Witnessed['step']['due'][number]['effects'][number]): readonly `${Kind}: ${string}`[] {
  switch (effect.kind) {
    case 'reply': {
      const { of, name, prefix, hint, language } = effect.text;
      const system = [of === 'system' ? name : undefined, prefix, hint].filter((each) => each !== undefined);
      return [`language: ${language}`, ...system.map((each) => `system text: ${each}` as const)];
    }
    case 'request':
      return [`request: ${effect.type}`];
    case 'fact':
      return [`fact: ${effect.type}`, ...inFact(effect)];
    case 'withdraw':
      return [];
    default:
      return effect satisfies never;
  }
}

function inFact({ type, data }: FactEffect): readonly `${Kind}: ${string}`[] {
  const marked = 'flags' in data ? (data.flags ?? []).map((flag) => `flag: ${flag}` as const) : [];
  switch (type) {
    case 'response.ended':
      return [`end: ${data.reason}`, `disposition: ${data.disposition}`];
    case 'invitation.dropped':
      return [`drop: ${data.reason}`];
    case 'response.reopened':
      return [`reopening: ${data.why}`];
    case 'response.consented':
    case 'answer.recorded':
      return [`rule: ${data.rule}`, ...marked];
    default:
      return marked;
  }
}

/** Everything that occurs in transcripts. */
function seenIn(transcripts: readonly string[], survey: LoadedSurvey): Seen {
  const seen = new Set<`${Kind}: ${string}`>();
  for (const transcript of transcripts) {
    const note = (witnessed: Witnessed): void => {
      for (const each of occurrences(witnessed)) seen.add(each);
    };
    playBefore(note, transcript, survey);
  }
  return seen;
}

/** What shall occur and does not, and what does although it was said that it cannot. */
const amiss = (seen: Seen): readonly string[] =>
  Object.entries(lists).flatMap(([kind, names]) =>
    Object.entries<true | string>(names).flatMap(([name, listed]) => {
      const occurs = seen.has(`${kind as Kind}: ${name}`);
      if (listed === true) return occurs ? [] : [`${kind} ${name} is in no golden conversation`];
      return occurs ? [`${kind} ${name} occurs, and is listed as: ${listed}`] : [];
    }),
  );

const folder = join(__dirname, 'golden');
const transcripts = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

let scorecard: LoadedSurvey;
beforeAll(async () => {
  const loaded = await loadSurvey(join(shippedSurveys, 'one-stop-shop.json'));
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  scorecard = loaded.survey;
});

test('whatever the engine can understand, do, ask for and say occurs in a golden conversation', () => {
  expect(amiss(seenIn(transcripts, scorecard))).toEqual([]);
});

test('what is missing is named, and so is an exception that is none', () => {
  const without = transcripts.filter((each) => !/Xin loi da lam phien|(nham|sai) so roi/.test(each));
  expect(amiss(seenIn(without, scorecard))).toEqual(
    expect.arrayContaining([
      'outcome wrong-person is in no golden conversation',
      'verdict wrongPerson is in no golden conversation',
      'request dossier.disowned is in no golden conversation',
      'system text wrongPerson is in no golden conversation',
      'disposition other is in no golden conversation',
    ]),
  );
  expect(amiss(new Set(['outcome: stale-timer']))).toContain(
    `outcome stale-timer occurs, and is listed as: ${NO_SUCH_TIMER}`,
  );
});

test('every golden conversation begins with what it shows', () => {
  expect(transcripts.filter((each) => !each.startsWith('# '))).toEqual([]);
});
