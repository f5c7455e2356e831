import { statusClasses } from '../../src/domain/status-classes';

test('a status means what the specification says, unless the profile of the link says otherwise', () => {
  const classOf = statusClasses({
    errors: { ESME_RSUBMITFAIL: 'temporary', '0x0000000b': 'temporary', '0x401': 'final' },
  });
  expect([0x45, 0x0b, 0x401, 0x400, 0x58, 0x0e].map(classOf)).toEqual([
    'temporary',
    'temporary',
    'final',
    'vendor',
    'throttle',
    'credentials',
  ]);
});

test('no profile can make a success anything else', () => {
  expect(statusClasses({ errors: { ESME_ROK: 'final' } })(0)).toBe('ok');
});
