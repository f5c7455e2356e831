import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from './statistics';

/** statfs(2): a file system in memory, where nothing is ever durable. */
const TMPFS_MAGIC = 0x01021994;
const APPENDS = 200;

/** What durability costs in a folder: the median of an fsync after an append of 200 octets, milliseconds. */
export function fsyncCostOf(folder: string): { readonly medianMs: number; readonly inMemory: boolean } {
  const path = join(folder, 'fsync-probe');
  const file = openSync(path, 'a');
  const bytes = Buffer.alloc(200, 0x61);
  const times: number[] = [];
  for (let append = 0; append < APPENDS; append += 1) {
    const begin = performance.now();
    writeSync(file, bytes);
    fsyncSync(file);
    times.push(performance.now() - begin);
  }
  closeSync(file);
  rmSync(path);
  return {
    medianMs: percentile(
      times.sort((a, b) => a - b),
      0.5,
    ),
    inMemory: statfsSync(folder).type === TMPFS_MAGIC,
  };
}
