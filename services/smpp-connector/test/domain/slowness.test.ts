import { type Standing, slownessOf } from '../../src/domain/slowness';

const fluent: Standing = {
  bound: true,
  waiting: 100,
  window: 10,
  open: 4,
  onWire: 4,
  puttingOff: false,
  paused: false,
  configuredRate: 100,
  rate: 100,
  rateUsedUp: false,
  roundTripMs: 5,
};

test.each([
  ['nothing waits', { waiting: 0, bound: false }, undefined],
  ['it is about to go', {}, undefined],
  ['there is no bind', { bound: false }, 'unbound'],
  ['the message centre puts off whatever it is given', { puttingOff: true, paused: true }, 'deferred'],
  ['the message centre has just said "too fast"', { paused: true }, 'throttled'],
  ['the pace is below the configured one and used up', { rate: 50, rateUsedUp: true }, 'throttled'],
  ['the configured rate is used up', { rateUsedUp: true }, 'rate'],
  ['every slot waits for an answer that usually comes soon', { onWire: 10, open: 10 }, 'window'],
  ['every slot waits for a message centre that takes long', { onWire: 10, open: 10, roundTripMs: 900 }, 'round-trip'],
  ['every slot waits for our own store', { onWire: 1, open: 10 }, 'store'],
] as const)('%s', (_case, changes, expected) => {
  expect(slownessOf({ ...fluent, ...changes })).toBe(expected);
});
