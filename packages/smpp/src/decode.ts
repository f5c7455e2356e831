import {
  createPdu,
  isResponseName,
  type Layout,
  layoutWithId,
  type Pdu,
  type PduOf,
  type ResponseName,
  responseTo,
} from './commands';
import { readDestinations, readUnsuccessful } from './destinations';
import { HEADER_OCTETS, RESPONSE_BIT } from './header';
import { type StatusName, statuses } from './statuses';
import type { Tlv } from './tlvs';

/** What a frame turned out to be. */
export type Decoded =
  | { readonly kind: 'pdu'; readonly pdu: Pdu }
  | {
      readonly kind: 'malformed';
      readonly commandId: number;
      readonly sequence: number;
      /** What to answer; undefined when the bytes claim to be a response or an alert_notification, which nobody answers. */
      readonly answer: Pdu | undefined;
      /**
       * What the header of a known response says by itself. The peer did answer, its status is whole, and a sender
       * who waited on would send the message twice.
       */
      readonly response?: PduOf<ResponseName>;
      /** Names fields, never their contents. */
      readonly reason: string;
    };

/** Why a frame is no PDU: the status to answer with, and words for an operator. */
interface Fault {
  readonly status: StatusName;
  readonly reason: string;
}

/** A PDU being filled: the fields are named by the tables. */
type Filling = Record<string, unknown>;

/**
 * Reads one frame (as `FrameReader` cuts it). Never throws on bytes.
 *
 * short_message and TLV values are views into `frame`: copy what outlives it. Text fields are read as Latin-1, so
 * that every octet survives. A response may lack its body: SMPP 3.4 §4.4.2 says so for status ≠ 0, and real peers
 * answer deliver_sm with a bare header and status 0 as well.
 */
export function decodePdu(frame: Buffer): Decoded {
  if (frame.length < HEADER_OCTETS || frame.readUInt32BE(0) !== frame.length) return notAFrame();
  const commandId = frame.readUInt32BE(4);
  const sequence = frame.readUInt32BE(12);
  const layout = layoutWithId(commandId);
  if (layout === undefined) return unknownCommand(commandId, sequence);
  const filling: Filling = { ...layout.blank };
  const status = frame.readUInt32BE(8);
  filling.status = status;
  filling.sequence = sequence;
  if (frame.length > HEADER_OCTETS || !layout.isResponse) {
    const fault = readBody(layout, frame, filling);
    if (fault !== undefined) return malformed(layout, status, sequence, fault);
  }
  // The tables the types are inferred from have just been walked: every field of this command is set.
  return { kind: 'pdu', pdu: filling as unknown as Pdu };
}

function readBody(layout: Layout, frame: Buffer, filling: Filling): Fault | undefined {
  let offset = HEADER_OCTETS;
  for (const field of layout.fields) {
    if (offset >= frame.length) return { status: 'ESME_RINVMSGLEN', reason: `the PDU ends before ${field.name}` };
    switch (field.kind) {
      case 'octet':
        filling[field.name] = frame[offset++];
        break;
      case 'c-string':
      case 'address': {
        const end = closingNul(frame, offset, field.size);
        if (end === -1)
          return { status: 'ESME_RINVPARLEN', reason: `${field.name} has no NUL within ${field.size} octets` };
        if (end > offset) filling[field.name] = frame.toString('latin1', offset, end);
        offset = end + 1;
        break;
      }
      case 'short-message': {
        const start = offset + 1;
        offset = start + frame.readUInt8(offset);
        if (offset > frame.length)
          return { status: 'ESME_RINVMSGLEN', reason: 'sm_length counts more octets than there are' };
        filling[field.name] = frame.subarray(start, offset);
        break;
      }
      case 'destinations':
      case 'unsuccessful': {
        const list = field.kind === 'destinations' ? readDestinations(frame, offset) : readUnsuccessful(frame, offset);
        if (list.kind === 'fault') return list;
        filling[field.name] = list.entries;
        offset = list.end;
        break;
      }
      default:
        field satisfies never;
    }
  }
  return offset === frame.length ? undefined : readTlvs(frame, offset, filling);
}

/** Where the string that starts at `offset` ends, or -1 when neither its limit nor the frame leaves room for a NUL. */
function closingNul(frame: Buffer, offset: number, size: number): number {
  const limit = Math.min(offset + size, frame.length);
  for (let at = offset; at < limit; at++) if (frame[at] === 0) return at;
  return -1;
}

function readTlvs(frame: Buffer, start: number, filling: Filling): Fault | undefined {
  const tlvs: Tlv[] = [];
  let offset = start;
  while (offset < frame.length) {
    if (offset + 4 > frame.length)
      return { status: 'ESME_RINVOPTPARSTREAM', reason: 'octets are left that are no TLV' };
    const tag = frame.readUInt16BE(offset);
    const end = offset + 4 + frame.readUInt16BE(offset + 2);
    if (end > frame.length) {
      return {
        status: 'ESME_RINVOPTPARSTREAM',
        reason: `TLV 0x${tag.toString(16).padStart(4, '0')} runs past the end`,
      };
    }
    tlvs.push({ tag, value: frame.subarray(offset + 4, end) });
    offset = end;
  }
  filling.tlvs = tlvs;
  return undefined;
}

/** A bad request is answered by its own response; a bad response by nobody, or two peers would answer each other for ever. */
function malformed(layout: Layout, status: number, sequence: number, fault: Fault): Decoded {
  const common = {
    kind: 'malformed',
    commandId: layout.id,
    sequence,
    reason: `${layout.command}: ${fault.reason}`,
  } as const;
  const { command } = layout;
  if (isResponseName(command))
    return { ...common, answer: undefined, response: createPdu({ command, status, sequence }) };
  if (command === 'alert_notification') return { ...common, answer: undefined };
  return {
    ...common,
    answer: createPdu({ command: responseTo(command), status: statuses[fault.status].code, sequence }),
  };
}

/** SMPP 3.4 §4.3: generic_nack answers a request nobody knows; an unknown response is nobody's to answer. */
function unknownCommand(commandId: number, sequence: number): Decoded {
  const answer =
    commandId >= RESPONSE_BIT
      ? undefined
      : createPdu({ command: 'generic_nack', status: statuses.ESME_RINVCMDID.code, sequence });
  return { kind: 'malformed', commandId, sequence, answer, reason: 'unknown command' };
}

/** Only a caller that cut the stream elsewhere than at command_length gets here. */
function notAFrame(): Decoded {
  const answer = createPdu({ command: 'generic_nack', status: statuses.ESME_RINVCMDLEN.code, sequence: 0 });
  return {
    kind: 'malformed',
    commandId: 0,
    sequence: 0,
    answer,
    reason: 'the octets are not as many as command_length says',
  };
}
