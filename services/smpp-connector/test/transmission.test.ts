import { type Draft, statusClass } from '@mscore/smpp';
import fc from 'fast-check';
import { sending, submissionOf } from '../src/domain/submission';
import type { Item } from '../src/send-queue';
import { Transmission } from '../src/transmission';
import { requested } from './workbench';

const draft = (text: string): Draft<'submit_sm'> => ({
  command: 'submit_sm',
  destination_addr: '84900000001',
  short_message: Buffer.from(text),
});
const item = (changes: Partial<Item['submission']> = {}): Item => ({
  id: 'r1',
  version: 1 as unknown as Item['version'],
  submission: {
    ...sending(submissionOf(requested('r1'), 1), { again: false, at: 1 }),
    ...changes,
  },
});
const answer = (status: number, messageId = 'm') => ({ status, class: statusClass(status), messageId });
const three = () => new Transmission(item(), ['a', 'b', 'c'].map(draft));

/** Writes everything there is to write; the places written. */
function writeAll(transmission: Transmission): number[] {
  const written: number[] = [];
  while (transmission.next !== undefined) written.push(transmission.wrote(10));
  return written;
}

test('a message is accepted when all its segments are, in whatever order the answers come', () => {
  const transmission = three();
  expect(writeAll(transmission)).toEqual([0, 1, 2]);
  for (const part of [2, 0]) transmission.answered(part, answer(0, `m${part}`));
  expect(transmission.verdict()).toBeUndefined();
  transmission.answered(1, answer(0, 'm1'));
  expect(transmission.verdict()).toEqual({ kind: 'accepted' });
  expect(transmission.item.submission.parts).toEqual([{ messageId: 'm0' }, { messageId: 'm1' }, { messageId: 'm2' }]);
});

test('"not now" to a segment stops the writing, and the next attempt writes only what was not taken', () => {
  const transmission = three();
  transmission.wrote(10);
  transmission.wrote(10);
  transmission.answered(0, answer(0, 'm0'));
  transmission.answered(1, answer(0x58));
  expect(transmission.next).toBeUndefined();
  expect(transmission.verdict()).toEqual({ kind: 'deferred', status: 0x58, class: 'throttle' });
  const again = new Transmission(transmission.item, ['a', 'b', 'c'].map(draft));
  expect(writeAll(again)).toEqual([1, 2]);
});

test('one segment refused for good is the end of all, and no further one is written', () => {
  const transmission = three();
  transmission.wrote(10);
  transmission.answered(0, answer(0x0b));
  expect(transmission.next).toBeUndefined();
  expect(transmission.verdict()).toEqual({ kind: 'rejected', status: 0x0b });
});

test('a segment never answered makes the message one of unknown outcome, whatever the others are', () => {
  const transmission = three();
  writeAll(transmission);
  transmission.answered(0, answer(0, 'm0'));
  transmission.unanswered(1);
  transmission.answered(2, answer(0x58));
  expect(transmission.verdict()).toEqual({ kind: 'unknown' });
});

test('an answer that comes late settles it, and a late refusal settles nothing', () => {
  const transmission = new Transmission(item(), [draft('a')]);
  transmission.wrote(10);
  transmission.unanswered(0);
  transmission.answered(0, answer(0x58));
  expect(transmission.verdict()).toEqual({ kind: 'unknown' });
  transmission.answered(0, answer(0, 'late'));
  expect(transmission.verdict()).toEqual({ kind: 'accepted' });
});

test('an attempt the session took nothing of is unsent, not unknown', () => {
  const transmission = three();
  transmission.halt();
  expect(transmission.verdict()).toEqual({ kind: 'unsent' });
});

test('segments taken of a text that was cut otherwise are not taken for segments of this one', () => {
  const transmission = new Transmission(item({ parts: [{ messageId: 'old' }] }), ['a', 'b'].map(draft));
  expect(writeAll(transmission)).toEqual([0, 1]);
});

test('in any order of answers and silences there is one verdict, and it is "accepted" only when every segment was taken', () => {
  const outcomes = fc.array(fc.constantFrom(0, 0x58, 0x0b, 0x64, 0x400, 'silence' as const), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(outcomes, fc.infiniteStream(fc.nat(7)), (said, picks) => {
      const transmission = new Transmission(
        item(),
        said.map((_, part) => draft(`${part}`)),
      );
      const open = new Map<number, (typeof said)[number]>();
      const picker = picks[Symbol.iterator]();
      while (transmission.verdict() === undefined) {
        const pick = picker.next().value ?? 0;
        if (transmission.next !== undefined && (pick % 2 === 0 || open.size === 0)) {
          const part = transmission.wrote(1);
          open.set(part, said[part] ?? 0);
          continue;
        }
        const [part, outcome] = [...open][pick % open.size] ?? [0, 0];
        open.delete(part);
        if (outcome === 'silence') transmission.unanswered(part);
        else transmission.answered(part, answer(outcome));
      }
      expect(open.size).toBe(0);
      const verdict = transmission.verdict()?.kind;
      if (said.every((each) => each === 0)) expect(verdict).toBe('accepted');
      else expect(verdict).not.toBe('accepted');
    }),
  );
});

test('an attempt that is told that all was taken before anything was written knows the ids of it', () => {
  const transmission = new Transmission(item(), [draft('a')]);
  transmission.taken(0, 'early');
  expect(transmission.verdict()).toEqual({ kind: 'accepted' });
  expect(transmission.item.submission.parts).toEqual([{ messageId: 'early' }]);
});

test('an attempt nothing was written of keeps what it heard of an earlier one', () => {
  const transmission = three();
  transmission.taken(0, 'early');
  transmission.halt();
  expect(transmission.verdict()).toEqual({ kind: 'unsent' });
  expect(transmission.item.submission.parts?.[0]).toEqual({ messageId: 'early' });
});

test('a segment taken on an earlier attempt, as is known only now, is not written again and cannot fail any more', () => {
  const transmission = three();
  transmission.wrote(10);
  transmission.taken(0, 'early');
  transmission.taken(1, 'early too');
  transmission.answered(0, answer(0x45));
  expect(writeAll(transmission)).toEqual([2]);
  transmission.answered(2, answer(0, 'm2'));
  expect(transmission.verdict()).toEqual({ kind: 'accepted' });
  expect(transmission.item.submission.parts?.[0]).toEqual({ messageId: 'early' });
});
