import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../errors';
import type { Collection, Cursor, Query, Version } from '../store';
import { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
import { killedAfter } from './killed-child';
import { childCollection, difficultTexts } from './sample-events';

interface Thing {
  readonly link?: string | null;
  readonly due?: number | null;
  readonly [field: string]: unknown;
}

const spec = {
  name: 'things',
  indexes: { due: { order: 'due' }, link: { equals: 'link' }, next: { equals: 'link', order: 'due' }, all: {} },
} as const;

/** What every store must do (architecture, "Store suite"). */
export function storeSuite(adapter: AdapterUnderTest): void {
  describe(`the store of ${adapter.name}`, () => {
    let place: Place;
    let opened: OpenedAdapter;
    let things: Collection<Thing>;

    let scopes = 0;

    const openThings = (): void => {
      things = opened.store.scope(`suite-${scopes}`).collection<Thing>(spec);
    };

    // One place for all clauses, a scope for each: opening costs more than most of them.
    beforeAll(async () => {
      place = await Place.make(adapter);
      opened = await place.open();
    });
    beforeEach(() => {
      scopes += 1;
      openThings();
    });
    afterAll(() => place.remove());

    const reopen = async (): Promise<void> => {
      opened = await place.reopen();
      openThings();
    };

    const put = async (id: string, document: Thing, expected: Version | 'new' = 'new'): Promise<Version> => {
      const [outcome] = await things.save([{ id, expected, document }]);
      if (outcome?.kind !== 'saved' || outcome.version === undefined) throw new Error(`${id} was not saved`);
      return outcome.version;
    };
    const get = async (id: string): Promise<Thing | undefined> => (await things.load([id])).get(id)?.document;
    const idsOf = async (query: Query): Promise<string[]> => (await things.query(query)).items.map(({ id }) => id);

    it('has no missing documents', async () => {
      await put('here', { due: 1 });
      const found = await things.load(['here', 'missing']);
      expect([...found.keys()]).toEqual(['here']);
    });

    it('saves a new document once', async () => {
      await put('id', { due: 1 });
      expect(await things.save([{ id: 'id', expected: 'new', document: { due: 2 } }])).toEqual([{ kind: 'conflict' }]);
      expect(await get('id')).toEqual({ due: 1 });
    });

    it('refuses a stale version and changes nothing', async () => {
      const first = await put('id', { due: 1 });
      const second = await put('id', { due: 2 }, first);
      expect(second).toBeGreaterThan(first);
      expect(await things.save([{ id: 'id', expected: first, document: { due: 3 } }])).toEqual([{ kind: 'conflict' }]);
      expect((await things.load(['id'])).get('id')).toEqual({ id: 'id', version: second, document: { due: 2 } });
    });

    it('shows what was saved last to whoever loads afterwards, however often it was loaded before', async () => {
      let version: Version | 'new' = 'new';
      for (let due = 0; due < 3; due++) {
        version = await put('id', { due }, version);
        expect((await things.load(['id'])).get('id')).toEqual({ id: 'id', version, document: { due } });
        expect(await idsOf({ index: 'due', from: due, limit: 1 })).toEqual(['id']);
      }
    });

    it('refuses a version for a document that is not there', async () => {
      expect(await things.save([{ id: 'id', expected: 7, document: {} }])).toEqual([{ kind: 'conflict' }]);
      expect(await get('id')).toBeUndefined();
    });

    it('lets one of 50 concurrent saves win', async () => {
      const version = await put('id', { winner: 'nobody' });
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, n) => things.save([{ id: 'id', expected: version, document: { winner: n } }])),
      );
      const winners = outcomes.flatMap(([outcome], n) => (outcome?.kind === 'saved' ? [n] : []));
      expect(winners.length).toBe(1);
      expect(await get('id')).toEqual({ winner: winners[0] });
    });

    it('saves the others of a batch with a conflict, and says so in the order of the writes', async () => {
      await put('b', { due: 1 });
      const outcomes = await things.save([
        { id: 'a', expected: 'new', document: { due: 2 } },
        { id: 'b', expected: 'new', document: { due: 2 } },
        { id: 'c', expected: 'new', document: { due: 2 } },
        { id: 'a', expected: 'new', document: { due: 3 } },
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'conflict', 'saved', 'conflict']);
      expect([await get('a'), await get('b'), await get('c')]).toEqual([{ due: 2 }, { due: 1 }, { due: 2 }]);
    });

    it('gives documents back as they were: null, unicode, nesting, big arrays', async () => {
      const document = {
        nothing: null,
        yes: true,
        numbers: [0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER],
        texts: [...difficultTexts],
        nested: { deep: { deeper: [{ a: [] }, {}] } },
        big: Array.from({ length: 10_000 }, (_, n) => n),
        '': 'an empty name',
      };
      await put('id', document);
      expect(await get('id')).toEqual(document);
      await reopen();
      expect(await get('id')).toEqual(document);
    });

    it('gives each caller copies of their own', async () => {
      const document: { list: number[] } = { list: [1] };
      const saving = put('id', document);
      document.list.push(2);
      await saving;
      const loaded = (await get('id')) as { list: number[] };
      loaded.list.push(3);
      expect(await get('id')).toEqual({ list: [1] });
    });

    it('finds by equality', async () => {
      await put('a', { link: 'one' });
      await put('b', { link: 'two' });
      await put('c', { link: 'one' });
      expect(await idsOf({ index: 'link', equals: 'one', limit: 10 })).toEqual(['a', 'c']);
      expect(await idsOf({ index: 'link', equals: 'three', limit: 10 })).toEqual([]);
    });

    it('finds by range, from inclusive to exclusive, in order of value, then id', async () => {
      for (const [id, due] of Object.entries({ d: 4, a: 3, c: 3, b: 3, e: 1, f: 10 })) await put(id, { due });
      expect(await idsOf({ index: 'due', limit: 10 })).toEqual(['e', 'a', 'b', 'c', 'd', 'f']);
      expect(await idsOf({ index: 'due', from: 3, to: 10, limit: 10 })).toEqual(['a', 'b', 'c', 'd']);
      expect(await idsOf({ index: 'due', from: 3, limit: 2 })).toEqual(['a', 'b']);
      expect(await idsOf({ index: 'due', to: 3, limit: 10 })).toEqual(['e']);
    });

    it('finds by equality and range together', async () => {
      await put('a', { link: 'one', due: 2 });
      await put('b', { link: 'two', due: 1 });
      await put('c', { link: 'one', due: 1 });
      await put('d', { link: 'one', due: 9 });
      expect(await idsOf({ index: 'next', equals: 'one', to: 9, limit: 10 })).toEqual(['c', 'a']);
    });

    it('leaves documents without the fields out of an index, also when a field goes away', async () => {
      await put('a', { link: null, due: 1 });
      await put('b', { due: 1 });
      const version = await put('c', { link: 'one', due: 1 });
      expect(await idsOf({ index: 'next', equals: 'one', limit: 10 })).toEqual(['c']);
      await put('c', { link: 'one' }, version);
      expect(await idsOf({ index: 'next', equals: 'one', limit: 10 })).toEqual([]);
      expect(await idsOf({ index: 'due', limit: 10 })).toEqual(['a', 'b']);
      expect(await idsOf({ index: 'all', limit: 10 })).toEqual(['a', 'b', 'c']);
    });

    it('goes through an index page by page', async () => {
      await things.save(
        Array.from({ length: 25 }, (_, n) => ({ id: `id-${n}`, expected: 'new' as const, document: { due: n % 4 } })),
      );
      for (const index of ['due', 'all']) {
        const seen: string[] = [];
        let after: Cursor | undefined;
        do {
          const page = await things.query({ index, limit: 4, ...(after === undefined ? {} : { after }) });
          seen.push(...page.items.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        expect(seen).toEqual(await idsOf({ index, limit: 100 }));
        expect(new Set(seen).size).toBe(25);
      }
    });

    it('misses and repeats nothing that stays, while others come and go between pages', async () => {
      await things.save(
        Array.from({ length: 20 }, (_, n) => ({ id: `stay-${n}`, expected: 'new' as const, document: { due: n } })),
      );
      const seen: string[] = [];
      let after: Cursor | undefined;
      for (let page = 0; ; page++) {
        const result = await things.query({ index: 'due', limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...result.items.map(({ id }) => id));
        after = result.next;
        if (after === undefined) break;
        const version = await put(`come-${page}`, { due: page });
        if (page % 2 === 0) await things.save([{ id: `come-${page}`, expected: version, delete: true }]);
      }
      expect(seen.filter((id) => id.startsWith('stay'))).toEqual(Array.from({ length: 20 }, (_, n) => `stay-${n}`));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('rejects an index nobody declared, and questions an index cannot answer', async () => {
      await expect(things.query({ index: 'nope', limit: 1 })).rejects.toBeInstanceOf(RangeError);
      await expect(things.query({ index: 'link', limit: 1 })).rejects.toBeInstanceOf(RangeError);
      await expect(things.query({ index: 'link', equals: 'one', from: 1, limit: 1 })).rejects.toBeInstanceOf(
        RangeError,
      );
      await expect(things.query({ index: 'due', limit: 0 })).rejects.toBeInstanceOf(RangeError);
      await expect(things.query({ index: 'due', limit: 1, after: 'nonsense' })).rejects.toBeInstanceOf(RangeError);
    });

    it('deletes only the version it was told of', async () => {
      const first = await put('id', { due: 1 });
      const second = await put('id', { due: 2 }, first);
      expect(await things.save([{ id: 'id', expected: first, delete: true }])).toEqual([{ kind: 'conflict' }]);
      expect(await get('id')).toEqual({ due: 2 });
      expect(await things.save([{ id: 'id', expected: second, delete: true }])).toEqual([{ kind: 'saved' }]);
      expect(await get('id')).toBeUndefined();
      expect(await idsOf({ index: 'due', limit: 10 })).toEqual([]);
    });

    it('gives a document made again after its deletion a version nobody has seen', async () => {
      const before = await put('id', { due: 1 });
      await things.save([{ id: 'id', expected: before, delete: true }]);
      await reopen();
      await put('id', { due: 2 });
      expect(await things.save([{ id: 'id', expected: before, document: { due: 3 } }])).toEqual([{ kind: 'conflict' }]);
    });

    it('keeps documents and indexes over a restart', async () => {
      const version = await put('id', { link: 'one', due: 5 });
      await reopen();
      expect((await things.load(['id'])).get('id')).toEqual({ id: 'id', version, document: { link: 'one', due: 5 } });
      expect(await idsOf({ index: 'next', equals: 'one', limit: 10 })).toEqual(['id']);
      expect(await put('id', { due: 6 }, version)).toBeGreaterThan(version);
    });

    it('keeps scopes blind to each other', async () => {
      await put('id', { due: 1 });
      const other = opened.store.scope('other').collection<Thing>(spec);
      const inner = opened.store.scope(`suite-${scopes}`).scope('inner').collection<Thing>(spec);
      for (const blind of [other, inner]) {
        expect((await blind.load(['id'])).size).toBe(0);
        expect((await blind.query({ index: 'due', limit: 10 })).items).toEqual([]);
        expect((await blind.save([{ id: 'id', expected: 'new', document: {} }])).map(({ kind }) => kind)).toEqual([
          'saved',
        ]);
      }
      expect(await get('id')).toEqual({ due: 1 });
    });

    it('takes ids of any characters and keeps them apart', async () => {
      const ids = [
        'a+b',
        'a/b',
        'a.b',
        '$a',
        '#a',
        '__proto__',
        ' ',
        '',
        'ă',
        'a\u0306',
        'A',
        'a',
        '%',
        "'",
        '"',
        ...difficultTexts.slice(1, 6),
      ];
      await things.save(ids.map((id) => ({ id, expected: 'new' as const, document: { id, due: 1 } })));
      await reopen();
      const found = await things.load(ids);
      expect([...found.values()].map(({ id, document }) => [id, document.id])).toEqual(ids.map((id) => [id, id]));
      const { items } = await things.query({ index: 'due', limit: 100 });
      expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
    });

    it('rejects calls after it was closed', async () => {
      await opened.store.close();
      await expect(things.load(['id'])).rejects.toBeInstanceOf(GatewayError);
      await expect(things.save([{ id: 'id', expected: 'new', document: {} }])).rejects.toBeInstanceOf(GatewayError);
      opened = await place.reopen();
    });

    it('still has what it said was saved after kill -9', async () => {
      await opened.close();
      const said = await killedAfter(adapter.child, place.folder, 'save', 300);
      opened = await place.open();
      const killed = opened.store.scope('suite').collection<{ id: string }>({ name: childCollection });
      const found = await killed.load(said);
      expect(said.filter((id) => found.get(id)?.document.id !== id)).toEqual([]);
    });
  });
}
