import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { CertificateAuthority, pinOf } from '../../../packages/smpp/test/certificates';
import { genericProfile, type Link } from '../src';
import type { LinkTls } from '../src/domain/links';
import { withOverrides } from '../src/domain/profile-schema';
import { MessageCentre } from './message-centre';
import { hurriedClock, link, openWorkbench, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;

async function open(changes: Partial<Link> = {}): Promise<void> {
  bench = await openWorkbench([link(centre.port, changes)]);
}

beforeEach(async () => {
  centre = await MessageCentre.open();
});

afterEach(async () => {
  await bench.remove();
  for (const one of [centre, ...others.splice(0)]) await one.close();
});

/** Those besides the first; closed with it. */
const others: MessageCentre[] = [];

async function another(): Promise<MessageCentre> {
  const opened = await MessageCentre.open();
  others.push(opened);
  return opened;
}

const status = () => bench.connector().links()[0];
const logged = (event: string) => bench.lines.filter((line) => line.event === event).map(({ fields }) => fields);
const hears = async (event: string) => {
  while (logged(event).length === 0) await new Promise(setImmediate);
};
const timers = (changes: Partial<Link['profile']['timers']>) => ({
  profile: withOverrides(genericProfile, { timers: changes }),
});

describe('a transmitter-receiver pair', () => {
  const bothStand = () => centre.until(() => centre.standing('BOUND_TX') === 1 && centre.standing('BOUND_RX') === 1);

  test('is bound when both of its sessions are', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    while (status()?.state !== 'bound') await new Promise(setImmediate);
    expect([...centre.asked].sort()).toEqual(['bind_receiver', 'bind_transmitter']);
    const boundSince = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(status()?.binds).toEqual([
      { type: 'transmitter', state: 'bound', boundSince, encrypted: false },
      { type: 'receiver', state: 'bound', boundSince, encrypted: false },
    ]);
    expect(bench.connector().health()).toEqual({ ready: true, reasons: [] });
  });

  test('sends by the one and receives by the other', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    expect(centre.submitted[0]?.by.session.state).toBe('BOUND_TX');
    expect(await centre.deliver({ text: 'DG' })).toBe(0);
    expect(await bench.texts()).toHaveLength(1);
  });

  test('sends on while its receiver is refused, and says that it is half a link', async () => {
    await open({ bind: 'pair' });
    centre.bindStatus = (command) => (command === 'bind_receiver' ? 0x0f : 0);
    await bench.start();
    await hears('link-retry');
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    expect(bench.connector().health().reasons).toEqual(['link centre is half-bound (ESME_RINVSYSID)']);
    expect(status()?.binds).toMatchObject([
      { type: 'transmitter', state: 'bound' },
      { type: 'receiver', state: 'refused', lastSetback: 'ESME_RINVSYSID' },
    ]);
  });

  test.each([
    ['BOUND_RX', 'bind_receiver', 'BOUND_TX'],
    ['BOUND_TX', 'bind_transmitter', 'BOUND_RX'],
  ] as const)('binds only the half that was cut (%s) again', async (cut, command, other) => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    centre.cut(cut);
    await centre.until(() => centre.standing(cut) === 1 && centre.binds === 3);
    expect(centre.asked[2]).toBe(command);
    expect(centre.standing(other)).toBe(1);
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    expect(await centre.deliver({ text: '1' })).toBe(0);
  });

  test('takes leave of the network twice', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    while (status()?.state !== 'bound') await new Promise(setImmediate);
    await bench.stop();
    expect(centre.events.filter(({ kind }) => kind === 'unbind-requested')).toHaveLength(2);
    expect(status()?.state).toBe('stopped');
  });

  test('holds a text in doubt whose reply was accepted by the transmitter: that says nothing of the receiver', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    centre.deafen('BOUND_RX');
    void centre.deliver({ text: '5' });
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    const [first] = await bench.texts();
    await bench.request('reply', { cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    centre.cut('BOUND_RX');
    await centre.until(() => centre.binds === 3 && centre.standing('BOUND_RX') === 1);
    await centre.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id, doubtful: true });
  });

  test('holds an equal text in doubt while the receiver stands, confirms nothing, and a reply to the first was accepted', async () => {
    await open({ bind: 'pair', ...timers({ responseMs: 600_000 }) });
    let ahead = 0;
    await bench.start({ clock: { ...hurriedClock, monotonic: () => hurriedClock.monotonic() + ahead } });
    await bothStand();
    centre.deafen('BOUND_RX');
    void centre.deliver({ text: '1' });
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    const [first] = await bench.texts();
    await bench.request('reply', { cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    ahead = 5_300;
    void centre.deliver({ text: '1' });
    while ((await bench.texts()).length < 2) await new Promise(setImmediate);
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id, doubtful: true });
  });

  test('holds in doubt every text of a number to which a reply was accepted, not only the last', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    centre.deafen('BOUND_RX');
    for (const text of ['1', '2']) void centre.deliver({ text });
    while ((await bench.texts()).length < 2) await new Promise(setImmediate);
    for (const { id, data } of await bench.texts()) {
      await bench.request(`reply-${id}`, { cause: id });
      await bench.settled(`reply-${id}`, 'accepted');
      expect(data.repeatOf).toBeUndefined();
    }
    centre.cut('BOUND_RX');
    await centre.until(() => centre.binds === 3 && centre.standing('BOUND_RX') === 1);
    for (const text of ['1', '2']) await centre.deliver({ text });
    expect((await bench.texts()).map(({ data }) => data.doubtful)).toEqual([undefined, undefined, true, true]);
  });

  test('judges a text when its receiver ends, not when its transmitter does', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    await centre.deliver({ text: '5' });
    centre.cut('BOUND_TX');
    await centre.until(() => centre.binds === 3 && centre.standing('BOUND_TX') === 1);
    const second = await another();
    await bench.start({ links: [link(second.port, { bind: 'pair' })] });
    await second.until(() => second.standing('BOUND_RX') === 1);
    await second.deliver({ text: '5' });
    const [first, again] = await bench.texts();
    expect(again?.data.repeatOf).toBe(first?.id);
  });

  test('holds it in doubt also in the process after a crash', async () => {
    await open({ bind: 'pair' });
    await bench.start();
    await bothStand();
    await centre.deliver({ text: '5' });
    const [first] = await bench.texts();
    await bench.request('reply', { cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    const second = await another();
    await bench.start({ links: [link(second.port, { bind: 'pair' })] });
    await second.until(() => second.standing('BOUND_RX') === 1);
    await second.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id, doubtful: true });
  });
});

describe('a bind that is refused', () => {
  test('for its credentials is counted, told as an error, and tried again after the profile’s time', async () => {
    await open(timers({ credentialsMs: 7_000 }));
    centre.bindStatus = 0x0d;
    const counted: unknown[] = [];
    const levels: string[] = [];
    await bench.start({
      metrics: { count: (name, labels) => counted.push([name, labels]), gauge: () => {} },
      log: (level, event, fields) => {
        levels.push(`${level} ${event}`);
        bench.lines.push({ event, fields });
      },
    });
    await hears('link-retry');
    expect(counted).toContainEqual(['mscore_smpp_bind_refused_total', { link: 'centre', code: 'ESME_RBINDFAIL' }]);
    expect(levels).toContain('error bind-refused');
    expect(logged('link-retry')).toMatchObject([{ ms: 7_000 }]);
    expect(status()?.state).toBe('refused');
  });

  test('for credentials by a code only the profile knows waits as long', async () => {
    await open({ profile: withOverrides(genericProfile, { errors: { '0x501': 'credentials' } }) });
    centre.bindStatus = 0x501;
    await bench.start();
    await hears('link-retry');
    expect(logged('link-retry')).toMatchObject([{ ms: genericProfile.timers.credentialsMs }]);
  });

  test('is told no longer once the next attempt fails for another reason', async () => {
    await open(timers({ credentialsMs: 1_000 }));
    centre.bindStatus = 0x0e;
    await bench.start();
    await hears('link-retry');
    expect(status()?.lastSetback).toBe('ESME_RINVPASWD');
    await centre.close();
    while (logged('link-closed').at(-1)?.reason !== 'ECONNREFUSED') await new Promise(setImmediate);
    expect(status()?.lastSetback).toBe('ECONNREFUSED');
    centre = await MessageCentre.open();
  });

  test('as already bound waits past the peer’s patience', async () => {
    await open(timers({ alreadyBoundMs: 9_000 }));
    centre.bindStatus = 0x05;
    await bench.start();
    await hears('link-retry');
    expect(logged('link-retry')).toMatchObject([{ ms: 9_000 }]);
    expect(bench.connector().health().reasons).toEqual(['link centre is waiting (ESME_RALYBND)']);
  });

  test('stops no other link', async () => {
    const other = await another();
    centre.bindStatus = 0x0e;
    bench = await openWorkbench([link(centre.port), link(other.port, { name: 'b', group: 'b' })]);
    await bench.start();
    await hears('link-retry');
    await other.until(() => other.standing('BOUND_TRX') === 1);
    await bench.request('r1', { link: 'b' });
    await bench.settled('r1', 'accepted');
    expect(await other.deliver({ text: '1' })).toBe(0);
    expect(
      bench
        .connector()
        .links()
        .map(({ state }) => state),
    ).toEqual(['refused', 'bound']);
  });
});

describe('a message centre', () => {
  test('that is not there is tried again, sooner or later by chance', async () => {
    await open();
    await centre.close();
    await bench.start();
    while (logged('link-retry').length < 3) await new Promise(setImmediate);
    // A tenth of 1, 2 and 4 seconds: what the workbench calls chance.
    expect(logged('link-retry').map((fields) => fields?.ms)).toEqual([100, 200, 400]);
    expect(status()?.lastSetback).toBe('ECONNREFUSED');
    centre = await MessageCentre.open();
  });

  test('that is gone: since when is told, and when it is tried next', async () => {
    await open(timers({ credentialsMs: 600_000 }));
    await bench.start();
    while (status()?.state !== 'bound') await new Promise(setImmediate);
    expect(status()?.binds[0]).not.toHaveProperty('since');
    centre.bindStatus = 0x0d;
    const before = Date.now();
    centre.cut();
    while (status()?.state !== 'refused') await new Promise(setImmediate);
    while (status()?.binds[0]?.nextTryAt === undefined) await new Promise(setImmediate);
    const { since = '', nextTryAt = '', boundSince } = status()?.binds[0] ?? {};
    expect(boundSince).toBeUndefined();
    expect(Date.parse(since)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(nextTryAt)).toBeGreaterThanOrEqual(Date.parse(since) + 600_000);
  });

  test('that was never reached since the start has no time since when it is gone', async () => {
    await open();
    centre.bindStatus = 0x0d;
    await bench.start();
    while (status()?.binds[0]?.nextTryAt === undefined) await new Promise(setImmediate);
    expect(status()?.binds[0]).not.toHaveProperty('since');
  });

  test('that takes the bind and hangs up is left alone longer and longer, until a session brings something', async () => {
    await open();
    await bench.start();
    for (const times of [1, 2, 3]) {
      while (status()?.state !== 'bound') await new Promise(setImmediate);
      expect(centre.binds).toBe(times);
      if (times === 3) await centre.deliver({ text: '1' });
      centre.cut();
      while (logged('link-retry').length < times) await new Promise(setImmediate);
    }
    expect(logged('link-retry').map((fields) => fields?.ms)).toEqual([100, 200, 100]);
  });

  test('that is reached but says nothing is given up after the profile’s time', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    // A handshake is what a connection in clear does not wait for.
    bench = await openWorkbench([link(port, { tls: {}, ...timers({ connectMs: 777 }) })]);
    const waits: number[] = [];
    const after: typeof hurriedClock.after = (ms, task) => {
      waits.push(ms);
      return hurriedClock.after(ms, task);
    };
    await bench.start({ clock: { ...hurriedClock, after } });
    await hears('link-retry');
    expect(waits).toContain(777);
    expect(logged('link-closed')).toMatchObject([{ reason: 'connect-timeout' }]);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('that never answers the bind is tried again', async () => {
    await open(timers({ bindMs: 100 }));
    centre.bindStatus = () => 'hold';
    await bench.start();
    await centre.until(() => centre.binds === 2);
    expect(logged('link-closed')).toMatchObject([{ reason: 'bind-timeout', command: 'bind_transceiver' }]);
  });

  test('that has gone silent is found out after two enquiries, and bound again', async () => {
    await open(timers({ enquireMs: 100, responseMs: 100 }));
    await bench.start();
    await centre.until(() => centre.standing('BOUND_TRX') === 1);
    centre.deafen();
    await centre.until(() => centre.binds === 2);
    expect(logged('link-closed')).toMatchObject([{ reason: 'peer-silent' }]);
  });

  test('that asks to be bound to what is being bound gets no answer to that', async () => {
    await open();
    // outbind with empty system_id and password (SMPP 3.4 §4.1.7.1); it overtakes the answer to the bind.
    centre.bindStatus = () => {
      centre.write(Buffer.from('000000120000000b0000000000000001' + '0000', 'hex'));
      return 0;
    };
    await bench.start();
    await centre.until(() => centre.standing('BOUND_TRX') === 1);
    expect(await centre.deliver({ text: '1' })).toBe(0);
    expect(logged('outbind-ignored')).toEqual([{ link: 'centre', command: 'bind_transceiver' }]);
    expect(centre.events.map(({ kind }) => kind)).not.toContain('malformed');
  });
});

describe('a link with TLS', () => {
  let authority: CertificateAuthority;

  beforeAll(() => {
    authority = new CertificateAuthority();
  });
  afterAll(() => authority.remove());

  async function secure(tls: (pin: string) => LinkTls): Promise<void> {
    await centre.close();
    const identity = authority.issue('centre', 'IP:127.0.0.1');
    centre = await MessageCentre.open(identity);
    await open({ bind: 'pair', tls: tls(pinOf(identity)) });
    await bench.start();
  }

  test('encrypts both sessions of a pair', async () => {
    await secure((pin) => ({ ca: authority.cert, pin }));
    while (status()?.state !== 'bound') await new Promise(setImmediate);
    expect(status()?.binds.map(({ encrypted }) => encrypted)).toEqual([true, true]);
    expect(await centre.deliver({ text: '1' })).toBe(0);
  });

  test('whose key can no longer be used is tried again, and no other link hears of it', async () => {
    const { cert } = authority.issue('own', 'DNS:own');
    bench = await openWorkbench([
      link(centre.port, { name: 'broken', tls: { cert, key: 'KEY' } }),
      link(centre.port, { name: 'whole' }),
    ]);
    await bench.start();
    await centre.until(() => centre.standing('BOUND_TRX') === 1);
    while (logged('link-retry').length < 2) await new Promise(setImmediate);
    expect(bench.connector().links()).toMatchObject([
      { name: 'broken', lastSetback: expect.stringMatching(/^tls: /) },
      { name: 'whole', state: 'bound' },
    ]);
  });

  test('says nothing to a message centre that is not the one it was told of', async () => {
    await secure(() => ({ ca: authority.cert, pin: 'ab'.repeat(32) }));
    await hears('link-retry');
    expect(status()?.lastSetback).toBe('tls: key does not match the pin');
    expect(centre.connections).toBeGreaterThan(0);
    expect(centre.asked).toEqual([]);
  });
});
