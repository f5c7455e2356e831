import { parentPort, workerData } from 'node:worker_threads';
import { Commits } from './commits';
import { type Connection, openDatabase } from './database';
import { DocumentTables } from './document-tables';
import { EventTables } from './event-tables';
import { faultOf } from './faults';
import type { FromWorker, OpenResult, RequestKind, Requests, ToWorker, WorkerSettings } from './protocol';

/**
 * The database thread: owns the data file and answers one request at a time, in order. A commit blocks until the disk
 * has it, which is why it has a thread of its own.
 */
type Answers = { readonly [K in RequestKind]: (request: Requests[K]['request']) => Requests[K]['result'] };

function answersOf(db: Connection, acknowledgeBeforeCommit: boolean): { opened: OpenResult; answers: Answers } {
  const events = new EventTables(db);
  const documents = new DocumentTables(db);
  const commits = new Commits(db, events, documents, acknowledgeBeforeCommit);
  const offsets = db.prepare('SELECT topic, grp, part, seq FROM offsets').all([]);
  return {
    opened: {
      topics: events.stored(),
      offsets: offsets.map(([topic, group, partition, seq]) => ({
        topic: String(topic),
        group: String(group),
        partition: Number(partition),
        seq: Number(seq),
      })),
    },
    answers: {
      commit: (request) => commits.apply(request),
      read: (request) => events.read(request),
      before: ({ topic, appended }) => events.before(topic, appended),
      newest: (request) => events.newest(request),
      retain: (request) => events.retain(request),
      declare: (request) => {
        documents.declare(request);
        return null;
      },
      load: ({ table, ids }) => documents.load(table, ids),
      query: (request) => documents.query(request),
      close: () => {
        commits.close();
        db.close();
        return null;
      },
    },
  };
}

function serve(port: NonNullable<typeof parentPort>, settings: WorkerSettings): void {
  const tell = (message: FromWorker): void => port.postMessage(message);
  let answers: Answers;
  try {
    const ready = answersOf(openDatabase(settings.file), settings.acknowledgeBeforeCommit);
    answers = ready.answers;
    tell({ id: 0, result: ready.opened });
  } catch (error) {
    tell({ id: 0, fault: faultOf(error) });
    port.close();
    return;
  }
  port.on('message', ({ id, kind, request }: ToWorker) => {
    try {
      const answer = answers[kind] as (request: unknown) => unknown;
      tell({ id, result: answer(request) });
    } catch (error) {
      tell({ id, fault: faultOf(error) });
    }
    if (kind === 'close') port.close();
  });
}

if (parentPort !== null) serve(parentPort, workerData as WorkerSettings);
