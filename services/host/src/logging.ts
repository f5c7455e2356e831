import { shortSubscriber } from '@mscore/contracts';
import type { Log, LogFields, LogLevel } from '@mscore/ports';
import { createLogger, format, transports } from 'winston';

/** How a service of the given name logs. */
export type LogFor = (service: string) => Log;

/** The fields a line may carry. Anything else a caller passes by mistake is dropped, so no number or text slips in. */
const ALLOWED: readonly (keyof LogFields)[] = [
  'id',
  'subscriber',
  'link',
  'topic',
  'group',
  'code',
  'command',
  'status',
  'state',
  'reason',
  'count',
  'ms',
  'attempt',
  'error',
  'path',
  'signal',
  'address',
];

const RANKS: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };

/** JSON lines on standard output, by winston. */
export function createLogs(level: LogLevel): LogFor {
  const logger = createLogger({
    level,
    format: format.combine(format.timestamp(), format.json()),
    transports: [new transports.Console({ forceConsole: false })],
  });
  return (svc) =>
    (lineLevel, event, fields = {}) => {
      // Asked first: most lines are below the level, and building one costs more than a message's whole decoding.
      if (RANKS[lineLevel] > RANKS[level]) return;
      logger.log({ level: lineLevel, message: event, svc, event, ...allowed(fields) });
    };
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of ALLOWED) {
    const value = fields[name];
    if (value === undefined) continue;
    kept[name] = name === 'subscriber' ? shortSubscriber(String(value)) : value;
  }
  return kept;
}
