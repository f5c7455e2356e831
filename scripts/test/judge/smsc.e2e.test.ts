import { connect } from 'node:net';
import { citizensWith } from '../../src/citizens/citizen';
import { createCrowd } from '../../src/judge/crowd';
import type { LedgerEntry } from '../../src/judge/ledger';
import { type JudgeSmsc, startJudgeSmsc } from '../../src/judge/smsc';
import { createManualClock } from '../manual-clock';
import { type BareEsme, bindBareEsme } from './bare-esme';

const SEED = 3;
const CONSENT = 'Tra loi 1=Dong y, 2=Khong';

describe('the scripted message centre', () => {
  let clock: ReturnType<typeof createManualClock>;
  let ledger: LedgerEntry[];
  let smsc: JudgeSmsc;
  const bound: BareEsme[] = [];

  async function bind(): Promise<BareEsme> {
    const esme = await bindBareEsme(smsc.port);
    bound.push(esme);
    return esme;
  }

  beforeEach(async () => {
    clock = createManualClock();
    // A ledger of its own: sessions of the test before may still be closing.
    const entries: LedgerEntry[] = [];
    ledger = entries;
    const crowd = createCrowd(citizensWith(0, SEED), SEED);
    smsc = await startJudgeSmsc({
      clock,
      ledger: { add: (entry) => void entries.push(entry), close: () => undefined },
      crowd,
      systemId: 'mscore',
      password: 'judge',
      pace: { kind: 'closed', underWay: 1 },
    });
  });

  afterEach(async () => {
    for (const esme of bound.splice(0)) esme.destroy();
    await smsc.close();
  });

  test('a citizen texts, is answered, and texts on', async () => {
    const esme = await bind();
    const first = await esme.text();
    expect(first.words).toBe('DG');
    esme.answer(first.pdu, 0);
    await esme.submit(first.number, CONSENT);
    expect((await esme.text()).words).toBe('1');
    expect(ledger.map(({ kind }) => kind)).toEqual([
      'session-opened',
      'offered',
      'acknowledged',
      'submitted',
      'offered',
    ]);
  });

  test('a text without its acknowledgement comes again after the next bind, even when its reply was seen', async () => {
    const before = await bind();
    const { number } = await before.text();
    await before.submit(number, CONSENT);
    before.destroy();
    const after = await bind();
    const again = await after.text();
    expect({ words: again.words, number: again.number }).toEqual({ words: 'DG', number });
    after.answer(again.pdu, 0);
    expect((await after.text()).words).toBe('1');
    expect(ledger.find((entry) => entry.kind === 'session-ended')).toEqual({
      kind: 'session-ended',
      session: 1,
      how: 'broken',
    });
  });

  test('a refused text comes again after a pause', async () => {
    const esme = await bind();
    const first = await esme.text();
    esme.answer(first.pdu, 8);
    // Answered in order: the refusal has been read when this is.
    await esme.submit(first.number, 'Xin loi');
    clock.advance(200);
    expect((await esme.text()).words).toBe('DG');
    expect(ledger.at(-1)).toMatchObject({ kind: 'offered', attempt: 2 });
  });

  test('responses can be lost: nothing more is read, the socket is destroyed, the text comes again', async () => {
    const before = await bind();
    const first = await before.text();
    smsc.loseResponses(50);
    before.answer(first.pdu, 0);
    clock.advance(50);
    await before.closed;
    const after = await bind();
    expect((await after.text()).words).toBe('DG');
    expect(ledger.some(({ kind }) => kind === 'acknowledged')).toBe(false);
    expect(ledger.find((entry) => entry.kind === 'session-ended')).toMatchObject({ how: 'dropped' });
  });

  test('a repeated prompt is not answered twice, unless nothing else comes', async () => {
    const esme = await bind();
    const first = await esme.text();
    esme.answer(first.pdu, 0);
    await esme.submit(first.number, CONSENT);
    const second = await esme.text();
    esme.answer(second.pdu, 0);
    await esme.submit(first.number, CONSENT);
    expect(smsc.status()).toMatchObject({ acknowledged: 2, held: 0 });
    clock.advance(699);
    expect(ledger.some(({ kind }) => kind === 'asked-again')).toBe(false);
    clock.advance(1);
    clock.advance(700);
    expect((await esme.text()).words).toBe('1');
    expect(ledger.filter(({ kind }) => kind === 'asked-again')).toHaveLength(1);
  });

  test('a good-bye is told from a breakdown, and nothing is sent after it', async () => {
    const esme = await bind();
    await esme.unbind();
    await esme.closed;
    expect(ledger.at(-1)).toEqual({ kind: 'session-ended', session: 1, how: 'unbound' });
    expect(smsc.status().bound).toBe(false);
  });

  test('refuses another login, and hangs up on noise', async () => {
    await expect(bindBareEsme(smsc.port, { systemId: 'mscore', password: 'wrong' })).rejects.toThrow('13');
    const noise = connect({ port: smsc.port, host: '127.0.0.1' });
    const ended = new Promise((resolve) => noise.once('close', resolve));
    noise.write('GET / HTTP/1.1\r\n\r\n');
    await ended;
    expect(ledger).toEqual([{ kind: 'malformed', session: 0 }]);
  });
});
