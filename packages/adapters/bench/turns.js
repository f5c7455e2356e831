/*
 * Turns per second over the real adapter, after `tsc -b packages/adapters`:
 *   node packages/adapters/bench/turns.js [seconds] [in flight] [folder]
 * A turn is what one citizen's text costs: one event appended; its handler loads a document, saves it and publishes two
 * events; the handler of the one saves a submission twice (two commits), the handler of the other folds a response.
 * CPU is read per thread (Linux): `main` runs the adapters and this program, `database` the SQLite worker.
 */
const fs = require('node:fs');
const path = require('node:path');
const { systemClock } = require('@mscore/ports');
const { openEmbedded } = require('@mscore/adapters');

const seconds = Number(process.argv[2] ?? 10);
const inFlight = Number(process.argv[3] ?? 50);
const base = process.argv[4] ?? path.join(__dirname, '../../../tmp');
const SUBSCRIBERS = 20_000;

const filler = (length) => 'x'.repeat(length);
const event = (id, type, key, size) => ({
  id,
  type,
  v: 1,
  key,
  at: '2026-11-22T01:02:03.004Z',
  data: { filler: filler(size) },
});

/** CPU milliseconds per thread id. Ticks are 10 ms. */
function threadCpu() {
  const used = new Map();
  for (const tid of fs.readdirSync('/proc/self/task')) {
    const fields = fs.readFileSync(`/proc/self/task/${tid}/stat`, 'utf8').split(') ')[1].split(' ');
    used.set(Number(tid), (Number(fields[11]) + Number(fields[12])) * 10);
  }
  return used;
}

async function main() {
  fs.mkdirSync(base, { recursive: true });
  const folder = fs.mkdtempSync(path.join(base, 'turns-'));
  const embedded = await openEmbedded({
    folder,
    clock: systemClock,
    onFault: (error) => process.stderr.write(`${error}\n`),
  });
  const { bus, journal } = embedded;
  const conversations = embedded.store
    .scope('survey-engine')
    .collection({ name: 'conversations', indexes: { due: { order: 'dueAt' } } });
  const submissions = embedded.store
    .scope('smpp-connector')
    .collection({ name: 'submissions', indexes: { next: { equals: 'link', order: 'nextAt' } } });
  const responses = embedded.store.scope('results-aggregator').collection({ name: 'responses' });

  await bus.subscribe({
    topic: 'conversation.inbox',
    group: 'survey-engine',
    maxBatch: 100,
    async handle(batch) {
      const keys = [...new Set(batch.map(({ key }) => key))];
      const found = await conversations.load(keys);
      await conversations.save(
        keys.map((key) => ({
          id: key,
          expected: found.get(key)?.version ?? 'new',
          document: { dueAt: 1, filler: filler(950) },
        })),
      );
      await Promise.all([
        bus.publish(
          'conversation.outbox.sim',
          batch.map(({ id, key }) => event(`o${id}`, 'message.requested', key, 520)),
        ),
        bus.publish(
          'survey.facts',
          batch.map(({ id, key }) => event(`f${id}`, 'answer.recorded', key, 300)),
        ),
      ]);
    },
  });
  const done = new Map();
  const step = (id) => {
    const waiting = done.get(id);
    waiting.left -= 1;
    if (waiting.left > 0) return;
    done.delete(id);
    waiting.resolve();
  };
  await bus.subscribe({
    topic: 'conversation.outbox.sim',
    group: 'smpp-connector',
    maxBatch: 100,
    async handle(batch) {
      const write = (state, versions) =>
        submissions.save(
          batch.map(({ id }, at) => ({
            id,
            expected: versions?.[at].version ?? 'new',
            document: { link: 'sim', state, filler: filler(600) },
          })),
        );
      await write('accepted', await write('sending'));
      for (const { id } of batch) step(id.slice(1));
    },
  });
  await bus.subscribe({
    topic: 'survey.facts',
    group: 'results-aggregator',
    maxBatch: 100,
    async handle(batch) {
      const keys = [...new Set(batch.map(({ key }) => key))];
      const found = await responses.load(keys);
      await responses.save(
        keys.map((key) => ({ id: key, expected: found.get(key)?.version ?? 'new', document: { filler: filler(700) } })),
      );
      for (const { id } of batch) step(id.slice(1));
    },
  });

  let turns = 0;
  let stop = false;
  const latencies = [];
  const loop = async (lane) => {
    for (let n = 0; !stop; n++) {
      const start = performance.now();
      const id = `${lane}-${n}`;
      const key = `subscriber-${Math.floor(Math.random() * SUBSCRIBERS)}`;
      const finished = new Promise((resolve) => done.set(id, { left: 2, resolve }));
      await journal.append('conversation.inbox', [event(id, 'message.received', key, 560)]);
      await finished;
      turns += 1;
      latencies.push(performance.now() - start);
    }
  };
  const loops = Array.from({ length: inFlight }, (_, lane) => loop(lane));
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  await wait(2000);
  const before = { turns, cpu: threadCpu(), stats: embedded.stats(), at: performance.now(), total: process.cpuUsage() };
  latencies.length = 0;
  await wait(seconds * 1000);
  const elapsed = (performance.now() - before.at) / 1000;
  const count = turns - before.turns;
  const cpu = [...threadCpu()].map(([tid, ms]) => [tid, ms - (before.cpu.get(tid) ?? 0)]);
  const total = process.cpuUsage(before.total);
  const stats = embedded.stats();
  latencies.sort((a, b) => a - b);
  stop = true;
  await Promise.all(loops);
  await embedded.close();
  fs.rmSync(folder, { recursive: true });

  const perTurn = (ms) => `${((ms * 1000) / count).toFixed(0)} µs`;
  const mainCpu = cpu.find(([tid]) => tid === process.pid)[1];
  const others = cpu
    .filter(([tid]) => tid !== process.pid)
    .map(([, ms]) => ms)
    .sort((a, b) => b - a);
  const at = (share) => latencies[Math.floor(latencies.length * share)].toFixed(1);
  const commits = stats.commits - before.stats.commits;
  process.stdout.write(
    `${(count / elapsed).toFixed(0)} turns/s with ${inFlight} in flight; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ` +
      `${(commits / elapsed).toFixed(0)} commits/s of ${((stats.writes - before.stats.writes) / commits).toFixed(1)} writes\n` +
      `CPU per turn: main ${perTurn(mainCpu)}, database ${perTurn(others[0])}, others ${perTurn(others.slice(1).reduce((a, b) => a + b, 0))}, ` +
      `process ${perTurn((total.user + total.system) / 1000)}; rss ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB\n`,
  );
}

main();
