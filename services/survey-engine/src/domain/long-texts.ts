import type { ResponseId } from '@mscore/contracts';
import type {
  ArrivingPart,
  Joining,
  KeptComment,
  LongTexts,
  Taken,
  TakenText,
  TextKey,
  WaitingText,
} from './held-texts';

/** Milliseconds after its first part that a text is taken as it is: a dossier code in part 1 is still useful. */
export const PARTS_WAIT = 5 * 60_000;
/** Milliseconds for which a taken text is remembered. */
export const TAKEN_KEPT = 24 * 3_600_000;
/** Texts that may wait at once. A person writes one at a time; more are lost parts, or a flood. */
export const MOST_WAITING = 8;
/** Characters that waiting parts may take in the document: one text of 255 full parts. */
export const MOST_WAITING_SIZE = 160_000;
/** Taken texts, and parts of them, that are remembered. */
export const MOST_TAKEN = 16;
export const MOST_FINGERPRINTS = 512;

const none: LongTexts = { waiting: [], taken: [] };

/**
 * Takes a part in. `undefined`: it is there already, or was. Another part under the same number and reference is
 * another text, for some phones use one reference for all: what waited under it is taken as it is, so that nothing is
 * lost.
 */
export function takePart(held: LongTexts = none, arriving: ArrivingPart, now: number): Joining | undefined {
  const { key, part } = arriving;
  const open = held.waiting.find((text) => sameKey(text, key));
  const there = open?.parts.find((each) => each.part === part.part);
  if (there?.fingerprint === part.fingerprint) return undefined;
  const fits = open !== undefined && there === undefined;
  if (isKnown(held, arriving, fits)) return undefined;
  if (fits) {
    const grown = grow(open, arriving);
    const texts = { ...held, waiting: held.waiting.map((text) => (text === open ? grown : text)) };
    return grown.parts.length < key.total ? withinBounds(texts, now) : takeAll(texts, [grown], now);
  }
  const begun = { ...held, waiting: [...held.waiting, begin(held, arriving, now)] };
  return withinBounds(begun, now, open === undefined ? [] : [open]);
}

/**
 * Takes what is due as it is: at `dueAt`, whose timer came, and since. After an outage that is more than one text, and
 * the others' timers would be looked for where the sweeper has looked already.
 */
export function takeDue(held: LongTexts, dueAt: number, now: number): Joining {
  const by = Math.max(dueAt, now);
  const due = held.waiting.filter((text) => text.dueAt <= by);
  return takeAll({ ...held, lastDue: Math.max(dueAt, ...due.map((text) => text.dueAt)) }, due, now);
}

/** Notes where the words of a text that lacks parts were kept. */
export function noteComment(held: LongTexts, text: WaitingText, comment: KeptComment): LongTexts {
  const [{ part, fingerprint }] = text.parts;
  const isIt = (each: TakenText) =>
    sameKey(each, text) && each.fingerprints[part] === fingerprint && !isWhole(each) && each.comment === undefined;
  return { ...held, taken: held.taken.map((each) => (isIt(each) ? { ...each, comment } : each)) };
}

/** Notes the ordinal of the last fact of a response that has ended. */
export function noteEnd(held: LongTexts, response: ResponseId, n: number): LongTexts {
  const noted = (text: TakenText): TakenText =>
    text.comment?.response === response ? { ...text, comment: { ...text.comment, n } } : text;
  return { ...held, taken: held.taken.map(noted) };
}

/** The next timer, where one runs: milliseconds since the epoch. */
export const dueAtOf = ({ waiting }: LongTexts): number | undefined =>
  waiting.length === 0 ? undefined : Math.min(...waiting.map(({ dueAt }) => dueAt));

/** Without what is older than 24 hours; `undefined` when nothing is left. */
export function forgetOld(held: LongTexts, now: number): LongTexts | undefined {
  const taken = held.taken.filter(({ takenAt }) => now - takenAt < TAKEN_KEPT);
  if (held.waiting.length + taken.length === 0) return undefined;
  return taken.length === held.taken.length ? held : { ...held, taken };
}

/**
 * Whether the part was taken before. While a new text waits for a part of this number, equal words are its own, unless
 * the earlier text still lacks parts itself: then the network is more likely to bring that one again.
 */
function isKnown({ taken }: LongTexts, { key, part }: ArrivingPart, fits: boolean): boolean {
  const knowing = taken.filter((text) => sameKey(text, key) && text.fingerprints[part.part] === part.fingerprint);
  return fits ? knowing.some((text) => !isWhole(text)) : knowing.length > 0;
}

function begin({ lastDue = 0 }: LongTexts, arriving: ArrivingPart, now: number): WaitingText {
  const { key, part, link, response, asked, redrivenFrom } = arriving;
  return {
    ...key,
    link,
    ...(response === undefined ? {} : { response }),
    ...(asked === undefined ? {} : { asked }),
    at: redrivenFrom ?? now,
    dueAt: Math.max(now + PARTS_WAIT, lastDue + 1),
    ...(redrivenFrom === undefined ? {} : { redriven: true }),
    parts: [part],
  };
}

function grow(text: WaitingText, { part, link, redrivenFrom }: ArrivingPart): WaitingText {
  const grown: WaitingText = { ...text, link, parts: [...text.parts, part] };
  return redrivenFrom === undefined ? grown : { ...grown, at: Math.min(text.at, redrivenFrom), redriven: true };
}

/** Takes the given texts, and the oldest of the others while those take more room than they may. */
function withinBounds(texts: LongTexts, now: number, given: readonly WaitingText[] = []): Joining {
  const others = texts.waiting.filter((text) => !given.includes(text));
  const excess: WaitingText[] = [];
  let size = others.reduce((sum, text) => sum + sizeOf(text), 0);
  for (const [at, text] of others.entries()) {
    if (others.length - at <= MOST_WAITING && size <= MOST_WAITING_SIZE) break;
    size -= sizeOf(text);
    excess.push(text);
  }
  return takeAll(texts, [...given, ...excess], now);
}

/** What a part takes beside its words: number, event id, fingerprint. */
const PART_SIZE = 90;

const sizeOf = ({ parts }: WaitingText): number =>
  parts.reduce((sum, { text = '' }) => sum + PART_SIZE + text.length, 0);

function takeAll(texts: LongTexts, chosen: readonly WaitingText[], now: number): Joining {
  let { taken } = texts;
  const handedOn: Taken[] = [];
  for (const text of texts.waiting.filter((each) => chosen.includes(each))) {
    const first = taken.find((earlier) => isRestOf(text, earlier));
    const comment = first?.comment === undefined ? {} : { comment: first.comment };
    handedOn.push({ text, how: isComplete(text) ? 'joined' : first === undefined ? 'incomplete' : 'late', ...comment });
    const { reference, total, width, shortCode } = first ?? text;
    const fingerprints = { ...first?.fingerprints, ...fingerprintsOf(text) };
    const memory: TakenText = { reference, total, width, shortCode, takenAt: now, fingerprints, ...comment };
    taken = [...taken.filter((each) => each !== first), memory];
  }
  const waiting = texts.waiting.filter((text) => !chosen.includes(text));
  return { texts: { ...texts, waiting, taken: bounded(taken) }, taken: handedOn };
}

/** Whether a text that lacks parts consists of what an earlier one lacked. */
const isRestOf = (text: WaitingText, earlier: TakenText): boolean =>
  !isComplete(text) &&
  sameKey(text, earlier) &&
  !isWhole(earlier) &&
  text.parts.every(({ part }) => earlier.fingerprints[part] === undefined);

function bounded(taken: readonly TakenText[]): readonly TakenText[] {
  let kept = taken.slice(-MOST_TAKEN);
  while (kept.length > 1 && kept.reduce((sum, text) => sum + countOf(text), 0) > MOST_FINGERPRINTS) {
    kept = kept.slice(1);
  }
  return kept;
}

const sameKey = (one: TextKey, other: TextKey): boolean =>
  one.reference === other.reference &&
  one.total === other.total &&
  one.width === other.width &&
  one.shortCode === other.shortCode;

const isComplete = ({ parts, total }: WaitingText): boolean => parts.length >= total;
const countOf = ({ fingerprints }: TakenText): number => Object.keys(fingerprints).length;
const isWhole = (text: TakenText): boolean => countOf(text) >= text.total;

const fingerprintsOf = ({ parts }: WaitingText): Readonly<Record<number, string>> =>
  Object.fromEntries(parts.map(({ part, fingerprint }) => [part, fingerprint]));
