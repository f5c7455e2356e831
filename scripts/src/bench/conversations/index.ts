import type { ConversationDocument } from '@mscore/survey-engine/parts';
import { table } from '../../table';
import type { BenchOptions } from '../options';
import { spreadOf } from '../statistics';
import { lead, measureReplay, measureSteps } from './steps';
import { decidingDeps, TEXTS, talk } from './talk';
import { DUE, measureWaiting, type Tick, type Waiting } from './waiting';

/** What conversations cost by themselves. */
export interface Conversations {
  /** Microseconds per event. */
  readonly steps: readonly number[];
  /** Events per second. */
  readonly replayed: readonly number[];
  readonly empty?: Waiting;
  readonly waiting?: Waiting;
}

/** Samples of one figure: the median of so many bears some that something else disturbed. */
const SAMPLES = 25;

/** Measures one after the other, in this process. */
export async function measureConversations({ waiting }: BenchOptions, folder: string): Promise<Conversations> {
  const deps = await decidingDeps();
  const steps = measureSteps(deps, SAMPLES);
  const replayed = measureReplay(deps, SAMPLES);
  if (waiting === 0) return { steps, replayed };
  const middle = JSON.parse(lead(deps, talk(0).slice(0, -3))) as ConversationDocument;
  const empty = await measureWaiting(folder, 0, middle);
  return { steps, replayed, empty, waiting: await measureWaiting(folder, waiting, middle) };
}

const HEAD = ['figure', 'median', 'range', 'aim'];

/** The measured rows, ready to be pasted into a README. */
export function conversationRows({ steps, replayed, empty, waiting }: Conversations): string {
  return table(HEAD, [
    row(`one step with reading and writing the document, over talks of ${TEXTS.length} texts`, steps, 1, 'µs', '≤ 10'),
    row('replay of conversations from their events, one core', replayed, 0, 'events/s', '≥ 100,000'),
    ...(empty === undefined || waiting === undefined ? [] : waitingRows(empty, waiting)),
  ]);
}

function waitingRows(empty: Waiting, waiting: Waiting): readonly (readonly string[])[] {
  const many = `${waiting.conversations.toLocaleString('en')} conversations that wait`;
  const ms = (ticks: readonly Tick[]) => ticks.map((tick) => tick.ms);
  const cpuMs = (ticks: readonly Tick[]) => ticks.map((tick) => tick.cpuMs);
  const due = `${DUE.toLocaleString('en')} timers come`;
  return [
    row('a look for due timers, empty store', ms(empty.idle), 2, 'ms', ''),
    row(`a look for due timers, ${many}`, ms(waiting.idle), 2, 'ms', 'as the empty store'),
    row('  CPU of it, empty store', cpuMs(empty.idle), 2, 'ms', ''),
    row(`  CPU of it, ${many}`, cpuMs(waiting.idle), 2, 'ms', 'as the empty store'),
    row(`${due}, of as many`, ms(empty.due), 1, 'ms', ''),
    row(`${due}, ${many}`, ms(waiting.due), 1, 'ms', ''),
    row(`  CPU of it, ${many}`, cpuMs(waiting.due), 1, 'ms', ''),
    [`  filling them, in batches`, `${(waiting.conversations / waiting.filledInSeconds).toFixed(0)}/s`, '', ''],
  ];
}

function row(figure: string, values: readonly number[], digits: number, unit: string, aim: string): readonly string[] {
  const { median, least, most } = spreadOf(values);
  return [figure, `${median.toFixed(digits)} ${unit}`, `${least.toFixed(digits)}–${most.toFixed(digits)}`, aim];
}
