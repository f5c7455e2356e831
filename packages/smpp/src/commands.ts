import type { Destination, UnsuccessfulDestination } from './destinations';
import { RESPONSE_BIT } from './header';
import type { Tlv } from './tlvs';

/** One unsigned octet (SMPP 3.4 §3.1). `initial` is what `createPdu` puts there when nothing is given. */
export interface OctetField {
  readonly kind: 'octet';
  readonly initial: number;
}

/** A C-octet string. `size` counts octets and includes the closing NUL (SMPP 3.4 §3.1). */
export interface CStringField {
  readonly kind: 'c-string';
  readonly size: number;
}

/**
 * A C-octet string that is dialled or shown as a sender, checked when written: a NUL or a control character in it
 * would shift or hide every later field.
 */
export interface AddressField {
  readonly kind: 'address';
  readonly size: number;
  /** A sender may be left to the SMSC (SMPP 3.4 §4.4.1, source_addr "set to NULL"); a destination may not. */
  readonly mayBeEmpty: boolean;
}

/** sm_length and short_message together: the length is never told apart from the octets it counts (SMPP 3.4 §5.2.21–22). */
export interface ShortMessageField {
  readonly kind: 'short-message';
}

/** number_of_dests and dest_address(es) together (SMPP 3.4 §4.5.1). */
export interface DestinationsField {
  readonly kind: 'destinations';
}

/** no_unsuccess and unsuccess_sme(s) together (SMPP 3.4 §4.5.2). */
export interface UnsuccessfulField {
  readonly kind: 'unsuccessful';
}

export type Field =
  | OctetField
  | CStringField
  | AddressField
  | ShortMessageField
  | DestinationsField
  | UnsuccessfulField;

const octet = { kind: 'octet', initial: 0 } as const satisfies Field;
const cString = (size: number) => ({ kind: 'c-string', size }) as const satisfies Field;
const sender = (size: number) => ({ kind: 'address', size, mayBeEmpty: true }) as const satisfies Field;
const destination = (size: number) => ({ kind: 'address', size, mayBeEmpty: false }) as const satisfies Field;

/** SMPP 3.4 §4.1.1, §4.1.3, §4.1.5. */
const bind = {
  system_id: cString(16),
  password: cString(9),
  system_type: cString(13),
  interface_version: { kind: 'octet', initial: 0x34 },
  addr_ton: octet,
  addr_npi: octet,
  address_range: cString(41),
} as const;

/** SMPP 3.4 §4.1.2, §4.1.4, §4.1.6. */
const bindResponse = { system_id: cString(16) } as const;

/**
 * SMPP 3.4 §4.4.1 and §4.6.1. deliver_sm has the same fields; its two times must be empty there, which we leave to
 * the SMSC: refusing a citizen's text over an unused field helps nobody.
 */
const shortMessage = {
  service_type: cString(6),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(21),
  dest_addr_ton: octet,
  dest_addr_npi: octet,
  destination_addr: destination(21),
  esm_class: octet,
  protocol_id: octet,
  priority_flag: octet,
  schedule_delivery_time: cString(17),
  validity_period: cString(17),
  registered_delivery: octet,
  replace_if_present_flag: octet,
  data_coding: octet,
  sm_default_msg_id: octet,
  short_message: { kind: 'short-message' },
} as const;

/** SMPP 3.4 §4.7.1. */
const data = {
  service_type: cString(6),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(65),
  dest_addr_ton: octet,
  dest_addr_npi: octet,
  destination_addr: destination(65),
  esm_class: octet,
  registered_delivery: octet,
  data_coding: octet,
} as const;

/** SMPP 3.4 §4.4.2, §4.6.2, §4.7.2. */
const messageResponse = { message_id: cString(65) } as const;

/** SMPP 3.4 §4.5.1: submit_sm with many destinations. */
const submitMulti = {
  service_type: cString(6),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(21),
  dest_address: { kind: 'destinations' },
  esm_class: octet,
  protocol_id: octet,
  priority_flag: octet,
  schedule_delivery_time: cString(17),
  validity_period: cString(17),
  registered_delivery: octet,
  replace_if_present_flag: octet,
  data_coding: octet,
  sm_default_msg_id: octet,
  short_message: { kind: 'short-message' },
} as const;

/** SMPP 3.4 §4.8.1. */
const query = {
  message_id: cString(65),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(21),
} as const;

/** SMPP 3.4 §4.8.2. */
const queryResponse = {
  message_id: cString(65),
  final_date: cString(17),
  message_state: octet,
  error_code: octet,
} as const;

/** SMPP 3.4 §4.9.1: one message by its id, or all between two addresses; so either may be empty. */
const cancel = {
  service_type: cString(6),
  message_id: cString(65),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(21),
  dest_addr_ton: octet,
  dest_addr_npi: octet,
  destination_addr: { kind: 'address', size: 21, mayBeEmpty: true },
} as const;

/** SMPP 3.4 §4.10.1. */
const replace = {
  message_id: cString(65),
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(21),
  schedule_delivery_time: cString(17),
  validity_period: cString(17),
  registered_delivery: octet,
  sm_default_msg_id: octet,
  short_message: { kind: 'short-message' },
} as const;

/** SMPP 3.4 §4.12.1: the subscriber is back, and the ESME that had asked for it. */
const alert = {
  source_addr_ton: octet,
  source_addr_npi: octet,
  source_addr: sender(65),
  esme_addr_ton: octet,
  esme_addr_npi: octet,
  esme_addr: { kind: 'address', size: 65, mayBeEmpty: true },
} as const;

const nothing = {} as const;

/** The PDUs as data: command_id (SMPP 3.4 §5.1.2.1) and the mandatory fields in their order on the wire. */
export const commands = {
  bind_receiver: { id: 0x00000001, fields: bind },
  bind_receiver_resp: { id: 0x80000001, fields: bindResponse },
  bind_transmitter: { id: 0x00000002, fields: bind },
  bind_transmitter_resp: { id: 0x80000002, fields: bindResponse },
  bind_transceiver: { id: 0x00000009, fields: bind },
  bind_transceiver_resp: { id: 0x80000009, fields: bindResponse },
  outbind: { id: 0x0000000b, fields: { system_id: cString(16), password: cString(9) } },
  unbind: { id: 0x00000006, fields: nothing },
  unbind_resp: { id: 0x80000006, fields: nothing },
  enquire_link: { id: 0x00000015, fields: nothing },
  enquire_link_resp: { id: 0x80000015, fields: nothing },
  submit_sm: { id: 0x00000004, fields: shortMessage },
  submit_sm_resp: { id: 0x80000004, fields: messageResponse },
  deliver_sm: { id: 0x00000005, fields: shortMessage },
  deliver_sm_resp: { id: 0x80000005, fields: messageResponse },
  submit_multi: { id: 0x00000021, fields: submitMulti },
  submit_multi_resp: { id: 0x80000021, fields: { message_id: cString(65), unsuccess_sme: { kind: 'unsuccessful' } } },
  query_sm: { id: 0x00000003, fields: query },
  query_sm_resp: { id: 0x80000003, fields: queryResponse },
  cancel_sm: { id: 0x00000008, fields: cancel },
  cancel_sm_resp: { id: 0x80000008, fields: nothing },
  replace_sm: { id: 0x00000007, fields: replace },
  replace_sm_resp: { id: 0x80000007, fields: nothing },
  alert_notification: { id: 0x00000102, fields: alert },
  data_sm: { id: 0x00000103, fields: data },
  data_sm_resp: { id: 0x80000103, fields: messageResponse },
  generic_nack: { id: 0x80000000, fields: nothing },
} as const satisfies Record<string, { readonly id: number; readonly fields: Readonly<Record<string, Field>> }>;

type Commands = typeof commands;

export type CommandName = keyof Commands;
/** Commands that answer. */
export type ResponseName = Extract<CommandName, `${string}_resp` | 'generic_nack'>;
/** Commands that ask. All but outbind and alert_notification are answered by `<name>_resp`. */
export type RequestName = Exclude<CommandName, ResponseName>;
export type BindName = Extract<RequestName, `bind_${string}`>;

type ValueOf<F> = F extends { readonly kind: 'octet' }
  ? number
  : F extends { readonly kind: 'short-message' }
    ? Buffer
    : F extends { readonly kind: 'destinations' }
      ? readonly Destination[]
      : F extends { readonly kind: 'unsuccessful' }
        ? readonly UnsuccessfulDestination[]
        : string;
type FieldsOf<C extends CommandName> = {
  readonly [F in keyof Commands[C]['fields']]: ValueOf<Commands[C]['fields'][F]>;
};

/** What every PDU has. */
export interface Header<C extends CommandName> {
  readonly command: C;
  /** command_status; 0 in requests. */
  readonly status: number;
  /** sequence_number: 1…0x7FFFFFFF from us, anything from a peer. */
  readonly sequence: number;
  /** Optional parameters in wire order, known or not, on any PDU. */
  readonly tlvs: readonly Tlv[];
}

/** One PDU by name. Fields carry the specification's own names; sm_length is `short_message.length`. */
export type PduOf<C extends CommandName> = C extends CommandName ? Header<C> & FieldsOf<C> : never;
export type Pdu = PduOf<CommandName>;

/** A PDU as its writer gives it: only what differs from '' / 0 / no octets (interface_version: 0x34). */
export type Body<C extends CommandName> = C extends CommandName
  ? { readonly command: C; readonly tlvs?: readonly Tlv[] } & Partial<FieldsOf<C>>
  : never;
/** The same with its header, for those who count sequences themselves. */
export type Draft<C extends CommandName> = Body<C> & { readonly status?: number; readonly sequence?: number };

/** command name → command_id. */
export const commandIds = Object.fromEntries(Object.entries(commands).map(([name, { id }]) => [name, id])) as {
  readonly [C in CommandName]: Commands[C]['id'];
};

/** A field of a command, with its name: what encoder and decoder walk. */
export type NamedField = Field & { readonly name: string };

/** A command made ready for walking: its fields as an array and a PDU holding only initial values. */
export interface Layout {
  readonly command: CommandName;
  readonly id: number;
  readonly isResponse: boolean;
  readonly fields: readonly NamedField[];
  readonly blank: Pdu;
}

const NO_OCTETS = Buffer.alloc(0);
const NO_TLVS: readonly Tlv[] = Object.freeze([]);
const NOBODY: readonly never[] = Object.freeze([]);

function initialValue(field: Field): string | number | Buffer | readonly never[] {
  switch (field.kind) {
    case 'octet':
      return field.initial;
    case 'c-string':
    case 'address':
      return '';
    case 'short-message':
      return NO_OCTETS;
    case 'destinations':
    case 'unsuccessful':
      return NOBODY;
    default:
      return field satisfies never;
  }
}

function layoutOf(command: CommandName): Layout {
  const { id, fields } = commands[command];
  const named = Object.entries<Field>(fields).map(([name, field]) => ({ ...field, name }));
  const values = Object.fromEntries(named.map((field) => [field.name, initialValue(field)]));
  const blank = Object.freeze({ command, status: 0, sequence: 0, tlvs: NO_TLVS, ...values }) as unknown as Pdu;
  return { command, id, isResponse: id >= RESPONSE_BIT, fields: named, blank };
}

const layouts = new Map<string, Layout>();
const layoutsById = new Map<number, Layout>();
for (const command of Object.keys(commands) as CommandName[]) {
  const layout = layoutOf(command);
  layouts.set(command, layout);
  layoutsById.set(layout.id, layout);
}

/** The layout of a command, by name or by command_id; undefined for a command this library does not speak. */
export const layoutNamed = (command: string): Layout | undefined => layouts.get(command);
export const layoutWithId = (id: number): Layout | undefined => layoutsById.get(id);

/** A whole PDU from what its writer gives; everything else is initial. */
export function createPdu<C extends CommandName>(draft: Draft<C>): PduOf<C> {
  const layout = layouts.get(draft.command);
  if (layout === undefined) throw new RangeError(`unknown command ${draft.command}`);
  // Cloning the blank and overwriting is several times faster than spreading both: the clone keeps its shape.
  const pdu: Record<string, unknown> = { ...layout.blank };
  const given = draft as Readonly<Record<string, unknown>>;
  for (const name in given) pdu[name] = given[name];
  return pdu as unknown as PduOf<C>;
}

/** A request of ours on its way: the caller's fields under a sequence of the session's, whatever else it carried. */
export function numbered(body: Body<RequestName>, sequence: number): Pdu {
  const pdu: { -readonly [F in keyof Header<CommandName>]: Header<CommandName>[F] } = createPdu(
    body as Draft<RequestName>,
  );
  pdu.status = 0;
  pdu.sequence = sequence;
  return pdu as Pdu;
}

/** Whether a command answers. */
export const isResponseName = (command: CommandName): command is ResponseName =>
  command === 'generic_nack' || command.endsWith('_resp');

/** The command that answers a request; generic_nack where the specification names none (outbind, alert_notification). */
export function responseTo(command: RequestName): ResponseName {
  return command === 'outbind' || command === 'alert_notification' ? 'generic_nack' : `${command}_resp`;
}
