/**
 * Microseconds per encode and decode of submit_sm and deliver_sm, ours and the npm package's.
 * Run: npx tsc -b packages/smpp && node packages/smpp/bench/codec.js
 */
const ours = require('../dist/index.js');
const theirs = require('smpp');

const ROUNDS = 200_000;
const fields = {
  source_addr_ton: 1,
  source_addr_npi: 1,
  source_addr: '+84900000001',
  dest_addr_ton: 3,
  destination_addr: '8049',
  registered_delivery: 1,
  data_coding: 0,
  short_message: Buffer.from('Cam on ban. Cau 2: ban phai den may lan? Tra loi 1, 2, 3 hoac 4.', 'latin1'),
};

function microseconds(task) {
  for (let round = 0; round < ROUNDS / 10; round++) task();
  const start = process.hrtime.bigint();
  for (let round = 0; round < ROUNDS; round++) task();
  return (Number(process.hrtime.bigint() - start) / 1_000 / ROUNDS).toFixed(2);
}

for (const command of ['submit_sm', 'deliver_sm']) {
  const pdu = ours.createPdu({ command, sequence: 7, ...fields });
  const frame = ours.encodePdu(pdu);
  const rows = {
    'encode, ours': () => ours.encodePdu(pdu),
    'encode, npm smpp': () => new theirs.PDU(command, { sequence_number: 7, ...fields }).toBuffer(),
    'decode, ours': () => ours.decodePdu(frame),
    'decode, npm smpp': () => new theirs.PDU(frame),
  };
  for (const [name, task] of Object.entries(rows)) {
    process.stdout.write(`${command} ${name}: ${microseconds(task)} µs\n`);
  }
}
