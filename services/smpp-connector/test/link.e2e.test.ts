import { MessageCentre } from './message-centre';
import { hurriedClock, link, openWorkbench, type Workbench } from './workbench';

let a: MessageCentre;
let b: MessageCentre;
let bench: Workbench;

/** Two links to one message centre, as far as their groups are the same. */
async function open(groups: readonly [string, string], clock = hurriedClock): Promise<void> {
  bench = await openWorkbench([
    link(a.port, { name: 'a', group: groups[0] }),
    link(b.port, { name: 'b', group: groups[1] }),
  ]);
  await bench.start({ clock });
  for (const centre of [a, b]) await centre.until(() => centre.standing('BOUND_TRX') === 1);
}

beforeEach(async () => {
  a = await MessageCentre.open();
  b = await MessageCentre.open();
});

afterEach(async () => {
  await bench.remove();
  for (const centre of [a, b, ...later.splice(0)]) await centre.close();
});

/** Those of the process after a crash. */
const later: MessageCentre[] = [];

/** A text on link `a` whose answer was not read when the line was cut. */
async function lostOnA(): Promise<string> {
  a.deafen();
  void a.deliver({ text: '5' });
  while ((await bench.texts()).length === 0) await new Promise(setImmediate);
  return (await bench.texts())[0]?.id ?? '';
}

async function cutA(): Promise<void> {
  a.cut();
  await a.until(() => a.binds === 2 && a.standing('BOUND_TRX') === 1);
}

const suspectsOfA = async () =>
  (await bench.events('smpp.links')).findLast(({ key }) => key === 'a')?.data as { suspects: readonly unknown[] };

describe('a text lost on one link', () => {
  test('is known when it comes again by another link of the group, and the link that held it forgets it', async () => {
    await open(['g', 'g']);
    const first = await lostOnA();
    await cutA();
    expect((await suspectsOfA()).suspects).toMatchObject([{ id: first }]);
    await b.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ link: 'b', repeatOf: first });
    while ((await suspectsOfA()).suspects.length > 0) await new Promise(setImmediate);
    await b.deliver({ text: '5' });
    expect((await bench.texts())[2]?.data.repeatOf).toBeUndefined();
  });

  test('is another text when it comes by a link of another group', async () => {
    await open(['g', 'h']);
    await lostOnA();
    await cutA();
    await b.deliver({ text: '5' });
    expect((await bench.texts()).map(({ data }) => data.repeatOf)).toEqual([undefined, undefined]);
  });

  test('is repeated in doubt when its reply went out by the other link', async () => {
    await open(['g', 'g']);
    const first = await lostOnA();
    await bench.request('reply', { link: 'b', cause: first });
    await bench.settled('reply', 'accepted');
    await cutA();
    await a.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first, doubtful: true });
  });
});

describe('after a crash', () => {
  /** The same data under a connector that never knew the first one. */
  async function restart(): Promise<readonly [MessageCentre, MessageCentre]> {
    const centres = [await MessageCentre.open(), await MessageCentre.open()] as const;
    later.push(...centres);
    const links = centres.map((centre, index) => link(centre.port, { name: index === 0 ? 'a' : 'b', group: 'g' }));
    await bench.start({ links });
    for (const centre of centres) await centre.until(() => centre.standing('BOUND_TRX') === 1);
    return centres;
  }

  test('a text of the last seconds is known by the other link, once', async () => {
    await open(['g', 'g']);
    await a.deliver({ text: '5' });
    const [first] = await bench.texts();
    const [a2, b2] = await restart();
    await b2.deliver({ text: '5' });
    await b2.deliver({ text: '5' });
    await a2.deliver({ text: '5' });
    const repeats = (await bench.texts()).map(({ data }) => data.repeatOf === first?.id);
    expect(repeats).toEqual([false, true, false, false]);
  });

  test('a text that had come again by the other link is suspect once, as what it last came as', async () => {
    let ahead = 0;
    await open(['g', 'g'], { ...hurriedClock, monotonic: () => hurriedClock.monotonic() + ahead });
    const first = await lostOnA();
    // The network has given up a session that we still believe in.
    ahead = 6_000;
    await b.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data.repeatOf).toBe(first);
    const again = (await bench.texts())[1]?.id;
    await restart();
    const suspects = (await bench.events('smpp.links'))
      .slice(-2)
      .flatMap(({ data }) => (data as { suspects: readonly { id: string; root: string }[] }).suspects);
    expect(suspects.map(({ id, root }) => [id, root])).toEqual([[again, first]]);
  });

  test('a reply that went out by the other link leaves a text of the last seconds in doubt', async () => {
    await open(['g', 'g']);
    await a.deliver({ text: '5' });
    const [first] = await bench.texts();
    await bench.request('reply', { link: 'b', cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    const [a2] = await restart();
    await a2.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id, doubtful: true });
  });
});
