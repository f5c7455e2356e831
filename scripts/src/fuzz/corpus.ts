import { encodeMessage, encodeWords } from '../wire/message';
import { Command } from '../wire/pdu';

/** A PDU before its octets: what mutations work on. */
export interface Specimen {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

const DATA_SM = 0x00000103;
const ALERT_NOTIFICATION = 0x00000102;
const OUTBIND = 0x0000000b;
const QUERY_SM = 0x00000003;

const specimen = (command: number, body: Buffer = Buffer.alloc(0), status = 0): Specimen => ({
  command,
  status,
  sequence: 7,
  body,
});

const message = (bytes: Buffer, { esmClass = 0, dataCoding = 0 } = {}): Buffer =>
  encodeMessage({ from: '84900000001', to: '8049', esmClass, registeredDelivery: 0, dataCoding, bytes });

const words = (text: string, esmClass = 0, header = Buffer.alloc(0)): Buffer => {
  const { dataCoding, bytes } = encodeWords(text);
  return message(Buffer.concat([header, bytes]), { esmClass, dataCoding });
};

const RECEIPT =
  'id:1234567890 sub:001 dlvrd:001 submit date:2611220102 done date:2611220103 stat:DELIVRD err:000 text:Xin';
/** 0x001E receipted_message_id and 0x0427 message_state. */
const RECEIPT_TLVS = Buffer.from('001e00053132333400042700010200', 'hex').subarray(0, 14);

/** Everything a message centre says to an ESME, and some things it never should. */
export const corpus: readonly Specimen[] = [
  specimen(Command.deliverSm, words('DG')),
  specimen(Command.deliverSm, words('8')),
  specimen(Command.deliverSm, words('Thủ tục ở Đông Hà')),
  specimen(Command.deliverSm, words('phan mot', 0x40, Buffer.from([5, 0, 3, 9, 3, 1]))),
  specimen(Command.deliverSm, words('phần hai', 0x40, Buffer.from([6, 8, 4, 1, 9, 3, 2]))),
  specimen(Command.deliverSm, message(Buffer.from(RECEIPT, 'latin1'), { esmClass: 0x04 })),
  specimen(Command.deliverSm, Buffer.concat([message(Buffer.alloc(0), { esmClass: 0x04 }), RECEIPT_TLVS])),
  specimen(DATA_SM, Buffer.from('0000018490000000310000003830343900000000042400024447', 'hex')),
  specimen(ALERT_NOTIFICATION, Buffer.from('0101383439303030303030303100010138303439000422000100', 'hex')),
  specimen(Command.enquireLink),
  specimen(OUTBIND, Buffer.from('736d736300736563726574003f', 'hex')),
  specimen(QUERY_SM, Buffer.from('31323334000000383034390000', 'hex')),
  specimen(Command.submitSm, words('khong phai viec cua ban')),
  specimen(Command.submitSm + 0x80000000, Buffer.from('31323334\0', 'latin1')),
  specimen(Command.submitSm + 0x80000000, Buffer.alloc(0), 0x58),
  specimen(Command.bindTransceiver + 0x80000000, Buffer.from('SMSC\0', 'latin1')),
  specimen(Command.genericNack, Buffer.alloc(0), 0x03),
  specimen(0x00001234, Buffer.from('??')),
];
