import { type EventType, eventSchemas, isEvent, problemOf } from '../src';

const types = Object.keys(eventSchemas) as EventType[];

const example = (type: EventType) => ({
  id: 'e1',
  type,
  v: 1,
  key: 'k',
  at: '2026-11-22T01:02:03.004Z',
  data: eventSchemas[type].example as Record<string, unknown>,
});

describe.each(types)('%s', (type) => {
  test('has an example that its schema accepts', () => {
    expect(problemOf(example(type))).toBeUndefined();
  });

  test('without any one of its required fields is refused by name', () => {
    const required = (eventSchemas[type].data as { required: readonly string[] }).required;
    for (const field of required) {
      const { [field]: _left, ...data } = example(type).data;
      expect(problemOf({ ...example(type), data })).toBe(`/data must have required property '${field}'`);
    }
  });
});

describe('an event', () => {
  test.each([
    [{ type: 'message.recieved' }, '/type is no known event type'],
    [{ type: 'toString' }, '/type is no known event type'],
    [{ v: 2 }, '/v must be <= 1'],
    [{ at: '2026-11-22' }, '/at must match pattern'],
    [{ id: '' }, '/id must NOT have fewer than 1 characters'],
    [{ data: null }, '/data must be object'],
  ])('with %j is refused by place', (changes, problem) => {
    expect(problemOf({ ...example('message.withdrawn'), ...changes })).toContain(problem);
  });

  test.each([null, undefined, 1, 'text', []])('is not %j', (value) => {
    expect(isEvent(value)).toBe(false);
  });

  test('may carry fields of a newer writer', () => {
    const event = example('message.withdrawn');
    expect(isEvent({ ...event, extra: 1, data: { ...event.data, more: true } })).toBe(true);
  });

  test('with the code of a dossier in clear is refused', () => {
    const { data } = example('dossier.asked');
    for (const dossier of [{ kind: 'code', code: '000.17.22.H56-210531-0001' }, '000.17.22.H56-210531-0001']) {
      expect(problemOf({ ...example('dossier.asked'), data: { ...data, dossier } })).toContain('/data/dossier');
    }
  });

  test('that is refused is never quoted', () => {
    const bad = {
      ...example('message.requested'),
      data: { ...example('message.requested').data, text: 'Xin chao ba' },
    };
    expect(problemOf(bad)).toContain('/data/text');
    expect(problemOf(bad)).not.toContain('Xin chao');
  });
});
