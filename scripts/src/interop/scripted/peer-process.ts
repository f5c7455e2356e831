import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { adopt, type Ending } from '../../processes/child';
import { within } from '../../processes/within';
import type { FromPeer, ToPeer } from './protocol';

/** How a peer's program is run, but for the port it is to listen on. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** A peer's program that listens. */
export interface PeerProcess {
  tell(message: ToPeer): void;
  /** Settles when it is gone and everything it said has been heard. */
  readonly ended: Promise<Ending>;
  /** SIGSTOP: its sockets stay, and nobody is at home. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
}

const START_MS = 15_000;

/** Starts a peer and waits until it listens; what it sees is handed to `onSeen` in order. */
export async function startPeer(
  program: Program,
  options: { readonly port: number; readonly log: string; readonly onSeen: (event: FromPeer) => void },
): Promise<PeerProcess> {
  const child = adopt(spawn(program.command, [...program.args, String(options.port)], { stdio: 'pipe' }));
  const ended = new Promise<Ending>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  child.stderr.pipe(createWriteStream(options.log, { flags: 'a' }));
  // Whoever kills it loses what was on the way to it.
  child.stdin.on('error', () => undefined);
  const listening = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void ended.then(({ code, signal }) => reject(new Error(`the peer ended (${signal ?? code}); see ${options.log}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as FromPeer;
      if (event.saw === 'listening') resolve();
      else options.onSeen(event);
    });
  });
  await within(START_MS, 'the start of the peer', listening);
  return {
    tell: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    ended,
    signal: (signal) => void child.kill(signal),
  };
}
