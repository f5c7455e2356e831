import { newcomers, tally } from '../../../src/interop/scripted/play';
import type { Submitted } from '../../../src/interop/scripted/protocol';

const senders = newcomers(3, 7);
const [first = '', second = '', third = ''] = senders.map(({ from }) => from);

const reply = (to: string, status = 0): Submitted => ({
  saw: 'submitted',
  session: 1,
  from: '8049',
  to,
  text: 'Xin y kien',
  status,
  registered: 0,
});

describe('counting who was answered', () => {
  test('everybody once is no objection; what the peer refused does not count', () => {
    const submits = [reply(first, 0x58), reply(first), reply(second), reply(third)];
    expect(tally({ submits, held: 0 }, senders, 0)).toEqual({ unanswered: 0, twice: 0, objections: [] });
  });

  test.each([
    [
      'a text without its ESME_ROK',
      { submits: [reply(first), reply(second), reply(third)], held: 1 },
      '1 texts were never acknowledged',
    ],
    ['a number without a reply', { submits: [reply(first), reply(second)], held: 0 }, '1 of 3 numbers had no reply'],
    [
      'a reply too many',
      { submits: [reply(first), reply(second), reply(third), reply(third)], held: 0 },
      '1 replies came twice, at most 0 may',
    ],
    [
      'a reply to a stranger',
      { submits: [reply(first), reply(second), reply(third), reply('84900000000')], held: 0 },
      '1 replies went to numbers that never texted',
    ],
  ])('%s is an objection', (_, network, objection) => {
    expect(tally(network, senders, 0).objections).toEqual([objection]);
  });

  test('replies that were under way when a session broke may come twice', () => {
    const submits = [reply(first), reply(first), reply(second), reply(third)];
    expect(tally({ submits, held: 0 }, senders, 1)).toEqual({ unanswered: 0, twice: 1, objections: [] });
  });
});
