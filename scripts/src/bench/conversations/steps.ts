import {
  type ConversationDocument,
  type HeardMessage,
  historyOf,
  replay,
  type StepDeps,
  step,
} from '@mscore/survey-engine/parts';
import { BEGIN, PACE_MS, talk } from './talk';

/** Talks of one turn, and turns of one sample: some ten milliseconds. */
const TALKS = 100;
const TURNS = 5;
/** Before the figures count: long enough for both compilers of V8 to have seen everything. */
const WARM_UP_MS = 1_500;

/** Microseconds of CPU per event: a step with reading and writing the document as JSON, each sample over whole talks. */
export function measureSteps(deps: StepDeps, samples: number): readonly number[] {
  const talks = Array.from({ length: TALKS }, (_, number) => talk(number));
  const once = () => {
    for (const messages of talks) lead(deps, messages);
    return talks.length * (talks[0]?.length ?? 0);
  };
  return sampled(once, samples).map(({ ms, events }) => (ms * 1_000) / events);
}

/** One talk through a store that keeps JSON; what is stored in the end. */
export function lead(deps: StepDeps, messages: readonly HeardMessage[]): string {
  let stored: string | undefined;
  let now = BEGIN;
  for (const message of messages) {
    const before = stored === undefined ? undefined : (JSON.parse(stored) as ConversationDocument);
    const { document } = step(before, [message], deps, now);
    if (document !== undefined) stored = JSON.stringify(document);
    now += PACE_MS;
  }
  if (stored === undefined) throw new Error('a talk left no document');
  return stored;
}

/** Events per CPU second: conversations are rebuilt from their opened events and compared byte for byte. */
export function measureReplay(deps: StepDeps, samples: number): readonly number[] {
  const talks = Array.from({ length: TALKS }, (_, number) => {
    const messages = talk(number);
    const json = lead(deps, messages);
    return { messages, json, document: JSON.parse(json) as ConversationDocument };
  });
  const once = () => {
    let events = 0;
    for (const { messages, json, document } of talks) {
      const history = historyOf(document, messages);
      if (history.kind !== 'steps') throw new Error(`the history of a talk is ${history.kind}`);
      if (JSON.stringify(replay(undefined, history.steps, document, deps)) !== json)
        throw new Error('a replay differs');
      events += messages.length;
    }
    return events;
  };
  return sampled(once, samples).map(({ ms, events }) => events / (ms / 1_000));
}

/** The time of this process's threads, not of the clock: what else runs on the machine is no cost of a step. */
function sampled(work: () => number, samples: number): readonly { readonly ms: number; readonly events: number }[] {
  const warm = performance.now() + WARM_UP_MS;
  while (performance.now() < warm) work();
  return Array.from({ length: samples }, () => {
    const before = process.cpuUsage();
    let events = 0;
    for (let turn = 0; turn < TURNS; turn += 1) events += work();
    const { user, system } = process.cpuUsage(before);
    return { events, ms: (user + system) / 1_000 };
  });
}
