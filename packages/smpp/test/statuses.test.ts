import { statusClass, statuses, statusName } from '../src';

it('a status has the specification’s name, an unknown one its number', () => {
  expect(statusName(0x58)).toBe('ESME_RTHROTTLED');
  expect(statusName(0x4ff)).toBe('0x000004ff');
});

it('the class says what a sender does', () => {
  const classes = Object.fromEntries(
    [0x00, 0x58, 0x14, 0x08, 0x64, 0x04, 0x05, 0x0d, 0x0e, 0x0f, 0x0b, 0x45, 0x99, 0x3ff, 0x400, 0xffffffff].map(
      (code) => [statusName(code), statusClass(code)],
    ),
  );
  expect(classes).toEqual({
    ESME_ROK: 'ok',
    ESME_RTHROTTLED: 'throttle',
    ESME_RMSGQFUL: 'throttle',
    ESME_RSYSERR: 'temporary',
    ESME_RX_T_APPN: 'temporary',
    ESME_RINVBNDSTS: 'bind',
    ESME_RALYBND: 'bind',
    ESME_RBINDFAIL: 'credentials',
    ESME_RINVPASWD: 'credentials',
    ESME_RINVSYSID: 'credentials',
    ESME_RINVDSTADR: 'final',
    ESME_RSUBMITFAIL: 'final',
    '0x00000099': 'final',
    '0x000003ff': 'final',
    '0x00000400': 'vendor',
    '0xffffffff': 'vendor',
  });
});

it('no two names share a code', () => {
  const codes = Object.values(statuses).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});
