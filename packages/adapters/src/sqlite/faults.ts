import { GatewayError } from '@mscore/ports';
import type { StoredFault } from './protocol';

/** The primary result code's name of an SQLite error, for example `SQLITE_IOERR`; `undefined` for any other error. */
function resultOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return undefined;
  return code.split('_', 2).join('_');
}

/** Results that tell of the disk or the file, never of what one caller wanted to store. */
const OUTSIDE = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_PERM',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_PROTOCOL',
  'SQLITE_NOMEM',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
]);

/** Whether the whole group fails: repeating its calls one by one would fail for each of them. */
export const isOutside = (error: unknown): boolean => OUTSIDE.has(resultOf(error) ?? '');

/** What went wrong, in a form that crosses threads. Messages of SQLite name tables and limits, never contents. */
export function faultOf(error: unknown): StoredFault {
  if (error instanceof GatewayError) return { code: error.code, message: error.message, retry: error.retry };
  const message = error instanceof Error ? error.message : String(error);
  switch (resultOf(error)) {
    case 'SQLITE_FULL':
      return { code: 'MSCORE_DISK_FULL', message: `the data folder's disk is full: ${message}`, retry: true };
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return { code: 'MSCORE_STORE_CORRUPT', message: `the data file is damaged: ${message}`, retry: false };
    case undefined:
    case 'SQLITE_ERROR':
    case 'SQLITE_MISUSE':
      return { code: 'MSCORE_STORE_FAILED', message: `the data file refused a statement: ${message}`, retry: false };
    default:
      return { code: 'MSCORE_STORE_IO', message: `the data file cannot be read or written: ${message}`, retry: true };
  }
}

/** The error of a fault, on the calling side. */
export const errorOf = (fault: StoredFault): GatewayError =>
  new GatewayError(fault.code, fault.message, { retry: fault.retry });
