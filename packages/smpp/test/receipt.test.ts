import fc from 'fast-check';
import { type Receipt, type ReceiptSource, readReceipt } from '../src';

const read = (body: string, tlvs: Omit<ReceiptSource, 'body'> = {}): Receipt => readReceipt({ body, ...tlvs });

const usual =
  'id:0123456789 sub:001 dlvrd:001 submit date:2211220102 done date:2211220103 stat:DELIVRD err:000 text:Xin chao';

/** The octets of a text in UTF-16, one character each. */
const ucs2 = (text: string, order: 'BE' | 'LE' = 'BE'): string => {
  const octets = Buffer.from(text, 'utf16le');
  return (order === 'BE' ? octets.swap16() : octets).toString('latin1');
};

describe('a receipt', () => {
  it('as the specification shows it', () => {
    expect(read(usual)).toEqual({
      id: '0123456789',
      state: 'delivered',
      stat: 'DELIVRD',
      err: '000',
      submitDate: '2211220102',
      doneDate: '2211220103',
      sub: '001',
      dlvrd: '001',
    });
  });

  it.each<[string, string, Receipt]>([
    ['with nothing but id and stat', 'id:7 stat:UNDELIV', { id: '7', state: 'undeliverable', stat: 'UNDELIV' }],
    ['with nothing but an id', 'id:7', { id: '7', state: 'other' }],
    ['with nothing but a stat', 'stat:EXPIRED', { state: 'expired', stat: 'EXPIRED' }],
    ['with nothing', '', { state: 'other' }],
    ['in any order', 'err:12 stat:EXPIRED id:7', { id: '7', state: 'expired', stat: 'EXPIRED', err: '12' }],
    ['in any case', 'ID:aB7 Stat:delivrd ERR:0000', { id: 'aB7', state: 'delivered', stat: 'delivrd', err: '0000' }],
    ['with spaces after the colons', 'id: 7 stat: DELIVRD', { id: '7', state: 'delivered', stat: 'DELIVRD' }],
    ['with empty fields', 'id: sub:001 stat:DELIVRD err:', { sub: '001', state: 'delivered', stat: 'DELIVRD' }],
    ['whose empty id stands before a date', 'id:submit date:2211220102', { state: 'other', submitDate: '2211220102' }],
    ['on lines', 'id:7\r\nstat:DELIVRD\r\n', { id: '7', state: 'delivered', stat: 'DELIVRD' }],
    [
      'with commas',
      'id:7,sub:1,stat:DELIVRD;err:3',
      { id: '7', sub: '1', state: 'delivered', stat: 'DELIVRD', err: '3' },
    ],
    ['that ends in a NUL', 'id:7 stat:DELIVRD\0', { id: '7', state: 'delivered', stat: 'DELIVRD' }],
    ['with a NUL after the id', 'id:7\0 stat:DELIVRD', { id: '7', state: 'delivered', stat: 'DELIVRD' }],
    [
      'with dates of 12 digits',
      'id:7 submit_date:221122010203 done_date:221122010204',
      { id: '7', state: 'other', submitDate: '221122010203', doneDate: '221122010204' },
    ],
    [
      'with dates of 14 digits',
      'id:7 submit date:20221122010203 DONE DATE:20221122010204',
      { id: '7', state: 'other', submitDate: '20221122010203', doneDate: '20221122010204' },
    ],
    ['with dates that are none', 'id:7 submit date:none done date:123', { id: '7', state: 'other' }],
    ['with err:nul', 'id:7 err:nul', { id: '7', state: 'other', err: 'nul' }],
    ['with err:-1', 'id:7 err:-1', { id: '7', state: 'other', err: '-1' }],
    ['with an alphanumeric err', 'id:7 err:E0x1F', { id: '7', state: 'other', err: 'E0x1F' }],
    [
      'with a UUID',
      'id:00fca3c1-0b5e-4d3a-9f00-0242ac120002 stat:DELIVRD',
      { id: '00fca3c1-0b5e-4d3a-9f00-0242ac120002', state: 'delivered', stat: 'DELIVRD' },
    ],
    [
      'with an id beyond 2^64',
      'id:18446744073709551617 stat:DELIVRD',
      { id: '18446744073709551617', state: 'delivered', stat: 'DELIVRD' },
    ],
    ['with a word nobody specified', 'id:7 stat:BUFFRED', { id: '7', state: 'other', stat: 'BUFFRED' }],
    ['whose word is a name of JavaScript', 'id:7 stat:constructor', { id: '7', state: 'other', stat: 'constructor' }],
    [
      'whose id no submit_sm_resp can carry',
      `id:${'7'.repeat(65)} stat:DELIVRD`,
      { state: 'delivered', stat: 'DELIVRD' },
    ],
    [
      'whose words only end like names',
      'paid:9 id:7 mystat:X stat:DELIVRD',
      { id: '7', state: 'delivered', stat: 'DELIVRD' },
    ],
  ])('%s', (_name, body, receipt) => {
    expect(read(body)).toEqual(receipt);
  });

  it.each([
    ['DELIVRD', 'delivered'],
    ['DELIVERED', 'delivered'],
    ['EXPIRED', 'expired'],
    ['DELETED', 'deleted'],
    ['UNDELIV', 'undeliverable'],
    ['UNDELIVERABLE', 'undeliverable'],
    ['ACCEPTD', 'accepted'],
    ['UNKNOWN', 'unknown'],
    ['REJECTD', 'rejected'],
    ['ENROUTE', 'enroute'],
    ['SKIPPED', 'skipped'],
    ['SCHEDULED', 'scheduled'],
  ])('that says %s', (stat, state) => {
    expect(read(`id:7 stat:${stat}`)).toEqual({ id: '7', state, stat });
  });

  it('is never read past text:, where the citizen speaks', () => {
    expect(read('id:7 stat:UNDELIV text:id:8 stat:DELIVRD err:9')).toEqual({
      id: '7',
      state: 'undeliverable',
      stat: 'UNDELIV',
    });
    expect(read('id:7 TEXT :stat:DELIVRD')).toEqual({ id: '7', state: 'other' });
    expect(read('text:id:8 stat:DELIVRD')).toEqual({ state: 'other' });
  });

  it('in UCS-2 is read all the same, and so is its odd text', () => {
    const wide = usual.replace('Xin chao', 'Đã nhận id:8');
    expect(read(ucs2(wide))).toEqual(read(usual));
    expect(read(ucs2(wide, 'LE'))).toEqual(read(usual));
    expect(read(ucs2('id:7'))).toEqual({ id: '7', state: 'other' });
    expect(read(`\x05\x00\x03\x2a\x01\x01${ucs2(wide)}`)).toEqual(read(usual));
  });
});

describe('the TLVs of a receipt', () => {
  it('are believed before its text', () => {
    const tlvs = { receiptedMessageId: 'AB12', messageState: 5 };
    expect(read('id:7 stat:DELIVRD', tlvs)).toEqual({ id: 'AB12', state: 'undeliverable', stat: 'DELIVRD' });
    expect(read('', tlvs)).toEqual({ id: 'AB12', state: 'undeliverable' });
  });

  it.each([
    [0, 'scheduled'],
    [1, 'enroute'],
    [2, 'delivered'],
    [3, 'expired'],
    [4, 'deleted'],
    [5, 'undeliverable'],
    [6, 'accepted'],
    [7, 'unknown'],
    [8, 'rejected'],
    [9, 'skipped'],
  ])('message_state %i is %s', (messageState, state) => {
    expect(read('', { receiptedMessageId: '7', messageState })).toEqual({ id: '7', state });
  });

  it('that say nothing leave the word to the text', () => {
    const tlvs = { receiptedMessageId: '\0', messageState: 200 };
    expect(read('id:7 stat:DELIVRD', tlvs)).toEqual({ id: '7', state: 'delivered', stat: 'DELIVRD' });
    expect(read('id:7', { receiptedMessageId: 'x'.repeat(65) })).toEqual({ id: '7', state: 'other' });
  });

  it('end their id at its NUL', () => {
    expect(read('', { receiptedMessageId: '12ab\0\0' })).toEqual({ id: '12ab', state: 'other' });
  });

  it('tell the error where the text does not', () => {
    const networkErrorCode = Buffer.from([3, 1, 2]);
    expect(read('id:7', { networkErrorCode })).toMatchObject({ err: '258' });
    expect(read('id:7 err:045', { networkErrorCode })).toMatchObject({ err: '045' });
    expect(read('id:7', { networkErrorCode: Buffer.from([3]) })).toEqual({ id: '7', state: 'other' });
  });
});

/** Fields as message centres write them, each with what is to be read of it. */
const fields = fc.record({
  id: fc.stringMatching(/^[0-9A-Za-z-]{1,40}$/),
  stat: fc.constantFrom('DELIVRD', 'UNDELIV', 'EXPIRED', 'NEWWORD'),
  err: fc.constantFrom('000', '0000', 'nul', '-1', 'A1'),
  sub: fc.constantFrom('001', '1'),
});
const shape = fc.record({
  order: fc.shuffledSubarray(['id', 'stat', 'err', 'sub'] as const, { minLength: 1 }),
  upper: fc.boolean(),
  end: fc.constantFrom('', '\0', ' ', ' text:', ' Text:id:8 stat:REJECTD err:9 sub:9'),
  encode: fc.constantFrom(
    (text: string) => text,
    ucs2,
    (text: string) => ucs2(text, 'LE'),
  ),
});

it('whatever fields there are, in whatever order, case and encoding, each is read', () => {
  fc.assert(
    fc.property(fields, shape, (values, { order, upper, end, encode }) => {
      const body = order.map((name) => `${upper ? name.toUpperCase() : name}:${values[name]}`).join(' ') + end;
      const { state: _state, ...receipt } = read(encode(body));
      expect(receipt).toEqual(Object.fromEntries(order.map((name) => [name, values[name]])));
    }),
  );
});

describe('no octets', () => {
  const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const tlvs = fc.record(
    {
      receiptedMessageId: octets,
      messageState: fc.integer({ min: 0, max: 255 }),
      networkErrorCode: fc.uint8Array({ maxLength: 4 }),
    },
    { requiredKeys: [] },
  );

  it('make it throw, or read an id longer than a message id', () => {
    fc.assert(
      fc.property(octets, tlvs, (body, others) => {
        expect(read(body, others).id?.length ?? 1).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('changed in a receipt make it throw', () => {
    const change = fc.tuple(fc.nat(usual.length), fc.nat(3), octets);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        const body = changes.reduce((text, [at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone), usual);
        expect(typeof read(body).state).toBe('string');
      }),
    );
  });

  it.each(['id:', 'id ', ' ', 'text', 'submit ', 'stat:id:', '\0i'])('cost time: 64 KiB of %j', (piece) => {
    const began = performance.now();
    read(piece.repeat(65_536 / piece.length));
    expect(performance.now() - began).toBeLessThan(100);
  });
});
