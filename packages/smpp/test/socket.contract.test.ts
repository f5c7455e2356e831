import { once } from 'node:events';
import { type AddressInfo, createServer, connect as netConnect, type Server, type Socket } from 'node:net';
import { connect, type SessionEvent, type SessionOptions } from '../src';
import { firstPackets } from './first-packets';
import { deliver, submit } from './session-harness';
import { HandClock, Ours, ofKind, Peer, Seen } from './sockets';

let server: Server;
let clock: HandClock;
const sockets: Socket[] = [];

beforeEach(async () => {
  clock = new HandClock();
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  await once(server, 'close');
});

const port = () => (server.address() as AddressInfo).port;

/** Two ends of one TCP connection: the side that connected, the side that accepted. */
async function pair(): Promise<readonly [Socket, Socket]> {
  const accepted = once(server, 'connection');
  const connecting = netConnect(port(), '127.0.0.1');
  const [socket] = (await accepted) as [Socket];
  sockets.push(connecting, socket);
  return [connecting, socket];
}

/** Our side bound as ESME, the peer a bare socket. */
async function bound(session: Partial<SessionOptions> = {}, onEvent?: (event: SessionEvent, ours: Ours) => void) {
  const [near, far] = await pair();
  const peer = new Peer(far);
  const ours = new Ours(near, { role: 'esme', ...session }, clock, onEvent);
  ours.request({ command: 'bind_transceiver', system_id: 'gateway' });
  await peer.receives('bind_transceiver');
  peer.send({ command: 'bind_transceiver_resp', sequence: 1, system_id: 'smsc' });
  await ours.events.first(ofKind('bound'));
  return { ours, peer, near };
}

describe.each(firstPackets)('over a socket, a first packet of $name', ({ octets, nack, closes }) => {
  it(closes === undefined ? 'is answered and the session goes on' : 'is answered and the socket closed', async () => {
    const [near, far] = await pair();
    const peer = new Peer(near);
    const smsc = new Ours(far, { role: 'smsc', bindTimeoutMs: 60_000 }, clock);
    near.write(octets);
    if (closes === 'in-time') {
      // The octets must have arrived before time moves; nothing else tells that they have.
      await once(far, 'data');
      clock.advance(5_000);
    }
    expect(await peer.receives('generic_nack')).toMatchObject(nack);
    await smsc.events.first(ofKind('malformed'));
    if (closes === undefined) {
      peer.send({ command: 'enquire_link', sequence: 3 });
      await peer.receives('enquire_link_resp');
      smsc.connection.destroy('test over');
    }
    await peer.ended;
    await smsc.closed();
    expect(smsc.events.all.filter(ofKind('closed'))).toHaveLength(1);
  });
});

describe('one connection', () => {
  it('carries a conversation both ways between two of ours', async () => {
    const [near, far] = await pair();
    const smsc = new Ours(far, { role: 'smsc' }, clock, (event, { connection }) => {
      if (event.kind === 'bind-requested') connection.respond(event.inbound, { status: 0, system_id: 'smsc' });
      if (event.kind === 'request') connection.respond(event.inbound, { status: 0, message_id: `id-${event.inbound}` });
    });
    const esme = new Ours(near, { role: 'esme' }, clock, (event, { connection }) => {
      if (event.kind === 'request') connection.respond(event.inbound, { status: 0 });
    });
    esme.request({ command: 'bind_transceiver', system_id: 'gateway' });
    expect(await esme.events.first(ofKind('bound'))).toMatchObject({ peer: 'smsc', version: 0x34 });
    const sequence = esme.request({ ...submit, short_message: Buffer.from('hello') });
    expect(await esme.events.first(ofKind('response'))).toMatchObject({ sequence, pdu: { message_id: 'id-2' } });
    smsc.request(deliver);
    await smsc.events.first(ofKind('response'));
    esme.connection.unbind();
    expect(await esme.closed()).toMatchObject({ reason: 'unbound', pending: [], unanswered: [], unconfirmed: [] });
    expect(await smsc.closed()).toMatchObject({ reason: 'peer-unbound' });
    expect(esme.events.all.map(({ kind }) => kind)).toEqual([
      'bound',
      'response',
      'request',
      'confirmed',
      'unbound',
      'closed',
    ]);
    expect(clock.timers).toBe(0);
  });

  it('writes all PDUs of one turn at once', async () => {
    const { ours, peer } = await bound({ window: 20 });
    peer.chunks.length = 0;
    for (let count = 0; count < 20; count++) ours.request(submit);
    await peer.pdus.first(({ sequence }) => sequence === 21);
    expect(peer.chunks).toHaveLength(1);
  });

  it('refuses what window and state do not allow', async () => {
    const { ours } = await bound({ window: 1 });
    expect([ours.request(submit), ours.request(submit)]).toEqual([2, undefined]);
  });

  it('hands out events in order and one at a time, also when the application answers from within', async () => {
    const order: string[] = [];
    const { peer, ours } = await bound({}, (event, { connection }) => {
      if (event.kind !== 'request') return;
      order.push(`begin ${event.inbound}`);
      connection.respond(event.inbound, { status: 0 });
      connection.request(submit);
      order.push(`end ${event.inbound}`);
    });
    peer.send({ ...deliver, sequence: 1 }, { ...deliver, sequence: 2 });
    await ours.events.first((event) => event.kind === 'request' && event.inbound === 2);
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('hands out an event the application caused from within only after it returned', async () => {
    const [near, far] = await pair();
    const order: string[] = [];
    const smsc = new Ours(far, { role: 'smsc' }, clock, (event, { connection }) => {
      order.push(`begin ${event.kind}`);
      if (event.kind === 'bind-requested') connection.respond(event.inbound, { status: 0 });
      order.push(`end ${event.kind}`);
    });
    new Peer(near).send({ command: 'bind_transceiver', sequence: 1 });
    await smsc.events.first(ofKind('bound'));
    expect(order).toEqual(['begin bind-requested', 'end bind-requested', 'begin bound', 'end bound']);
  });

  it('keeps one timer, and asks after 30 s of silence', async () => {
    const { ours, peer } = await bound();
    for (let count = 0; count < 10; count++) ours.request(submit);
    expect(clock.timers).toBe(1);
    clock.advance(30_000);
    await peer.receives('enquire_link');
  });

  it('stops reading when saturated, and reads on after an answer', async () => {
    const { ours, peer, near } = await bound({ maxUnanswered: 2 });
    peer.send({ ...deliver, sequence: 1 }, { ...deliver, sequence: 2 });
    await ours.events.first((event) => event.kind === 'request' && event.inbound === 2);
    peer.send({ ...deliver, sequence: 3 });
    clock.advance(100_000);
    expect(near.isPaused()).toBe(true);
    expect(ours.events.all.filter(ofKind('request'))).toHaveLength(2);
    ours.connection.respond(1, { status: 0 });
    expect(near.isPaused()).toBe(false);
    await ours.events.first((event) => event.kind === 'request' && event.inbound === 3);
    expect(ours.connection.session.state).toBe('BOUND_TRX');
  });

  it('stops reading from a peer that does not read, and goes on when it does', async () => {
    const { ours, peer, near } = await bound({ window: 1_000 });
    const paused = once(near, 'pause');
    peer.socket.pause();
    // More than the kernels' buffers hold.
    const payload = { tag: 0x0424, value: Buffer.alloc(60_000) };
    for (let count = 0; count < 300; count++) ours.request({ ...submit, tlvs: [payload] });
    await paused;
    peer.send({ ...deliver, sequence: 7 });
    peer.socket.resume();
    await ours.events.first(ofKind('request'));
    expect(near.isPaused()).toBe(false);
  });
});

describe('the end comes exactly once', () => {
  const ends = (ours: Ours) => ours.events.all.filter(ofKind('closed'));

  it('when nobody listens', async () => {
    const events = new Seen<SessionEvent>();
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port: unused } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const connection = connect({
      host: '127.0.0.1',
      port: unused,
      session: { role: 'esme' },
      clock,
      onEvent: (event) => events.add(event),
    });
    connection.request({ command: 'bind_transceiver', system_id: 'gateway' });
    expect(await events.first(ofKind('closed'))).toMatchObject({ reason: 'ECONNREFUSED', pending: [1] });
    expect(clock.timers).toBe(0);
  });

  it('when the peer hangs up', async () => {
    const { ours, peer } = await bound();
    ours.request(submit);
    await peer.receives('submit_sm');
    peer.socket.end();
    expect(await ours.closed()).toMatchObject({ reason: 'peer-closed', pending: [2] });
    expect(ends(ours)).toHaveLength(1);
  });

  it('when the connection is reset', async () => {
    const { ours, peer } = await bound();
    peer.socket.resetAndDestroy();
    expect(await ours.closed()).toMatchObject({ reason: 'ECONNRESET' });
  });

  it('when we destroy it, although the peer never reads', async () => {
    const { ours, peer } = await bound({ window: 10_000 });
    peer.socket.pause();
    const payload = { tag: 0x0424, value: Buffer.alloc(60_000) };
    for (let count = 0; count < 300; count++) ours.request({ ...submit, tlvs: [payload] });
    ours.connection.destroy('enough');
    ours.connection.destroy('again');
    const { reason, pending } = await ours.closed();
    expect({ reason, pending: pending.length }).toEqual({ reason: 'enough', pending: 300 });
    expect(ends(ours)).toHaveLength(1);
    ours.connection.respond(1, { status: 0 });
    expect(ours.request(submit)).toBeUndefined();
  });

  it('when an unbind is answered but the peer keeps its side open: the socket is destroyed after 2 s', async () => {
    const accepted = once(server, 'connection');
    const far = netConnect({ port: port(), host: '127.0.0.1', allowHalfOpen: true });
    const [near] = (await accepted) as [Socket];
    sockets.push(near, far);
    const peer = new Peer(far);
    const smsc = new Ours(near, { role: 'smsc' }, clock, (event, { connection }) => {
      if (event.kind === 'bind-requested') connection.respond(event.inbound, { status: 0 });
    });
    peer.send({ command: 'bind_receiver', sequence: 1 });
    await smsc.events.first(ofKind('bound'));
    smsc.connection.unbind();
    await peer.receives('unbind');
    const halfClosed = once(far, 'end');
    peer.send({ command: 'unbind_resp', sequence: 1 });
    await halfClosed;
    expect(ends(smsc)).toHaveLength(0);
    clock.advance(2_000);
    expect(await smsc.closed()).toMatchObject({ reason: 'unbound' });
  });

  it('when the session destroys a silent peer', async () => {
    const { ours } = await bound();
    clock.advance(50_000);
    expect(await ours.closed()).toMatchObject({ reason: 'peer-silent' });
  });

  it('when an unbound session takes leave', async () => {
    const [near, far] = await pair();
    const peer = new Peer(far);
    const ours = new Ours(near, { role: 'esme' }, clock);
    ours.connection.unbind();
    expect(await ours.closed()).toMatchObject({ reason: 'unbound' });
    await peer.ended;
  });

  it('when the socket had ended before it was handed over', async () => {
    const [near] = await pair();
    near.destroy();
    await once(near, 'close');
    const ours = new Ours(near, { role: 'esme' }, clock);
    expect(await ours.closed()).toMatchObject({ reason: 'peer-closed' });
  });
});
