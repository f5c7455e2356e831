import fc from 'fast-check';
import { type CommandName, commandIds, createPdu, type Draft, decodePdu, encodePdu, statuses, tlvTags } from '../src';
import { npm } from './npm-smpp';
import { commandNames, fieldsOf } from './pdus';

/**
 * The npm package as an oracle, both ways. What it cannot do is left out: it knows ASCII only, turns times into Dates
 * and bodies into text, drops the body of every refusal, and orders optional parameters by itself. data_coding 4 and no UDH
 * indicator make it leave bodies alone; equal octets are compared where it cannot interfere.
 */
const OCTETS_UNTOUCHED = { data_coding: 4, schedule_delivery_time: '', validity_period: '', final_date: '' };

const anyMessage = fc.constantFrom(...commandNames).chain((command) =>
  fc
    .record({
      fields: fieldsOf(command, 'ascii'),
      sequence: fc.integer({ min: 1, max: 0x7fffffff }),
      payload: fc.uint8Array(),
    })
    .map(({ fields, sequence, payload }) => {
      const untouched = Object.entries(OCTETS_UNTOUCHED).filter(([name]) => name in fields);
      return {
        command,
        sequence,
        payload: Buffer.from(payload),
        fields: { ...fields, ...Object.fromEntries(untouched) },
      };
    }),
);

const withoutUdh = (fields: Record<string, unknown>) =>
  'esm_class' in fields ? { ...fields, esm_class: Number(fields.esm_class) & ~0x40 } : fields;

/** additional_status_info_text would get a NUL, integers are plain: message_payload and network_error_code stay octets. */
const tlvsOf = (payload: Buffer) => [
  { tag: tlvTags.network_error_code, value: Buffer.from([3, 0, 1]) },
  { tag: tlvTags.its_session_info, value: payload },
];

it('what we write, the npm package reads', () => {
  fc.assert(
    fc.property(anyMessage, ({ command, sequence, payload, fields }) => {
      const ours = withoutUdh(fields);
      const draft = { command, sequence, ...ours, tlvs: tlvsOf(payload) } as Draft<CommandName>;
      const theirs = new npm.PDU(encodePdu(createPdu(draft)));
      expect(theirs).toMatchObject({ command, command_status: 0, sequence_number: sequence });
      for (const [name, value] of Object.entries(ours)) {
        const wrapped = name === 'short_message' && 'data_coding' in ours;
        expect({ [name]: theirs[name] }).toEqual({ [name]: wrapped ? { message: value } : value });
      }
      expect(theirs.its_session_info).toEqual(payload);
    }),
  );
});

it('what the npm package writes, we read, and write the same octets', () => {
  fc.assert(
    fc.property(anyMessage, ({ command, sequence, payload, fields }) => {
      const octets = new npm.PDU(command, {
        sequence_number: sequence,
        ...fields,
        network_error_code: Buffer.from([3, 0, 1]),
        its_session_info: payload,
      }).toBuffer();
      const decoded = decodePdu(octets);
      expect(decoded).toEqual({
        kind: 'pdu',
        pdu: createPdu({ command, sequence, ...fields, tlvs: tlvsOf(payload) } as Draft<CommandName>),
      });
      if (decoded.kind === 'pdu') expect(encodePdu(decoded.pdu).equals(octets)).toBe(true);
    }),
  );
});

it('refusals of the npm package, which have no body, are read', () => {
  fc.assert(
    fc.property(fc.constantFrom(...commandNames), fc.integer({ min: 1, max: 0xffffffff }), (command, status) => {
      fc.pre(command.endsWith('_resp') || command === 'generic_nack');
      const octets = new npm.PDU(command, { sequence_number: 5, command_status: status }).toBuffer();
      expect(decodePdu(octets)).toEqual({
        kind: 'pdu',
        pdu: createPdu({ command, status, sequence: 5 } as Draft<CommandName>),
      });
    }),
  );
});

describe('our tables agree with theirs', () => {
  it('on every command', () => {
    for (const [name, id] of Object.entries(commandIds))
      expect({ name, id }).toEqual({ name, id: npm.commands[name]?.id });
  });

  it('on every TLV they know, but for what they call otherwise', () => {
    const theirNames = { dest_port: 'destination_port', alert_on_msg_delivery: 'alert_on_message_delivery' };
    const names: Record<string, string> = {
      ...theirNames,
      failed_broadcast_area_identifier: 'broadcast_area_identifier',
    };
    const ours: Record<string, number> = tlvTags;
    for (const [name, { id }] of Object.entries(npm.tlvs))
      expect({ name, id: ours[names[name] ?? name] }).toEqual({ name, id });
  });

  it('on every status they know, by code: SMPP 5.0 renamed five', () => {
    const codes = new Set<number>(Object.values(statuses).map(({ code }) => code));
    for (const [name, code] of Object.entries(npm.errors))
      expect({ name, known: codes.has(code) }).toEqual({ name, known: true });
  });
});
