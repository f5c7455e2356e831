import fc from 'fast-check';
import { wrapped } from '../../src/cli/wrapped';

const words = fc.array(fc.stringMatching(/^\S{1,30}$/), { minLength: 1, maxLength: 60 });

test('a sentence fits the screen, and nothing of it is lost', () => {
  fc.assert(
    fc.property(words, fc.nat({ max: 20 }), fc.nat({ max: 60 }), (sentence, indent, hanging) => {
      const lines = wrapped(sentence.join(' '), indent, hanging);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
      expect(lines.map((line) => line.trim()).join(' ')).toBe(sentence.join(' '));
      expect(lines.slice(1).every((line) => line.startsWith(' '.repeat(hanging)))).toBe(true);
      expect(lines[0]?.startsWith(' '.repeat(indent))).toBe(true);
    }),
  );
});

test('a word that is longer than a line stands on one of its own', () => {
  expect(wrapped(`see ${'x'.repeat(120)} there`, 2)).toEqual(['  see', `  ${'x'.repeat(120)}`, '  there']);
});
