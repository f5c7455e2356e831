import { Command, encodePdu } from '../wire/pdu';
import { corpus, type Specimen } from './corpus';

/** In [0, 1). */
export type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const octets = (random: Random, count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => below(random, 256)));

function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[below(random, from.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}

const ODD_NUMBERS = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff];
const COMMANDS = [...Object.values(Command), 0x103, 0x80000103, 0x80000005, 0x80000015, 0x80000006, 0x15, 0x0];

type Mutation = (specimen: Specimen, random: Random) => Specimen;

const withBody = (specimen: Specimen, change: (body: Buffer) => Buffer): Specimen => ({
  ...specimen,
  body: change(Buffer.from(specimen.body)),
});

/** Changes that keep the frame whole: its length is always that of what it holds. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'as it is': (specimen) => specimen,
  'bits flipped': (specimen, random) =>
    withBody(specimen, (body) => {
      for (let flips = 1 + below(random, 8); flips > 0 && body.length > 0; flips -= 1) {
        const at = below(random, body.length);
        body[at] = body.readUInt8(at) ^ (1 << below(random, 8));
      }
      return body;
    }),
  'cut short': (specimen, random) => withBody(specimen, (body) => body.subarray(0, below(random, body.length + 1))),
  'octets appended': (specimen, random) =>
    withBody(specimen, (body) => Buffer.concat([body, octets(random, 1 + below(random, 64))])),
  'a TLV past the end': (specimen, random) =>
    withBody(specimen, (body) => {
      const tlv = Buffer.from([0x04, 0x24, below(random, 256), 0xff, 0x41]);
      return Buffer.concat([body, tlv]);
    }),
  'many TLVs': (specimen, random) =>
    withBody(specimen, (body) => {
      const tlv = Buffer.concat([Buffer.from([below(random, 256), below(random, 256), 0, 2]), octets(random, 2)]);
      return Buffer.concat([body, ...Array.from({ length: 1 + below(random, 200) }, () => tlv)]);
    }),
  'NULs gone': (specimen) => withBody(specimen, (body) => body.map((octet) => octet || 0x41) as Buffer),
  'NULs everywhere': (specimen, random) =>
    withBody(specimen, (body) => body.map((octet) => (random() < 0.3 ? 0 : octet)) as Buffer),
  'a field of another size': (specimen, random) =>
    withBody(specimen, (body) => {
      const at = below(random, body.length + 1);
      return Buffer.concat([body.subarray(0, at), octets(random, below(random, 300)), body.subarray(at)]);
    }),
  'an odd sequence': (specimen, random) => ({ ...specimen, sequence: pick(random, ODD_NUMBERS) }),
  'an odd status': (specimen, random) => ({ ...specimen, status: pick(random, ODD_NUMBERS) }),
  'another command': (specimen, random) => ({ ...specimen, command: pick(random, COMMANDS) }),
  'no command at all': (specimen, random) => ({ ...specimen, command: below(random, 0xffffffff) }),
  'a huge body': (specimen, random) => withBody(specimen, () => octets(random, below(random, 60_000))),
};

const names = Object.keys(mutations);
/** A body of tens of kilobytes is one in so many: they are slow to make. */
const HUGE_ONE_IN = 500;

/** One PDU, mutated. */
export function mutant(random: Random): Buffer {
  const name = pick(random, names);
  const chosen = name === 'a huge body' && random() > 14 / HUGE_ONE_IN ? 'bits flipped' : name;
  const mutate = mutations[chosen] ?? ((specimen: Specimen) => specimen);
  const { command, status, sequence, body } = mutate(pick(random, corpus), random);
  // A goodbye ends the session as it should; a volley that is mostly goodbyes tests little.
  const said = command === Command.unbind && random() > 0.01 ? Command.enquireLink : command;
  return encodePdu(said, status >>> 0, sequence >>> 0, body);
}

const length = (octet: string): Buffer => Buffer.from(`${octet}000000050000000000000001`, 'hex');

/** Octets that are no PDUs: after them the stream cannot be followed. */
export function garbage(random: Random): Buffer {
  return pick<() => Buffer>(random, [
    () => octets(random, 1 + below(random, 4_000)),
    () => Buffer.from('GET / HTTP/1.1\r\nHost: example.net\r\n\r\n', 'latin1'),
    () => Buffer.from('16030100c8010000c40303', 'hex'),
    () => length('00000000'),
    () => length('00000004'),
    () => length('0000000f'),
    () => length('7fffffff'),
    () => length('ffffffff'),
    // Half a PDU, and nothing after it.
    () => encodePdu(Command.deliverSm, 0, 9, octets(random, 200)).subarray(0, 20 + below(random, 150)),
  ])();
}
