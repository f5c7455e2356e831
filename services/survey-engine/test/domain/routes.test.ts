import { routesBy } from '../../src/domain/routes';

const find = routesBy([
  { name: 'first', shortCodes: ['8049', '8149'] },
  { name: 'second', shortCodes: ['6049', '8149'], carriers: ['Mobifone', 'Vinaphone'] },
  { name: 'third', shortCodes: ['7049'], carriers: ['Vinaphone'] },
]);

test('an answer goes back by the way its text came, whatever the carrier', () => {
  expect(find({ link: 'third', shortCode: '1234' }, 'Mobifone')).toEqual({ link: 'third', shortCode: '1234' });
});

test('without a known way the first link of the carrier is taken, else the first of all', () => {
  expect(find(undefined, 'Vinaphone')).toEqual({ link: 'second', shortCode: '6049' });
  expect(find(undefined, 'Viettel')).toEqual({ link: 'first', shortCode: '8049' });
  expect(find(undefined)).toEqual({ link: 'first', shortCode: '8049' });
});

test('a link that is gone becomes the default one, and the short code people know is kept where it can be', () => {
  expect(find({ link: 'gone', shortCode: '8149' })).toEqual({ link: 'first', shortCode: '8149' });
  expect(find({ link: 'gone', shortCode: '8149' }, 'Mobifone')).toEqual({ link: 'second', shortCode: '8149' });
  expect(find({ link: 'gone', shortCode: '5555' })).toEqual({ link: 'first', shortCode: '8049' });
});

test('where no link is known the known way is kept, and there is no other', () => {
  expect(routesBy([])({ link: 'sim', shortCode: '8049' })).toEqual({ link: 'sim', shortCode: '8049' });
  expect(routesBy([])(undefined)).toBeUndefined();
});
