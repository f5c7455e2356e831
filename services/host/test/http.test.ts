import type { Health } from '@mscore/ports';
import request from 'supertest';
import { createOperatorsApp, listen } from '../src/http';
import { createMetrics } from '../src/metrics';

const app = (health: Record<string, Health>) => {
  const { metrics, registry } = createMetrics();
  metrics.count('mscore_smpp_received_total', { link: 'centre' }, 3);
  return createOperatorsApp({
    health: () => new Map(Object.entries(health)),
    metrics: () => Promise.resolve(registry),
  });
};
const well: Health = { ready: true, reasons: [] };
const ill: Health = { ready: false, reasons: ['link centre is waiting (ECONNREFUSED)'] };

describe('the operators’ endpoints', () => {
  test('/healthz answers while the process lives, ready or not', async () => {
    await request(app({ connector: ill }))
      .get('/healthz')
      .expect(200, { status: 'alive' });
  });

  test('/readyz is 200 when every service is ready', async () => {
    const { body } = await request(app({ engine: well, connector: well }))
      .get('/readyz')
      .expect(200);
    expect(body.ready).toBe(true);
  });

  test('/readyz is 503 with the reasons when one is not', async () => {
    const { body } = await request(app({ engine: well, connector: ill }))
      .get('/readyz')
      .expect(503);
    expect(body).toEqual({
      ready: false,
      services: [
        { service: 'engine', ready: true, reasons: [] },
        { service: 'connector', ready: false, reasons: ['link centre is waiting (ECONNREFUSED)'] },
      ],
    });
  });

  test('/metrics speaks Prometheus', async () => {
    const { text } = await request(app({}))
      .get('/metrics')
      .expect('content-type', /text\/plain/)
      .expect(200);
    expect(text).toContain('mscore_smpp_received_total{link="centre"} 3');
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('anything else is 404 and says nothing of what runs here', async () => {
    const { headers, body } = await request(app({})).get('/admin').expect(404);
    expect(body).toEqual({ error: 'there is nothing here' });
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

test('an address that is taken is named', async () => {
  const first = await listen(app({}), { host: '127.0.0.1', port: 0 });
  await expect(listen(app({}), { host: '127.0.0.1', port: first.port })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${first.port}: something else already does`,
  );
  await first.close();
});

test('a metric nobody declared is a typing error, and heard of', () => {
  expect(() => createMetrics().metrics.count('mscore_smpp_recieved_total')).toThrow('undeclared metric');
});
