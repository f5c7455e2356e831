import { EventEmitter } from 'node:events';
import { heedReader } from '../../src/cli/closed-output';

const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });

function heeded() {
  const output = new EventEmitter();
  let ends = 0;
  const reader = heedReader(output, () => {
    ends += 1;
  });
  return { output, reader, ends: () => ends };
}

test('a command whose reader has gone ends', () => {
  const { output, ends } = heeded();
  output.emit('error', closed);
  expect(ends()).toBe(1);
});

test('a gateway whose log nobody reads any more goes on', () => {
  const { output, reader, ends } = heeded();
  reader.goOn();
  output.emit('error', closed);
  expect(ends()).toBe(0);
});

test('any other fault of the output stays a fault', () => {
  const { output, ends } = heeded();
  expect(() => output.emit('error', Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toThrow('no space');
  expect(ends()).toBe(0);
});
