import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Prompt } from '../citizens/citizen';

/**
 * What the judge saw, in the order it saw it. Citizens appear by index, never by number.
 * `text` is the place of a text in its citizen's conversation, from 0.
 */
export type LedgerEntry =
  | { readonly kind: 'session-opened'; readonly session: number }
  | { readonly kind: 'session-ended'; readonly session: number; readonly how: SessionEnd }
  /** Written to the gateway. `attempt` 2 and more are redeliveries. */
  | {
      readonly kind: 'offered';
      readonly session: number;
      readonly citizen: number;
      readonly text: number;
      readonly attempt: number;
    }
  /** Answered ESME_ROK: from here on the gateway owns it. */
  | { readonly kind: 'acknowledged'; readonly session: number; readonly citizen: number; readonly text: number }
  | {
      readonly kind: 'refused';
      readonly session: number;
      readonly citizen: number;
      readonly text: number;
      readonly status: number;
    }
  /** A text of the gateway arrived and was answered ESME_ROK. `prompt` is absent for hints and anything unknown. */
  | { readonly kind: 'submitted'; readonly session: number; readonly citizen: number; readonly prompt?: Prompt }
  /** The prompt came again, nothing followed, and the citizen sends the same text once more. */
  | { readonly kind: 'asked-again'; readonly session: number; readonly citizen: number; readonly text: number }
  /** A submit to a number that is none of ours. */
  | { readonly kind: 'stray'; readonly session: number }
  /** Bytes that are no PDU, or a PDU that cannot be read. The judge hangs up. */
  | { readonly kind: 'malformed'; readonly session: number };

/** `unbound`: the gateway said good-bye. `broken`: it was killed or hung up. `dropped`: the judge destroyed the socket. */
export type SessionEnd = 'unbound' | 'broken' | 'dropped';

export type TimedEntry = LedgerEntry & {
  /** Epoch milliseconds. */
  readonly at: number;
};

export interface LedgerWriter {
  add(entry: LedgerEntry): void;
  /** Everything added is in the file. */
  close(): void;
}

/** An append-only file of JSON lines. What one turn of the event loop adds is written before the next. */
export function openLedger(path: string, now: () => number): LedgerWriter {
  const file = openSync(path, 'a');
  let lines: string[] = [];
  let scheduled = false;

  function flush(): void {
    scheduled = false;
    if (lines.length === 0) return;
    writeSync(file, lines.join(''));
    lines = [];
  }

  return {
    add(entry) {
      lines.push(`${JSON.stringify({ at: now(), ...entry })}\n`);
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

export const readLedger = (path: string): readonly TimedEntry[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): TimedEntry => JSON.parse(line));
