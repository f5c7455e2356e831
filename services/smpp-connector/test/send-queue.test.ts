import type { Collection } from '@mscore/ports';
import type { Submission } from '../src/domain/submission';
import { type Item, SendQueue } from '../src/send-queue';

const item = (id: string, order: number, lane: Submission['lane'], subscriber = 'anna'): Item =>
  ({ id, version: 1, submission: { lane, order, subscriber } }) as unknown as Item;

/** A queue over a store that holds nothing more. */
async function openQueue(...items: readonly Item[]): Promise<SendQueue> {
  const store = { query: async () => ({ items: [] }) } as unknown as Collection<Submission>;
  const queue = new SendQueue(store, 'centre');
  await queue.refill();
  for (const one of items) queue.add(one);
  return queue;
}

/** Takes one after another, each number free again at once. */
function takeAll(queue: SendQueue): readonly string[] {
  const taken: string[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    taken.push(next.id);
    queue.peek();
    queue.release(next.submission.subscriber);
  }
  return taken;
}

test('a message that had its turn and could not go yet keeps its place when a reply cuts in', async () => {
  const queue = await openQueue();
  queue.occupy('anna');
  for (const one of [item('b1', 1, 'bulk'), item('b2', 2, 'bulk')]) queue.add(one);
  expect(queue.peek()).toBeUndefined();
  queue.release('anna');
  expect(queue.peek()?.id).toBe('b1');
  queue.add(item('r1', 3, 'reply'));
  expect(takeAll(queue)).toEqual(['r1', 'b1', 'b2']);
});

test('what waits for its number goes on when the one before it was taken back', async () => {
  const queue = await openQueue();
  queue.occupy('anna');
  for (const one of [item('a', 1, 'reply'), item('b', 2, 'reply')]) queue.add(one);
  expect(queue.peek()).toBeUndefined();
  queue.remove('a');
  queue.release('anna');
  expect(takeAll(queue)).toEqual(['b']);
});

test('messages put back at once stand in their order again', async () => {
  const items = [1, 2, 3, 4].map((order) => item(`m${order}`, order, 'reply', `number ${order}`));
  const queue = await openQueue(...items, item('m5', 5, 'reply', 'number 5'));
  const taken = items.map(() => queue.take()).filter((one) => one !== undefined);
  for (const one of [...taken].reverse()) queue.putBack(one);
  expect(takeAll(queue)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
});
