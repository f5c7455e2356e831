import { chmod, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { GatewayError, type Page } from '@mscore/ports';
import type { ResponseDocument } from '@mscore/results-aggregator';
import type { Express } from 'express';
import { bareApp, type Listening, listen, withErrors } from './http';

/** A socket file's path has to fit into 107 bytes (sockaddr_un on Linux). */
const LONGEST_PATH = 107;
/** Responses read at a time. */
export const PAGE = 500;

/** Reads responses page by page. */
export type ReadResponses = (query: { after?: string; limit: number }) => Promise<Page<ResponseDocument>>;

/** What the CLI may ask of the gateway that owns the data folder. */
export function createControlApp(responses: ReadResponses, pageSize = PAGE): Express {
  const app = bareApp();
  app.get('/responses', async (incoming, outgoing) => {
    const { after } = incoming.query;
    outgoing.json(await responses({ limit: pageSize, ...(typeof after === 'string' ? { after } : {}) }));
  });
  return withErrors(app);
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

/** A page of responses from the running gateway; undefined when none runs on this folder. */
export async function askForResponses(
  dataFolder: string,
  after: string | undefined,
): Promise<Page<ResponseDocument> | undefined> {
  const path = after === undefined ? '/responses' : `/responses?after=${encodeURIComponent(after)}`;
  const body = await get(controlSocket(dataFolder), path);
  return body === undefined ? undefined : (JSON.parse(body) as Page<ResponseDocument>);
}

function get(socketPath: string, path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(new GatewayError('MSCORE_CONTROL', `the gateway answered ${answer.statusCode}`, { retry: true }));
      });
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    asked.end();
  });
}
