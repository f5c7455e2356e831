import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer, type TlsOptions as ServerOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { connect, type SessionEvent, type TlsOptions } from '../src';
import { tlsReason } from '../src/tls';
import { CertificateAuthority, fingerprintOf, type Identity, pinOf } from './certificates';
import { HandClock, ofKind, Peer, Seen } from './sockets';

let authority: CertificateAuthority;
let here: Identity;
let elsewhere: Identity;
let expired: Identity;
let notYet: Identity;
let selfSigned: Identity;
let stranger: Identity;

beforeAll(() => {
  authority = new CertificateAuthority();
  here = authority.issue('here', 'IP:127.0.0.1,DNS:localhost');
  elsewhere = authority.issue('elsewhere', 'DNS:smsc.example');
  expired = authority.issue('expired', 'IP:127.0.0.1', '20200101000000Z', '20200102000000Z');
  notYet = authority.issue('not-yet', 'IP:127.0.0.1', '20980101000000Z', '20981231000000Z');
  selfSigned = authority.selfSigned('self-signed');
  stranger = authority.selfSigned('stranger');
});

afterAll(() => authority.remove());

let server: Server | undefined;
let clock: HandClock;
let sockets: Socket[];

beforeEach(() => {
  clock = new HandClock();
  sockets = [];
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  if (server?.listening) await once(server, 'close');
});

async function listening(started: Server): Promise<number> {
  server = started;
  started.on('connection', (socket: Socket) => sockets.push(socket));
  started.listen(0, '127.0.0.1');
  await once(started, 'listening');
  return (started.address() as AddressInfo).port;
}

/** A message centre that says what it was told after the handshake. */
async function messageCentre(options: ServerOptions) {
  const peers = new Seen<Peer>();
  const centre = createServer(options, (socket) => {
    sockets.push(socket);
    peers.add(new Peer(socket));
  });
  centre.on('tlsClientError', () => {});
  return { port: await listening(centre), peers };
}

function ours(port: number, tls: TlsOptions, connectTimeoutMs?: number, host = '127.0.0.1') {
  const events = new Seen<SessionEvent>();
  const connection = connect({
    host,
    port,
    tls,
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
    session: { role: 'esme' },
    clock,
    onEvent: (event) => events.add(event),
  });
  connection.request({ command: 'bind_transceiver', system_id: 'gateway', password: 'secret' });
  return { connection, events };
}

/** Binds over TLS and takes leave. */
async function binds(identity: Identity, tls: TlsOptions, more: ServerOptions = {}) {
  const { port, peers } = await messageCentre({ ...identity, ...more });
  const { connection, events } = ours(port, tls);
  const peer = await peers.first(() => true);
  await peer.receives('bind_transceiver');
  peer.send({ command: 'bind_transceiver_resp', sequence: 1, system_id: 'smsc' });
  await events.first(ofKind('bound'));
  const protocol = (peer.socket as TLSSocket).getProtocol();
  const authorized = (peer.socket as TLSSocket).authorized;
  connection.unbind();
  await peer.receives('unbind');
  peer.send({ command: 'unbind_resp', sequence: 2 });
  expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'unbound', pending: [] });
  expect(clock.timers).toBe(0);
  return { protocol, authorized };
}

/** Why the connection ended, and how many octets of ours the message centre could read. */
async function refuses(identity: Identity, tls: TlsOptions, more: ServerOptions = {}) {
  const { port, peers } = await messageCentre({ ...identity, ...more });
  const accepted = once(server as Server, 'connection') as Promise<[Socket]>;
  const { events } = ours(port, tls);
  const [raw] = await accepted;
  const gone = once(raw, 'close');
  const { reason, pending } = await events.first(ofKind('closed'));
  await gone;
  expect(pending).toEqual([1]);
  expect(clock.timers).toBe(0);
  return { reason, octets: peers.all.flatMap(({ chunks }) => chunks).reduce((sum, chunk) => sum + chunk.length, 0) };
}

describe('a peer is verified', () => {
  it('by a CA of the link, in TLS 1.3', async () => {
    expect(await binds(here, { ca: authority.cert })).toMatchObject({ protocol: 'TLSv1.3' });
  });

  it('by several CAs, given as Buffers', async () => {
    await binds(here, { ca: [Buffer.from(stranger.cert), Buffer.from(authority.cert)] });
  });

  it('in TLS 1.2 as well', async () => {
    const { protocol } = await binds(here, { ca: authority.cert }, { maxVersion: 'TLSv1.2' });
    expect(protocol).toBe('TLSv1.2');
  });

  it('by the name the link says, where the host has another', async () => {
    await binds(elsewhere, { ca: authority.cert, servername: 'smsc.example' });
  });

  it('by CA and pin together', async () => {
    await binds(here, { ca: authority.cert, pin: pinOf(here) });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('by a pin alone, self-signed, in %s', async (maxVersion) => {
    await binds(selfSigned, { pin: pinOf(selfSigned) }, { maxVersion });
  });

  it('by a pin alone, whose issuer nobody knows', async () => {
    await binds(elsewhere, { pin: pinOf(elsewhere) });
  });

  it('by the fingerprint of its certificate, with or without colons', async () => {
    await binds(selfSigned, { pin: fingerprintOf(selfSigned) });
    server?.close();
    await binds(selfSigned, { pin: fingerprintOf(selfSigned).replaceAll(':', '').toLowerCase() });
  });

  it('and verifies us, where it asks for our certificate', async () => {
    const asking = { requestCert: true, rejectUnauthorized: true, ca: authority.cert };
    expect(await binds(here, { ca: authority.cert, ...elsewhere }, asking)).toMatchObject({ authorized: true });
  });
});

describe('a peer that is not who it should be is told nothing', () => {
  const whoever: readonly [string, () => Identity, () => TlsOptions, string | RegExp][] = [
    ['a CA nobody knows', () => here, () => ({}), 'tls: unable to verify the first certificate'],
    ['another CA', () => here, () => ({ ca: stranger.cert }), 'tls: unable to verify the first certificate'],
    ['a self-signed certificate', () => selfSigned, () => ({}), 'tls: self-signed certificate'],
    ['another host', () => elsewhere, () => ({ ca: authority.cert }), 'tls: certificate is for another host'],
    [
      'another name',
      () => here,
      () => ({ ca: authority.cert, servername: 'smsc.example' }),
      'tls: certificate is for another host',
    ],
    ['an expired certificate', () => expired, () => ({ ca: authority.cert }), 'tls: certificate has expired'],
    ['a certificate of the future', () => notYet, () => ({ ca: authority.cert }), 'tls: certificate is not yet valid'],
    ['another key, self-signed', () => stranger, () => ({ pin: pinOf(selfSigned) }), 'tls: key does not match the pin'],
    [
      'another key under the right CA',
      () => here,
      () => ({ ca: authority.cert, pin: pinOf(elsewhere) }),
      'tls: key does not match the pin',
    ],
    [
      'the right key under a CA that is not the link’s',
      () => here,
      () => ({ ca: stranger.cert, pin: pinOf(here) }),
      'tls: unable to verify the first certificate',
    ],
    ['the right key, expired', () => expired, () => ({ pin: pinOf(expired) }), 'tls: certificate has expired'],
    ['a pin that is none', () => selfSigned, () => ({ pin: '' }), 'tls: key does not match the pin'],
  ];

  describe.each(['TLSv1.2', 'TLSv1.3'] as const)('in %s', (maxVersion) => {
    it.each(whoever)('%s', async (_name, identity, tls, reason) => {
      expect(await refuses(identity(), tls(), { maxVersion })).toEqual({ reason, octets: 0 });
    });
  });

  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

  it('TLS 1.1', async () => {
    const { reason, octets } = await refuses(here, { ca: authority.cert }, old);
    expect({ reason, octets }).toEqual({ reason: 'tls: tlsv1 alert protocol version', octets: 0 });
  });

  it('TLS 1.1, which the same server does speak with others', async () => {
    const { port } = await messageCentre({ ...here, ...old });
    const other = tlsConnect({ host: '127.0.0.1', port, ca: authority.cert, ...old });
    sockets.push(other);
    await once(other, 'secureConnect');
    expect(other.getProtocol()).toBe('TLSv1.1');
  });

  it('one that speaks no TLS', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const { events } = ours(port, { ca: authority.cert });
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'tls: wrong version number' });
  });
});

describe('the name a peer is asked for', () => {
  /** What the message centre sees of it; `false` when it is asked for none. */
  async function asked(host: string, tls: TlsOptions): Promise<string | false> {
    const { port, peers } = await messageCentre(here);
    const { connection, events } = ours(port, tls, undefined, host);
    const { socket } = await peers.first(() => true);
    connection.destroy('seen');
    await events.first(ofKind('closed'));
    return (socket as TLSSocket & { readonly servername: string | false }).servername;
  }

  it('is its host', async () => {
    expect(await asked('localhost', { ca: authority.cert })).toBe('localhost');
  });

  it('is the name the link says', async () => {
    expect(await asked('localhost', { pin: pinOf(here), servername: 'smsc.example' })).toBe('smsc.example');
  });

  it('is none where the host is an address', async () => {
    expect(await asked('127.0.0.1', { ca: authority.cert })).toBe(false);
  });
});

describe('what cannot be used to connect ends the connection, and nothing else', () => {
  const unreadable: readonly [string, () => TlsOptions][] = [
    ['a key that is none', () => ({ cert: here.cert, key: 'KEY' })],
    ['a certificate that is none', () => ({ cert: 'CERT', key: here.key })],
    ['a key of another certificate', () => ({ cert: here.cert, key: elsewhere.key })],
  ];

  it.each(unreadable)('%s', async (_name, tls) => {
    const { events } = ours(9, tls());
    expect(await events.first(ofKind('closed'))).toMatchObject({
      reason: expect.stringMatching(/^tls: /),
      pending: [1],
    });
    expect(clock.timers).toBe(0);
  });

  it('a port that is none', async () => {
    const events = new Seen<SessionEvent>();
    connect({
      host: '127.0.0.1',
      port: 70_000,
      session: { role: 'esme' },
      clock,
      onEvent: (event) => events.add(event),
    });
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'ERR_SOCKET_BAD_PORT' });
    expect(clock.timers).toBe(0);
  });
});

it('a peer that wants a certificate of ours and gets none says so', async () => {
  const { port } = await messageCentre({ ...here, requestCert: true, rejectUnauthorized: true, ca: authority.cert });
  const { events } = ours(port, { ca: authority.cert });
  const { reason } = await events.first(ofKind('closed'));
  expect(reason).toMatch(/^tls: .*certificate required$|^ECONNRESET$/);
});

describe('the connect timeout', () => {
  it('ends a TCP connection that does not come about', async () => {
    const port = await listening(createTcpServer());
    const events = new Seen<SessionEvent>();
    connect({ host: '127.0.0.1', port, session: { role: 'esme' }, clock, onEvent: (event) => events.add(event) });
    clock.advance(9_999);
    expect(events.all).toEqual([]);
    clock.advance(1);
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'connect-timeout' });
    expect(clock.timers).toBe(0);
  });

  it('counts the handshake: a peer that accepts and says nothing is left', async () => {
    const port = await listening(createTcpServer());
    const accepted = once(server as Server, 'connection') as Promise<[Socket]>;
    const { events } = ours(port, { ca: authority.cert }, 3_000);
    const [raw] = await accepted;
    await once(raw, 'data');
    clock.advance(2_999);
    expect(events.all).toEqual([]);
    clock.advance(1);
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'connect-timeout', pending: [1] });
  });

  it('leaves the bind its own time, which begins with the connection', async () => {
    const { port, peers } = await messageCentre(here);
    const { events } = ours(port, { ca: authority.cert });
    clock.advance(9_000);
    const peer = await peers.first(() => true);
    await peer.receives('bind_transceiver');
    clock.advance(4_999);
    expect(events.all).toEqual([]);
    clock.advance(1);
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'bind-timeout', pending: [1] });
  });
});

it.each([
  [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:3550' }, 'ECONNREFUSED'],
  [{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND smsc.example' }, 'ENOTFOUND'],
  [{ code: 'EPROTO', message: 'write EPROTO 80:error:0A', reason: 'bad record' }, 'tls: bad record'],
  [{ message: 'something else' }, 'tls: something else'],
])('%j is told as %s', (error, reason) => {
  expect(tlsReason(error)).toBe(reason);
});
