import { type Connection, quoted, type Statement } from './database';
import { PARTITIONS } from './partitions';
import {
  type Cell,
  EVENT_CELLS,
  type EventPage,
  type ReadRequest,
  type Requests,
  type RetainRequest,
  type RetainResult,
  type StoredTopic,
} from './protocol';

/** Rows looked at in one request: others wait for the database thread meanwhile. */
const SCAN_ROWS = 4096;
/** Rows deleted in one transaction of the retention. */
const RETAIN_ROWS = 1000;

const PREFIX = 't:';

interface EventTable {
  readonly insert: Statement;
  /** First and last seq, null when empty. */
  readonly bounds: Statement;
  readonly page: Statement;
  readonly pageOfPartition: Statement;
  /** Seq and time of the first event at or after a seq. */
  readonly at: Statement;
  readonly newest: Statement;
  readonly retain: Statement;
}

/** One table per topic, appended at its end; nothing on the way of an append but the table itself. */
export class EventTables {
  readonly #db: Connection;
  readonly #tables = new Map<string, EventTable>();
  readonly #offsets: Statement;

  constructor(db: Connection) {
    this.#db = db;
    this.#offsets = db.prepare('SELECT seq FROM offsets WHERE topic = ? AND grp = ? AND part = ?');
  }

  /** All topics of the file, each with its newest event's seq and time. */
  stored(): StoredTopic[] {
    const names = this.#db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '${PREFIX}*'`);
    return names.all([]).map(([name]) => {
      const topic = String(name).slice(PREFIX.length);
      const newest = this.#db.prepare(`SELECT seq, appended FROM ${quoted(String(name))} ORDER BY seq DESC LIMIT 1`);
      const [seq, appended] = newest.get([]) ?? [0, 0];
      return { topic, seq: Number(seq), appended: Number(appended) };
    });
  }

  /** Inside a transaction: appends the events of `cells` from one position to another. */
  append(cells: readonly Cell[], from: number, to: number): void {
    for (let at = from; at < to; at += EVENT_CELLS) {
      this.#table(String(cells[at])).insert.run(cells.slice(at + 1, at + EVENT_CELLS));
    }
  }

  /** After a rollback: tables made inside the transaction are gone. */
  forget(): void {
    this.#tables.clear();
  }

  read({ topic, after, partition, limit }: ReadRequest): EventPage {
    const table = this.#table(topic);
    const { first, last } = boundsOf(table);
    const start = Math.max(after, first - 1);
    const end = Math.min(start + SCAN_ROWS, last);
    const rows =
      partition === undefined
        ? table.page.all([start, end, limit])
        : table.pageOfPartition.all([start, end, partition, limit]);
    const full = rows.length === limit;
    return { rows: rows.flat(), scannedTo: full ? Number(rows[rows.length - 1]?.[0]) : Math.max(end, after) };
  }

  /** The seq before the first event appended at or after a time. Times never fall within a topic, so halving finds it. */
  before(topic: string, appended: number): number {
    const table = this.#table(topic);
    const { first, last } = boundsOf(table);
    let low = first;
    let high = last + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [seq, time] = table.at.get([middle]) ?? [high, appended];
      if (Number(time) >= appended) high = middle;
      else low = Number(seq) + 1;
    }
    return low - 1;
  }

  newest({ topic, type, key, above, to }: Requests['newest']['request']): Requests['newest']['result'] {
    const row = this.#table(topic).newest.get([above, to, type, key]);
    return row === undefined ? undefined : { body: String(row[0]), appended: Number(row[1]) };
  }

  /**
   * One step of the retention. The newest event always stays: the next seq is counted from it.
   */
  retain({ topic, groups, before, after }: RetainRequest): RetainResult {
    const table = this.#table(topic);
    const { first, last } = boundsOf(table);
    const end = Math.min(this.before(topic, before), last - 1);
    const start = Math.max(after, first - 1);
    if (start >= end) return { deleted: 0 };
    const to = Math.min(start + RETAIN_ROWS, end);
    const passed = Array.from({ length: PARTITIONS }, (_, partition) => this.#passed(topic, groups, partition, end));
    const deleted = table.retain.run([start, to, ...passed]).changes;
    return to < end ? { deleted, next: to } : { deleted };
  }

  /** The seq every group is past in a partition. Read from the file: what is not durable may be handled again. */
  #passed(topic: string, groups: readonly string[], partition: number, end: number): number {
    const offsets = groups.map((group) => Number(this.#offsets.get([topic, group, partition])?.[0] ?? 0));
    return Math.min(end, ...offsets);
  }

  #table(topic: string): EventTable {
    const known = this.#tables.get(topic);
    if (known !== undefined) return known;
    const table = prepare(this.#db, quoted(PREFIX + topic));
    this.#tables.set(topic, table);
    return table;
  }
}

function boundsOf(table: EventTable): { first: number; last: number } {
  const [first, last] = table.bounds.get([]) ?? [];
  // An empty topic ends before it begins.
  return { first: Number(first ?? 1), last: Number(last ?? 0) };
}

function prepare(db: Connection, name: string): EventTable {
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${name}
     (seq INTEGER PRIMARY KEY, part INTEGER, type TEXT, key TEXT, appended INTEGER, body TEXT)`,
  );
  const passed = Array.from({ length: PARTITIONS }, (_, partition) => `WHEN ${partition} THEN ?`).join(' ');
  return {
    insert: db.prepare(`INSERT INTO ${name} (seq, part, type, key, appended, body) VALUES (?, ?, ?, ?, ?, ?)`),
    bounds: db.prepare(`SELECT (SELECT min(seq) FROM ${name}), (SELECT max(seq) FROM ${name})`),
    page: db.prepare(`SELECT seq, body FROM ${name} WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`),
    pageOfPartition: db.prepare(
      `SELECT seq, body FROM ${name} WHERE seq > ? AND seq <= ? AND part = ? ORDER BY seq LIMIT ?`,
    ),
    at: db.prepare(`SELECT seq, appended FROM ${name} WHERE seq >= ? ORDER BY seq LIMIT 1`),
    newest: db.prepare(
      `SELECT body, appended FROM ${name} WHERE seq > ? AND seq <= ? AND type = ? AND key = ? ORDER BY seq DESC LIMIT 1`,
    ),
    retain: db.prepare(`DELETE FROM ${name} WHERE seq > ? AND seq <= ? AND seq <= CASE part ${passed} END`),
  };
}
