import type { Collection, CollectionSpec, Versioned } from '@mscore/ports';
import { Place } from '@mscore/ports/suites';
import fc from 'fast-check';
import { type Embedded, openEmbedded } from '../../src';

interface Thing {
  readonly link?: string;
  readonly due?: number;
  readonly name?: boolean | string;
}

describe('the SQLite store', () => {
  let place: Place;
  let embedded: Embedded;

  beforeAll(async () => {
    place = await Place.make({
      open: async (folder, clock) => {
        embedded = await openEmbedded({ folder, clock });
        return embedded;
      },
    });
    await place.open();
  });
  afterAll(() => place.remove());

  const collection = (name: string, indexes: CollectionSpec<Thing>['indexes'] = {}): Collection<Thing> =>
    embedded.store.scope('test').collection<Thing>({ name, indexes });
  const found = async (things: Collection<Thing>, index: string): Promise<string[]> =>
    (await things.query({ index, limit: 100 })).items.map(({ id }) => id);

  it('builds an index added on a later start, and one that comes back after changes it did not see', async () => {
    const first = collection('growing');
    await first.save([
      { id: 'b', expected: 'new', document: { due: 2 } },
      { id: 'a', expected: 'new', document: { due: 3 } },
      { id: 'c', expected: 'new', document: {} },
    ]);
    await place.reopen();
    const second = collection('growing', { due: { order: 'due' } });
    expect(await found(second, 'due')).toEqual(['b', 'a']);
    await place.reopen();
    const third = collection('growing', { link: { order: 'link' } });
    const versions = await third.load(['a', 'b']);
    await third.save([
      { id: 'b', expected: versions.get('b')?.version ?? 0, document: { due: 9, link: 'x' } },
      { id: 'a', expected: versions.get('a')?.version ?? 0, document: {} },
    ]);
    expect(await found(third, 'link')).toEqual(['b']);
    await place.reopen();
    const fourth = collection('growing', { due: { order: 'due' }, link: { equals: 'link', order: 'due' } });
    expect(await found(fourth, 'due')).toEqual(['b']);
    expect((await fourth.query({ index: 'link', equals: 'x', limit: 5 })).items.map(({ id }) => id)).toEqual(['b']);
  });

  it('refuses names and declarations it could not keep apart', async () => {
    collection('twice', { due: { order: 'due' } });
    expect(() => collection('twice')).toThrow(TypeError);
    for (const name of ['', 'A', 'a/b', 'a b', 'a"b', '-a']) expect(() => collection(name)).toThrow(RangeError);
    expect(() => embedded.store.scope('a/b')).toThrow(RangeError);
  });

  it('one document that cannot be stored fails its own call only', async () => {
    const things = collection('strict', { name: { order: 'name' } });
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const results = await Promise.allSettled([
      things.save([{ id: 'a', expected: 'new', document: { name: 'a' } }]),
      things.save([{ id: 'b', expected: 'new', document: { name: true } }]),
      things.save([{ id: 'c', expected: 'new', document: circular as Thing }]),
      things.save([{ id: 'd', expected: 0, document: {} }]),
      things.save([{ id: 'e', expected: 'new', document: { name: 'e' } }]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    expect([...(await things.load(['a', 'b', 'c', 'd', 'e'])).keys()]).toEqual(['a', 'e']);
  });

  it('remembers documents within its bound and reads the rest from the file', async () => {
    const things = collection('many');
    const name = 'x'.repeat(20_000);
    const ids = Array.from({ length: 600 }, (_, n) => `id-${n}`);
    await things.save(ids.map((id) => ({ id, expected: 'new' as const, document: { name } })));
    expect(embedded.stats().cachedBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    const loaded = await things.load(ids);
    expect([...loaded.values()].filter(({ document }) => document.name === name).length).toBe(600);
    expect(embedded.stats().cachedBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
  });

  it('behaves like a map with versions, whatever is done to it', async () => {
    const ids = ['a', 'b', '\ud800'];
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('save' as const),
          id: fc.constantFrom(...ids),
          due: fc.integer({ min: 0, max: 3 }),
          stale: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom(...ids), stale: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('query' as const) }) },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
        run += 1;
        const things = collection(`model-${run}`, { due: { order: 'due' } });
        const model = new Map<string, Versioned<Thing>>();
        for (const now of steps) {
          if (now.do === 'save' || now.do === 'delete') {
            const known = model.get(now.id);
            const right = known?.version ?? 'new';
            const expected = now.stale ? (right === 'new' ? 1 : right - 1 || 1e9) : right;
            if (now.do === 'delete') {
              if (expected === 'new') continue;
              const [outcome] = await things.save([{ id: now.id, expected, delete: true }]);
              expect(outcome?.kind).toBe(expected === right ? 'saved' : 'conflict');
              if (outcome?.kind === 'saved') model.delete(now.id);
            } else {
              const document = { due: now.due };
              const [outcome] = await things.save([{ id: now.id, expected, document }]);
              expect(outcome?.kind).toBe(expected === right ? 'saved' : 'conflict');
              if (outcome?.kind === 'saved') model.set(now.id, { id: now.id, version: outcome.version ?? 0, document });
            }
          } else if (now.do === 'load') {
            expect(new Map(await things.load(ids))).toEqual(model);
          } else {
            const byDue = [...model.values()].map(({ id, document }) => [document.due ?? 0, id] as const);
            const { items } = await things.query({ index: 'due', limit: 100 });
            expect(items.map(({ id }) => id).sort()).toEqual(byDue.map(([, id]) => id).sort());
            expect(items.map(({ document }) => document.due)).toEqual(byDue.map(([due]) => due).sort());
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
