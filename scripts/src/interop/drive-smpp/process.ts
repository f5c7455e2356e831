import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { adopt, type Ending, endingOf } from '../../processes/child';
import { within } from '../../processes/within';

export const DRIVE_SMPP = '/usr/lib/kannel/test/drive_smpp';

/** drive_smpp as it runs; it ends itself when its first session ends. */
export interface DriveSmpp {
  readonly ended: Promise<Ending>;
  /** How often its log says so. */
  heard(what: 'bind_receiver' | 'bind_transmitter' | 'unbind' | 'deliver_sm_resp' | 'enquire_link_resp'): number;
  /** Texts it has sent, as its log says. */
  sent(): number;
  /** Resolves with the first of them; never, when none is sent. */
  readonly firstText: Promise<void>;
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
}

const START_MS = 10_000;

/** Starts it as it is. Its log goes to standard error at level 0: a line for each PDU. */
export async function startDriveSmpp(options: { readonly port: number; readonly log: string; readonly texts: number }) {
  const args = ['-v', '0', '-p', String(options.port), '-m', String(options.texts)];
  const child = adopt(spawn(DRIVE_SMPP, args, { stdio: ['ignore', 'ignore', 'pipe'] }));
  const ended = endingOf(child);
  const log = createWriteStream(options.log, { flags: 'a' });
  const heard = new Map<string, number>();
  let sent = 0;
  let sentFirst = (): void => undefined;
  const firstText = new Promise<void>((resolve) => {
    sentFirst = resolve;
  });
  const started = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void ended.then(({ code, signal }) =>
      reject(new Error(`drive_smpp ended (${signal ?? code}); see ${options.log}`)),
    );
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.write(`${line}\n`);
      const pdu = /Handling SMPP PDU of type (\w+)/.exec(line)?.[1];
      if (pdu !== undefined) heard.set(pdu, (heard.get(pdu) ?? 0) + 1);
      if (line.includes('Delivered SMS ')) {
        sent += 1;
        sentFirst();
      }
      // It listens right after: a gateway that comes earlier tries again.
      if (line.includes('accept_thread) maps to pid')) resolve();
    });
  });
  await within(START_MS, 'the start of drive_smpp', started);
  const drive: DriveSmpp = {
    ended,
    heard: (what) => heard.get(what) ?? 0,
    sent: () => sent,
    firstText,
    signal: (signal) => void child.kill(signal),
  };
  return drive;
}
