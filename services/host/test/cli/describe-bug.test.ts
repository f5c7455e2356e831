import { GatewayError } from '@mscore/ports';
import { describeBug } from '../../src/cli/describe-bug';

describe('a bug in the log', () => {
  test.each([
    ['a message', new TypeError('unexpected "can bo nhiet tinh"')],
    ['a message of several lines that look like frames', new Error('no\n    at nhiet (file.js:1:1)\nnhiet')],
    ['a message that was changed afterwards', Object.assign(new Error('nhiet'), { message: 'other' })],
  ])('shows nothing of %s', (_which, error) => {
    expect(JSON.stringify(describeBug(error))).not.toContain('nhiet');
  });

  test('shows its name, its code and where it happened', () => {
    const error = new GatewayError('MSCORE_CONTROL', 'secret', { retry: true });
    expect(describeBug(error)).toEqual({
      code: 'MSCORE_CONTROL',
      error: expect.stringMatching(/^GatewayError\n {4}at .*describe-bug\.test\.ts/),
    });
  });

  test('that is no Error is not shown at all', () => {
    expect(describeBug('nhiet tinh')).toEqual({ error: 'not an Error' });
  });
});
