import { dossierNamedIn, plainLexicon } from '../src';
import { dossierNamed } from '../src/dossiers';

const at = (local: string): number => Date.parse(`${local}+07:00`);
const noon = at('2026-11-22T12:00');

test.each([
  ['HS 000.17.22.H56-210531-0001', { kind: 'code', code: '000.17.22.H56-210531-0001' }],
  ['0001722h56 210531 0001', { kind: 'code', code: '000.17.22.H56-210531-0001' }],
  ['DG H56-210531-0001 nhe', { kind: 'short', unit: 'H56', date: '210531', number: '0001' }],
  ['HS', { kind: 'newest' }],
  ['tra cuu', { kind: 'newest' }],
])('"%s" names the dossier its words say', (words, named) => {
  expect(dossierNamedIn(words, plainLexicon, noon)).toEqual(named);
});

test('a code of tomorrow is none today, and is one from midnight on', () => {
  const code = '000.17.22.H56-261123-0001';
  expect(dossierNamed(code, at('2026-11-22T23:59:59.999'))).toMatchObject({ wrong: 'didYouMean' });
  expect(dossierNamed(code, at('2026-11-23T00:00'))).toEqual({ kind: 'code', code });
});

test('a date that was typed the other way round is asked about', () => {
  expect(dossierNamed('000.17.22.H56-310521-0001', noon)).toMatchObject({ wrong: 'didYouMean' });
  expect(dossierNamed(undefined, noon)).toEqual({ kind: 'newest' });
});
