import type { EventOf } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { type Clock, isoTime, systemClock } from '@mscore/ports';
import { MessageCentre } from './message-centre';
import { hurriedClock, link, openWorkbench, type Workbench } from './workbench';

let centre: MessageCentre;
let next: MessageCentre | undefined;
let bench: Workbench;
/** Milliseconds by which the clock of connector and log has been set ahead. */
let ahead = 0;
const aheadOf = (clock: Clock): Clock => ({ ...clock, now: () => clock.now() + ahead });
const now = () => systemClock.now() + ahead;

beforeEach(async () => {
  ahead = 0;
  next = undefined;
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port)], aheadOf(systemClock));
  await bench.start({ clock: aheadOf(hurriedClock) });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
});

afterEach(async () => {
  await bench.remove();
  await centre.close();
  await next?.close();
});

/** The same data under a connector that never knew the first one, as after kill -9. */
async function startAgain(): Promise<MessageCentre> {
  const opened = await MessageCentre.open();
  next = opened;
  await bench.start({ links: [link(opened.port)], clock: aheadOf(hurriedClock) });
  await opened.until(() => opened.standing('BOUND_TRX') === 1);
  return opened;
}

const publish = (event: EventOf<'conversation.due'> | EventOf<'message.received'>) =>
  bench.embedded().bus.publish('conversation.inbox', [event]);

/** What the survey engine publishes as soon as it starts, which it may do before the connector. */
async function timerFires(): Promise<void> {
  const [text] = await bench.texts();
  if (text === undefined) throw new Error('nobody wrote');
  const { subscriber } = text.data;
  const at = isoTime(now());
  await publish({
    id: deriveId('due', at),
    type: 'conversation.due',
    v: 1,
    key: subscriber,
    at,
    data: { subscriber, timer: 'parts', dueAt: at },
  });
}

const repeats = async () => (await bench.texts()).map(({ data }) => data.repeatOf);

test.each([6, 60, 3_600, 80_000])(
  'a text is recognised after kill -9 when a timer fires %i s later, before the links open',
  async (seconds) => {
    await centre.deliver({ text: '5' });
    const [first] = await bench.texts();
    ahead += seconds * 1_000;
    await timerFires();
    await (await startAgain()).deliver({ text: '5' });
    expect(await repeats()).toEqual([undefined, first?.id]);
  },
);

test('however late the timer, what came more than five seconds before the last text is an honest answer', async () => {
  await centre.deliver({ text: '5' });
  ahead += 6_000;
  await centre.deliver({ text: '6' });
  ahead += 4_000;
  await centre.deliver({ text: '7' });
  ahead += 20_000;
  await timerFires();
  const again = await startAgain();
  for (const text of ['5', '6', '7']) await again.deliver({ text });
  const [, second, third] = await bench.texts();
  expect((await repeats()).slice(3)).toEqual([undefined, second?.id, third?.id]);
});

test('what an operator sends again is neither suspect nor the last text', async () => {
  await centre.deliver({ text: '5' });
  const [first] = await bench.texts();
  if (first === undefined) throw new Error('nobody wrote');
  ahead += 6_000;
  const lost = { ...first, id: deriveId('lost'), at: isoTime(now() - 86_400_000), redriven: isoTime(now()) };
  await publish(lost);
  await startAgain();
  const [record] = (await bench.events('smpp.links')).slice(-1);
  expect(record?.data).toMatchObject({ through: first.id, suspects: [{ id: first.id }] });
});

test('texts of other groups do not hide a group’s own last', async () => {
  await centre.deliver({ text: '5' });
  const [first] = await bench.texts();
  if (first === undefined) throw new Error('nobody wrote');
  ahead += 30_000;
  await publish({ ...first, id: deriveId('other'), at: isoTime(now()), data: { ...first.data, link: 'elsewhere' } });
  await (await startAgain()).deliver({ text: '5' });
  expect((await repeats()).at(-1)).toBe(first.id);
});
