/*
 * Writes without pause until it is killed, and prints each id once its write resolved (see AdapterUnderTest.child):
 *   node kill-child.js <folder> publish | save | append
 */
const { randomUUID } = require('node:crypto');
const { writeSync } = require('node:fs');
const { systemClock } = require('@mscore/ports');
const { openEmbedded } = require('@mscore/adapters');

const [folder, mode] = process.argv.slice(2);
const WRITERS = 20;

// Said as in the suites' sample-events.ts, which a plain program cannot load without a test runner.
const event = (id) => ({
  id,
  type: 'message.withdrawn',
  v: 1,
  key: `key-${id.slice(-1)}`,
  at: '2026-11-22T01:02:03.004Z',
  data: { request: id },
});

async function main() {
  const sabotage = process.env.KILL_CHILD_SABOTAGE;
  const { bus, journal, store } = await openEmbedded({ folder, clock: systemClock, ...(sabotage ? { sabotage } : {}) });
  const killed = store.scope('suite').collection({ name: 'killed' });
  const writes = {
    publish: (id) => bus.publish('conversation.inbox', [event(id)]),
    append: (id) => journal.append('conversation.inbox', [event(id)]),
    save: (id) => killed.save([{ id, expected: 'new', document: { id } }]),
  };
  const write = writes[mode];
  const keepWriting = async () => {
    for (;;) {
      const id = randomUUID();
      await write(id);
      // Synchronous: what is said must not die in a buffer with the process.
      writeSync(1, `${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, keepWriting));
}

main();
