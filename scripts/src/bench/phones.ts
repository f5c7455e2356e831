import { type Citizen, citizenOf, NUMBERS, type Prompt } from '../citizens/citizen';
import { encodeMessage, encodeWords } from '../wire/message';
import { Command, encodePdu } from '../wire/pdu';

/** A phone in the middle of its conversation. */
export interface Phone {
  readonly number: string;
  readonly texts: readonly string[];
  readonly prompts: readonly Prompt[];
  /** Texts sent so far. */
  sent: number;
}

/** Answers wait this long in line: with so many conversations at once, nobody answers at machine speed. */
const POOL = 500;

/** One comment for all: its text is no part of what is measured. */
const COMMENT = 'Nen co ghe ngoi cho nguoi gia';

/** Phones whose next text may go, oldest first, topped up by new ones. */
export function createPhones(seed: number) {
  const ready: Phone[] = [];
  let next = 0;

  function fresh(): Phone {
    const citizen: Citizen = citizenOf(next % NUMBERS, seed);
    next += 1;
    const texts = citizen.texts.map((text) => (text === citizen.answers.comment && text !== '0' ? COMMENT : text));
    return { number: citizen.number, texts, prompts: citizen.prompts, sent: 0 };
  }

  return {
    fresh,
    /** Whose text goes next. */
    next(): Phone {
      if (ready.length < POOL) return fresh();
      return ready.shift() ?? fresh();
    },
    /** Its prompt came: it may text again, unless that was the last. */
    answered(phone: Phone): void {
      if (phone.sent < phone.texts.length) ready.push(phone);
    },
  };
}

const SEQUENCE_AT = 12;
const PLACEHOLDER = '84900000000';

/** Writes `deliver_sm` by copying a ready-made one and filling in number and sequence. */
export function createDeliverWriter(): (number: string, text: string, sequence: number) => Buffer {
  const templates = new Map<string, { readonly pdu: Buffer; readonly numberAt: number }>();

  function templateOf(text: string) {
    const known = templates.get(text);
    if (known !== undefined) return known;
    const words = encodeWords(text);
    const body = encodeMessage({ from: PLACEHOLDER, to: '8049', esmClass: 0, registeredDelivery: 0, ...words });
    const pdu = encodePdu(Command.deliverSm, 0, 0, body);
    const made = { pdu, numberAt: pdu.indexOf(PLACEHOLDER) };
    templates.set(text, made);
    return made;
  }

  return (number, text, sequence) => {
    const { pdu, numberAt } = templateOf(text);
    const copy = Buffer.from(pdu);
    copy.writeUInt32BE(sequence, SEQUENCE_AT);
    copy.write(number, numberAt, 'latin1');
    return copy;
  };
}
