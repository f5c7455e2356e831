import { createRandom } from '../../src/faults/random';
import { corpus } from '../../src/fuzz/corpus';
import { garbage, mutant, mutations } from '../../src/fuzz/mutate';
import { createPduReader, encodePdu } from '../../src/wire/pdu';

test('every mutation changes something, but the one that leaves all as it is, and keeps the frame whole', () => {
  for (const [name, mutate] of Object.entries(mutations)) {
    const random = createRandom(7);
    let changed = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const specimen of corpus) {
        const { command, status, sequence, body } = mutate(specimen, random);
        const bytes = encodePdu(command, status, sequence, body);
        const before = encodePdu(specimen.command, specimen.status, specimen.sequence, specimen.body);
        if (!bytes.equals(before)) changed += 1;
        let read = 0;
        createPduReader(() => {
          read += 1;
        })(bytes);
        expect(read).toBe(1);
      }
    }
    if (name === 'as it is') expect(changed).toBe(0);
    else expect(changed).toBeGreaterThan(0);
  }
});

test('the same seed gives the same volley again, another seed another', () => {
  const volley = (seed: number) => {
    const random = createRandom(seed);
    return Buffer.concat(Array.from({ length: 50 }, () => Buffer.concat([mutant(random), garbage(random)])));
  };
  expect(volley(1)).toEqual(volley(1));
  expect(volley(1)).not.toEqual(volley(2));
});
