import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runHandset } from '../../src/handset';
import { startSimulator } from '../../src/simulator';
import { bindMiniEsme } from '../simulator/mini-esme';

const NUMBER = '+84900000011';

async function run(
  socketPath: string,
  typed: string,
  number = NUMBER,
  to = '8049',
): Promise<{ code: number; shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(typed);
  const code = await runHandset({ socketPath, number, to, input, output });
  return { code, shown: String(output.read() ?? '') };
}

describe('a phone in a terminal', () => {
  let folder: string;
  let socketPath: string;
  const closing: (() => unknown)[] = [];

  async function startNetwork() {
    const simulator = await startSimulator({ port: 0, systemId: 'mscore', password: 'secret', socketPath });
    closing.push(() => simulator.close());
    return simulator;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mscore-handset-'));
    socketPath = join(folder, 'simulator.sock');
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    rmSync(folder, { recursive: true });
  });

  test('holds a whole conversation from piped lines, and prints no number', async () => {
    const simulator = await startNetwork();
    const esme = await bindMiniEsme({ port: simulator.port, reply: (text) => `you said ${text}` });
    closing.push(() => esme.session.destroy());
    const { code, shown } = await run(socketPath, 'DG\n\n  1 \nHUY');
    expect(code).toBe(0);
    const steps = ['> DG', 'you said DG', '> 1', 'you said 1', '> HUY', 'you said HUY'];
    const places = steps.map((step) => shown.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(shown).toMatch(/8049 {2}\d\d:\d\d:\d\d {2}1 segment/);
    expect(shown).not.toMatch(/84900000011/);
  });

  test('/quit ends it', async () => {
    await startNetwork();
    const { code, shown } = await run(socketPath, '/quit\nDG\n');
    expect({ code, sent: shown.includes('> DG') }).toEqual({ code: 0, sent: false });
  });

  test('says how to start the network when there is none', async () => {
    const { code, shown } = await run(socketPath, 'DG\n');
    expect(code).toBe(69);
    expect(shown).toMatch(/no simulated network .* npm start/);
  });

  test('refuses a number that is none', async () => {
    expect(await run(socketPath, '', 'abc')).toMatchObject({ code: 2 });
  });

  test('refuses to text to what is no number', async () => {
    expect(await run(socketPath, '', NUMBER, 'abc')).toMatchObject({ code: 2 });
  });
});
