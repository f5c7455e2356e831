import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from '../../../src/interop/scripted/network';
import { freePort } from '../../../src/processes/free-port';
import { until } from '../../../src/processes/within';
import { type BareEsme, bindBareEsme } from '../../judge/bare-esme';

/** The compiled program: a peer is a process of its own. */
const PEER = join(__dirname, '../../../dist/interop/peers/npm-smpp.js');
const NUMBER = '84900000001';
const OTHER = '84900000002';
const ESME_RSYSERR = 8;

describe('the network behind a peer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mscore-network-'));
  const bound: BareEsme[] = [];
  let network: Network;

  async function bind(): Promise<BareEsme> {
    const esme = await bindBareEsme(network.port);
    bound.push(esme);
    return esme;
  }

  beforeEach(async () => {
    const program = { command: process.execPath, args: [PEER] };
    network = new Network(program, await freePort(), join(folder, 'peer.log'));
    await network.open();
  });

  afterEach(async () => {
    for (const esme of bound.splice(0)) esme.destroy();
    await network.kill();
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const acknowledged = () => until(5_000, 'the acknowledgement', async () => (network.held === 0 ? true : undefined));

  test('holds a text until it is acknowledged, and delivers it again after a refusal', async () => {
    const esme = await bind();
    await network.boundAfter(0);
    network.deliver({ from: NUMBER, text: 'DG' });
    const first = await esme.text();
    expect([first.number, first.words, network.held]).toEqual([NUMBER, 'DG', 1]);
    esme.answer(first.pdu, ESME_RSYSERR);
    esme.answer((await esme.text()).pdu, 0);
    await acknowledged();
    expect([network.acknowledged, network.refused, network.redelivered]).toEqual([1, 1, 1]);
  });

  test('delivers everything held again when its peer was killed, in the same order', async () => {
    const esme = await bind();
    await network.boundAfter(0);
    for (const text of ['one', 'two', 'three']) network.deliver({ from: NUMBER, text });
    network.deliver({ from: OTHER, text: 'answered' });
    esme.answer((await esme.text()).pdu, 0);
    await until(5_000, 'the acknowledgement', async () => (network.held === 3 ? true : undefined));
    await esme.submit(OTHER, 'a reply before the acknowledgement');
    await until(5_000, 'the report', async () => (network.submits.length === 1 ? true : undefined));
    await network.kill();
    await esme.closed;
    network.deliver({ from: NUMBER, text: 'four' });
    await network.open();
    const again = await bind();
    const words: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { words: heard, pdu } = await again.text();
      words.push(heard);
      again.answer(pdu, 0);
    }
    await acknowledged();
    expect(words).toEqual(['two', 'three', 'answered', 'four']);
    expect([network.redelivered, network.redeliveredAfterReply]).toEqual([3, 1]);
  });

  test('hands nothing over while it is frozen, and everything afterwards', async () => {
    const esme = await bind();
    await network.boundAfter(0);
    network.freeze();
    network.deliver({ from: NUMBER, text: 'DG' });
    expect(network.held).toBe(1);
    network.thaw();
    esme.answer((await esme.text()).pdu, 0);
    await acknowledged();
    expect(network.redelivered).toBe(0);
  });

  test('counts what it took and what it throttled', async () => {
    const esme = await bind();
    await network.boundAfter(0);
    network.allow(1);
    const statuses = [(await esme.submit(NUMBER, 'a')).status, (await esme.submit(NUMBER, 'b')).status];
    expect(statuses).toEqual([0, 0x58]);
    await until(5_000, 'the report', async () => (network.submits.length === 2 ? true : undefined));
    expect(network.submits.map(({ to, text, status }) => [to, text, status])).toEqual([
      [NUMBER, 'a', 0],
      [NUMBER, 'b', 0x58],
    ]);
  });

  test('sees good-byes of both sides', async () => {
    const esme = await bind();
    await network.boundAfter(0);
    await esme.unbind();
    esme.destroy();
    await until(5_000, 'the end of the session', async () => (network.closed === 1 ? true : undefined));
    expect([network.unbinds, network.isBound, network.systemId]).toEqual([1, false, 'mscore']);
  });
});
