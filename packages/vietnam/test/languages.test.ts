import { languageNamed } from '../src';

test.each([
  ['EN', 'en'],
  ['anh', 'en'],
  ['English', 'en'],
  ['tieng anh', 'en'],
  ['Tiếng Anh.', 'en'],
  ['VI', 'vi'],
  ['việt', 'vi'],
  ['tieng viet', 'vi'],
  ['có dấu', 'vi'],
  ['tiếng Việt có dấu', 'vi'],
  ['khong dau', 'vi-ascii'],
  ['Không dấu', 'vi-ascii'],
  ['tieng viet khong dau', 'vi-ascii'],
  ['vi-ascii', 'vi-ascii'],
  ['bru', 'bru'],
  ['Vân Kiều', 'bru'],
  ['tiếng Bru Vân Kiều', 'bru'],
  ['pa co', 'bru'],
  ['Pa Kô', 'bru'],
])('"%s" names %s', (typed, language) => {
  expect(languageNamed(typed)).toBe(language);
});

test.each(['', 'tieng', 'lao', 'anh huy', 'constructor', 'x'.repeat(1000)])('"%s" names none', (typed) => {
  expect(languageNamed(typed)).toBeUndefined();
});
