import { EventEmitter } from 'node:events';
import { type Clock, GatewayError, systemClock } from '@mscore/ports';
import { untilStopped } from '../../src/cli/until-stopped';
import type { Gateway } from '../../src/gateway';

function setUp() {
  const events = new EventEmitter();
  const exits: number[] = [];
  const alarms = new Set<() => void>();
  const clock: Clock = {
    ...systemClock,
    after: (_milliseconds, task) => {
      alarms.add(task);
      return () => void alarms.delete(task);
    },
  };
  const surroundings = { events, clock, exit: (code: number) => void exits.push(code) };
  return { events, exits, alarms, surroundings };
}

const gateway = (stop: () => Promise<boolean>): Gateway => ({ httpPort: 0, health: () => new Map(), stop });
const silent = () => {};

describe('a gateway runs until something ends it', () => {
  test('a signal drains it, and nothing is left behind', async () => {
    const { events, exits, alarms, surroundings } = setUp();
    const running = untilStopped(silent, async () => gateway(async () => true), surroundings);
    events.emit('SIGTERM', 'SIGTERM');
    expect(await running).toBe(0);
    expect({ exits, alarms: alarms.size, listeners: events.eventNames() }).toEqual({
      exits: [],
      alarms: 0,
      listeners: [],
    });
  });

  test('a signal during the start stops it as soon as it is up', async () => {
    const { events, surroundings } = setUp();
    let up: (gateway: Gateway) => void = () => {};
    const starting = new Promise<Gateway>((resolve) => {
      up = resolve;
    });
    const running = untilStopped(silent, () => starting, surroundings);
    events.emit('SIGTERM', 'SIGTERM');
    up(gateway(async () => true));
    expect(await running).toBe(0);
  });

  test('a signal ends a start that hangs', () => {
    const { events, exits, alarms, surroundings } = setUp();
    void untilStopped(silent, () => new Promise<Gateway>(() => {}), surroundings);
    events.emit('SIGTERM', 'SIGTERM');
    for (const ring of alarms) ring();
    expect(exits).toEqual([1]);
  });

  test('a second signal ends it at once', () => {
    const { events, exits, surroundings } = setUp();
    void untilStopped(silent, async () => gateway(() => new Promise(() => {})), surroundings);
    events.emit('SIGINT', 'SIGINT');
    expect(exits).toEqual([]);
    events.emit('SIGINT', 'SIGINT');
    expect(exits).toEqual([1]);
  });

  test('a fatal fault drains it and is told by the exit code', async () => {
    const { surroundings } = setUp();
    const fault = new GatewayError('MSCORE_STORE_IO', 'the disk is gone', { retry: false });
    const start = async (onFatal: (error: GatewayError) => void): Promise<Gateway> => {
      onFatal(fault);
      return gateway(async () => true);
    };
    expect(await untilStopped(silent, start, surroundings)).toBe(1);
  });

  test('a start that fails leaves no alarm and no listener', async () => {
    const { events, alarms, surroundings } = setUp();
    const failing = untilStopped(silent, () => Promise.reject(new Error('port taken')), surroundings);
    events.emit('SIGTERM', 'SIGTERM');
    await expect(failing).rejects.toThrow('port taken');
    expect([alarms.size, events.eventNames()]).toEqual([0, []]);
  });
});
