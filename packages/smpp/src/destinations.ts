import type { StatusName } from './statuses';

/** A receiver of a submit_multi: an address or a distribution list of the SMSC (SMPP 3.4 §4.5.1.1–3). */
export type Destination =
  | { readonly dest_addr_ton: number; readonly dest_addr_npi: number; readonly destination_addr: string }
  | { readonly dl_name: string };

/** A receiver that a submit_multi did not reach, and its command_status (SMPP 3.4 §4.5.2.1). */
export interface UnsuccessfulDestination {
  readonly dest_addr_ton: number;
  readonly dest_addr_npi: number;
  readonly destination_addr: string;
  readonly error_status_code: number;
}

/** A counted list as read from a frame, or what is wrong with it. */
export type ReadList<T> =
  | { readonly kind: 'list'; readonly entries: readonly T[]; readonly end: number }
  | { readonly kind: 'fault'; readonly status: StatusName; readonly reason: string };

/** dest_flag (SMPP 3.4 §5.2.25). */
const TO_ADDRESS = 1;
const TO_LIST = 2;
/** number_of_dests counts 1…254 (SMPP 3.4 §5.2.24). */
const MOST_DESTINATIONS = 254;
const MOST_UNSUCCESSFUL = 255;
const TEXT_OCTETS = 21;
const ADDRESS = /^[0-9A-Za-z+ ]{1,20}$/;
const LIST_NAME = /^[\x20-\x7e]{1,20}$/;

/**
 * number_of_dests and dest_address(es).
 * @throws RangeError when the list or an entry cannot be written; its contents are not repeated.
 */
export function encodeDestinations(value: unknown): Buffer {
  const entries = checkedList('dest_address', value, 1, MOST_DESTINATIONS) as readonly Destination[];
  return Buffer.concat([
    Buffer.from([entries.length]),
    ...entries.map((entry) =>
      'dl_name' in entry
        ? Buffer.from(`${String.fromCharCode(TO_LIST)}${checkedText('dl_name', entry.dl_name, LIST_NAME)}\0`, 'latin1')
        : Buffer.concat([Buffer.from([TO_ADDRESS]), encodeAddress(entry)]),
    ),
  ]);
}

/**
 * no_unsuccess and unsuccess_sme(s).
 * @throws RangeError when the list or an entry cannot be written; its contents are not repeated.
 */
export function encodeUnsuccessful(value: unknown): Buffer {
  const entries = checkedList('unsuccess_sme', value, 0, MOST_UNSUCCESSFUL) as readonly UnsuccessfulDestination[];
  return Buffer.concat([
    Buffer.from([entries.length]),
    ...entries.map((entry) => {
      const code = Buffer.alloc(4);
      code.writeUInt32BE(checkedInteger('error_status_code', entry.error_status_code, 0xffffffff));
      return Buffer.concat([encodeAddress(entry), code]);
    }),
  ]);
}

export function readDestinations(frame: Buffer, start: number): ReadList<Destination> {
  return readList(frame, start, 'dest_address', (reader) => {
    const flag = reader.octet();
    if (flag === TO_ADDRESS) return reader.address();
    return flag === TO_LIST ? { dl_name: reader.text() } : undefined;
  });
}

export function readUnsuccessful(frame: Buffer, start: number): ReadList<UnsuccessfulDestination> {
  return readList(frame, start, 'unsuccess_sme', (reader) => ({
    ...reader.address(),
    error_status_code: reader.octet() * 0x1000000 + reader.octet() * 0x10000 + reader.octet() * 0x100 + reader.octet(),
  }));
}

function encodeAddress(entry: Exclude<Destination, { readonly dl_name: string }>): Buffer {
  const ton = checkedInteger('dest_addr_ton', entry.dest_addr_ton, 0xff);
  const npi = checkedInteger('dest_addr_npi', entry.dest_addr_npi, 0xff);
  const text = checkedText('destination_addr', entry.destination_addr, ADDRESS);
  return Buffer.concat([Buffer.from([ton, npi]), Buffer.from(`${text}\0`, 'latin1')]);
}

/** Reads `entry` as often as the first octet says. An entry of an unknown kind is undefined. */
function readList<T>(
  frame: Buffer,
  start: number,
  name: string,
  entry: (reader: EntryReader) => T | undefined,
): ReadList<T> {
  const reader = new EntryReader(frame, start);
  const entries: T[] = [];
  for (let count = reader.octet(); count > 0; count--) {
    const read = entry(reader);
    if (reader.isPastEnd) return { kind: 'fault', status: 'ESME_RINVMSGLEN', reason: `${name} runs past the end` };
    if (reader.isUnclosed)
      return { kind: 'fault', status: 'ESME_RINVPARLEN', reason: `${name} has no NUL within ${TEXT_OCTETS} octets` };
    if (read === undefined)
      return { kind: 'fault', status: 'ESME_RINVDESTFLAG', reason: `${name} has an unknown dest_flag` };
    entries.push(read);
  }
  return { kind: 'list', entries, end: reader.offset };
}

/** Walks a frame; octets beyond its end read as 0, and are remembered. */
class EntryReader {
  offset: number;
  isUnclosed = false;
  readonly #frame: Buffer;

  constructor(frame: Buffer, start: number) {
    this.#frame = frame;
    this.offset = start;
  }

  get isPastEnd(): boolean {
    return this.offset > this.#frame.length;
  }

  octet(): number {
    return this.#frame[this.offset++] ?? 0;
  }

  text(): string {
    const end = this.#frame.indexOf(0, this.offset);
    if (end === -1 || end >= this.offset + TEXT_OCTETS) this.isUnclosed = true;
    const text = this.#frame.toString('latin1', this.offset, end === -1 ? this.#frame.length : end);
    this.offset += text.length + 1;
    return text;
  }

  address() {
    return { dest_addr_ton: this.octet(), dest_addr_npi: this.octet(), destination_addr: this.text() };
  }
}

function checkedList(name: string, value: unknown, least: number, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length < least || value.length > most) {
    throw new RangeError(`${name} must be ${least} to ${most} entries`);
  }
  return value;
}

function checkedInteger(name: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new RangeError(`${name} must be an integer from 0 to ${most}`);
  }
  return value;
}

function checkedText(name: string, value: string, form: RegExp): string {
  if (typeof value !== 'string' || !form.test(value)) {
    throw new RangeError(`${name} must be 1 to 20 characters that it may have`);
  }
  return value;
}
