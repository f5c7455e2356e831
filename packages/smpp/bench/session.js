/**
 * Microseconds of one turn on an ESME session, without a socket: a deliver_sm comes in and is answered, a submit_sm
 * goes out and its response comes in. 50 turns share a chunk and a window.
 * Run: npx tsc -b packages/smpp && node packages/smpp/bench/session.js
 */
const { createPdu, encodePdu, Session } = require('../dist/index.js');

const ROUNDS = 4_000;
const TURNS = 50;
const short_message = Buffer.from('Cam on ban. Cau 2: ban phai den may lan? Tra loi 1, 2, 3 hoac 4.', 'latin1');
const deliver = { command: 'deliver_sm', source_addr: '84900000001', destination_addr: '8049', short_message };
const submit = { command: 'submit_sm', source_addr: '8049', destination_addr: '84900000001', short_message };

const session = new Session({ role: 'esme', window: TURNS, maxUnanswered: TURNS + 1 }, 0);
session.request({ command: 'bind_transceiver', system_id: 'gateway' }, 0);
session.receive(encodePdu(createPdu({ command: 'bind_transceiver_resp', sequence: 1 })), 0);
const inbound = Buffer.concat(Array.from({ length: TURNS }, () => encodePdu(createPdu({ ...deliver, sequence: 1 }))));

function round(now) {
  const answers = [];
  for (const event of session.receive(inbound, now).events) {
    if (event.kind !== 'request') continue;
    session.respond(event.inbound, { status: 0 }, now);
    const { sequence } = session.request(submit, now);
    session.nextDeadline();
    answers.push(encodePdu(createPdu({ command: 'submit_sm_resp', sequence, message_id: 'a1b2c3d4' })));
  }
  session.receive(Buffer.concat(answers), now);
}

for (let now = 0; now < ROUNDS / 10; now++) round(now);
const start = process.hrtime.bigint();
for (let now = ROUNDS; now < 2 * ROUNDS; now++) round(now);
const microseconds = Number(process.hrtime.bigint() - start) / 1_000 / ROUNDS / TURNS;
process.stdout.write(`one turn (deliver_sm, its response, submit_sm, its response): ${microseconds.toFixed(2)} µs\n`);
