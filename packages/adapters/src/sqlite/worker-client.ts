import type { Worker } from 'node:worker_threads';
import { GatewayError } from '@mscore/ports';
import { errorOf } from './faults';
import type { FromWorker, OpenResult, RequestKind, Requests } from './protocol';

interface Waiter {
  resolve(result: unknown): void;
  reject(error: GatewayError): void;
}

/** The calling side of the database thread: requests in order, answers in the same order. */
export class WorkerClient {
  /** What the file held when it was opened. Rejects when it cannot be opened. */
  readonly opened: Promise<OpenResult>;
  readonly #worker: Worker;
  readonly #waiters = new Map<number, Waiter>();
  readonly #exited: Promise<void>;
  #nextId = 1;
  #closing = false;
  #dead: GatewayError | undefined;
  #onDeath: (error: GatewayError) => void = () => {};

  /** @param worker a thread running `worker.ts` */
  constructor(worker: Worker) {
    this.#worker = worker;
    this.opened = new Promise((resolve, reject) => {
      this.#waiters.set(0, { resolve: resolve as Waiter['resolve'], reject });
    });
    worker.on('message', (message: FromWorker) => this.#take(message));
    worker.on('error', (cause) => this.#die(cause));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        if (!this.#closing) this.#die(undefined);
        resolve();
      });
    });
  }

  /** Called once when the thread ends without being asked to. Every later request rejects. */
  onDeath(tell: (error: GatewayError) => void): void {
    this.#onDeath = tell;
  }

  /** Rejects with GatewayError: what the file answered, or MSCORE_STORE_WORKER when the thread is gone. */
  request<K extends RequestKind>(kind: K, request: Requests[K]['request']): Promise<Requests[K]['result']> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiters.set(id, { resolve: resolve as Waiter['resolve'], reject });
      this.#worker.postMessage({ id, kind, request });
    });
  }

  /** Resolves when the thread has ended and the file is free. */
  async close(): Promise<void> {
    if (this.#dead === undefined && !this.#closing) {
      const closed = this.request('close', null);
      this.#closing = true;
      await closed;
    }
    await this.#exited;
  }

  /** Waits for the end of a thread that could not open the file. */
  async gone(): Promise<void> {
    this.#closing = true;
    await this.#exited;
  }

  #take(message: FromWorker): void {
    const waiter = this.#waiters.get(message.id);
    this.#waiters.delete(message.id);
    if ('fault' in message) waiter?.reject(errorOf(message.fault));
    else waiter?.resolve(message.result);
  }

  #die(cause: unknown): void {
    if (this.#dead !== undefined) return;
    const error = new GatewayError('MSCORE_STORE_WORKER', 'the database thread died', { retry: false, cause });
    this.#dead = error;
    for (const waiter of this.#waiters.values()) waiter.reject(error);
    this.#waiters.clear();
    if (!this.#closing) this.#onDeath(error);
  }
}
