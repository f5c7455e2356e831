import { senderOf } from '../../src/domain/sender-address';

describe('a sender', () => {
  test.each([
    ['84900000001', 1],
    ['84900000001', 0],
    ['+84900000001', 1],
    ['+84900000001', 0],
    ['0900000001', 2],
    ['0900000001', 0],
    ['0084900000001', 0],
    ['84 900 000 001', 0],
  ])('%s with type of number %i is one person', (address, ton) => {
    expect(senderOf(address, ton, 'VN')).toEqual({ address: '+84900000001', country: 'VN', person: true });
  });

  test.each([
    ['8049', 3],
    ['195', 0],
    ['VIETTEL', 5],
    ['84900000001', 5],
    ['Bank-24', 0],
    ['', 0],
    ['999999999999999', 1],
  ])('%s with type of number %i is no person', (address, ton) => {
    expect(senderOf(address, ton, 'VN')).toEqual({ address, person: false });
  });

  test('from another country is known, and not answered', () => {
    expect(senderOf('33612345678', 1, 'VN')).toEqual({ address: '+33612345678', country: 'FR', person: false });
  });
});
