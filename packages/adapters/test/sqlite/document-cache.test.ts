import { DocumentCache } from '../../src/sqlite/document-cache';

const document = (version: number, characters = 100) => ({ version, body: 'x'.repeat(characters) });

describe('the document cache', () => {
  it('gives back the last version set', () => {
    const cache = new DocumentCache(10_000);
    cache.set('a', document(1));
    cache.set('a', document(2));
    expect(cache.get('a')?.version).toBe(2);
    expect(cache.size.documents).toBe(1);
    cache.delete('a');
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
    expect(cache.size).toEqual({ documents: 0, bytes: 0 });
  });

  it('forgets what was used longest ago when it is full', () => {
    const cache = new DocumentCache(1_000);
    for (const name of ['a', 'b', 'c']) cache.set(name, document(1));
    cache.get('a');
    cache.set('d', document(1));
    expect(['a', 'b', 'c', 'd'].filter((name) => cache.get(name) !== undefined)).toEqual(['a', 'c', 'd']);
  });

  it('counts two bytes for each character of a text that is not plain ASCII', () => {
    const cache = new DocumentCache(10_000);
    cache.set('a', { version: 1, body: 'x'.repeat(100) });
    const plain = cache.size.bytes;
    cache.set('a', { version: 1, body: 'ế'.repeat(100) });
    expect(cache.size.bytes).toBe(plain + 100);
  });

  it('stays within its bytes whatever is put in', () => {
    const cache = new DocumentCache(100_000);
    for (let n = 0; n < 2_000; n++) {
      cache.set(`id-${n % 700}`, document(n, (n * 7919) % 3_000));
      expect(cache.size.bytes).toBeLessThanOrEqual(100_000);
    }
    cache.set('giant', document(1, 100_001));
    expect(cache.get('giant')).toBeUndefined();
    expect(cache.size).toEqual({ documents: 0, bytes: 0 });
  });
});
