import { connect } from 'node:net';
import { LOGIN } from '../processes/gateway';
import { encodeBind } from '../wire/bind';
import { decodeMessage, encodeMessage } from '../wire/message';
import { Command, createPduReader, encodePdu, encodeResponse } from '../wire/pdu';

/**
 * The least a gateway can do: acknowledge and reply, remembering nothing. What the generator reaches against it is
 * the generator's own limit.
 */
function main(port: number): void {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let sequence = 1;
  const words = Buffer.from('Cam on ong/ba.', 'latin1');
  const read = createPduReader((pdu) => {
    if (pdu.command !== Command.deliverSm) return;
    socket.write(encodeResponse(pdu, 0, Buffer.alloc(1)));
    const { from, to } = decodeMessage(pdu.body);
    sequence += 1;
    const body = encodeMessage({ from: to, to: from, esmClass: 0, registeredDelivery: 0, dataCoding: 0, bytes: words });
    socket.write(encodePdu(Command.submitSm, 0, sequence, body));
  });
  socket.write(encodePdu(Command.bindTransceiver, 0, 1, encodeBind(LOGIN.systemId, LOGIN.password)));
  socket.on('data', (chunk) => {
    socket.cork();
    read(chunk);
    socket.uncork();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => process.exit(0));
  process.once('disconnect', () => process.exit(0));
}

main(Number(process.argv[2]));
