import { connect } from 'node:net';
import { encodeBind } from '../../src/wire/bind';
import { decodeMessage, decodeWords, encodeMessage } from '../../src/wire/message';
import { Command, createPduReader, encodePdu, encodeResponse, type RawPdu, RESPONSE } from '../../src/wire/pdu';

/** A gateway's end of the wire in a test's hands. */
export interface BareEsme {
  /** The next text, not yet answered. */
  text(): Promise<{ readonly words: string; readonly number: string; readonly pdu: RawPdu }>;
  answer(pdu: RawPdu, status: number): void;
  /** Submits a text; resolves when it is answered. */
  submit(number: string, words: string): Promise<RawPdu>;
  unbind(): Promise<void>;
  destroy(): void;
  readonly closed: Promise<void>;
}

export async function bindBareEsme(port: number, login = { systemId: 'mscore', password: 'judge' }): Promise<BareEsme> {
  const socket = connect({ port, host: '127.0.0.1' });
  const texts: RawPdu[] = [];
  const readers: ((pdu: RawPdu) => void)[] = [];
  const waiting = new Map<number, (pdu: RawPdu) => void>();
  let sequence = 0;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const read = createPduReader((view) => {
    const pdu = { ...view, body: Buffer.from(view.body) };
    if (pdu.command >= RESPONSE) waiting.get(pdu.sequence)?.(pdu);
    else if (pdu.command === Command.deliverSm) {
      const reader = readers.shift();
      if (reader === undefined) texts.push(pdu);
      else reader(pdu);
    }
  });
  socket.on('data', read);
  socket.on('error', () => socket.destroy());

  function request(command: number, body?: Buffer): Promise<RawPdu> {
    sequence += 1;
    const answered = new Promise<RawPdu>((resolve) => waiting.set(sequence, resolve));
    socket.write(encodePdu(command, 0, sequence, body));
    return answered;
  }

  const bound = await request(Command.bindTransceiver, encodeBind(login.systemId, login.password));
  if (bound.status !== 0) throw new Error(`refused with ${bound.status}`);
  return {
    async text() {
      const pdu = texts.shift() ?? (await new Promise<RawPdu>((resolve) => readers.push(resolve)));
      const message = decodeMessage(pdu.body);
      return { words: decodeWords(message), number: message.from, pdu };
    },
    answer: (pdu, status) => void socket.write(encodeResponse(pdu, status, Buffer.alloc(1))),
    submit: (number, words) =>
      request(
        Command.submitSm,
        encodeMessage({
          from: '8049',
          to: number,
          esmClass: 0,
          registeredDelivery: 0,
          dataCoding: 0,
          bytes: Buffer.from(words),
        }),
      ),
    async unbind() {
      await request(Command.unbind);
    },
    destroy: () => socket.destroy(),
    closed,
  };
}
