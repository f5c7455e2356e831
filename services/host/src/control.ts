import { chmod, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { GatewayError } from '@mscore/ports';
import type { LinkStatus } from '@mscore/smpp-connector';
import express, { type Express } from 'express';
import { bareApp, type Listening, listen, withErrors } from './http';
import type { Operations } from './operations';
import { redacted } from './redacted';

/** A socket file's path has to fit into 107 bytes (sockaddr_un on Linux). */
const LONGEST_PATH = 107;
/** Responses read at a time. */
export const PAGE = 500;

/**
 * What the CLI may ask of the gateway that owns the data folder.
 * @param links the links as they stand now
 */
export function createControlApp(operations: Operations, links: () => readonly LinkStatus[], pageSize = PAGE): Express {
  const app = bareApp();
  app.get(ALIVE, (_incoming, outgoing) => {
    outgoing.json(true);
  });
  app.get('/responses', async (incoming, outgoing) => {
    const { after } = incoming.query;
    outgoing.json(await operations.responses({ limit: pageSize, ...(typeof after === 'string' ? { after } : {}) }));
  });
  app.get('/links', (_incoming, outgoing) => {
    outgoing.json(links());
  });
  app.get('/dead', async (_incoming, outgoing) => {
    outgoing.json(await operations.deadLetters.list());
  });
  app.get('/dead/:id', async (incoming, outgoing) => {
    // Redacted before it leaves the process that holds it.
    outgoing.json(redacted(await operations.deadLetters.find(incoming.params.id)));
  });
  app.post('/dead/redrive', express.json({ limit: LONGEST_QUESTION }), async (incoming, outgoing) => {
    const { which, again } = incoming.body as RedriveQuestion;
    outgoing.json(await operations.deadLetters.redrive(which, again));
  });
  app.get('/messages/:id', async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    outgoing.json((await operations.showMessage(incoming.params.id, gone.signal)) ?? null);
  });
  app.get('/conversations/:id', async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    const what = { events: incoming.query.events !== undefined };
    outgoing.json(await operations.readConversation(incoming.params.id, what, gone.signal));
  });
  app.get('/surveys', async (_incoming, outgoing) => {
    outgoing.json(await operations.readSurveys());
  });
  return withErrors(app);
}

/** Some thousand ids. */
const LONGEST_QUESTION = '256kb';

/** The body of `POST /dead/redrive`. */
export interface RedriveQuestion {
  readonly which: Parameters<Operations['deadLetters']['redrive']>[0];
  readonly again: boolean;
}

export const controlSocket = (dataFolder: string): string => join(dataFolder, 'control.sock');

/** Listens on the data folder's control socket. The folder's lock is ours, so a socket file found here is a dead one. */
export async function listenForControl(app: Express, dataFolder: string): Promise<Listening> {
  const path = controlSocket(dataFolder);
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new GatewayError('MSCORE_DATA_PATH', `the path of MSCORE_DATA is too long for a socket in it: ${path}`, {
      retry: false,
    });
  }
  await rm(path, { force: true });
  const listening = await listen(app, { path });
  await chmod(path, 0o600);
  return {
    port: 0,
    close: async () => {
      await listening.close();
      await rm(path, { force: true });
    },
  };
}

/** A question to the running gateway: `GET path`, or `POST path` with a body. */
export interface Question {
  readonly path: string;
  readonly body?: unknown;
}

/** A gateway that runs answers {@link ALIVE} at once, whatever else it does; after so long it is not going to. */
const PATIENCE_MS = 10_000;
/** Any answer to it will do. */
const ALIVE = '/alive';

/**
 * The running gateway's answer; undefined when none runs on this folder. A long search is waited for, a process that
 * stands still is not.
 * @throws GatewayError MSCORE_CONTROL when it answers that it could not, or not at all.
 */
export async function ask<T>(dataFolder: string, question: Question, patienceMs = PATIENCE_MS): Promise<T | undefined> {
  const given = new AbortController();
  const asked = exchange(dataFolder, question, given.signal);
  const standstill = watch(dataFolder, patienceMs / 2, given.signal);
  try {
    const answer = await Promise.race([asked, standstill]);
    if (answer === undefined) return undefined;
    if (answer.status === 200) return JSON.parse(answer.body) as T;
    throw new GatewayError('MSCORE_CONTROL', `the gateway answered ${answer.status}`, { retry: true });
  } finally {
    // Whoever lost the race ends with it.
    given.abort();
    await Promise.allSettled([asked, standstill]);
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Resolves to undefined when nobody listens. */
function exchange(dataFolder: string, { path, body }: Question, signal: AbortSignal): Promise<Answer | undefined> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const options = {
    socketPath: controlSocket(dataFolder),
    path,
    signal,
    method: sent === undefined ? 'GET' : 'POST',
    headers:
      sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) },
  };
  return new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    asked.end(sent);
  });
}

/**
 * Rejects once the gateway does not even say that it is there, asked after each `everyMs` and given as long.
 * @param signal nobody waits for it any more
 */
async function watch(dataFolder: string, everyMs: number, signal: AbortSignal): Promise<never> {
  for (;;) {
    await after(everyMs, undefined, { signal });
    try {
      await exchange(dataFolder, { path: ALIVE }, AbortSignal.any([signal, AbortSignal.timeout(everyMs)]));
    } catch (cause) {
      signal.throwIfAborted();
      throw new GatewayError('MSCORE_CONTROL', 'the gateway does not answer; look at its process', {
        retry: true,
        cause,
      });
    }
  }
}
