import type { CountryCode } from 'libphonenumber-js/mobile';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** Who sent a text, as far as the address tells. */
export interface Sender {
  /** E.164 with `+` for a phone number, else the address as it came. */
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** A mobile number of the configured country. Anything else may be a machine, or a costly destination: never answered. */
  readonly person: boolean;
}

/** SMPP 3.4 §5.2.5: type of number. */
const TON_INTERNATIONAL = 1;
const TON_ALPHANUMERIC = 5;

/** Numbers are written `84…`, `+84…`, `0…` and `0084…` by different networks, with or without the right type. */
export function senderOf(sourceAddress: string, ton: number, country: CountryCode): Sender {
  const machine = { address: sourceAddress, person: false };
  if (ton === TON_ALPHANUMERIC || !/^\+?[0-9 .-]+$/.test(sourceAddress)) return machine;
  const digits = sourceAddress.replace(/[^0-9]/g, '').replace(/^00/, '');
  if (digits.length < 7) return machine;
  const international = ton === TON_INTERNATIONAL || sourceAddress.startsWith('+') || sourceAddress.startsWith('00');
  const number = parsePhoneNumberFromString(international ? `+${digits}` : digits, country);
  if (number === undefined || !number.isValid()) return machine;
  return {
    address: number.number,
    ...(number.country === undefined ? {} : { country: number.country }),
    person: number.country === country,
  };
}
