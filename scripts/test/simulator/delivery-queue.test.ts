import { createDeliveryQueue, type DeliveryOutcome } from '../../src/simulator/delivery-queue';
import { createManualClock } from '../manual-clock';

const RETRY_MS = 1_000;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An ESME whose answers a test decides, and what it was handed in order. */
function createScriptedEsme(outcomes: DeliveryOutcome[]) {
  const handed: string[] = [];
  const taken: string[] = [];
  const delivery = (number: string, text: string) => ({
    number,
    send: async () => {
      handed.push(text);
      return outcomes.shift() ?? 'accepted';
    },
    accepted: () => taken.push(text),
  });
  return { handed, taken, delivery };
}

describe('store and forward towards the gateway', () => {
  test('what was refused goes again after the pause, before later texts of that number', async () => {
    const clock = createManualClock();
    const queue = createDeliveryQueue(clock, RETRY_MS);
    const esme = createScriptedEsme(['refused']);
    queue.add(esme.delivery('1', 'first'));
    queue.add(esme.delivery('1', 'second'));
    await settled();
    expect(esme.handed).toEqual(['first']);
    clock.advance(RETRY_MS);
    await settled();
    expect(esme.handed).toEqual(['first', 'first', 'second']);
    expect(esme.taken).toEqual(['first', 'second']);
  });

  test('what was unanswered when the session ended goes again at the next bind', async () => {
    const queue = createDeliveryQueue(createManualClock(), RETRY_MS);
    const esme = createScriptedEsme(['unbound']);
    queue.add(esme.delivery('1', 'first'));
    await settled();
    expect(queue.size).toBe(1);
    queue.wake();
    await settled();
    expect(esme.taken).toEqual(['first']);
    expect(queue.size).toBe(0);
  });

  test('one number that is refused does not hold up another', async () => {
    const queue = createDeliveryQueue(createManualClock(), RETRY_MS);
    const esme = createScriptedEsme(['refused']);
    queue.add(esme.delivery('1', 'stuck'));
    queue.add(esme.delivery('2', 'free'));
    await settled();
    expect(esme.taken).toEqual(['free']);
  });

  test('a closed queue starts nothing', async () => {
    const clock = createManualClock();
    const queue = createDeliveryQueue(clock, RETRY_MS);
    const esme = createScriptedEsme(['refused']);
    queue.add(esme.delivery('1', 'first'));
    await settled();
    queue.close();
    clock.advance(RETRY_MS);
    queue.wake();
    await settled();
    expect(esme.handed).toEqual(['first']);
  });
});
