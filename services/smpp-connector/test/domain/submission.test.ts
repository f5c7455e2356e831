import { historyOf, written } from '../../src/domain/history';
import { outcomeEvent, requeued, sending, settled, submissionOf } from '../../src/domain/submission';
import { requested } from '../workbench';

const at = '2026-11-22T01:02:03.004Z';
const queued = submissionOf(requested('r1'), 7);
const derive = (...parts: readonly (string | number)[]) => parts.join('/');

describe('a submission', () => {
  test('is in the index of what is queued, of what is open, or of what is settled: never in two', () => {
    const open = sending(queued, { again: false, at: 5 });
    const over = settled(open, { kind: 'rejected', status: 11 }, at);
    const indexes = [queued, open, requeued(open, 88, 6, true), over].map(({ queue, open: sent, settledAt }) => [
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
    expect(requeued(sending(queued, { again: false, at: 5 }), 88, 6, true)).toMatchObject({
      order: 7,
      attempt: 1,
      status: 88,
    });
  });

  test('counts as sent again only when nobody knows what became of the attempt before', () => {
    const once = sending(queued, { again: false, at: 5 });
    expect(sending(requeued(once, 88, 6, true), { again: false, at: 7 })).toMatchObject({ attempt: 2, resends: 0 });
    expect(sending(once, { again: true, at: 6 })).toMatchObject({ attempt: 2, resends: 1 });
  });

  test('keeps the sealed text of what failed, for an operator to send again, and drops that of what was accepted', () => {
    expect(settled(queued, { kind: 'expired' }, at)).toHaveProperty('text');
    expect(settled(queued, { kind: 'accepted' }, at)).not.toHaveProperty('text');
  });
});

describe('the history of a submission', () => {
  test('tells what happened when', () => {
    const once = requeued(sending(queued, { again: false, at: 5 }), 88, 6, true);
    const over = settled(sending(once, { again: false, at: 7 }), { kind: 'rejected', status: 11 }, at);
    expect(historyOf(over)).toEqual([
      [0, 'requested'],
      [5, 'sending'],
      [6, 'deferred', 'ESME_RTHROTTLED'],
      [7, 'sending'],
      [Date.parse(at), 'rejected', 'ESME_RINVDSTADR'],
    ]);
  });

  test('of a message that simply went out takes next to no room in the record', () => {
    const sent = sending(queued, { again: false, at: 5 });
    const over = settled({ ...sent, history: written(sent, 6, 1) }, { kind: 'accepted' }, at);
    expect(over.history).toEqual([[6, 'written']]);
    expect(historyOf(over)).toEqual([
      [0, 'requested'],
      [6, 'written'],
      [Date.parse(at), 'accepted'],
    ]);
  });

  test('keeps its beginning and its end, and never grows beyond 40 entries', () => {
    let submission = queued;
    for (let time = 0; time < 500; time += 1) submission = requeued(submission, 88, time, false);
    expect(submission.history).toHaveLength(40);
    expect(submission.history?.[0]?.[0]).toBe(0);
    expect(submission.history?.at(-1)).toEqual([499, 'deferred', 'ESME_RTHROTTLED']);
  });
});

describe('the news of an outcome', () => {
  const open = sending(queued, { again: false, at: 5 });

  test('reaches those who asked for all of it', () => {
    const event = outcomeEvent('r1', { ...open, report: 'all' }, { kind: 'accepted' }, at, derive);
    expect(event).toMatchObject({
      type: 'message.accepted',
      id: 'r1/1/accepted',
      cause: 'r1',
      data: { request: 'r1' },
    });
  });

  test('of success is kept from those who asked for failures only', () => {
    expect(outcomeEvent('r1', open, { kind: 'accepted' }, at, derive)).toBeUndefined();
  });

  test('of a withdrawal is told to nobody: who asked for it knows', () => {
    expect(outcomeEvent('r1', { ...open, report: 'all' }, { kind: 'withdrawn' }, at, derive)).toBeUndefined();
  });

  test.each(['rejected', 'expired', 'unknown'] as const)('that it is %s is always told', (kind) => {
    expect(outcomeEvent('r1', open, { kind }, at, derive)).toMatchObject({
      type: 'message.failed',
      data: { reason: kind, attempt: 1 },
    });
  });
});
