import { type NpmPdu, type NpmSession, npmSmpp } from '../../src/simulator/npm-smpp';

/** A gateway of a few lines: binds, answers what a test tells it to, echoes texts. */
export interface MiniEsme {
  readonly session: NpmSession;
  /** command_status of the bind response. */
  readonly status: number;
  readonly received: NpmPdu[];
  submit(fields: Readonly<Record<string, unknown>>): Promise<NpmPdu>;
  /** Resolves with the next received PDU of this command. */
  next(command: string): Promise<NpmPdu>;
}

export interface MiniEsmeOptions {
  readonly port: number;
  readonly systemId?: string;
  readonly password?: string;
  /** command_status for each `deliver_sm`, or undefined to leave it unanswered. */
  readonly answer?: (pdu: NpmPdu) => number | undefined;
  /** Text to send back for each text taken. */
  readonly reply?: (text: string) => string | undefined;
}

export async function bindMiniEsme(options: MiniEsmeOptions): Promise<MiniEsme> {
  const session = npmSmpp.connect({ host: '127.0.0.1', port: options.port });
  const received: NpmPdu[] = [];
  const waiting: { command: string; resolve: (pdu: NpmPdu) => void }[] = [];
  session.on('error', () => session.destroy());
  session.on('pdu', (pdu) => {
    received.push(pdu);
    const index = waiting.findIndex((waiter) => waiter.command === pdu.command);
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(pdu);
    if (pdu.command === 'deliver_sm') take(session, pdu, options);
  });
  await new Promise<void>((resolve) => session.on('connect', resolve));
  const bound = await new Promise<NpmPdu>((resolve) => {
    session.bind_transceiver(
      { system_id: options.systemId ?? 'mscore', password: options.password ?? 'secret', interface_version: 0x34 },
      resolve,
    );
  });
  return {
    session,
    status: bound.command_status,
    received,
    submit: (fields) => new Promise((resolve) => session.submit_sm(fields, resolve)),
    next: (command) => new Promise((resolve) => waiting.push({ command, resolve })),
  };
}

function take(session: NpmSession, pdu: NpmPdu, options: MiniEsmeOptions): void {
  const status = options.answer === undefined ? 0 : options.answer(pdu);
  if (status === undefined) return;
  session.send(pdu.response({ command_status: status }));
  const text = pdu.short_message?.message;
  const reply = typeof text === 'string' && status === 0 ? options.reply?.(text) : undefined;
  if (reply === undefined) return;
  session.submit_sm(
    {
      source_addr: pdu.destination_addr,
      destination_addr: pdu.source_addr,
      data_coding: 0,
      short_message: Buffer.from(reply, 'latin1'),
    },
    () => undefined,
  );
}
