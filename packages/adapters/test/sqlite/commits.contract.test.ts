import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Commits } from '../../src/sqlite/commits';
import { type Connection, openDatabase } from '../../src/sqlite/database';
import { DocumentTables } from '../../src/sqlite/document-tables';
import { EventTables } from '../../src/sqlite/event-tables';
import { faultOf } from '../../src/sqlite/faults';
import type { Cell, CommitRequest } from '../../src/sqlite/protocol';

describe('commits to the data file', () => {
  let folder: string;
  let db: Connection;
  let events: EventTables;
  let documents: DocumentTables;
  let commits: Commits;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mscore-commits-'));
    db = openDatabase(join(folder, 'mscore.db'));
    events = new EventTables(db);
    documents = new DocumentTables(db);
    documents.declare({ table: 1, name: 'suite/things', fields: [], indexes: [] });
    commits = new Commits(db, events, documents, false);
  });
  afterEach(async () => {
    db.close();
    await rm(folder, { recursive: true, force: true });
  });

  const event = (seq: number, body: unknown): Cell[] => ['survey.facts', seq, 0, 'type', 'key', 0, body as Cell];
  const document = (id: string, body: unknown): Cell[] => [1, id, 0, body as Cell];
  const group = (calls: readonly { events?: Cell[]; documents?: Cell[] }[], offsets: Cell[] = []): CommitRequest => {
    const request = { events: [] as Cell[], documents: [] as Cell[], calls: [] as number[], offsets };
    for (const call of calls) {
      request.events.push(...(call.events ?? []));
      request.documents.push(...(call.documents ?? []));
      request.calls.push(request.events.length, request.documents.length);
    }
    return request;
  };
  const bodies = (): unknown[] =>
    events.read({ topic: 'survey.facts', after: 0, limit: 100 }).rows.filter((_, at) => at % 2 === 1);
  const offsets = (): unknown => db.prepare('SELECT * FROM offsets').all([]);

  it('a full disk stores nothing of a group, and the next group is stored when there is room again', () => {
    commits.apply(group([{ events: event(1, 'small') }]));
    const [pages = 0] = db.prepare('PRAGMA page_count').get([]) ?? [];
    db.prepare(`PRAGMA max_page_count=${Number(pages) + 3}`).get([]);
    const large = group(
      [{ events: event(2, 'small') }, { documents: document('a', 'x'.repeat(500_000)) }, { events: event(3, 'small') }],
      ['survey.facts', 'group', 0, 1],
    );
    let error: unknown;
    try {
      commits.apply(large);
    } catch (thrown) {
      error = thrown;
    }
    expect(faultOf(error)).toMatchObject({ code: 'MSCORE_DISK_FULL', retry: true });
    expect(db.inTransaction).toBe(false);
    expect(bodies()).toEqual(['small']);
    expect(documents.load(1, ['a'])).toEqual([]);
    expect(offsets()).toEqual([]);
    db.prepare('PRAGMA max_page_count=1000000').get([]);
    expect(commits.apply(large).refused).toEqual([]);
    expect(bodies()).toEqual(['small', 'small', 'small']);
    expect(documents.load(1, ['a'])[0]).toBe('a');
    expect(offsets()).toEqual([['survey.facts', 'group', 0, 1]]);
  });

  it('one call that cannot be stored does not fail the others of its group', () => {
    const unstorable = {};
    const result = commits.apply(
      group(
        [
          { documents: document('a', '{}') },
          { events: event(1, 'half of it'), documents: [...document('b', '{}'), ...document('c', unstorable)] },
          { events: event(2, 'whole'), documents: [...document('a', '{}'), ...document('d', '{}')] },
        ],
        ['survey.facts', 'group', 0, 1],
      ),
    );
    expect(result.refused.map(({ call }) => call)).toEqual([1]);
    expect(result.versions.map((version) => version > 0)).toEqual([true, false, true]);
    expect(bodies()).toEqual(['whole']);
    expect(documents.load(1, ['a', 'b', 'c', 'd']).filter((_, at) => at % 3 === 0)).toEqual(['a', 'd']);
    expect(offsets()).toEqual([['survey.facts', 'group', 0, 1]]);
  });

  it('never gives a version twice, also when a rollback took the reservation back', () => {
    const versions = [commits.apply(group([{ documents: document('a', '{}') }])).versions];
    const mixed = group([{ documents: document('b', {}) }, { documents: document('c', '{}') }]);
    versions.push(commits.apply(mixed).versions);
    const reopened = new DocumentTables(db);
    reopened.declare({ table: 1, name: 'suite/things', fields: [], indexes: [] });
    versions.push(new Commits(db, events, reopened, false).apply(group([{ documents: document('d', '{}') }])).versions);
    const all = versions.flat();
    expect(all.length).toBe(3);
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
  });
});
