import { GatewayError } from '@mscore/ports';
import Database from 'libsql';
import type { Cell } from './protocol';

/** A prepared statement whose rows come as arrays. */
export interface Statement {
  run(parameters: readonly Cell[]): { readonly changes: number };
  get(parameters: readonly Cell[]): readonly Cell[] | undefined;
  all(parameters: readonly Cell[]): readonly (readonly Cell[])[];
}

/** One connection to the data file: the driver behind the few calls used here. */
export interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

/** An identifier for SQL text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Settings, in the order they must be made: the lock mode before the first access, so that the write-ahead log's
 * index stays in this process's memory and a second opener is turned away. `bench/write-pattern.js` has the figures
 * behind cache size and checkpoint distance (both are left where more costs latency).
 */
const SETTINGS = ['locking_mode=EXCLUSIVE', 'journal_mode=WAL', 'synchronous=FULL', 'cache_size=-16000'];

/** What must be read back before anything is acknowledged. `synchronous` 2 is FULL. */
const REQUIRED: readonly (readonly [string, Cell])[] = [
  ['locking_mode', 'exclusive'],
  ['journal_mode', 'wal'],
  ['synchronous', 2],
];

/**
 * Opens the data file, takes its lock and makes sure that a commit is on the disk when it returns.
 * The lock is the operating system's and goes with the process, so a crash leaves nothing behind to clean up.
 * @throws GatewayError MSCORE_DATA_LOCKED when another gateway has the file, MSCORE_STORE_UNSAFE when the settings did not hold.
 */
export function openDatabase(file: string): Connection {
  const connection = connect(file);
  try {
    for (const setting of SETTINGS) connection.prepare(`PRAGMA ${setting}`).all([]);
    connection.exec('BEGIN EXCLUSIVE');
    connection.exec('CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value)');
    connection.exec(
      'CREATE TABLE IF NOT EXISTS offsets (topic TEXT, grp TEXT, part INTEGER, seq INTEGER, PRIMARY KEY (topic, grp, part))',
    );
    connection.exec('COMMIT');
  } catch (error) {
    connection.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new GatewayError('MSCORE_DATA_LOCKED', 'another gateway runs on this data folder', { retry: false });
  }
  for (const [name, wanted] of REQUIRED) {
    const found = connection.prepare(`PRAGMA ${name}`).get([])?.[0];
    if (found === wanted) continue;
    connection.close();
    const message = `the data file's ${name} is ${found}, not ${wanted}: acknowledged texts could be lost`;
    throw new GatewayError('MSCORE_STORE_UNSAFE', message, { retry: false });
  }
  return connection;
}

function connect(file: string): Connection {
  const database = new Database(file);
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return (statement.reader ? statement.raw() : statement) as unknown as Statement;
    },
    exec: (sql) => {
      database.exec(sql);
    },
    close: () => {
      database.close();
    },
  };
}
