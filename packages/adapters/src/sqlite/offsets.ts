import type { Passengers } from './group-commit';
import { PARTITIONS } from './partitions';
import { type Cell, OFFSET_CELLS, type StoredOffset } from './protocol';

interface GroupOffsets {
  readonly topic: string;
  readonly group: string;
  /** Per partition the seq up to which everything is handled. */
  readonly passed: number[];
  readonly changed: Set<number>;
}

/**
 * How far each group has come in each partition. Changes ride with the next group of writes: losing the last of them
 * in a crash only repeats events, which every handler recognises.
 */
export class Offsets implements Passengers {
  readonly #groups = new Map<string, GroupOffsets>();
  readonly #changed = new Set<GroupOffsets>();
  readonly #onChange: () => void;

  /** @param onChange called when there is something to make durable */
  constructor(stored: readonly StoredOffset[], onChange: () => void) {
    this.#onChange = onChange;
    for (const { topic, group, partition, seq } of stored) this.#of(topic, group).passed[partition] = seq;
  }

  passed(topic: string, group: string, partition: number): number {
    return this.#of(topic, group).passed[partition] ?? 0;
  }

  pass(topic: string, group: string, partition: number, seq: number): void {
    const offsets = this.#of(topic, group);
    if (offsets.passed[partition] === seq) return;
    offsets.passed[partition] = seq;
    offsets.changed.add(partition);
    this.#changed.add(offsets);
    this.#onChange();
  }

  take(): readonly Cell[] {
    const cells: Cell[] = [];
    for (const { topic, group, passed, changed } of this.#changed) {
      for (const partition of changed) cells.push(topic, group, partition, passed[partition] ?? 0);
      changed.clear();
    }
    this.#changed.clear();
    return cells;
  }

  putBack(cells: readonly Cell[]): void {
    for (let at = 0; at < cells.length; at += OFFSET_CELLS) {
      const offsets = this.#of(String(cells[at]), String(cells[at + 1]));
      offsets.changed.add(Number(cells[at + 2]));
      this.#changed.add(offsets);
    }
    if (this.#changed.size > 0) this.#onChange();
  }

  #of(topic: string, group: string): GroupOffsets {
    const name = `${topic}\n${group}`;
    let offsets = this.#groups.get(name);
    if (offsets === undefined) {
      offsets = { topic, group, passed: Array<number>(PARTITIONS).fill(0), changed: new Set() };
      this.#groups.set(name, offsets);
    }
    return offsets;
  }
}
