import { SessionLedger, Suspicion } from '../../src/domain/suspicion';

describe('suspicion', () => {
  test('a suspect is consumed once', () => {
    const suspicion = new Suspicion();
    suspicion.add({ id: 'a', wire: 'w', expires: 100 });
    expect(suspicion.consume('w', 0)?.id).toBe('a');
    expect(suspicion.consume('w', 0)).toBeUndefined();
  });

  test('equal texts that are both suspect are consumed oldest first', () => {
    const suspicion = new Suspicion();
    suspicion.add({ id: 'a', wire: 'w', expires: 100 });
    suspicion.add({ id: 'b', wire: 'w', expires: 100 });
    expect([suspicion.consume('w', 0)?.id, suspicion.consume('w', 0)?.id]).toEqual(['a', 'b']);
  });

  test('the same event is held once', () => {
    const suspicion = new Suspicion();
    suspicion.add({ id: 'a', wire: 'w', expires: 100 });
    suspicion.add({ id: 'a', wire: 'w', expires: 100 });
    expect(suspicion.live(0)).toHaveLength(1);
  });

  test('ends after its time', () => {
    const suspicion = new Suspicion();
    suspicion.add({ id: 'a', wire: 'w', expires: 100 });
    expect(suspicion.consume('w', 100)).toBeUndefined();
    expect(suspicion.live(100)).toEqual([]);
  });
});

describe('the ledger of a session', () => {
  const entry = (id: string) => ({ id, wire: `w${id}`, arrivedAt: 0 });

  test('holds suspect at the end what was neither confirmed nor forgotten', () => {
    const ledger = new SessionLedger();
    for (const inbound of [1, 2, 3]) ledger.arrived(inbound, entry(String(inbound)));
    ledger.forget([2]);
    expect(ledger.closed([1, 2, 3]).map(({ id }) => id)).toEqual(['1', '3']);
    expect(ledger.closed([1])).toEqual([]);
  });
});
