import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Finding } from '../judge/finding';
import type { Judgement } from '../judge/judge-run';
import { within } from '../processes/within';
import { createRandom } from './random';
import { crash, type Run, type RunOptions, runUnderLoad } from './run-under-load';

/** One row of the fault report. */
export interface Scenario {
  readonly name: string;
  /** Runs it in a folder of its own. `objections` is empty when every promise was kept. */
  run(folder: string, seed: number): Promise<Outcome>;
}

export interface Outcome {
  /** How often the gateway was ended, or its responses were lost. */
  readonly faults: number;
  readonly judgement: Judgement;
  readonly objections: readonly string[];
}

const DRAIN_MS = 30_000;
/** Under load every failpoint is passed 150 times well before. */
const FAILPOINT_MS = 15_000;

/** Waits for a moment nobody chose. */
async function randomMoment(random: () => number, mostMs: number): Promise<void> {
  await delay(50 + random() * mostMs);
}

const describe = ({ check, detail }: Finding): string => `${check}: ${detail}`;

async function settle(run: Run, faults: number, more: readonly string[] = []): Promise<Outcome> {
  const judgement = await run.finish();
  const idle = judgement.over.length === 0 ? ['no conversation came to its end'] : [];
  return { faults, judgement, objections: [...more, ...idle, ...judgement.findings.map(describe)] };
}

/**
 * Kills at random moments.
 * @param mostMs the longest the gateway lives after a bind
 */
export const kills = (count: number, load: string, options: Pick<RunOptions, 'pace'>, mostMs = 1_200): Scenario => ({
  name: `${count} × kill -9 ${load}`,
  async run(folder, seed) {
    const random = createRandom(seed);
    const run = await runUnderLoad({ folder, seed, ...options });
    for (let kill = 0; kill < count; kill += 1) {
      await randomMoment(random, mostMs);
      await crash(run, 'SIGKILL');
    }
    return settle(run, count);
  },
});

/** Asks to end at random moments: each time it must drain, end in time and owe nothing. */
export const terminations = (count: number, options: Pick<RunOptions, 'pace'>): Scenario => ({
  name: `${count} × SIGTERM under load`,
  async run(folder, seed) {
    const random = createRandom(seed);
    const run = await runUnderLoad({ folder, seed, ...options });
    const objections: string[] = [];
    for (let termination = 0; termination < count; termination += 1) {
      await randomMoment(random, 800);
      const ending = await within(DRAIN_MS, 'the end after SIGTERM', crash(run, 'SIGTERM'));
      if (ending.code !== 0) objections.push(`SIGTERM ${termination + 1} ended with ${ending.signal ?? ending.code}`);
    }
    const outcome = await settle(run, count, objections);
    const twice = outcome.judgement.repliedTwice;
    return twice === 0 ? outcome : { ...outcome, objections: [...outcome.objections, `${twice} replies came twice`] };
  },
});

/** The network stops reading, so that responses are lost, hangs up, and delivers again after the next bind. */
export const lostResponses = (count: number, options: Pick<RunOptions, 'pace' | 'equalAnswers'>): Scenario => ({
  name: `${count} × responses lost, honest equal answers between`,
  async run(folder, seed) {
    const random = createRandom(seed);
    const run = await runUnderLoad({ folder, seed, ...options });
    for (let loss = 0; loss < count; loss += 1) {
      await randomMoment(random, 800);
      const { sessions } = await run.judge.status();
      run.judge.loseResponses(Math.round(20 + random() * 200));
      await rebound(run, sessions);
    }
    const outcome = await settle(run, count);
    const nothing = outcome.judgement.redelivered === 0 ? ['no text was delivered again: the run proves nothing'] : [];
    return { ...outcome, objections: [...outcome.objections, ...nothing] };
  },
});

async function rebound(run: Run, sessions: number): Promise<void> {
  const end = performance.now() + DRAIN_MS;
  while ((await run.judge.status()).sessions === sessions) {
    if (performance.now() > end) throw new Error('the gateway did not bind again');
    await delay(25);
  }
}

/** Dies at named points of the code, each after several passages. */
export const failpoints = (rows: readonly string[], passages: readonly number[]): Scenario => ({
  name: `failpoints ${rows.join(' ')} × ${passages.length} passages`,
  async run(folder, seed) {
    // A window smaller than what is under way, so that replies queue and row 12 is passed.
    const run = await runUnderLoad({ folder, seed, pace: { kind: 'closed', underWay: 40 }, window: 5 });
    const objections: string[] = [];
    const settings = rows.flatMap((row) => passages.map((after) => `${row}:after:${after}`));
    for (const setting of settings) {
      await run.gateway.kill('SIGKILL');
      run.restartDoomed({ MSCORE_FAILPOINT: setting });
      const reached = within(FAILPOINT_MS, `the failpoint ${setting}`, run.gateway.ended);
      const ending = await reached.catch((error: Error) => error);
      if (ending instanceof Error) objections.push(ending.message);
      else if (ending.signal !== 'SIGKILL') objections.push(`${setting} ended with ${ending.code}`);
    }
    await run.gateway.kill('SIGKILL');
    await run.restart();
    return settle(run, settings.length, objections);
  },
});

/** The judge judged: with the acknowledgement before the commit it must find losses. */
export const sabotage = (count: number): Scenario => ({
  name: `sabotage: acknowledged before the commit, ${count} kills`,
  async run(folder, seed) {
    const random = createRandom(seed);
    const settings = { MSCORE_SABOTAGE: 'synchronous-off' };
    // An open loop: whoever is lost never texts again, and would fill every place of a closed one.
    const pace = { kind: 'open', perSecond: 200 } as const;
    const run = await runUnderLoad({ folder, seed, pace, settings, stuckAfterMs: 3_000 });
    for (let kill = 0; kill < count; kill += 1) {
      await randomMoment(random, 1_500);
      await crash(run, 'SIGKILL');
    }
    const judgement = await run.finish();
    const noticed = judgement.findings.some(({ check }) => check === 'lost');
    return { faults: count, judgement, objections: noticed ? [] : ['texts were lost and the judge did not notice'] };
  },
});

/** Every scenario of the short, seeded run. */
export const scenarios: readonly Scenario[] = [
  kills(25, 'at saturation', { pace: { kind: 'closed', underWay: 50 } }),
  kills(25, 'at 200 texts/s', { pace: { kind: 'open', perSecond: 200 } }),
  terminations(20, { pace: { kind: 'open', perSecond: 200 } }),
  lostResponses(20, { pace: { kind: 'closed', underWay: 40 }, equalAnswers: 2 }),
  failpoints(['row3', 'row8', 'row9', 'row12', 'row13', 'row14'], [1, 23, 150]),
  sabotage(3),
];

export const folderOf = (parent: string, index: number): string => join(parent, `scenario-${index + 1}`);
