import { lines, markdown } from '../../src/interop/report';
import type { Result } from '../../src/interop/run';

const played = (peer: string, objections: readonly string[] = []): Result => ({
  peer,
  scenario: 'thousand',
  kind: 'played',
  seen: { said: '1000 in', objections },
  seconds: 1.25,
});

describe('what is told of a scenario', () => {
  test('a line when all was kept, and another for each objection', () => {
    expect(lines(played('p'))).toBe('passed  p: 1,000 texts (1.3 s): 1000 in\n');
    expect(lines(played('p', ['lost']))).toBe('FAILED  p: 1,000 texts (1.3 s): 1000 in\n        lost\n');
  });

  test('what a peer cannot do is said with its reason, and is no success', () => {
    const result: Result = { peer: 'p', scenario: 'badPdus', kind: 'cannot', reason: 'it writes no bytes but its own' };
    expect(lines(result)).toBe('cannot  p: bad PDUs: it writes no bytes but its own\n');
    expect(markdown([{ name: 'p', what: 'as it is' }], [result])).toContain('cannot: it writes no bytes but its own');
  });

  test('the table has a column for each peer that played, and a failure is written into its cell', () => {
    const peers = [
      { name: 'one', what: 'as an SMSC' },
      { name: 'two', what: 'as an SMSC' },
      { name: 'idle', what: 'as an SMSC' },
    ];
    const [head, , row] = markdown(peers, [played('one'), played('two', ['3 lost', '1 twice'])]).split('\n');
    expect(head?.split('|').map((cell) => cell.trim())).toEqual(['', '', 'one, as an SMSC', 'two, as an SMSC', '']);
    expect(row?.split('|').map((cell) => cell.trim())).toEqual([
      '',
      '1,000 texts',
      '1000 in',
      'FAILED: 3 lost; 1 twice',
      '',
    ]);
  });
});
