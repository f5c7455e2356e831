import { PendingRequests } from '../src/pending-requests';

const request = (sequence: number, at = 0) =>
  ({ sequence, command: 'submit_sm', purpose: 'message', position: 1, at }) as const;

it('sequences wrap from 0x7FFFFFFF to 1 and skip those whose answer may still come', () => {
  const pending = new PendingRequests(10, 0x7ffffffd);
  for (const at of [0, 1]) pending.add(request(pending.takeSequence(), at));
  expect(pending.unsettled()).toEqual([0x7ffffffe, 0x7fffffff]);
  pending.add(request(1, 2));
  expect(pending.takeSequence()).toBe(2);
  expect(pending.expire(11).map(({ sequence }) => sequence)).toEqual([0x7ffffffe, 0x7fffffff]);
});

it('a sequence that timed out is not used again while its answer may still come', () => {
  const pending = new PendingRequests(10, 0x7ffffffe);
  pending.add(request(0x7fffffff));
  pending.add(request(1));
  pending.expire(10);
  expect(pending.takeSequence()).toBe(2);
  expect(pending.settle(0x7fffffff, 'submit_sm_resp')).toMatchObject({ late: true });
});

it('late requests are forgotten oldest first after ten thousand', () => {
  const pending = new PendingRequests(10);
  for (let sequence = 1; sequence <= 10_001; sequence++) pending.add(request(sequence));
  pending.expire(10);
  expect(pending.settle(1, 'submit_sm_resp')).toBeUndefined();
  expect(pending.settle(2, 'submit_sm_resp')).toMatchObject({ late: true });
  expect(pending.waiting('message')).toBe(0);
});
