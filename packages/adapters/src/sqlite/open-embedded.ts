import { Worker } from 'node:worker_threads';
import { GatewayError, noFailpoint } from '@mscore/ports';
import type { Embedded, EmbeddedOptions } from '../embedded';
import { SqliteBus } from './bus';
import { EventLog } from './event-log';
import { dataFileOf, prepareFolder } from './format';
import { GroupCommit } from './group-commit';
import { SqliteJournal } from './journal';
import { Offsets } from './offsets';
import type { OpenResult, WorkerSettings } from './protocol';
import { Retention } from './retention';
import { SqliteStore } from './store';
import { SqliteTopics } from './topics';
import { WorkerClient } from './worker-client';

/**
 * Opens a data folder: bus, journal and store on its one SQLite file.
 * @throws GatewayError MSCORE_DATA_LOCKED (another gateway runs on it), MSCORE_DATA_NEWER, MSCORE_DATA_UNKNOWN,
 * MSCORE_STORE_UNSAFE (the disk's settings do not hold), MSCORE_STORE_CORRUPT, MSCORE_STORE_IO, MSCORE_DISK_FULL.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const acknowledgeBeforeCommit = sabotaged(options);
  await prepareFolder(options.folder);
  const settings: WorkerSettings = { file: dataFileOf(options.folder), acknowledgeBeforeCommit };
  const worker = new WorkerClient(new Worker(require.resolve('@mscore/adapters/worker'), { workerData: settings }));
  try {
    return assemble(options, worker, await worker.opened);
  } catch (error) {
    await worker.gone();
    throw error;
  }
}

function sabotaged({ sabotage }: EmbeddedOptions): boolean {
  if (sabotage === undefined) return false;
  if (process.env.NODE_ENV === 'test') return true;
  const message = 'writes may be acknowledged before they are durable in tests only (NODE_ENV=test)';
  throw new GatewayError('MSCORE_STORE_UNSAFE', message, { retry: false });
}

function assemble(options: EmbeddedOptions, worker: WorkerClient, opened: OpenResult): Embedded {
  const { clock, failpoint = noFailpoint, onFault = () => {} } = options;
  worker.onDeath(onFault);
  const offsets = new Offsets(opened.offsets, () => commits.passengersWait());
  const commits = new GroupCommit({ worker, clock, passengers: offsets, failpoint, onFault });
  const log = new EventLog(commits, clock, opened.topics);
  const bus = new SqliteBus({ log, offsets, worker, clock });
  const store = new SqliteStore({ worker, commits });
  const retention = new Retention(log, worker, clock);

  const shut = async (): Promise<void> => {
    await retention.close();
    await bus.close();
    store.close();
    log.close();
    await commits.drain();
    await worker.close();
  };
  let shutting: Promise<void> | undefined;
  return {
    bus,
    journal: new SqliteJournal(log, worker),
    store: store.root(),
    topics: new SqliteTopics(log, worker),
    stats: () => {
      const { documents, bytes } = store.cached;
      return { ...commits.stats, cachedDocuments: documents, cachedBytes: bytes, groups: bus.lags() };
    },
    retain: () => retention.run(),
    close: () => {
      shutting ??= shut();
      return shutting;
    },
  };
}
