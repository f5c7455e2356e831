import { runJob } from '../../src/bench/job';
import { createDeliverWriter, createPhones } from '../../src/bench/phones';
import { decodeMessage, decodeWords, encodeMessage } from '../../src/wire/message';
import { Command, createPduReader, type RawPdu, RESPONSE } from '../../src/wire/pdu';

const SEED = 9;

/** A peer that answers everything at once with the prompt a citizen's text asks for. */
function connectPeer(prompt: (words: string) => string, registeredDelivery = 0) {
  const sent: { readonly number: string; readonly words: string }[] = [];
  const answers: RawPdu[] = [];
  const read = createPduReader((pdu) => {
    if (pdu.command !== Command.deliverSm) return;
    const { from, ...message } = decodeMessage(pdu.body);
    const words = decodeWords(message);
    sent.push({ number: from, words });
    const bytes = Buffer.from(prompt(words));
    const body = encodeMessage({ from: '8049', to: from, esmClass: 0, registeredDelivery, dataCoding: 0, bytes });
    answers.push({ command: Command.deliverSm + RESPONSE, status: 0, sequence: pdu.sequence, body: Buffer.alloc(1) });
    if (message.esmClass === 0x04) return;
    answers.push({ command: Command.submitSm, status: 0, sequence: 1, body });
  });
  return { sent, answers, write: (pdu: Buffer) => read(Buffer.from(pdu)) };
}

describe('the load generator', () => {
  test('fills: every phone begins, consents and then stays silent', async () => {
    const peer = connectPeer((words) => (words === 'DG' ? '1=Dong y' : '1/7 '));
    const job = runJob({ kind: 'fill', window: 4, conversations: 10 }, createPhones(SEED), peer.write);
    while (peer.answers.length > 0) {
      for (const answer of peer.answers.splice(0)) job.onPdu(answer);
      job.onRead();
    }
    expect(await job.result).toMatchObject({ turns: 20, missing: 0, wrong: 0 });
    expect(new Set(peer.sent.map(({ number }) => number)).size).toBe(10);
    expect(peer.sent.filter(({ words }) => words === '1')).toHaveLength(10);
  });

  test('sends a receipt for every reply that asks for one, and waits until all are acknowledged', async () => {
    const peer = connectPeer((words) => (words === 'DG' ? '1=Dong y' : '1/7 '), 1);
    const job = runJob({ kind: 'fill', window: 4, conversations: 10 }, createPhones(SEED), peer.write);
    while (peer.answers.length > 0) {
      for (const answer of peer.answers.splice(0)) job.onPdu(answer);
      job.onRead();
    }
    expect(await job.result).toMatchObject({ turns: 20, receipts: 20, missing: 0, wrong: 0 });
    expect(peer.sent.filter(({ words }) => /^id:[0-9a-f]{8} .*stat:DELIVRD/.test(words))).toHaveLength(20);
  });

  test('counts replies that are not what the conversation asks for', async () => {
    const peer = connectPeer(() => 'Xin loi, chung toi chua hieu.');
    const job = runJob({ kind: 'fill', window: 1, conversations: 1 }, createPhones(SEED), peer.write);
    while (peer.answers.length > 0) {
      for (const answer of peer.answers.splice(0)) job.onPdu(answer);
      job.onRead();
    }
    expect(await job.result).toMatchObject({ turns: 2, wrong: 2 });
  });

  test('a ready-made PDU is the same as one made for the number', () => {
    const deliver = createDeliverWriter();
    deliver('84900000001', 'DG', 1);
    const pdu = deliver('84900000022', 'DG', 2);
    expect(pdu.readUInt32BE(12)).toBe(2);
    expect(decodeMessage(pdu.subarray(16))).toMatchObject({
      from: '84900000022',
      to: '8049',
      bytes: Buffer.from('DG'),
    });
  });

  test('a number texts again only after its reply', () => {
    const phones = createPhones(SEED);
    const first = phones.next();
    expect(phones.next().number).not.toBe(first.number);
    first.sent = first.texts.length;
    phones.answered(first);
    for (let index = 0; index < 600; index += 1) phones.answered({ ...phones.fresh(), sent: 1 });
    expect(phones.next().number).not.toBe(first.number);
  });
});
