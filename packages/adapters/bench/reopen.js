/*
 * How long a start takes on a full folder, after `tsc -b packages/adapters`: 100,000 small documents and a backlog of
 * 100,000 events, left behind by kill -9 (so the write-ahead log is replayed too).
 *   node packages/adapters/bench/reopen.js [folder]
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { systemClock } = require('@mscore/ports');
const { openEmbedded } = require('@mscore/adapters');

const COUNT = 100_000;
const topic = 'conversation.inbox';
const spec = { name: 'conversations', indexes: { due: { order: 'dueAt' } } };

async function fill(folder) {
  const { bus, store } = await openEmbedded({ folder, clock: systemClock });
  const documents = store.scope('bench').collection(spec);
  for (let at = 0; at < COUNT; at += 500) {
    const numbers = Array.from({ length: 500 }, (_, n) => at + n);
    const event = (n) => ({
      id: `id-${n}`,
      type: 'message.received',
      v: 1,
      key: `key-${n}`,
      at: '2026-11-22T01:02:03.004Z',
      data: { filler: 'x'.repeat(500) },
    });
    await bus.publish(topic, numbers.map(event));
    await documents.save(
      numbers.map((n) => ({ id: `id-${n}`, expected: 'new', document: { dueAt: n, filler: 'x'.repeat(400) } })),
    );
  }
  process.kill(process.pid, 'SIGKILL');
}

/** Each round is a group that begins with the whole backlog. */
async function measure(folder, group) {
  const start = performance.now();
  const since = () => `${(performance.now() - start).toFixed(0)} ms`;
  const embedded = await openEmbedded({ folder, clock: systemClock });
  const opened = since();
  const documents = embedded.store.scope('bench').collection(spec);
  await documents.query({ index: 'due', to: 10, limit: 10 });
  await documents.load(['id-77777']);
  const asked = since();
  let handled = 0;
  let first;
  let done;
  const all = new Promise((resolve) => {
    done = resolve;
  });
  const handle = async (batch) => {
    first ??= since();
    handled += batch.length;
    if (handled === COUNT) done();
  };
  await embedded.bus.subscribe({ topic, group, maxBatch: 100, handle });
  await all;
  const worked = since();
  await embedded.close();
  const megabytes = (fs.statSync(path.join(folder, 'mscore.db')).size / 1e6).toFixed(0);
  process.stdout.write(
    `${megabytes} MB: opened after ${opened}, first query and load after ${asked}, first event after ${first}, ` +
      `all ${COUNT} events after ${worked}; rss ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB\n`,
  );
}

async function main() {
  const [first, base = path.join(__dirname, '../../../tmp')] = process.argv.slice(2);
  if (first === 'fill') return fill(base);
  fs.mkdirSync(first ?? base, { recursive: true });
  const folder = fs.mkdtempSync(path.join(first ?? base, 'reopen-'));
  try {
    spawnSync(process.execPath, [__filename, 'fill', folder], { stdio: 'inherit' });
    for (let n = 0; n < 3; n++) await measure(folder, `group-${n}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  return undefined;
}

main();
