import { outcomeEvent, requeued, sending, settled, submissionOf } from '../../src/domain/submission';
import { requested } from '../workbench';

const at = '2026-11-22T01:02:03.004Z';
const queued = submissionOf(requested('r1'), 7);
const derive = (...parts: readonly (string | number)[]) => parts.join('/');

describe('a submission', () => {
  test('is in the index of what is queued, of what is open, or of what is settled: never in two', () => {
    const open = sending(queued, false);
    const over = settled(open, { kind: 'rejected', status: 11 }, at);
    const indexes = [queued, open, requeued(open, 88), over].map(({ queue, open: sent, settledAt }) => [
      queue,
      sent,
      settledAt,
    ]);
    expect(indexes).toEqual([
      ['centre/reply', undefined, undefined],
      [undefined, 'centre', undefined],
      ['centre/reply', undefined, undefined],
      [undefined, undefined, at],
    ]);
  });

  test('keeps its place when it is put back', () => {
    expect(requeued(sending(queued, false), 88)).toMatchObject({ order: 7, attempt: 1, status: 88 });
  });

  test('counts as sent again only when nobody knows what became of the attempt before', () => {
    const once = sending(queued, false);
    expect(sending(requeued(once, 88), false)).toMatchObject({ attempt: 2, resends: 0 });
    expect(sending(once, true)).toMatchObject({ attempt: 2, resends: 1 });
  });

  test('keeps the sealed text of what failed, for an operator to send again, and drops that of what was accepted', () => {
    expect(settled(queued, { kind: 'expired' }, at)).toHaveProperty('text');
    expect(settled(queued, { kind: 'accepted', messageId: 'm' }, at)).not.toHaveProperty('text');
  });
});

describe('the news of an outcome', () => {
  const open = sending(queued, false);

  test('reaches those who asked for all of it', () => {
    const event = outcomeEvent('r1', { ...open, report: 'all' }, { kind: 'accepted', messageId: 'm' }, at, derive);
    expect(event).toMatchObject({
      type: 'message.accepted',
      id: 'r1/1/accepted',
      cause: 'r1',
      data: { request: 'r1' },
    });
  });

  test('of success is kept from those who asked for failures only', () => {
    expect(outcomeEvent('r1', open, { kind: 'accepted', messageId: 'm' }, at, derive)).toBeUndefined();
  });

  test.each(['rejected', 'expired', 'unknown'] as const)('that it is %s is always told', (kind) => {
    expect(outcomeEvent('r1', open, { kind }, at, derive)).toMatchObject({
      type: 'message.failed',
      data: { reason: kind, attempt: 1 },
    });
  });
});
