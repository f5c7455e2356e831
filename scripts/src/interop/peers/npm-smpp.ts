import type { Server } from 'node:net';
import { createInterface } from 'node:readline';
import { npmSmpp } from '../../simulator/npm-smpp';
import {
  type Delivery,
  FIRST_HAND_MADE,
  type FromPeer,
  type Part,
  type Submitted,
  type ToPeer,
} from '../scripted/protocol';

/**
 * A message centre on the npm package `smpp`, told what to do by JSON lines on standard input. Its decoding and
 * encoding are the library's; the bytes of bad PDUs come ready made and are written past it.
 */

/** What of the library's PDUs is read here. */
interface Pdu {
  readonly command: string;
  readonly command_id: number;
  readonly command_status: number;
  readonly sequence_number: number;
  readonly system_id?: string;
  readonly source_addr?: string;
  readonly destination_addr?: string;
  readonly registered_delivery?: number;
  readonly short_message?: { readonly message?: string | Buffer; readonly udh?: readonly Buffer[] };
  readonly message_payload?: { readonly message?: string | Buffer };
  readonly sar_msg_ref_num?: number;
  readonly sar_total_segments?: number;
  readonly sar_segment_seqnum?: number;
  response(fields?: Readonly<Record<string, unknown>>): Pdu;
}

const ESME_RTHROTTLED = 0x58;
const ESME_RINVBNDSTS = 0x04;
const RESPONSE = 0x80000000;

interface Session {
  readonly number: number;
  bound: boolean;
  send(pdu: Pdu): void;
  write(bytes: Buffer): void;
  deliver(fields: Readonly<Record<string, unknown>>, response: (pdu: Pdu) => void): void;
  enquire(response: () => void): void;
  unbind(response: () => void): void;
}

const sessions = new Map<number, Session>();
let lastSession = 0;
let lastMessage = 0x1f00;
let ids: 'hex' | 'decimal' = 'hex';
let allowed = (): boolean => true;

const saw = (event: FromPeer): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

/** A bucket that holds a quarter of a second. */
function bucket(perSecond: number): () => boolean {
  const most = Math.max(perSecond / 4, 1);
  let tokens = most;
  let refilledAt = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(tokens + ((now - refilledAt) * perSecond) / 1_000, most);
    refilledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

function handle(session: Session, pdu: Pdu): void {
  const { number } = session;
  switch (pdu.command) {
    case 'bind_transceiver':
    case 'bind_transmitter':
    case 'bind_receiver':
      session.send(pdu.response({ system_id: 'npm-smpp' }));
      session.bound = true;
      saw({ saw: 'bound', session: number, systemId: pdu.system_id ?? '' });
      return;
    case 'submit_sm':
      submitted(session, pdu);
      return;
    case 'enquire_link':
      session.send(pdu.response());
      return;
    case 'unbind':
      session.send(pdu.response());
      saw({ saw: 'unbind', session: number });
      return;
    default:
      answered(number, pdu);
  }
}

function submitted(session: Session, pdu: Pdu): void {
  const status = !session.bound ? ESME_RINVBNDSTS : allowed() ? 0 : ESME_RTHROTTLED;
  if (status === 0) lastMessage += 1;
  const messageId = ids === 'hex' ? lastMessage.toString(16).padStart(8, '0') : String(lastMessage);
  const part = partOf(pdu);
  const submit: Submitted = {
    saw: 'submitted',
    session: session.number,
    from: pdu.source_addr ?? '',
    to: pdu.destination_addr ?? '',
    text: textOf(pdu),
    ...(part === undefined ? {} : { part }),
    status,
    ...(status === 0 ? { messageId } : {}),
    registered: pdu.registered_delivery ?? 0,
  };
  // Told before it is answered: what was answered is known, also when this process is killed between the two.
  saw(submit);
  session.send(pdu.response(status === 0 ? { message_id: messageId } : { command_status: status }));
}

/** Responses to what the library sent come back by its callbacks; these are the others. */
function answered(session: number, pdu: Pdu): void {
  const isResponse = pdu.command_id >= RESPONSE;
  const handMade = pdu.sequence_number >= FIRST_HAND_MADE || pdu.command === 'generic_nack';
  if (!isResponse || !handMade) return;
  const { command_id: command, command_status: status, sequence_number: sequence } = pdu;
  saw({ saw: 'answer', session, command, status, sequence });
}

function textOf(pdu: Pdu): string {
  const short = pdu.short_message?.message;
  const body = short === undefined || short.length === 0 ? pdu.message_payload?.message : short;
  return typeof body === 'string' ? body : (body?.toString('latin1') ?? '');
}

function partOf(pdu: Pdu): Omit<Part, 'mark'> | undefined {
  for (const element of pdu.short_message?.udh ?? []) {
    const [kind, , ...data] = element;
    const [total = 0, number = 0] = data.slice(-2);
    if (kind === 0) return { reference: data[0] ?? 0, total, number };
    if (kind === 8) return { reference: ((data[0] ?? 0) << 8) | (data[1] ?? 0), total, number };
  }
  if (pdu.sar_msg_ref_num === undefined) return undefined;
  return {
    reference: pdu.sar_msg_ref_num,
    total: pdu.sar_total_segments ?? 0,
    number: pdu.sar_segment_seqnum ?? 0,
  };
}

function fieldsOf(delivery: Delivery): Readonly<Record<string, unknown>> {
  const { part } = delivery;
  const address = {
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: delivery.from,
    dest_addr_npi: 1,
    destination_addr: delivery.to,
    esm_class: delivery.esmClass,
    data_coding: delivery.dataCoding,
  };
  if (part === undefined) return { ...address, short_message: { message: delivery.text } };
  const { reference, total, number } = part;
  switch (part.mark) {
    case 'udh8':
      return {
        ...address,
        short_message: { udh: Buffer.from([5, 0, 3, reference, total, number]), message: delivery.text },
      };
    case 'udh16': {
      const udh = Buffer.from([6, 8, 4, reference >> 8, reference & 0xff, total, number]);
      return { ...address, short_message: { udh, message: delivery.text } };
    }
    case 'sar':
      return {
        ...address,
        short_message: { message: delivery.text },
        sar_msg_ref_num: reference,
        sar_total_segments: total,
        sar_segment_seqnum: number,
      };
    default:
      return part.mark satisfies never;
  }
}

function command(told: ToPeer): void {
  if (told.do === 'allow') {
    allowed = bucket(told.perSecond);
    return;
  }
  if (told.do === 'spell') {
    ids = told.ids;
    return;
  }
  const session = sessions.get(told.session);
  // A session that ended meanwhile has nobody to hear it.
  if (session === undefined) return;
  const { number } = session;
  switch (told.do) {
    case 'deliver':
      session.deliver(fieldsOf(told), (response) =>
        saw({ saw: 'acknowledged', id: told.id, status: response.command_status }),
      );
      return;
    case 'write':
      session.write(Buffer.from(told.hex, 'hex'));
      return;
    case 'enquire':
      session.enquire(() => saw({ saw: 'alive', session: number }));
      return;
    case 'unbind':
      session.unbind(() => saw({ saw: 'unbound', session: number }));
      return;
    default:
      told satisfies never;
  }
}

interface NpmSession {
  readonly socket: { write(bytes: Buffer): unknown; destroy(): void };
  on(event: 'pdu', listener: (pdu: Pdu) => void): void;
  on(event: 'close', listener: () => void): void;
  on(event: 'error', listener: () => void): void;
  send(pdu: Pdu): boolean;
  deliver_sm(fields: object, response: (pdu: Pdu) => void): boolean;
  enquire_link(fields: object, response: () => void): boolean;
  unbind(fields: object, response: () => void): boolean;
}

const createServer = npmSmpp.createServer as unknown as (listener: (session: NpmSession) => void) => Server;

const server = createServer((own) => {
  lastSession += 1;
  const session: Session = {
    number: lastSession,
    bound: false,
    send: (pdu) => void own.send(pdu),
    write: (bytes) => void own.socket.write(bytes),
    deliver: (fields, response) => void own.deliver_sm(fields, response),
    enquire: (response) => void own.enquire_link({}, response),
    unbind: (response) => {
      own.unbind({}, () => {
        response();
        own.socket.destroy();
      });
    },
  };
  sessions.set(session.number, session);
  own.on('pdu', (pdu) => handle(session, pdu));
  own.on('error', () => own.socket.destroy());
  own.on('close', () => {
    sessions.delete(session.number);
    if (session.bound) saw({ saw: 'closed', session: session.number });
  });
});

server.listen(Number(process.argv[2]), '127.0.0.1', () => saw({ saw: 'listening' }));
createInterface({ input: process.stdin })
  .on('line', (line) => command(JSON.parse(line) as ToPeer))
  .on('close', () => process.exit());
