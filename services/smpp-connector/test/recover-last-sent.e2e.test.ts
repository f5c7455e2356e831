import type { EventOf } from '@mscore/contracts';
import { type Clock, systemClock } from '@mscore/ports';
import { LastSent } from '../src/domain/last-sent';
import { REMEMBERED_MS, recoverLastSent } from '../src/recover-last-sent';
import { OWNER, submissionsSpec } from '../src/submissions';
import { MessageCentre } from './message-centre';
import { hurriedClock, link, openWorkbench, requested, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;
/** Milliseconds by which the clock of the connector has been set ahead. */
let ahead = 0;
const aheadOf = (clock: Clock): Clock => ({ ...clock, now: () => clock.now() + ahead });

beforeEach(async () => {
  ahead = 0;
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port)]);
  await bench.start({ clock: aheadOf(hurriedClock) });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
});

afterEach(async () => {
  await bench.remove();
  await centre.close();
});

const submissions = () => bench.embedded().store.scope(OWNER).collection(submissionsSpec);
const number = '+84900000001';
const { subscriber } = requested('any', { number }).data;

/** What a text says that arrives when the connector has forgotten everything and begun anew. */
async function textAfterRestart(): Promise<EventOf<'message.received'>['data']> {
  await bench.stop();
  await bench.start({ clock: aheadOf(hurriedClock) });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
  await centre.deliver({ from: number.slice(1), text: '8' });
  const last = (await bench.texts()).at(-1);
  if (last === undefined) throw new Error('no text');
  return last.data;
}

test('whoever answers after a restart is still known to have been sent the last prompt', async () => {
  await bench.request('first', { number });
  await bench.settled('first', 'accepted');
  await bench.request('prompt', { number });
  await bench.settled('prompt', 'accepted');
  const { seen, underway } = await textAfterRestart();
  expect(seen).toEqual({
    request: 'prompt',
    acceptedAt: (await bench.submission('prompt'))?.settledAt,
    delivered: false,
  });
  expect(underway).toBeUndefined();
});

test('what was sent longer ago than anybody needs is not looked for', async () => {
  await bench.request('prompt', { number });
  await bench.settled('prompt', 'accepted');
  ahead = REMEMBERED_MS + 60_000;
  expect((await textAfterRestart()).seen).toBeUndefined();
});

test('also where the clock was set back since', async () => {
  ahead = 1_800_000;
  await bench.request('prompt', { number });
  await bench.settled('prompt', 'accepted');
  ahead = 0;
  expect((await textAfterRestart()).seen).toMatchObject({ request: 'prompt' });
});

test('a receipt of before the restart counts, and what was refused was not sent', async () => {
  await bench.request('delivered', { number });
  await bench.settled('delivered', 'accepted');
  const stored = (await submissions().load(['delivered'])).get('delivered');
  if (stored === undefined) throw new Error('no submission');
  const refused = { ...stored.document, state: 'rejected' as const, settledAt: '2999-01-01T00:00:00.000Z' };
  await submissions().save([
    { id: 'delivered', expected: stored.version, document: { ...stored.document, delivery: 'delivered' } },
    { id: 'refused', expected: 'new', document: refused },
  ]);
  expect((await textAfterRestart()).seen).toMatchObject({ request: 'delivered', delivered: true });
});

test('of more than can be read at a start the newest count, each number once', async () => {
  const now = systemClock.now();
  const { address: _address, text: _text, ...data } = requested('any', { number }).data;
  const accepted = (id: string, of: string, ago: number) => ({
    id,
    expected: 'new' as const,
    document: {
      ...{ ...data, subscriber: of as typeof subscriber, state: 'accepted' as const, attempt: 1, resends: 0, order: 1 },
      settledAt: new Date(now - ago).toISOString(),
    },
  });
  await submissions().save([
    accepted('oldest', 'one', 500_000),
    accepted('old', 'two', 200_000),
    accepted('new', 'two', 100_000),
    accepted('newest', 'three', 1_000),
  ]);
  const known = async (most: number) => {
    const lastSent = new LastSent();
    await recoverLastSent(submissions(), lastSent, now, most);
    return ['one', 'two', 'three'].map((of) => lastSent.seen(of)?.request);
  };
  expect(await known(50)).toEqual(['oldest', 'new', 'newest']);
  expect(await known(2)).toEqual([undefined, 'new', 'newest']);
});
