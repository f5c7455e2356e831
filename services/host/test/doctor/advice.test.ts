import { statuses } from '@mscore/smpp';
import { adviceOnBind, adviceOnReaching } from '../../src/doctor/advice';

describe('what an attempt that came to nothing means', () => {
  test.each([
    ['ENOTFOUND', 'check "host"'],
    ['ENETUNREACH', 'routes'],
    ['connect-timeout', 'Nobody answers'],
    ['tls: key does not match the pin', 'before you change the pin'],
    ['tls: certificate has expired', 'must renew'],
    ['tls: certificate is not yet valid', 'must renew'],
    ['tls: certificate is for another host', '"servername"'],
    ['tls: self-signed certificate', '"ca" or "pin"'],
    ['tls: unable to get local issuer certificate', '"ca" or "pin"'],
    ['tls: unable to verify the first certificate', '"ca" or "pin"'],
    ['tls: wrong version number', 'leave "tls" out'],
    ['unheard-of', 'logs'],
  ])('%s', (reason, advice) => {
    expect(adviceOnReaching(reason)).toContain(advice);
  });
});

test('every status of a bind has advice, also the vendors’ own', () => {
  for (const { code } of Object.values(statuses)) expect(adviceOnBind(code, false)).toMatch(/\.$/);
  expect(adviceOnBind(0x401, false)).toContain('only its vendor knows');
});
