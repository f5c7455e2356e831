import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { connect, openConnection, type SessionEvent } from '../src';
import { type NpmPdu, type NpmSession, npm } from './npm-smpp';
import { deliver, submit } from './session-harness';

/** The process's own clock: nothing here waits for a deadline. */
const clock = {
  monotonic: () => performance.now(),
  after: (milliseconds: number, task: () => void) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

const reply = (session: NpmSession, pdu: NpmPdu, fields: object = {}): boolean => session.send(pdu.response(fields));

it('as ESME we bind to the npm package’s server, send, receive and leave', async () => {
  const received: NpmPdu[] = [];
  const server = npm.createServer((session) => {
    session.on('bind_transceiver', (pdu) => reply(session, pdu, { system_id: 'npm' }));
    session.on('submit_sm', (pdu) => {
      received.push(pdu);
      reply(session, pdu, { message_id: 'npm-1' });
      session.send(
        new npm.PDU('deliver_sm', { ...deliver, command: undefined, data_coding: 0, short_message: Buffer.from('DG') }),
      );
    });
    session.on('deliver_sm_resp', (pdu) => received.push(pdu));
    session.on('unbind', (pdu) => reply(session, pdu));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const events: SessionEvent[] = [];
  await new Promise<void>((resolve) => {
    const connection = connect({
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      session: { role: 'esme' },
      clock,
      onEvent(event) {
        events.push(event);
        if (event.kind === 'bound') connection.request({ ...submit, short_message: Buffer.from('Hello') });
        if (event.kind === 'request') connection.respond(event.inbound, { status: 0 });
        if (event.kind === 'request') connection.unbind();
        if (event.kind === 'closed') resolve();
      },
    });
    connection.request({ command: 'bind_transceiver', system_id: 'gateway', password: 'secret' });
  });
  server.close();

  expect(events).toMatchObject([
    { kind: 'bound', peer: 'npm' },
    { kind: 'response', pdu: { message_id: 'npm-1' } },
    { kind: 'request', pdu: { source_addr: '84900000001', short_message: Buffer.from('DG') } },
    { kind: 'confirmed', inbound: [1] },
    { kind: 'unbound' },
    { kind: 'closed', reason: 'unbound', pending: [], unanswered: [], unconfirmed: [] },
  ]);
  expect(received.map(({ command }) => command)).toEqual(['submit_sm', 'deliver_sm_resp']);
});

it('as SMSC we are bound to by the npm package’s client', async () => {
  const events: SessionEvent[] = [];
  let ended = () => {};
  const closed = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const server = createServer((socket) => {
    const connection = openConnection({
      socket,
      session: { role: 'smsc' },
      clock,
      onEvent(event) {
        events.push(event);
        if (event.kind === 'bind-requested') connection.respond(event.inbound, { status: 0, system_id: 'ours' });
        if (event.kind === 'request') connection.respond(event.inbound, { status: 0, message_id: 'a1' });
        if (event.kind === 'request') connection.request(deliver);
        if (event.kind === 'closed') ended();
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const session = npm.connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  await once(session, 'connect');
  const asked = (command: string, fields: object) =>
    new Promise<NpmPdu>((resolve) => session.send(new npm.PDU(command, { ...fields, command: undefined }), resolve));
  const bound = await asked('bind_transceiver', { system_id: 'partner', interface_version: 0x34 });
  const delivered = once(session, 'deliver_sm') as Promise<[NpmPdu]>;
  const accepted = await asked('submit_sm', { ...submit, data_coding: 0, short_message: Buffer.from('hi') });
  reply(session, (await delivered)[0]);
  await asked('unbind', {});
  await closed;
  server.close();

  expect(bound).toMatchObject({ command: 'bind_transceiver_resp', system_id: 'ours', sc_interface_version: 0x34 });
  expect(accepted).toMatchObject({ command: 'submit_sm_resp', message_id: 'a1' });
  expect(events.map(({ kind }) => kind)).toEqual([
    'bind-requested',
    'bound',
    'request',
    'confirmed',
    'response',
    'unbind-requested',
    'closed',
  ]);
});
