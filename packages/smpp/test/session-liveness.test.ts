import { createPdu, encodePdu, statuses } from '../src';
import { boundEsme, boundSmsc, deliver, Harness, submit } from './session-harness';

const { ESME_RINVCMDLEN } = statuses;

describe('the bind timeout', () => {
  it('ends an SMSC session that nobody binds within 5 s', () => {
    const smsc = new Harness({ role: 'smsc' });
    expect(smsc.session.nextDeadline()).toBe(5_000);
    smsc.until(4_000);
    smsc.hears({ command: 'enquire_link', sequence: 1 });
    smsc.until(4_999);
    expect(smsc.close).toBeUndefined();
    smsc.until(5_000);
    expect(smsc.close).toEqual({ reason: 'bind-timeout', how: 'destroy' });
  });

  it('runs on after a refused bind', () => {
    const smsc = new Harness({ role: 'smsc' });
    smsc.now = 4_000;
    smsc.hears({ command: 'bind_receiver', sequence: 1 });
    smsc.answers(1, 0x0e);
    smsc.until(5_000);
    expect(smsc.close?.reason).toBe('bind-timeout');
  });

  it('gives an ESME’s bind 5 s for its answer', () => {
    const esme = new Harness({ role: 'esme' });
    esme.until(3_000);
    esme.asks({ command: 'bind_transceiver' });
    esme.until(7_999);
    expect(esme.close).toBeUndefined();
    esme.until(8_000);
    expect(esme.close).toEqual({ reason: 'bind-timeout', how: 'destroy' });
    esme.closed();
    expect(esme.saw()).toMatchObject([{ kind: 'closed', reason: 'bind-timeout', pending: [1] }]);
  });

  it('holds no bound session', () => {
    const esme = boundEsme();
    esme.until(29_999);
    expect(esme.close).toBeUndefined();
  });
});

describe('response timeouts', () => {
  it('each request has its 10 s; the window opens again', () => {
    const esme = boundEsme({ window: 2 });
    esme.asks(submit);
    esme.until(4_000);
    esme.asks(submit);
    esme.until(9_999);
    expect(esme.saw()).toEqual([]);
    esme.until(10_000);
    expect(esme.saw()).toEqual([{ kind: 'timeout', sequence: 2 }]);
    expect(esme.session.inFlight).toBe(1);
    expect(esme.asks(submit)).toBe(4);
    esme.until(14_000);
    expect(esme.saw()).toEqual([{ kind: 'timeout', sequence: 3 }]);
  });

  it('an answer in time leaves no timeout behind', () => {
    const esme = boundEsme();
    esme.asks(submit);
    esme.until(9_999);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    esme.until(20_000);
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['response']);
  });

  it('a late answer is still matched, once, and no longer pending at the end', () => {
    const esme = boundEsme();
    esme.asks(submit);
    esme.until(12_000);
    esme.hears({ command: 'submit_sm_resp', sequence: 2, message_id: 'late' });
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    esme.closed();
    expect(esme.saw()).toMatchObject([
      { kind: 'timeout', sequence: 2 },
      { kind: 'response', sequence: 2, late: true, roundTripMs: 12_000, pdu: { message_id: 'late' } },
      { kind: 'malformed' },
      { kind: 'closed', pending: [] },
    ]);
  });
});

describe('signs of life', () => {
  it('after 30 s of silence we ask; two unanswered questions end the session', () => {
    const esme = boundEsme();
    esme.until(29_999);
    expect(esme.wrote()).toEqual([]);
    esme.until(30_000);
    expect(esme.wrote()).toEqual(['enquire_link 2']);
    esme.until(39_999);
    expect(esme.wrote()).toEqual([]);
    esme.until(40_000);
    expect(esme.wrote()).toEqual(['enquire_link 3']);
    esme.until(49_999);
    expect(esme.close).toBeUndefined();
    esme.until(50_000);
    expect(esme.close).toEqual({ reason: 'peer-silent', how: 'destroy' });
    expect(esme.saw()).toEqual([]);
  });

  it('an answer starts the silence anew', () => {
    const esme = boundEsme();
    esme.until(31_000);
    esme.hears({ command: 'enquire_link_resp', sequence: 2 });
    esme.until(60_999);
    expect(esme.wrote()).toEqual(['enquire_link 2']);
    esme.until(61_000);
    expect(esme.wrote()).toEqual(['enquire_link 3']);
  });

  it.each([
    ['a request', { ...deliver, sequence: 1 }],
    ['a response to nothing', { command: 'submit_sm_resp', sequence: 99 }],
    ['the peer’s own enquire_link', { command: 'enquire_link', sequence: 1 }],
  ] as const)('%s counts as life', (_name, pdu) => {
    const esme = boundEsme({ confirmAfterMs: 1_000_000 });
    esme.until(40_000);
    esme.hears(pdu);
    esme.until(50_000);
    expect(esme.close).toBeUndefined();
    expect(esme.wrote().filter((written) => written.startsWith('enquire_link '))).toEqual([
      'enquire_link 2',
      'enquire_link 3',
    ]);
    esme.until(69_999);
    expect(esme.wrote()).toEqual([]);
    esme.until(70_000);
    expect(esme.wrote()).toEqual(['enquire_link 4']);
    // The unanswered enquiry that life followed is forgotten: two more are needed.
    esme.until(89_999);
    expect(esme.close).toBeUndefined();
    esme.until(90_000);
    expect(esme.close?.reason).toBe('peer-silent');
  });

  it('a peer that talks but never answers enquire_link stays', () => {
    const smsc = boundSmsc({ confirmAfterMs: 1_000_000 });
    for (let now = 29_000; now < 400_000; now += 35_000) {
      smsc.until(now);
      smsc.hears({ command: 'enquire_link', sequence: now });
    }
    expect(smsc.close).toBeUndefined();
    expect(smsc.wrote().some((written) => written.startsWith('enquire_link '))).toBe(true);
  });

  it('our own sending does not hide the peer’s silence', () => {
    const esme = boundEsme({ window: 100 });
    for (let now = 0; now < 50_000; now += 1_000) {
      esme.until(now);
      esme.asks(submit);
    }
    esme.until(50_000);
    expect(esme.close?.reason).toBe('peer-silent');
  });

  it('an enquire_link the application asked for is answered to the application', () => {
    const esme = boundEsme();
    esme.asks({ command: 'enquire_link' });
    esme.hears({ command: 'enquire_link_resp', sequence: 2 });
    expect(esme.saw()).toMatchObject([{ kind: 'response', sequence: 2 }]);
  });
});

describe('a peer that sends on and never answers what we ask', () => {
  /** A text every five seconds, each answered by us at once. */
  const talk = (esme: Harness, seconds: number, then: (at: number) => void = () => {}) => {
    const from = esme.now;
    for (let at = from; at < from + seconds * 1_000 && esme.close === undefined; at += 5_000) {
      esme.until(at);
      esme.hears({ ...deliver, sequence: 1 + at / 5_000 });
      for (const event of esme.saw()) if (event.kind === 'request') esme.answers(event.inbound);
      then(at);
    }
  };
  const enquiries = (esme: Harness) =>
    esme.wrote().flatMap((line) => (line.startsWith('enquire_link ') ? [Number(line.split(' ')[1])] : []));

  it('is left after three enquiries: nobody knows whether our responses are read', () => {
    const esme = boundEsme({}, 'bind_receiver');
    talk(esme, 3_600);
    expect(esme.close).toEqual({ reason: 'peer-confirms-nothing', how: 'destroy' });
    expect(esme.now).toBeLessThan(40_000);
    expect(enquiries(esme)).toHaveLength(3);
    esme.closed();
    expect(esme.saw().flatMap((event) => (event.kind === 'closed' ? event.unconfirmed : [])).length).toBeGreaterThan(5);
  });

  it('stays while it answers anything, however late', () => {
    const esme = boundEsme({}, 'bind_receiver');
    const open: number[] = [];
    talk(esme, 600, (at) => {
      open.push(...enquiries(esme));
      // Each comes 15 seconds after its question.
      const sequence = at % 15_000 === 0 ? open.shift() : undefined;
      if (sequence !== undefined) esme.hears({ command: 'enquire_link_resp', sequence });
    });
    expect(esme.close).toBeUndefined();
  });

  it('stays while it answers our messages', () => {
    const esme = boundEsme();
    talk(esme, 600, (at) => {
      if (at % 20_000 !== 0) return;
      const sequence = Number(esme.asks(submit));
      esme.hears({ command: 'submit_sm_resp', sequence });
    });
    expect(esme.close).toBeUndefined();
  });

  it('stays while there is no response of ours to be confirmed', () => {
    const esme = boundEsme({ enquireAfterMs: 2_000 }, 'bind_receiver');
    for (let at = 0; at < 600_000; at += 5_000) {
      esme.until(at);
      esme.hears({ command: 'enquire_link', sequence: 1 + at });
    }
    expect(enquiries(esme).length).toBeGreaterThan(10);
    expect(esme.close).toBeUndefined();
  });
});

describe('a PDU that does not arrive whole', () => {
  const frame = encodePdu(createPdu({ ...deliver, sequence: 5, short_message: Buffer.alloc(100) }));

  it('ends the session 5 s after it began, however it drips', () => {
    const esme = boundEsme();
    for (let second = 0; second < 5; second++) {
      esme.until(second * 1_000);
      esme.hearsOctets(frame.subarray(second * 10, second * 10 + 10));
    }
    esme.until(4_999);
    expect(esme.close).toBeUndefined();
    esme.until(5_000);
    expect(esme.wrote()).toEqual([`generic_nack 0 !${ESME_RINVCMDLEN.code}`]);
    expect(esme.close).toEqual({ reason: 'partial-pdu', how: 'end' });
  });

  it('in time it is nothing special, and the next one has its own 5 s', () => {
    const esme = boundEsme();
    esme.hearsOctets(frame.subarray(0, 3));
    esme.until(4_000);
    esme.hearsOctets(Buffer.concat([frame.subarray(3), frame.subarray(0, 50)]));
    esme.until(8_000);
    esme.hearsOctets(frame.subarray(50));
    esme.until(20_000);
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['request', 'request']);
    expect(esme.close).toBeUndefined();
  });
});

it('the first reason to close stands: half a PDU is answered, though the bind is overdue as well', () => {
  const smsc = new Harness({ role: 'smsc' });
  smsc.hearsOctets(Buffer.alloc(3));
  smsc.until(5_000);
  expect(smsc.wrote()).toEqual([`generic_nack 0 !${ESME_RINVCMDLEN.code}`]);
  expect(smsc.close).toEqual({ reason: 'partial-pdu', how: 'end' });
});

describe('while the session is saturated we do not read, so', () => {
  const saturated = () => {
    const esme = boundEsme({ maxUnanswered: 1 });
    esme.asks(submit);
    esme.until(1_000);
    const half = encodePdu(createPdu({ ...deliver, sequence: 6 })).subarray(0, 20);
    esme.hearsOctets(Buffer.concat([encodePdu(createPdu({ ...deliver, sequence: 5 })), half]));
    esme.saw();
    esme.wrote();
    return esme;
  };

  it('the peer is judged by nothing: no deadline runs', () => {
    const esme = saturated();
    expect(esme.session.nextDeadline()).toBeUndefined();
    esme.until(500_000);
    expect(esme.saw()).toEqual([]);
    expect(esme.wrote()).toEqual([]);
    expect(esme.close).toBeUndefined();
  });

  it('afterwards every deadline has what it had left', () => {
    const esme = saturated();
    esme.now = 101_000;
    esme.answers(1);
    esme.until(105_999);
    expect(esme.close).toBeUndefined();
    esme.until(106_000);
    expect(esme.close?.reason).toBe('partial-pdu');
  });

  it('the time spent deaf is no round trip, even if octets on their way still came in', () => {
    const esme = saturated();
    esme.now = 50_000;
    esme.hearsOctets(Buffer.alloc(0));
    esme.now = 101_000;
    esme.answers(1);
    esme.hearsOctets(encodePdu(createPdu({ ...deliver, sequence: 6 })).subarray(20));
    esme.now = 101_500;
    esme.answers(2);
    esme.until(102_000);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(esme.saw().find(({ kind }) => kind === 'response')).toMatchObject({ roundTripMs: 1_500 });
  });
});
