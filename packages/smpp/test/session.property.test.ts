import fc from 'fast-check';
import { createPdu, encodePdu, type SessionEvent } from '../src';
import { anyPdu, octets } from './pdus';
import { boundEsme, boundSmsc, Harness, submit } from './session-harness';

const anySession = fc.constantFrom(
  () => new Harness({ role: 'esme' }),
  () => new Harness({ role: 'smsc' }),
  () => boundEsme({ maxUnanswered: 1_000 }),
  () => boundSmsc({ maxUnanswered: 1_000 }),
);

/** A frame whose length is right and whose rest is anything. */
const anyFrame = octets(120).map((body) => {
  const frame = Buffer.concat([Buffer.alloc(4), Buffer.alloc(12), body]);
  body.copy(frame, 4, 0, Math.min(12, body.length));
  frame.writeUInt32BE(frame.length, 0);
  return frame;
});

const damaged = fc.tuple(anyPdu, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([pdu, at, octet]) => {
  const frame = encodePdu(pdu);
  frame[4 + (at % (frame.length - 4))] = octet;
  return frame;
});

it('no wedge: whatever came, as long as its length was right, enquire_link is answered unless the session said it closes', () => {
  let answered = 0;
  fc.assert(
    fc.property(anySession, fc.array(fc.oneof(anyFrame, damaged), { maxLength: 8 }), (open, frames) => {
      const harness = open();
      harness.hearsOctets(Buffer.concat(frames));
      harness.wrote();
      harness.hears({ command: 'enquire_link', sequence: 0xabcdef });
      const wrote = harness.wrote();
      if (harness.close === undefined) {
        expect(wrote).toEqual([`enquire_link_resp ${0xabcdef}`]);
        answered += 1;
      } else expect(wrote).toEqual([]);
    }),
    { numRuns: 800 },
  );
  expect(answered).toBeGreaterThan(400);
});

it('no throw: any octets in any pieces end in answers or in a close, in bounded time', () => {
  fc.assert(
    fc.property(anySession, fc.array(octets(200), { maxLength: 6 }), (open, chunks) => {
      const harness = open();
      for (const chunk of chunks) harness.hearsOctets(chunk);
      harness.until(100_000);
      harness.closed();
      expect(harness.saw().filter(({ kind }) => kind === 'closed')).toHaveLength(1);
    }),
    { numRuns: 800 },
  );
});

it('every request of ours is settled exactly once: response, timeout or pending at the end', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const) }),
    fc.record({ do: fc.constant('reply' as const), sequence: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 6_000 }) }),
  );
  const settles = (event: SessionEvent): readonly number[] => {
    if (event.kind === 'response') return event.late ? [] : [event.sequence];
    if (event.kind === 'timeout') return [event.sequence];
    return event.kind === 'closed' ? event.pending : [];
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const esme = boundEsme({ window: 5 });
      const asked: number[] = [];
      for (const move of steps) {
        if (move.do === 'wait') esme.until(esme.now + move.ms);
        else if (move.do === 'reply') esme.hears({ command: 'submit_sm_resp', sequence: move.sequence });
        else {
          const sequence = esme.asks(submit);
          if (typeof sequence === 'number') asked.push(sequence);
        }
      }
      esme.closed();
      const settled = esme.saw().flatMap(settles);
      expect(settled.toSorted((a, b) => a - b)).toEqual(asked);
    }),
  );
});

it('many PDUs in one chunk take time in proportion', () => {
  const frame = encodePdu(createPdu({ command: 'enquire_link', sequence: 1 }));
  const harness = boundEsme();
  harness.hearsOctets(Buffer.concat(Array.from({ length: 50_000 }, () => frame)));
  expect(harness.sent).toHaveLength(50_000);
});
