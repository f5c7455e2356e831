import { type BindStatus, linkState } from '../src/link-status';

describe('the state of a link', () => {
  test.each<[readonly BindStatus['state'][], string]>([
    [['bound'], 'bound'],
    [['bound', 'bound'], 'bound'],
    [['bound', 'connecting'], 'half-bound'],
    [['refused', 'bound'], 'half-bound'],
    [['waiting', 'waiting'], 'waiting'],
    [['waiting', 'refused'], 'refused'],
    [['connecting', 'waiting'], 'waiting'],
    [['stopped', 'connecting'], 'connecting'],
    [['stopped', 'stopped'], 'stopped'],
  ])('with binds that are %j is %s', (states, expected) => {
    expect(linkState(states.map((state) => ({ state })))).toBe(expected);
  });
});
