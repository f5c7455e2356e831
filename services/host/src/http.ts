import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';
import { GatewayError, type Health } from '@mscore/ports';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';

/** What the operators' endpoints show. */
export interface Probes {
  /** By service; ready when all are. */
  health(): ReadonlyMap<string, Health>;
  /** Brings gauges up to date, then gives the registry. */
  metrics(): Promise<Registry>;
}

/** `/healthz`: the process answers. `/readyz`: every service does its work, else 503 with the reasons. `/metrics`: Prometheus. */
export function createOperatorsApp(probes: Probes): Express {
  const app = bareApp();
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', (_request, response) => {
    const services = [...probes.health()].map(([service, health]) => ({ service, ...health }));
    const ready = services.every((service) => service.ready);
    response.status(ready ? 200 : 503).json({ ready, services });
  });
  app.get('/metrics', async (_request, response) => {
    const registry = await probes.metrics();
    response.type(registry.contentType).send(await registry.metrics());
  });
  return withErrors(app);
}

/** An Express application with safe headers and nothing that tells what runs here. */
export function bareApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(helmet());
  return app;
}

/** Answers of last resort: JSON without any detail of the fault. */
export function withErrors(app: Express): Express {
  app.use((_request, response) => {
    response.status(404).json({ error: 'there is nothing here' });
  });
  const onError: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: unknown }).status;
    response.status(typeof status === 'number' && status < 500 ? status : 500).json({ error: 'this did not work' });
  };
  app.use(onError);
  return app;
}

/** A server that listens. */
export interface Listening {
  /** 0 for a socket file. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on a TCP address or a socket file.
 * @throws GatewayError MSCORE_LISTEN naming the place when it is taken or not ours to take.
 */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const place = options.path ?? `${options.host}:${options.port}`;
      reject(
        new GatewayError('MSCORE_LISTEN', `cannot listen on ${place}: ${reasonOf(error)}`, {
          retry: false,
          cause: error,
        }),
      );
    });
    server.listen(options, resolve);
  });
  const port = options.path === undefined ? (server.address() as AddressInfo).port : 0;
  return { port, close: () => closeServer(server) };
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === 'EADDRINUSE' ? 'something else already does' : (error.code ?? error.name);

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
