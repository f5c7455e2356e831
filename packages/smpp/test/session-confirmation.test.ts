import fc from 'fast-check';
import { boundEsme, boundSmsc, deliver, type Harness, submit } from './session-harness';

const confirmed = (harness: Harness) =>
  harness
    .saw()
    .filter((event) => event.kind === 'confirmed')
    .flatMap(({ inbound }) => inbound);

const unconfirmedAtTheEnd = (harness: Harness) => {
  harness.closed();
  return harness.saw().flatMap((event) => (event.kind === 'closed' ? event.unconfirmed : []));
};

/** A session whose application has answered these inbound requests, at time 0. */
function answered(count: number, harness = boundEsme()): Harness {
  for (let inbound = 1; inbound <= count; inbound++) {
    harness.hears({ ...deliver, sequence: inbound });
    harness.answers(inbound);
  }
  harness.saw();
  harness.wrote();
  return harness;
}

describe('a response of ours is confirmed when the peer answers a request written after it', () => {
  it('by a submit_sm_resp', () => {
    const esme = answered(2);
    esme.asks(submit);
    expect(confirmed(esme)).toEqual([]);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([1, 2]);
    expect(unconfirmedAtTheEnd(esme)).toEqual([]);
  });

  it('by a refusal or a generic_nack just as well', () => {
    const esme = answered(1);
    esme.asks(submit);
    esme.hears({ command: 'generic_nack', sequence: 2, status: 3 });
    expect(confirmed(esme)).toEqual([1]);
  });

  it('by a late answer too', () => {
    const esme = answered(1, boundEsme({ confirmAfterMs: 1_000_000 }));
    esme.asks(submit);
    esme.until(11_000);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([1]);
  });

  it('not by an answer to a request written before it', () => {
    const esme = boundEsme();
    esme.asks(submit);
    answered(1, esme);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([]);
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });

  it('not by anything else the peer sends', () => {
    const esme = answered(1);
    esme.hears({ ...deliver, sequence: 9 });
    esme.hears({ command: 'enquire_link', sequence: 10 });
    esme.hears({ command: 'submit_sm_resp', sequence: 99 });
    expect(confirmed(esme)).toEqual([]);
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });

  it('only so far: what was written after the answered request stays open', () => {
    const esme = boundEsme();
    esme.hears({ ...deliver, sequence: 1 });
    esme.hears({ ...deliver, sequence: 2 });
    esme.answers(2);
    esme.asks(submit);
    esme.answers(1);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([2]);
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });

  it('answers out of order: the newest confirms everything before it, older ones nothing more', () => {
    const esme = boundEsme();
    for (let inbound = 1; inbound <= 3; inbound++) {
      esme.hears({ ...deliver, sequence: inbound });
      esme.answers(inbound);
      esme.asks(submit);
    }
    esme.saw();
    esme.hears({ command: 'submit_sm_resp', sequence: 3 });
    expect(confirmed(esme)).toEqual([1, 2]);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([]);
    esme.hears({ command: 'submit_sm_resp', sequence: 4 });
    expect(confirmed(esme)).toEqual([3]);
  });

  it('and one still unanswered is not among them', () => {
    const esme = boundEsme();
    esme.hears({ ...deliver, sequence: 1 });
    esme.asks(submit);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([]);
  });

  it('on the SMSC side alike', () => {
    const smsc = boundSmsc();
    smsc.hears({ ...submit, sequence: 1 });
    smsc.answers(2);
    smsc.asks(deliver);
    smsc.hears({ command: 'deliver_sm_resp', sequence: 1 });
    expect(confirmed(smsc)).toEqual([2]);
  });
});

describe('responses that nothing confirms', () => {
  it('make us send an enquire_link after 1 s, whose answer confirms them', () => {
    const esme = answered(2);
    esme.until(999);
    expect(esme.wrote()).toEqual([]);
    esme.until(1_000);
    expect(esme.wrote()).toEqual(['enquire_link 2']);
    esme.hears({ command: 'enquire_link_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([1, 2]);
    esme.until(30_999);
    expect(esme.wrote()).toEqual([]);
  });

  it('one enquire_link at a time: a response written behind it waits for the next', () => {
    const esme = answered(1);
    esme.until(1_000);
    esme.hears({ ...deliver, sequence: 2 });
    esme.answers(2);
    esme.until(3_000);
    expect(esme.wrote()).toEqual(['enquire_link 2', 'deliver_sm_resp 2']);
    esme.hears({ command: 'enquire_link_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([1]);
    esme.until(3_000);
    expect(esme.wrote()).toEqual(['enquire_link 3']);
    esme.hears({ command: 'enquire_link_resp', sequence: 3 });
    expect(confirmed(esme)).toEqual([2]);
  });

  it('traffic of our own that is answered within 1 s makes the question needless', () => {
    const esme = boundEsme();
    for (let round = 1; round <= 20; round++) {
      esme.until(round * 500);
      esme.hears({ ...deliver, sequence: round });
      esme.answers(round);
      const sequence = Number(esme.asks(submit));
      esme.hears({ command: 'submit_sm_resp', sequence });
    }
    expect(esme.wrote().filter((written) => written.startsWith('enquire_link'))).toEqual([]);
  });

  it('end a dead session soon: two questions, 10 s each', () => {
    const esme = answered(1);
    esme.until(20_999);
    expect(esme.wrote()).toEqual(['enquire_link 2', 'enquire_link 3']);
    expect(esme.close).toBeUndefined();
    esme.until(21_000);
    expect(esme.close).toEqual({ reason: 'peer-silent', how: 'destroy' });
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });
});

describe('leaving', () => {
  it('an answered unbind confirms everything before it', () => {
    const esme = answered(3);
    esme.asks({ command: 'unbind' });
    esme.hears({ command: 'unbind_resp', sequence: 2 });
    expect(confirmed(esme)).toEqual([1, 2, 3]);
    expect(unconfirmedAtTheEnd(esme)).toEqual([]);
  });

  it('a response written behind our unbind is not confirmed by its answer', () => {
    const esme = boundEsme();
    esme.hears({ ...deliver, sequence: 1 });
    esme.asks({ command: 'unbind' });
    esme.answers(1);
    esme.hears({ command: 'unbind_resp', sequence: 2 });
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });

  it('the peer’s unbind confirms nothing', () => {
    const esme = answered(1);
    esme.hears({ command: 'unbind', sequence: 9 });
    expect(unconfirmedAtTheEnd(esme)).toEqual([1]);
  });
});

type Step =
  | { readonly do: 'deliver' }
  | { readonly do: 'submit' }
  | { readonly do: 'answer'; readonly which: number }
  | { readonly do: 'respond'; readonly which: number };

/** Takes out the element that `which` falls on. */
const pick = (from: number[], which: number): number | undefined => from.splice(which % Math.max(from.length, 1), 1)[0];

it('confirmed are exactly the responses written before some request the peer has answered', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('deliver' as const) }),
    fc.record({ do: fc.constant('submit' as const) }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat() }),
    fc.record({ do: fc.constant('respond' as const), which: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const esme = boundEsme({ window: 100 });
      const written: string[] = [];
      const [open, pending]: [number[], number[]] = [[], []];
      let inbound = 0;
      let read = 0;
      for (const move of steps) {
        if (move.do === 'deliver') {
          esme.hears({ ...deliver, sequence: 1 });
          open.push(++inbound);
        } else if (move.do === 'submit') {
          const sequence = Number(esme.asks(submit));
          pending.push(sequence);
          written.push(`request ${sequence}`);
        } else if (move.do === 'answer') {
          const which = pick(open, move.which);
          if (which === undefined) continue;
          esme.answers(which);
          written.push(`response ${which}`);
        } else {
          const sequence = pick(pending, move.which);
          if (sequence === undefined) continue;
          esme.hears({ command: 'submit_sm_resp', sequence });
          read = Math.max(read, written.indexOf(`request ${sequence}`));
        }
      }
      const responses = (lines: readonly string[]) =>
        lines.filter((line) => line.startsWith('response')).map((line) => Number(line.split(' ')[1]));
      expect(confirmed(esme)).toEqual(responses(written.slice(0, read)));
      expect(unconfirmedAtTheEnd(esme)).toEqual(responses(written.slice(read)));
    }),
  );
});
