import fc from 'fast-check';
import type { CommandName, Destination, Draft, Field, Pdu, Tlv, UnsuccessfulDestination } from '../src';
import { createPdu } from '../src';
import { commands } from '../src/commands';

const ADDRESS_CHARACTERS = '0123456789ABCXYZabcxyz+ ';

/** Characters a C-octet string may hold: everything but its own end. */
const latin1 = fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code));
/** The npm codec speaks ASCII only. */
const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));

export const octets = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));

export const anyTlv: fc.Arbitrary<Tlv> = fc.record({ tag: fc.integer({ min: 0, max: 0xffff }), value: octets(40) });

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.string({ unit: fc.constantFrom(...ADDRESS_CHARACTERS), minLength: 1, maxLength: 20 });
const anyAddress = { dest_addr_ton: octet, dest_addr_npi: octet, destination_addr: address };
const anyDestination: fc.Arbitrary<Destination> = fc.oneof(fc.record(anyAddress), fc.record({ dl_name: address }));
const anyUnsuccessful: fc.Arbitrary<UnsuccessfulDestination> = fc.record({
  ...anyAddress,
  error_status_code: fc.integer({ min: 0, max: 0xffffffff }),
});

function valueFor(field: Field, character: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'octet':
      return octet;
    case 'c-string':
      return fc.string({ unit: character, maxLength: field.size - 1 });
    case 'address':
      return address;
    case 'short-message':
      return octets(254);
    case 'destinations':
      return fc.array(anyDestination, { minLength: 1, maxLength: 5 });
    case 'unsuccessful':
      return fc.array(anyUnsuccessful, { maxLength: 5 });
    default:
      return field satisfies never;
  }
}

/** The mandatory fields of a command with random values. */
export const fieldsOf = (command: CommandName, text: 'latin1' | 'ascii' = 'latin1') =>
  fc.record(
    Object.fromEntries(
      Object.entries<Field>(commands[command].fields).map(([name, field]) => [
        name,
        valueFor(field, text === 'latin1' ? latin1 : ascii),
      ]),
    ),
  );

export const commandNames = Object.keys(commands) as CommandName[];

/** Any PDU this library can write. */
export const anyPdu: fc.Arbitrary<Pdu> = fc
  .constantFrom(...commandNames)
  .chain((command) =>
    fc
      .tuple(
        fieldsOf(command),
        fc.array(anyTlv, { maxLength: 3 }),
        fc.constantFrom(0, 0, 0x58, 0x400, 0xffffffff),
        fc.integer({ min: 0, max: 0xffffffff }),
      )
      .map(([fields, tlvs, status, sequence]) =>
        createPdu({ command, ...fields, tlvs, status, sequence } as Draft<CommandName>),
      ),
  );
