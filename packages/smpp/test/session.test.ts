import { createPdu, encodePdu, integerTlv, statuses, tlvTags } from '../src';
import { boundEsme, boundSmsc, deliver, Harness, submit } from './session-harness';

const { ESME_RALYBND, ESME_RINVBNDSTS, ESME_RINVCMDID, ESME_RINVPARLEN, ESME_RINVPASWD, ESME_RSYSERR } = statuses;

describe('binding as ESME', () => {
  it.each([
    ['bind_transmitter', 'BOUND_TX'],
    ['bind_receiver', 'BOUND_RX'],
    ['bind_transceiver', 'BOUND_TRX'],
  ] as const)('%s leads to %s', (command, state) => {
    const esme = new Harness({ role: 'esme' });
    expect(esme.asks({ command, system_id: 'gateway', password: 'secret' })).toBe(1);
    expect(esme.sent[0]).toMatchObject({ command, system_id: 'gateway', password: 'secret', interface_version: 0x34 });
    expect(esme.session.state).toBe('OPEN');
    esme.hears({
      command: `${command}_resp`,
      sequence: 1,
      system_id: 'smsc',
      tlvs: [integerTlv(tlvTags.sc_interface_version, 1, 0x50)],
    });
    expect(esme.saw()).toEqual([{ kind: 'bound', state, peer: 'smsc', version: 0x50 }]);
    expect(esme.session.state).toBe(state);
  });

  it('a refused bind ends the session with the status', () => {
    const esme = new Harness({ role: 'esme' });
    esme.asks({ command: 'bind_transceiver' });
    esme.hears({ command: 'bind_transceiver_resp', sequence: 1, status: ESME_RINVPASWD.code });
    expect(esme.saw()).toEqual([{ kind: 'bind-refused', status: ESME_RINVPASWD.code }]);
    expect(esme.close).toEqual({ reason: 'bind-refused', how: 'end' });
  });

  it('a bind answered by generic_nack is refused, even with status 0', () => {
    const esme = new Harness({ role: 'esme' });
    esme.asks({ command: 'bind_transceiver' });
    esme.hears({ command: 'generic_nack', sequence: 1 });
    expect(esme.saw()).toEqual([{ kind: 'bind-refused', status: 0 }]);
    expect(esme.session.state).toBe('CLOSED');
  });

  it('only one bind at a time, and nothing else before it is answered', () => {
    const esme = new Harness({ role: 'esme' });
    expect(esme.asks(submit)).toBe('wrong-state');
    expect(esme.asks({ command: 'unbind' })).toBe('wrong-state');
    esme.asks({ command: 'bind_transceiver' });
    expect(esme.asks({ command: 'bind_receiver' })).toBe('wrong-state');
  });

  it('an outbind is handed over, and a bind may follow', () => {
    const esme = new Harness({ role: 'esme' });
    esme.hears({ command: 'outbind', sequence: 9, system_id: 'smsc' });
    expect(esme.saw()).toMatchObject([{ kind: 'outbind', pdu: { system_id: 'smsc' } }]);
    expect(esme.wrote()).toEqual([]);
    expect(esme.asks({ command: 'bind_receiver' })).toBe(1);
  });

  it('what the peer sends right behind its bind_resp is already bound', () => {
    const esme = new Harness({ role: 'esme' });
    esme.asks({ command: 'bind_transceiver' });
    const answer = encodePdu(createPdu({ command: 'bind_transceiver_resp', sequence: 1 }));
    esme.hearsOctets(Buffer.concat([answer, encodePdu(createPdu({ ...deliver, sequence: 1 }))]));
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['bound', 'request']);
  });
});

describe('being bound to as SMSC', () => {
  it('the application decides, and the answer carries our version', () => {
    const smsc = new Harness({ role: 'smsc' });
    smsc.hears({ command: 'bind_transceiver', sequence: 77, system_id: 'partner', password: 'pw' });
    expect(smsc.saw()).toMatchObject([
      { kind: 'bind-requested', inbound: 1, pdu: { system_id: 'partner', password: 'pw' } },
    ]);
    smsc.answers(1);
    expect(smsc.sent).toEqual([
      createPdu({
        command: 'bind_transceiver_resp',
        sequence: 77,
        tlvs: [integerTlv(tlvTags.sc_interface_version, 1, 0x34)],
      }),
    ]);
    expect(smsc.saw()).toEqual([{ kind: 'bound', state: 'BOUND_TRX', peer: 'partner', version: 0x34 }]);
  });

  it('a peer of SMPP 3.3 gets no TLV', () => {
    const smsc = new Harness({ role: 'smsc' });
    smsc.hears({ command: 'bind_receiver', sequence: 1, interface_version: 0x33 });
    smsc.answers(1);
    expect(smsc.sent[0]?.tlvs).toEqual([]);
  });

  it('a refusal keeps the session open for another try', () => {
    const smsc = new Harness({ role: 'smsc' });
    smsc.hears({ command: 'bind_transmitter', sequence: 1 });
    smsc.answers(1, ESME_RINVPASWD.code);
    expect(smsc.wrote()).toEqual([`bind_transmitter_resp 1 !${ESME_RINVPASWD.code}`]);
    expect(smsc.session.state).toBe('OPEN');
    smsc.hears({ command: 'bind_transmitter', sequence: 2 });
    smsc.answers(2);
    expect(smsc.session.state).toBe('BOUND_TX');
  });

  it('a second bind is told so, while the first is judged and after', () => {
    const smsc = new Harness({ role: 'smsc' });
    smsc.hears({ command: 'bind_transceiver', sequence: 1 });
    smsc.hears({ command: 'bind_transceiver', sequence: 2 });
    smsc.answers(1);
    smsc.hears({ command: 'bind_receiver', sequence: 3 });
    expect(smsc.wrote()).toEqual([
      `bind_transceiver_resp 2 !${ESME_RALYBND.code}`,
      'bind_transceiver_resp 1',
      `bind_receiver_resp 3 !${ESME_RALYBND.code}`,
    ]);
  });

  it('may call an ESME by outbind, which nobody answers', () => {
    const smsc = new Harness({ role: 'smsc' });
    expect(smsc.asks({ command: 'outbind', system_id: 'smsc' })).toBe(1);
    expect(smsc.asks({ command: 'bind_receiver' })).toBe('wrong-state');
    smsc.closed();
    expect(smsc.saw()).toMatchObject([{ kind: 'closed', pending: [] }]);
  });
});

describe('what the session refuses by itself', () => {
  it.each([
    ['a text before bind', () => new Harness({ role: 'smsc' }), submit, 'submit_sm_resp'],
    ['an unbind before bind', () => new Harness({ role: 'smsc' }), { command: 'unbind' }, 'unbind_resp'],
    ['deliver_sm to a transmitter', () => boundEsme({}, 'bind_transmitter'), deliver, 'deliver_sm_resp'],
    ['submit_sm to an ESME', () => boundEsme(), submit, 'submit_sm_resp'],
    ['a bind to an ESME', () => boundEsme(), { command: 'bind_receiver' }, 'bind_receiver_resp'],
    ['deliver_sm to an SMSC', () => boundSmsc(), deliver, 'deliver_sm_resp'],
    ['submit_sm from a receiver', () => boundSmsc({}, 'bind_receiver'), submit, 'submit_sm_resp'],
    [
      'data_sm from a receiver',
      () => boundSmsc({}, 'bind_receiver'),
      { ...submit, command: 'data_sm' },
      'data_sm_resp',
    ],
    ['outbind to a bound ESME', () => boundEsme(), { command: 'outbind' }, 'generic_nack'],
  ] as const)('%s gets RINVBNDSTS', (_name, open, draft, answer) => {
    const harness = open();
    harness.hears({ ...draft, sequence: 5 });
    expect(harness.wrote()).toEqual([`${answer} 5 !${ESME_RINVBNDSTS.code}`]);
    expect(harness.saw()).toMatchObject([{ kind: 'malformed', reason: expect.stringContaining(draft.command) }]);
    expect(harness.close).toBeUndefined();
  });

  it('a malformed PDU is answered and the session goes on', () => {
    const esme = boundEsme();
    const frame = encodePdu(createPdu({ ...deliver, sequence: 5 }));
    frame.fill(0x39, 16);
    esme.hearsOctets(frame);
    esme.hears({ command: 'enquire_link', sequence: 6 });
    expect(esme.wrote()).toEqual([`deliver_sm_resp 5 !${ESME_RINVPARLEN.code}`, 'enquire_link_resp 6']);
    expect(esme.saw()).toMatchObject([{ kind: 'malformed', commandId: 5 }]);
  });

  it('an unknown request gets generic_nack, an unknown response silence', () => {
    const esme = boundEsme();
    const frame = encodePdu(createPdu({ command: 'unbind', sequence: 5 }));
    frame.writeUInt32BE(0x111, 4);
    esme.hearsOctets(frame);
    frame.writeUInt32BE(0x80000111, 4);
    esme.hearsOctets(frame);
    expect(esme.wrote()).toEqual([`generic_nack 5 !${ESME_RINVCMDID.code}`]);
    expect(esme.saw()).toHaveLength(2);
  });

  it.each(['OPEN', 'BOUND'])('enquire_link is answered in state %s', (state) => {
    const harness = state === 'OPEN' ? new Harness({ role: 'smsc' }) : boundEsme();
    harness.hears({ command: 'enquire_link', sequence: 0xffffffff });
    expect(harness.wrote()).toEqual([`enquire_link_resp ${0xffffffff}`]);
  });
});

describe('requests of ours', () => {
  it('are matched to their responses in any order', () => {
    const esme = boundEsme();
    expect([esme.asks(submit), esme.asks(submit), esme.asks(submit)]).toEqual([2, 3, 4]);
    esme.now = 30;
    esme.hears({ command: 'submit_sm_resp', sequence: 4, message_id: 'c' });
    esme.hears({ command: 'submit_sm_resp', sequence: 2, message_id: 'a' });
    esme.hears({ command: 'generic_nack', sequence: 3, status: ESME_RINVCMDID.code });
    expect(esme.saw()).toMatchObject([
      { kind: 'response', sequence: 4, late: false, roundTripMs: 30, pdu: { message_id: 'c' } },
      { kind: 'response', sequence: 2, pdu: { message_id: 'a' } },
      { kind: 'response', sequence: 3, pdu: { command: 'generic_nack', status: ESME_RINVCMDID.code } },
    ]);
    expect(esme.session.inFlight).toBe(0);
  });

  it('fill the window, which each response opens again', () => {
    const esme = boundEsme({ window: 2 });
    expect([esme.asks(submit), esme.asks(submit), esme.asks(submit)]).toEqual([2, 3, 'window-full']);
    expect(esme.session.inFlight).toBe(2);
    esme.hears({ command: 'submit_sm_resp', sequence: 3 });
    expect([esme.asks(submit), esme.asks(submit)]).toEqual([4, 'window-full']);
    expect(esme.asks({ command: 'enquire_link' })).toBe(5);
    expect(esme.asks({ command: 'unbind' })).toBe(6);
  });

  it('that cannot be written leave nothing behind', () => {
    const esme = boundEsme();
    expect(() => esme.asks({ ...submit, destination_addr: '' })).toThrow(/^destination_addr /);
    expect(esme.wrote()).toEqual([]);
    expect(esme.session.inFlight).toBe(0);
    esme.closed();
    expect(esme.saw()).toMatchObject([{ kind: 'closed', pending: [] }]);
  });

  it('a malformed response still settles its request, by its status', () => {
    const esme = boundEsme();
    esme.asks(submit);
    const frame = encodePdu(createPdu({ command: 'submit_sm_resp', sequence: 2, message_id: 'ab' }));
    frame[18] = 0x63; // the NUL becomes a letter
    esme.hearsOctets(frame);
    expect(esme.saw()).toMatchObject([
      { kind: 'malformed' },
      { kind: 'response', sequence: 2, pdu: { status: 0, message_id: '' } },
    ]);
  });

  it('a response of another command, of no request, or twice, settles nothing', () => {
    const esme = boundEsme();
    esme.asks(submit);
    esme.hears({ command: 'data_sm_resp', sequence: 2 });
    esme.hears({ command: 'submit_sm_resp', sequence: 99 });
    esme.hears({ command: 'generic_nack', sequence: 0 });
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['malformed', 'malformed', 'malformed']);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['response', 'malformed']);
    expect(esme.wrote()).toEqual(['submit_sm 2']);
  });

  it('of an SMSC are deliver_sm and data_sm', () => {
    const smsc = boundSmsc();
    expect(smsc.asks(submit)).toBe('wrong-state');
    expect([smsc.asks(deliver), smsc.asks({ ...deliver, command: 'data_sm' })]).toEqual([1, 2]);
  });
});

describe('requests of the peer', () => {
  it('get ordinals of their own, and their own sequence back, in any order', () => {
    const esme = boundEsme();
    esme.hears({ ...deliver, sequence: 8 });
    esme.hears({ ...deliver, sequence: 8, short_message: Buffer.from('again') });
    expect(esme.saw()).toMatchObject([
      { kind: 'request', inbound: 1 },
      { kind: 'request', inbound: 2, pdu: { short_message: Buffer.from('again') } },
    ]);
    esme.answers(2, ESME_RSYSERR.code);
    esme.answers(1);
    expect(esme.wrote()).toEqual([`deliver_sm_resp 8 !${ESME_RSYSERR.code}`, 'deliver_sm_resp 8']);
  });

  it('are answered once; later answers do nothing', () => {
    const esme = boundEsme();
    esme.hears({ ...deliver, sequence: 8 });
    esme.answers(1);
    esme.answers(1);
    esme.answers(99);
    expect(esme.wrote()).toEqual(['deliver_sm_resp 8']);
  });

  it('carry a message id in their answer where the application gives one', () => {
    const smsc = boundSmsc();
    smsc.hears({ ...submit, sequence: 2 });
    const { send } = smsc.session.respond(2, { status: 0, message_id: 'a1' }, 0);
    expect(send).toEqual([encodePdu(createPdu({ command: 'submit_sm_resp', sequence: 2, message_id: 'a1' }))]);
  });

  it('whose answer cannot be written stay unanswered', () => {
    const smsc = boundSmsc();
    smsc.hears({ ...submit, sequence: 2 });
    expect(() => smsc.session.respond(2, { status: 0, message_id: 'x'.repeat(65) }, 0)).toThrow(/^message_id /);
    expect(smsc.session.unanswered).toBe(1);
    smsc.answers(2);
    expect(smsc.wrote()).toEqual(['submit_sm_resp 2']);
  });

  it('saturate the session until one is answered', () => {
    const esme = boundEsme({ maxUnanswered: 2 });
    esme.hears({ ...deliver, sequence: 1 });
    expect(esme.session.saturated).toBe(false);
    esme.hears({ ...deliver, sequence: 2 });
    expect(esme.session.saturated).toBe(true);
    esme.answers(1);
    expect(esme.session.saturated).toBe(false);
  });
});

describe('taking leave', () => {
  it('our unbind is awaited, and nothing new is sent meanwhile', () => {
    const esme = boundEsme();
    esme.asks(submit);
    esme.asks({ command: 'unbind' });
    expect([esme.asks(submit), esme.asks({ command: 'unbind' })]).toEqual(['wrong-state', 'wrong-state']);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    esme.hears({ command: 'unbind_resp', sequence: 3 });
    expect(esme.saw().map(({ kind }) => kind)).toEqual(['response', 'unbound']);
    expect(esme.close).toEqual({ reason: 'unbound', how: 'end' });
    expect(esme.session.state).toBe('UNBOUND');
    esme.closed();
    expect(esme.saw()).toEqual([{ kind: 'closed', reason: 'unbound', pending: [], unanswered: [], unconfirmed: [] }]);
  });

  it('the peer’s unbind is answered, then the session closes', () => {
    const esme = boundEsme();
    esme.hears({ command: 'unbind', sequence: 4 });
    expect(esme.wrote()).toEqual(['unbind_resp 4']);
    expect(esme.saw()).toEqual([{ kind: 'unbind-requested' }]);
    expect(esme.close).toEqual({ reason: 'peer-unbound', how: 'end' });
  });

  it('the peer’s unbind waits for the application’s last answers, but not longer than a second', () => {
    const patient = boundEsme();
    patient.hears({ ...deliver, sequence: 7 });
    patient.hears({ command: 'unbind', sequence: 8 });
    patient.hears({ ...deliver, sequence: 9 });
    patient.hears({ command: 'enquire_link', sequence: 10 });
    expect(patient.asks(submit)).toBe('wrong-state');
    patient.answers(1);
    expect(patient.wrote()).toEqual([
      `deliver_sm_resp 9 !${ESME_RINVBNDSTS.code}`,
      'enquire_link_resp 10',
      'deliver_sm_resp 7',
      'unbind_resp 8',
    ]);

    const late = boundEsme();
    late.hears({ ...deliver, sequence: 7 });
    late.hears({ command: 'unbind', sequence: 8 });
    late.until(999);
    expect(late.wrote()).toEqual([]);
    late.until(1_000);
    expect(late.wrote()).toEqual(['unbind_resp 8']);
    late.closed();
    expect(late.saw().at(-1)).toMatchObject({ kind: 'closed', reason: 'peer-unbound', unanswered: [1] });
  });

  it('both at once: theirs is answered, the answer to ours closes', () => {
    const esme = boundEsme();
    esme.asks({ command: 'unbind' });
    esme.hears({ command: 'unbind', sequence: 4 });
    expect(esme.wrote()).toEqual(['unbind 2', 'unbind_resp 4']);
    expect(esme.close).toBeUndefined();
    esme.hears({ command: 'unbind_resp', sequence: 2 });
    expect(esme.close).toEqual({ reason: 'unbound', how: 'end' });
  });

  it('an unbind nobody answers ends in destruction', () => {
    const esme = boundEsme();
    esme.asks({ command: 'unbind' });
    esme.until(10_000);
    expect(esme.close).toEqual({ reason: 'unbind-timeout', how: 'destroy' });
  });
});

describe('the end', () => {
  it('settles everything exactly once', () => {
    const esme = boundEsme();
    esme.asks(submit);
    esme.asks(submit);
    esme.hears({ command: 'submit_sm_resp', sequence: 2 });
    esme.hears({ ...deliver, sequence: 5 });
    esme.hears({ ...deliver, sequence: 6 });
    esme.answers(2);
    esme.saw();
    esme.closed('ECONNRESET');
    expect(esme.saw()).toEqual([
      { kind: 'closed', reason: 'ECONNRESET', pending: [3], unanswered: [1], unconfirmed: [2] },
    ]);
    expect(esme.session.state).toBe('CLOSED');
    esme.closed('again');
    esme.answers(1);
    esme.hears({ command: 'enquire_link', sequence: 9 });
    esme.until(1_000_000);
    expect(esme.saw()).toEqual([]);
    expect(esme.wrote()).toEqual(['submit_sm 2', 'submit_sm 3', 'deliver_sm_resp 6']);
    expect(esme.asks(submit)).toBe('wrong-state');
    expect(esme.session.nextDeadline()).toBeUndefined();
  });
});

describe('what else an ESME may ask', () => {
  it.each([
    { command: 'query_sm', message_id: '7' },
    { command: 'cancel_sm', message_id: '7' },
    { command: 'replace_sm', message_id: '7' },
    { command: 'submit_multi', dest_address: [{ dl_name: 'wards' }] },
  ] as const)('$command takes room in the window and is answered', (body) => {
    const esme = boundEsme({ window: 1 });
    expect(esme.asks(body)).toBe(2);
    expect(esme.asks(submit)).toBe('window-full');
    esme.hears({ command: `${body.command}_resp`, sequence: 2 });
    expect(esme.saw()).toMatchObject([{ kind: 'response', sequence: 2, pdu: { command: `${body.command}_resp` } }]);
    expect(esme.session.inFlight).toBe(0);
    expect(boundEsme({}, 'bind_receiver').asks(body)).toBe('wrong-state');
  });

  it('is refused by our SMSC side in a response of its own', () => {
    const smsc = boundSmsc();
    smsc.hears({ command: 'query_sm', sequence: 2, message_id: '7' });
    smsc.hears({ command: 'submit_multi', sequence: 3, dest_address: [{ dl_name: 'wards' }] });
    expect(smsc.wrote()).toEqual([
      `query_sm_resp 2 !${statuses.ESME_RINVCMDID.code}`,
      `submit_multi_resp 3 !${statuses.ESME_RINVCMDID.code}`,
    ]);
    expect(smsc.saw().map(({ kind }) => kind)).toEqual(['malformed', 'malformed']);
  });
});

describe('an alert_notification', () => {
  const alert = { command: 'alert_notification', sequence: 5, source_addr: '84900000001', esme_addr: '8049' } as const;

  it('is told and answered by nobody', () => {
    const esme = boundEsme();
    esme.hears(alert);
    expect(esme.wrote()).toEqual([]);
    expect(esme.saw()).toMatchObject([{ kind: 'alert', pdu: { source_addr: '84900000001' } }]);
    expect(esme.session.unanswered).toBe(0);
  });

  it('out of place is noted, and still answered by nobody', () => {
    const esme = boundEsme({}, 'bind_transmitter');
    esme.hears(alert);
    expect(esme.wrote()).toEqual([]);
    expect(esme.saw()).toMatchObject([{ kind: 'malformed', reason: 'alert_notification has no place in BOUND_TX' }]);
  });

  it('of ours waits for nothing', () => {
    const smsc = boundSmsc();
    smsc.asks({ command: 'alert_notification', source_addr: '84900000001', esme_addr: '8049' });
    smsc.closed();
    expect(smsc.saw()).toMatchObject([{ kind: 'closed', pending: [] }]);
  });
});
