/*
 * Which write pattern does this disk and this driver like? Run by hand before changing tables or pragmas:
 *   node packages/adapters/bench/write-pattern.js [folder]
 * One turn is what a citizen's text costs: 4 events of about 600 bytes appended to four topic tables, 3 compare-and-set
 * writes of documents of about 1 kB, and offsets once per group. Prints turns per second and CPU per turn as the median
 * and range of interleaved rounds. `folder` decides the disk; the default is the repository's `tmp`, which git ignores.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const Database = require('libsql');

const ROUNDS = 3;
const DOCUMENTS = 20_000;
const TOPICS = ['inbox', 'outbox', 'facts', 'receipts'];
const base = process.argv[2] ?? path.join(__dirname, '../../../tmp');
const eventBody = (seed) => `{"id":"${String(seed).padStart(22, '0')}","data":"${'e'.repeat(560)}"}`;
const documentBody = (seed) => `{"handled":"${String(seed).padStart(22, '0')}","data":"${'d'.repeat(950)}"}`;
const ids = Array.from({ length: DOCUMENTS }, (_, n) =>
  createHash('sha256').update(String(n)).digest('base64url').slice(0, 22),
);
const idOf = (n) => ids[n % DOCUMENTS];

const defaults = {
  synchronous: 'FULL',
  pageSize: 4096,
  autocheckpoint: 1000,
  cacheKb: 2000,
  documents: 'rowid',
  append: 'values',
  group: 50,
};

function open(folder, variant) {
  const db = new Database(path.join(folder, 'bench.db'));
  db.exec(`PRAGMA page_size=${variant.pageSize}`);
  db.exec('PRAGMA locking_mode=EXCLUSIVE');
  db.prepare('PRAGMA journal_mode=WAL').get();
  db.exec(`PRAGMA synchronous=${variant.synchronous}`);
  db.exec(`PRAGMA wal_autocheckpoint=${variant.autocheckpoint}`);
  db.exec(`PRAGMA cache_size=-${variant.cacheKb}`);
  for (const topic of TOPICS) {
    db.exec(`CREATE TABLE ${topic} (seq INTEGER PRIMARY KEY, part, type, key, appended, body)`);
  }
  const without = variant.documents === 'without-rowid';
  const id = without ? 'id TEXT PRIMARY KEY' : 'row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE';
  db.exec(`CREATE TABLE documents (${id}, version, body, due)${without ? ' WITHOUT ROWID' : ''}`);
  db.exec('CREATE INDEX due ON documents (due, id) WHERE due IS NOT NULL');
  db.exec('CREATE TABLE offsets (name TEXT PRIMARY KEY, seq) WITHOUT ROWID');
  return db;
}

function fill(db) {
  const insert = db.prepare('INSERT INTO documents (id, version, body, due) VALUES (?, 1, ?, ?)');
  db.exec('BEGIN');
  for (let n = 0; n < DOCUMENTS; n++) insert.run(idOf(n), documentBody(n), n % 10 === 0 ? n : null);
  db.exec('COMMIT');
}

/** How events reach a table: one statement each, many rows in one VALUES, or one JSON array unfolded by SQLite. */
const appenders = {
  single(db, topic) {
    const insert = db.prepare(`INSERT INTO ${topic} VALUES (?, ?, ?, ?, ?, ?)`);
    return (rows) => {
      for (const row of rows) insert.run(row);
    };
  },
  values(db, topic) {
    const row = '(?, ?, ?, ?, ?, ?)';
    const statements = [16, 4, 1].map((size) => ({
      size,
      insert: db.prepare(`INSERT INTO ${topic} VALUES ${Array(size).fill(row).join(',')}`),
    }));
    return (rows) => {
      let at = 0;
      for (const { size, insert } of statements) {
        for (; at + size <= rows.length; at += size) insert.run(rows.slice(at, at + size).flat());
      }
    };
  },
  json(db, topic) {
    const columns = [0, 1, 2, 3, 4, 5].map((n) => `value ->> ${n}`).join(',');
    const insert = db.prepare(`INSERT INTO ${topic} SELECT ${columns} FROM json_each(?)`);
    return (rows) => insert.run([JSON.stringify(rows)]);
  },
};

function writer(db, variant) {
  const append = TOPICS.map((topic) => appenders[variant.append](db, topic));
  const save = db.prepare('UPDATE documents SET version=?, body=?, due=? WHERE id=? AND version=?');
  const offset = db.prepare('INSERT INTO offsets VALUES (?, ?) ON CONFLICT DO UPDATE SET seq=excluded.seq');
  const begin = db.prepare('BEGIN');
  const commit = db.prepare('COMMIT');
  const versions = new Int32Array(DOCUMENTS).fill(1);
  let seq = 0;
  let next = 7;
  return (turns) => {
    begin.run();
    for (const appendTo of append) {
      const rows = [];
      for (let n = 0; n < turns; n++) {
        rows.push([seq + n, n % 4, 'message.received', idOf(n), 1_700_000_000_000, eventBody(seq + n)]);
      }
      appendTo(rows);
    }
    for (let n = 0; n < turns * 3; n++) {
      next = (next * 48271) % 2147483647;
      const at = next % DOCUMENTS;
      const result = save.run([++versions[at], documentBody(next), at % 10 ? null : next, idOf(at), versions[at] - 1]);
      if (result.changes !== 1) throw new Error('a compare-and-set lost');
    }
    for (const topic of TOPICS) offset.run([topic, seq]);
    commit.run();
    seq += turns;
  };
}

/** @returns turns per second and CPU microseconds per turn */
function round(variant) {
  const folder = fs.mkdtempSync(path.join(base, 'write-pattern-'));
  try {
    const db = open(folder, variant);
    fill(db);
    const write = writer(db, variant);
    for (let n = 0; n < 20; n++) write(variant.group);
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    let turns = 0;
    let slowest = 0;
    while (Number(process.hrtime.bigint() - start) < 1.2e9) {
      const before = process.hrtime.bigint();
      write(variant.group);
      slowest = Math.max(slowest, Number(process.hrtime.bigint() - before) / 1e6);
      turns += variant.group;
    }
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const used = process.cpuUsage(cpu);
    db.close();
    return { rate: turns / seconds, cpu: (used.user + used.system) / turns, slowest };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const variants = {
  'groups of 1': { group: 1 },
  'groups of 10': { group: 10 },
  'groups of 50 (the base of all below)': {},
  'groups of 100': { group: 100 },
  'documents WITHOUT ROWID': { documents: 'without-rowid' },
  'events one statement each': { append: 'single' },
  'events by json_each': { append: 'json' },
  'page_size 8192': { pageSize: 8192 },
  'page_size 16384': { pageSize: 16384 },
  'autocheckpoint 4000 pages': { autocheckpoint: 4000 },
  'autocheckpoint 16000 pages': { autocheckpoint: 16000 },
  'cache 16 MB': { cacheKb: 16_000 },
  'cache 64 MB': { cacheKb: 64_000 },
  'cache 16 MB, autocheckpoint 4000': { cacheKb: 16_000, autocheckpoint: 4000 },
  'synchronous=NORMAL (for comparison only: loses acknowledged texts in a power cut)': { synchronous: 'NORMAL' },
};

const spread = (values, digits) => {
  const sorted = [...values].sort((a, b) => a - b);
  const show = (value) => value.toFixed(digits);
  return `${show(sorted[sorted.length >> 1])} (${show(sorted[0])}–${show(sorted[sorted.length - 1])})`;
};

/** Commits of 2 turns at 500 turns/s: how long each took from when it was due, so that a stall counts for all it held up. */
async function paced(variant) {
  const folder = fs.mkdtempSync(path.join(base, 'write-pattern-'));
  try {
    const db = open(folder, variant);
    fill(db);
    const write = writer(db, variant);
    const latencies = [];
    const start = performance.now();
    for (let due = start; due < start + 4_000; due += 4) {
      while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
      write(2);
      latencies.push(performance.now() - due);
    }
    db.close();
    latencies.sort((a, b) => a - b);
    return [0.5, 0.99, 1].map((share) => latencies[Math.ceil(latencies.length * share) - 1].toFixed(1));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function full() {
  const seen = new Map(Object.keys(variants).map((name) => [name, []]));
  for (let n = 0; n < ROUNDS; n++) {
    for (const [name, change] of Object.entries(variants)) seen.get(name).push(round({ ...defaults, ...change }));
  }
  for (const [name, rounds] of seen) {
    const of = (field, digits) =>
      spread(
        rounds.map((one) => one[field]),
        digits,
      );
    process.stdout.write(
      `${name}: ${of('rate', 0)} turns/s, ${of('cpu', 0)} µs CPU per turn, slowest commit ${of('slowest', 1)} ms\n`,
    );
  }
}

async function main() {
  fs.mkdirSync(base, { recursive: true });
  full();
  for (const autocheckpoint of [250, 1000, 2000, 4000]) {
    const [p50, p99, max] = await paced({ ...defaults, autocheckpoint });
    process.stdout.write(`at 500 turns/s, autocheckpoint ${autocheckpoint}: p50 ${p50}, p99 ${p99}, max ${max} ms\n`);
  }
}

main();
