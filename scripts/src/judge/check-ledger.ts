import { type Citizen, citizenOf, type Prompt } from '../citizens/citizen';
import type { Finding } from './finding';
import type { SessionEnd, TimedEntry } from './ledger';

/** What the ledger alone can tell. */
export interface LedgerReport {
  readonly findings: readonly Finding[];
  /** Citizens who sent at least one text. */
  readonly begun: readonly number[];
  /** Citizens who saw their last prompt. */
  readonly over: readonly number[];
  readonly offered: number;
  readonly redelivered: number;
  readonly acknowledged: number;
  readonly submitted: number;
  /** Replies a citizen had seen before. */
  readonly repliedTwice: number;
  /** Texts that citizens sent once more because they were asked again. */
  readonly askedAgain: number;
  /** Sessions that did not end with a good-bye. */
  readonly broken: number;
}

interface Course {
  readonly citizen: Citizen;
  readonly offered: Set<number>;
  /** The text offered last, and the session it went by. */
  latest: number;
  offeredOn: number;
  readonly acknowledged: Set<number>;
  /** Prompts in the order first seen, with the session each was last seen on. */
  readonly seen: Map<Prompt, number>;
  foreign: number;
}

/**
 * Checks every conversation of a ledger.
 * @param window submits the gateway may have under way: as many replies may repeat when a session breaks.
 */
export function checkLedger(ledger: readonly TimedEntry[], seed: number, window: number): LedgerReport {
  const courses = new Map<number, Course>();
  const ends = new Map<number, SessionEnd>();
  const repeats = new Map<number, { excused: number; unexcused: number }>();
  const protocol: Finding[] = [];
  const again: Finding[] = [];
  const doubt = { allowed: 0, seen: 0 };

  const courseOf = (index: number): Course => {
    const known = courses.get(index);
    if (known !== undefined) return known;
    const citizen = citizenOf(index, seed);
    const begun = {
      citizen,
      offered: new Set<number>(),
      latest: -1,
      offeredOn: -1,
      acknowledged: new Set<number>(),
      seen: new Map(),
      foreign: 0,
    };
    courses.set(index, begun);
    return begun;
  };

  function hear(course: Course, prompt: Prompt | undefined, session: number): void {
    if (prompt === undefined || !course.citizen.prompts.includes(prompt)) {
      course.foreign += 1;
      return;
    }
    const before = course.seen.get(prompt);
    course.seen.set(prompt, session);
    if (before === undefined) return;
    if (isDoubt(course, prompt)) {
      doubt.seen += 1;
      return;
    }
    const count = repeats.get(before) ?? { excused: 0, unexcused: 0 };
    if (before === session) count.unexcused += 1;
    else count.excused += 1;
    repeats.set(before, count);
  }

  for (const entry of ledger) {
    if (entry.kind === 'offered') {
      const course = courseOf(entry.citizen);
      course.offered.add(entry.text);
      course.latest = entry.text;
      course.offeredOn = entry.session;
    } else if (entry.kind === 'acknowledged') courseOf(entry.citizen).acknowledged.add(entry.text);
    else if (entry.kind === 'submitted') hear(courseOf(entry.citizen), entry.prompt, entry.session);
    else if (entry.kind === 'asked-again') again.push(...checkAskedAgain(courseOf(entry.citizen).citizen, entry.text));
    else if (entry.kind === 'session-ended') {
      ends.set(entry.session, entry.how);
      if (entry.how !== 'unbound') doubt.allowed += mostDoubts([...courses.values()], entry.session, window);
    } else if (entry.kind === 'stray') protocol.push({ check: 'protocol', detail: 'a text to a number of nobody' });
    else if (entry.kind === 'malformed')
      protocol.push({ check: 'protocol', detail: `session ${entry.session}: no PDU` });
  }

  const all = [...courses.values()];
  const broken = count(ledger, (entry) => entry.kind === 'session-ended' && entry.how !== 'unbound');
  return {
    findings: [
      ...protocol,
      ...again,
      ...all.flatMap(checkCourse),
      ...checkRepeats(repeats, ends, window),
      ...checkDoubts(doubt, broken),
    ],
    begun: [...courses.keys()],
    over: all.filter(isOver).map((course) => course.citizen.index),
    offered: count(ledger, (entry) => entry.kind === 'offered'),
    redelivered: count(ledger, (entry) => entry.kind === 'offered' && entry.attempt > 1),
    acknowledged: count(ledger, (entry) => entry.kind === 'acknowledged'),
    submitted: count(ledger, (entry) => entry.kind === 'submitted'),
    repliedTwice: [...repeats.values()].reduce((sum, { excused, unexcused }) => sum + excused + unexcused, 0),
    askedAgain: count(ledger, (entry) => entry.kind === 'asked-again'),
    broken,
  };
}

const count = (ledger: readonly TimedEntry[], matches: (entry: TimedEntry) => boolean): number =>
  ledger.filter(matches).length;

const isOver = (course: Course): boolean => course.seen.has('thanks');

function checkCourse(course: Course): readonly Finding[] {
  const { citizen, offered, acknowledged, seen } = course;
  const findings: Finding[] = [];
  const who = `citizen ${citizen.index}`;
  for (const text of offered) {
    const prompt = citizen.prompts[text];
    if (prompt === undefined || seen.has(prompt)) continue;
    const state = acknowledged.has(text) ? 'was acknowledged and' : 'was never acknowledged and';
    findings.push({ check: 'lost', detail: `${who}: text ${text} ${state} brought no ${prompt}` });
  }
  const order = [...seen.keys()].map((prompt) => citizen.prompts.indexOf(prompt));
  if (order.some((place, index) => place !== index)) {
    findings.push({ check: 'misordered', detail: `${who}: prompts came in the order ${[...seen.keys()].join(' ')}` });
  }
  if (course.foreign > 0) {
    findings.push({ check: 'misordered', detail: `${who}: ${course.foreign} texts that belong to no step` });
  }
  return findings;
}

/**
 * When a session breaks before the network's proof of having read our response, a later text with the same words may
 * be that text delivered again or an honest answer to the next question: nobody can tell. The gateway takes it for the
 * former and asks again, and the person answers again. No other text may get lost this way.
 */
function checkAskedAgain(citizen: Citizen, text: number): readonly Finding[] {
  if (isSaidBefore(citizen, text)) return [];
  return [{ check: 'lost', detail: `citizen ${citizen.index}: text ${text} had to be sent again` }];
}

const isSaidBefore = ({ texts }: Citizen, text: number): boolean => {
  const words = texts[text];
  return words !== undefined && texts.slice(0, text).includes(words);
};

/** Whether a prompt that came again asks for what the citizen has just sent, in words of an earlier text. */
const isDoubt = ({ citizen, latest }: Course, prompt: Prompt): boolean =>
  citizen.prompts.indexOf(prompt) === latest - 1 && isSaidBefore(citizen, latest);

/**
 * How many questions may be asked again because this session broke. Everybody has one text under way at most. It is in
 * doubt when its reply had not come; so are as many more as the gateway may not have read our acceptance of, and as
 * many replies again come a second time, which looks the same. Each is doubted once, and only when said again.
 */
const mostDoubts = (courses: readonly Course[], session: number, window: number): number =>
  2 * window + courses.filter((course) => course.offeredOn === session && isUnderWay(course)).length;

function isUnderWay({ citizen, latest, seen }: Course): boolean {
  const [prompt, words] = [citizen.prompts[latest], citizen.texts[latest]];
  if (prompt === undefined || words === undefined || seen.has(prompt)) return false;
  return isSaidBefore(citizen, latest) || citizen.texts.includes(words, latest + 1);
}

function checkDoubts(doubt: { readonly allowed: number; readonly seen: number }, broken: number): readonly Finding[] {
  if (doubt.seen <= doubt.allowed) return [];
  const detail = `${doubt.seen} questions were asked again after ${broken} broken sessions, ${doubt.allowed} may`;
  return [{ check: 'reply twice', detail }];
}

function checkRepeats(
  repeats: ReadonlyMap<number, { readonly excused: number; readonly unexcused: number }>,
  ends: ReadonlyMap<number, SessionEnd>,
  window: number,
): readonly Finding[] {
  return [...repeats].flatMap(([session, { excused, unexcused }]) => {
    const how = ends.get(session);
    const allowed = how === undefined || how === 'unbound' ? 0 : window;
    const unexcusedHere = unexcused + Math.max(0, excused - allowed);
    if (unexcusedHere === 0) return [];
    const ended = how === undefined ? 'is open' : `was ${how}`;
    const detail = `session ${session} ${ended}: ${excused + unexcused} of its replies came again, ${allowed} may`;
    return [{ check: 'reply twice' as const, detail }];
  });
}
