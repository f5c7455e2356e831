import type { Subscriber } from '@mscore/contracts';
import fc from 'fast-check';
import { type LinkGroup, LinkGroups } from '../../src/domain/link-groups';
import { ReceivedIds } from '../../src/domain/received-ids';
import { SessionLedger, Suspicion } from '../../src/domain/suspicion';

const subscriber = 'somebody' as Subscriber;
const text = (id: string) => ({ id, root: id, subscriber, wire: 'w', answered: false });
const arriving = { subscriber, wire: 'w', now: 0, overdue: 5 };

/** A link of the group with these suspects; says how often they changed. */
function join(group: LinkGroup, ...suspects: readonly (readonly [id: string, expires: number])[]) {
  const suspicion = new Suspicion();
  for (const [id, expires] of suspects) suspicion.add({ ...text(id), expires });
  const member = {
    suspicion,
    changes: 0,
    changed: () => {
      member.changes += 1;
    },
  };
  group.join(member);
  return member;
}

describe('a group of links', () => {
  test('knows by any link what another one lost, oldest first, and tells the link that held it', () => {
    const group = new LinkGroups().of('g');
    const a = join(group, ['late', 200]);
    const b = join(group, ['early', 100]);
    expect(group.takeRepeated(arriving)?.id).toBe('early');
    expect([a.changes, b.changes]).toEqual([0, 1]);
    expect(group.takeRepeated(arriving)?.id).toBe('late');
    expect(group.takeRepeated(arriving)).toBeUndefined();
    expect([a.changes, b.changes]).toEqual([1, 1]);
  });

  test('knows what waits too long on a session the network has given up, and leaves it to its repetition', () => {
    const group = new LinkGroups().of('g');
    const ledger = new SessionLedger();
    group.opened(ledger);
    ledger.arrived(1, { ...text('waiting'), arrivedAt: 5 });
    expect(group.takeRepeated({ ...arriving, overdue: 4 })).toBeUndefined();
    expect(group.takeRepeated(arriving)?.id).toBe('waiting');
    expect(ledger.closed([1])).toEqual([]);
  });

  test('forgets the sessions that have ended', () => {
    const group = new LinkGroups().of('g');
    const ledger = new SessionLedger();
    group.opened(ledger);
    ledger.arrived(1, { ...text('waiting'), arrivedAt: 0 });
    group.ended(ledger);
    expect(group.takeRepeated(arriving)).toBeUndefined();
  });

  test('knows nothing of another group', () => {
    const groups = new LinkGroups();
    join(groups.of('g'), ['a', 100]);
    expect(groups.of('h').takeRepeated(arriving)).toBeUndefined();
    expect(groups.of('g').takeRepeated(arriving)?.id).toBe('a');
  });
});

test('whatever the links of a group have lost comes again once each, oldest first, by whichever link', () => {
  const lost = fc.record({
    link: fc.nat(3),
    wire: fc.constantFrom('v', 'w'),
    expires: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(lost, { maxLength: 20 }), fc.integer({ min: 0, max: 50 }), (texts, now) => {
      const group = new LinkGroups().of('g');
      const links = [0, 1, 2, 3].map(() => join(group));
      // A link's own suspects are held in the order in which they became so.
      const inOrder = texts.map((one, index) => ({ ...one, id: String(index) })).sort((a, b) => a.expires - b.expires);
      for (const { link, id, wire, expires } of inOrder) links[link]?.suspicion.add({ ...text(id), wire, expires });
      const repeated: string[] = [];
      for (;;) {
        const taken = group.takeRepeated({ subscriber, wire: 'w', now, overdue: 0 });
        if (taken === undefined) break;
        repeated.push(taken.id);
      }
      const awaited = inOrder.filter(({ wire, expires }) => wire === 'w' && expires > now);
      expect([...repeated].sort()).toEqual(awaited.map(({ id }) => id).sort());
      const expiries = repeated.map((id) => inOrder.find((one) => one.id === id)?.expires ?? 0);
      expect(expiries).toEqual([...expiries].sort((a, b) => a - b));
    }),
  );
});

test('a reply accepted by any link is known to every group', () => {
  const groups = new LinkGroups();
  const held = join(groups.of('g'), ['a', 100]);
  groups.accepted(subscriber, 'request', 'a', 0);
  expect(held.suspicion.live(0)).toMatchObject([{ id: 'a', answered: true }]);
  expect(held.changes).toBe(1);
  expect(groups.lastSent.seen(subscriber)).toMatchObject({ request: 'request' });
});

test('a reply accepted by any link is known of a text on a session that still stands', () => {
  const groups = new LinkGroups();
  const ledger = new SessionLedger();
  groups.of('g').opened(ledger);
  ledger.arrived(1, { ...text('waiting'), arrivedAt: 5 });
  groups.accepted(subscriber, 'request', 'waiting', 0);
  expect(groups.of('g').takeRepeated(arriving)).toMatchObject({ id: 'waiting', answered: true });
});

describe('ids of texts', () => {
  test('name the first event of their text for as long as a redelivery is awaited', () => {
    const ids = new ReceivedIds();
    ids.received('w', 'root', 10);
    expect(ids.rootOf('w', 9)).toBe('root');
    expect(ids.rootOf('w', 10)).toBeUndefined();
    expect(ids.rootOf('v', 0)).toBeUndefined();
  });

  test('are held up to a limit, the oldest going first', () => {
    const ids = new ReceivedIds(2);
    ids.received('a', 'a', 1);
    ids.received('b', 'b', 1);
    ids.received('a', 'a', 2);
    ids.received('c', 'c', 3);
    expect(['a', 'b', 'c'].map((wire) => ids.rootOf(wire, 0))).toEqual(['a', undefined, 'c']);
  });
});
