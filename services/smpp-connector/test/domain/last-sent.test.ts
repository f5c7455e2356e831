import { LastSent } from '../../src/domain/last-sent';

const at = (milliseconds: number) => new Date(milliseconds).toISOString();

describe('the last accepted message of a number', () => {
  test('is the newest one', () => {
    const sent = new LastSent();
    sent.accepted('s', 'r1', 0);
    sent.accepted('s', 'r2', 1_000);
    expect(sent.seen('s')).toEqual({ request: 'r2', acceptedAt: at(1_000), delivered: false });
    expect(sent.seen('t')).toBeUndefined();
  });

  test('is the one that was accepted last, whichever was written last', () => {
    const sent = new LastSent();
    sent.written('s', 'r1', 0);
    sent.written('s', 'r2', 1);
    sent.accepted('s', 'r2', 2);
    sent.accepted('s', 'r1', 3);
    expect(sent.seen('s')).toMatchObject({ request: 'r1', acceptedAt: at(3) });
  });

  test('is delivered when a receipt says so of it, and not of one before it', () => {
    const sent = new LastSent();
    sent.accepted('s', 'r1', 0);
    sent.delivered('s', 'r1');
    sent.accepted('s', 'r2', 0);
    sent.delivered('s', 'r1');
    expect(sent.seen('s')?.delivered).toBe(false);
    sent.delivered('s', 'r2');
    expect(sent.seen('s')?.delivered).toBe(true);
  });

  test('is forgotten for the numbers longest silent when memory is full', () => {
    const sent = new LastSent(2);
    sent.accepted('a', 'r1', 0);
    sent.accepted('b', 'r2', 0);
    sent.accepted('a', 'r3', 0);
    sent.accepted('c', 'r4', 0);
    expect(sent.seen('b')).toBeUndefined();
    expect(sent.seen('a')?.request).toBe('r3');
    expect(sent.seen('c')?.request).toBe('r4');
  });
});

describe('the message underway to a number', () => {
  test('is what was written last, by its last attempt, beside what was accepted before', () => {
    const sent = new LastSent();
    sent.accepted('s', 'r1', 0);
    sent.written('s', 'r2', 1_000);
    sent.written('s', 'r2', 9_000);
    expect(sent.underway('s')).toEqual({ request: 'r2', submittedAt: at(9_000) });
    expect(sent.seen('s')?.request).toBe('r1');
    expect(sent.underway('t')).toBeUndefined();
  });

  test('is none any more once it was accepted or is over', () => {
    const sent = new LastSent();
    sent.written('s', 'r1', 0);
    sent.accepted('s', 'r1', 1);
    expect(sent.underway('s')).toBeUndefined();
    sent.written('s', 'r2', 2);
    sent.over('s', 'r2');
    expect(sent.underway('s')).toBeUndefined();
    expect(sent.seen('s')?.request).toBe('r1');
  });

  test('is forgotten for the numbers written to longest ago when memory is full', () => {
    const sent = new LastSent(2);
    for (const number of ['a', 'b', 'a', 'c']) sent.written(number, `to ${number}`, 0);
    expect(sent.underway('b')).toBeUndefined();
    expect(sent.underway('a')?.request).toBe('to a');
    expect(sent.underway('c')?.request).toBe('to c');
  });

  test('is left alone by what becomes of another', () => {
    const sent = new LastSent();
    sent.written('s', 'r1', 0);
    sent.written('s', 'r2', 1);
    sent.over('s', 'r1');
    sent.accepted('s', 'r1', 2);
    expect(sent.underway('s')?.request).toBe('r2');
  });
});
