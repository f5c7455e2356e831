import type { Subscriber } from '@mscore/contracts';
import { SessionLedger, type Suspect, Suspicion } from '../../src/domain/suspicion';

const subscriber = 'somebody' as Subscriber;
const other = 'another' as Subscriber;
const suspect = (id: string, changes: Partial<Suspect> = {}): Suspect => ({
  id,
  root: id,
  subscriber,
  wire: 'w',
  expires: 100,
  answered: false,
  ...changes,
});

function suspecting(...suspects: readonly Suspect[]): Suspicion {
  const suspicion = new Suspicion();
  for (const one of suspects) suspicion.add(one);
  return suspicion;
}

describe('suspicion', () => {
  test('a suspect is consumed once', () => {
    const suspicion = suspecting(suspect('a'));
    expect(suspicion.find(subscriber, 'w', 0)?.id).toBe('a');
    suspicion.consume(suspect('a'));
    expect(suspicion.find(subscriber, 'w', 0)).toBeUndefined();
  });

  test('equal texts that are both suspect are consumed oldest first', () => {
    const suspicion = suspecting(suspect('a'), suspect('b'));
    expect(suspicion.find(subscriber, 'w', 0)?.id).toBe('a');
    suspicion.consume(suspect('a'));
    expect(suspicion.find(subscriber, 'w', 0)?.id).toBe('b');
  });

  test('other words, and the same fingerprint under another number, repeat nothing', () => {
    const suspicion = suspecting(suspect('a'));
    expect(suspicion.find(subscriber, 'v', 0)).toBeUndefined();
    expect(suspicion.find(other, 'w', 0)).toBeUndefined();
  });

  test('the same event is held once', () => {
    expect(suspecting(suspect('a'), suspect('a')).live(0)).toHaveLength(1);
  });

  test('ends after its time', () => {
    const suspicion = suspecting(suspect('a'));
    expect(suspicion.find(subscriber, 'w', 100)).toBeUndefined();
    expect(suspicion.live(100)).toEqual([]);
  });

  test('knows for a text, and for every redelivery of it, that a reply to it was accepted', () => {
    const suspicion = suspecting(suspect('a'), suspect('a2', { root: 'a' }), suspect('b'));
    expect(suspicion.answered(subscriber, 'a')).toBe(true);
    expect(suspicion.live(0).map(({ answered }) => answered)).toEqual([true, true, false]);
    expect(suspicion.answered(subscriber, 'a')).toBe(false);
    expect(suspicion.answered(other, 'a')).toBe(false);
  });
});

describe('the ledger of a session', () => {
  const entry = (id: string, arrivedAt = 0) => ({
    id,
    root: id,
    answered: false,
    subscriber,
    wire: `w${id}`,
    arrivedAt,
  });

  test('finds what waits too long for our answer when it comes again', () => {
    const ledger = new SessionLedger();
    ledger.arrived(1, entry('1', 0));
    ledger.arrived(2, entry('2', 10));
    expect(ledger.takeOverdue(5, subscriber, 'w2')).toBeUndefined();
    expect(ledger.takeOverdue(5, other, 'w1')).toBeUndefined();
    expect(ledger.takeOverdue(5, subscriber, 'w1')?.id).toBe('1');
  });

  test('knows that a reply to a text was accepted while nobody knows our response to be read', () => {
    const ledger = new SessionLedger();
    ledger.arrived(1, entry('1'));
    ledger.arrived(2, { ...entry('2'), root: '1' });
    ledger.arrived(3, entry('3'));
    ledger.answered(other, '3');
    ledger.answered(subscriber, '1');
    expect(ledger.takeOverdue(5, subscriber, 'w1')).toMatchObject({ id: '1', answered: true });
    expect(ledger.closed([1, 2, 3]).map(({ id, answered }) => [id, answered])).toEqual([
      ['2', true],
      ['3', false],
    ]);
  });

  test('of a peer that confirms nothing is held up to a limit, the oldest going first', () => {
    const ledger = new SessionLedger(2);
    for (const inbound of [1, 2, 3]) ledger.arrived(inbound, entry(String(inbound)));
    expect(ledger.takeOverdue(5, subscriber, 'w1')).toBeUndefined();
    ledger.answered(subscriber, '1');
    expect(ledger.closed([1, 2, 3]).map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('leaves it to its repetition to be suspect', () => {
    const ledger = new SessionLedger();
    ledger.arrived(1, entry('1', 0));
    ledger.takeOverdue(5, subscriber, 'w1');
    expect(ledger.takeOverdue(5, subscriber, 'w1')).toBeUndefined();
    expect(ledger.closed([1])).toEqual([]);
  });

  test('holds suspect at the end what was neither confirmed nor forgotten', () => {
    const ledger = new SessionLedger();
    for (const inbound of [1, 2, 3]) ledger.arrived(inbound, entry(String(inbound)));
    ledger.forget([2]);
    expect(ledger.closed([1, 2, 3]).map(({ id }) => id)).toEqual(['1', '3']);
    expect(ledger.closed([1])).toEqual([]);
  });
});
