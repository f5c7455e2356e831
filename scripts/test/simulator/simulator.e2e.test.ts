import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines } from '../../src/handset/protocol';
import { type Simulator, startSimulator } from '../../src/simulator';
import { bindMiniEsme, type MiniEsme, type MiniEsmeOptions } from './mini-esme';

const NUMBER = '84900000011';

let folder: string;
let socketPath: string;
let simulator: Simulator;
const closing: (() => void)[] = [];

/** A raw handset: lines of JSON over the unix socket. */
async function attachHandset(number = NUMBER) {
  const socket: Socket = connect(socketPath);
  const lines: Readonly<Record<string, unknown>>[] = [];
  const waiting: {
    matches: (line: Readonly<Record<string, unknown>>) => boolean;
    resolve: (line: Readonly<Record<string, unknown>>) => void;
  }[] = [];
  readLines(socket, (line) => {
    if (line === undefined) return;
    const index = waiting.findIndex((waiter) => waiter.matches(line));
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(line);
    else lines.push(line);
  });
  const say = (message: unknown): void =>
    void socket.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  const next = (type: string): Promise<Readonly<Record<string, unknown>>> => {
    const index = lines.findIndex((line) => line.type === type);
    const found = lines.splice(index, index >= 0 ? 1 : 0)[0];
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => waiting.push({ matches: (line) => line.type === type, resolve }));
  };
  closing.push(() => socket.destroy());
  say({ type: 'attach', number });
  await next('attached');
  return { say, next, text: (text: string) => say({ type: 'text', from: number, to: '8049', text }) };
}

async function bind(options: Partial<MiniEsmeOptions> = {}): Promise<MiniEsme> {
  const esme = await bindMiniEsme({ port: simulator.port, ...options });
  closing.push(() => esme.session.destroy());
  return esme;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-simulator-'));
  socketPath = join(folder, 'simulator.sock');
  simulator = await startSimulator({ port: 0, systemId: 'mscore', password: 'secret', socketPath, retryAfterMs: 10 });
});

afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await simulator.close();
  rmSync(folder, { recursive: true });
});

describe('the simulated network', () => {
  test('lets only its owner text in other people’s names', () => {
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  });

  test('carries a text to the gateway and its reply to the handset', async () => {
    await bind({ reply: (text) => `echo ${text}` });
    const handset = await attachHandset();
    handset.text('DG');
    await handset.next('taken');
    expect(await handset.next('message')).toMatchObject({ from: '8049', text: 'echo DG', segments: 1 });
  });

  test('refuses a wrong password, a wrong system id and a submit before the bind', async () => {
    expect((await bind({ password: 'wrong' })).status).toBe(0x0e);
    const esme = await bind({ systemId: 'other' });
    expect(esme.status).toBe(0x0f);
    expect((await esme.submit({ destination_addr: NUMBER, short_message: Buffer.from('x') })).command_status).toBe(
      0x04,
    );
  });

  test('delivers a refused text again until it is taken', async () => {
    const answers = [0x08, 0x08, 0];
    const esme = await bind({ answer: () => answers.shift() ?? 0 });
    const handset = await attachHandset();
    handset.text('DG');
    await handset.next('taken');
    expect(esme.received.filter((pdu) => pdu.command === 'deliver_sm')).toHaveLength(3);
  });

  test('delivers an unanswered text again after the gateway has reconnected, in order', async () => {
    const silent = await bind({ answer: () => undefined });
    const handset = await attachHandset();
    const arrived = silent.next('deliver_sm');
    handset.text('first');
    handset.text('second');
    await arrived;
    silent.session.destroy();
    await handset.next('bound');
    const esme = await bind();
    await handset.next('taken');
    await handset.next('taken');
    const texts = esme.received.filter((pdu) => pdu.command === 'deliver_sm').map((pdu) => pdu.short_message?.message);
    expect(texts).toEqual(['first', 'second']);
  });

  test('keeps messages for a number until a handset has it', async () => {
    const esme = await bind();
    await esme.submit({
      source_addr: '8049',
      destination_addr: NUMBER,
      data_coding: 0,
      short_message: Buffer.from('kept'),
    });
    const handset = await attachHandset();
    expect(await handset.next('message')).toMatchObject({ text: 'kept' });
  });

  test('shows Vietnamese letters both ways', async () => {
    const esme = await bind();
    const handset = await attachHandset();
    const arrived = esme.next('deliver_sm');
    handset.text('hài lòng, số 8');
    expect(await arrived).toMatchObject({ data_coding: 8, short_message: { message: 'hài lòng, số 8' } });
    await esme.submit({ destination_addr: NUMBER, data_coding: 8, short_message: Buffer.from('1ec7', 'hex') });
    expect(await handset.next('message')).toMatchObject({ text: 'ệ', segments: 1 });
  });

  test('sends a receipt when one is asked for, and none when only failures are', async () => {
    const esme = await bind();
    const receipt = esme.next('deliver_sm');
    await esme.submit({ destination_addr: NUMBER, registered_delivery: 2, short_message: Buffer.from('a') });
    await esme.submit({ destination_addr: NUMBER, registered_delivery: 1, short_message: Buffer.from('b') });
    const pdu = await receipt;
    expect(pdu.esm_class).toBe(0x04);
    expect(pdu.short_message?.message).toMatch(/^id:00000002 .*stat:DELIVRD/);
  });

  test('outlives bytes that are no SMPP, on both sides', async () => {
    const noise = connect(simulator.port, '127.0.0.1');
    const ended = new Promise((resolve) => noise.once('close', resolve));
    noise.on('error', () => noise.destroy());
    noise.write('GET / HTTP/1.1\r\n\r\n');
    await ended;
    const handset = await attachHandset();
    handset.say('no json');
    expect(await handset.next('error')).toEqual({ type: 'error', reason: 'a line must be a JSON object' });
    handset.say({ type: 'text', from: NUMBER, to: 'x', text: 'a' });
    expect(await handset.next('error')).toEqual({ type: 'error', reason: 'to: 3 to 15 digits' });
    expect((await bind()).status).toBe(0);
  });

  test('takes over a socket file a killed one left, never a living one', async () => {
    await expect(startSimulator({ port: 0, systemId: 'a', password: 'b', socketPath })).rejects.toThrow(
      'another simulator already listens',
    );
    expect(existsSync(socketPath)).toBe(true);
    const left = join(folder, 'left.sock');
    writeFileSync(left, '');
    const second = await startSimulator({ port: 0, systemId: 'a', password: 'b', socketPath: left });
    await second.close();
  });
});
