import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './options';
import { type Peer, type Play, type ScenarioName, type Seen, scenarios } from './scenario';

/** A cell of the table. */
export type Result = {
  readonly peer: string;
  readonly scenario: ScenarioName;
} & (
  | { readonly kind: 'played'; readonly seen: Seen; readonly seconds: number }
  | { readonly kind: 'cannot'; readonly reason: string }
);

export const names = Object.keys(scenarios) as ScenarioName[];

/** One scenario of one peer, from its empty folder to the end of every process it started. */
export async function playOne(
  peer: Peer,
  scenario: ScenarioName,
  parent: string,
  options: Pick<Options, 'seed' | 'quick'>,
): Promise<Result> {
  const play = peer.plays[scenario];
  const head = { peer: peer.name, scenario };
  if (typeof play !== 'function') return { ...head, kind: 'cannot', reason: play.cannot };
  const missing = peer.missing();
  const begin = performance.now();
  const seen = missing === undefined ? await played(play, folderOf(parent, head), options) : failed(missing);
  return { ...head, kind: 'played', seen, seconds: (performance.now() - begin) / 1_000 };
}

async function played(
  play: Extract<Play, (...args: never) => unknown>,
  folder: string,
  { seed, quick }: Pick<Options, 'seed' | 'quick'>,
): Promise<Seen> {
  mkdirSync(folder, { recursive: true });
  const ends: (() => void | Promise<void>)[] = [];
  try {
    return await play({ folder, seed, quick, atEnd: (end) => ends.push(end) });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** Peers' names have letters no folder should have. */
const folderOf = (parent: string, { peer, scenario }: { peer: string; scenario: ScenarioName }): string =>
  join(parent, `${peer.replace(/[^a-z0-9]+/gi, '-')}-${scenario}`);

const failed = (message: string): Seen => ({ said: 'failed', objections: [message] });
