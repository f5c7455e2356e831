import { ManualClock } from '@mscore/ports/suites';
import { createComplaints } from '../src/complaints';

function open() {
  const clock = new ManualClock();
  const lines: (readonly [string, unknown])[] = [];
  const complaints = createComplaints(clock, (_level, event, fields) => lines.push([event, fields]), 'centre');
  return { clock, lines, complaints };
}

test('a trouble is told at once, and once more after a minute with how often it came', () => {
  const { clock, lines, complaints } = open();
  for (let one = 0; one < 1_000; one += 1) complaints.about('pdu-malformed', 'no NUL');
  expect(lines).toEqual([['pdu-malformed', { link: 'centre', code: 'no NUL', count: 1 }]]);
  clock.advance(60_000);
  expect(lines[1]).toEqual(['pdu-malformed', { link: 'centre', code: 'no NUL', count: 1_000, ms: 60_000 }]);
});

test('a trouble that came once is told once', () => {
  const { clock, lines, complaints } = open();
  complaints.about('submissions-deferred', 'ESME_RTHROTTLED');
  clock.advance(120_000);
  expect(lines).toHaveLength(1);
});

test('a peer that is wrong in ever new ways fills no log', () => {
  const { clock, lines, complaints } = open();
  for (let one = 0; one < 10_000; one += 1) complaints.about('pdu-malformed', `unknown command ${one}`);
  expect(lines).toHaveLength(21);
  clock.advance(60_000);
  expect(lines.at(-1)).toEqual(['pdu-malformed', { link: 'centre', code: 'other', count: 9_980, ms: 60_000 }]);
});
