import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import type { LinkProfile } from './domain/profile';

/** SMPP 3.4 §5.2.5. */
const TON_ALPHANUMERIC = 5;

/**
 * From and to in a submit_sm, as the message centre wants to read them.
 * @param shortCode a short code or a sender's name
 * @param number E.164 with `+`
 */
export function addressFields({ addresses }: Pick<LinkProfile, 'addresses'>, shortCode: string, number: string) {
  const alphanumeric = /[A-Za-z]/.test(shortCode);
  return {
    source_addr_ton: alphanumeric ? TON_ALPHANUMERIC : addresses.sourceTon,
    source_addr_npi: alphanumeric ? 0 : addresses.sourceNpi,
    source_addr: shortCode,
    dest_addr_ton: addresses.destinationTon,
    dest_addr_npi: addresses.destinationNpi,
    destination_addr: destinationOf(number, addresses.destinationFormat),
  };
}

function destinationOf(number: string, format: LinkProfile['addresses']['destinationFormat']): string {
  switch (format) {
    case 'international':
      return number.replace(/^\+/, '');
    case 'plus':
      return number;
    case 'national':
      return parsePhoneNumberFromString(number)?.formatNational().replace(/\D/g, '') ?? number;
    default:
      return format satisfies never;
  }
}

/**
 * A number as an operator types it, in E.164; undefined when it can be no number, or when something else stands beside
 * it. National ones are of `country`.
 */
export function numberTyped(text: string, country: CountryCode): string | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return parsed?.isPossible() && parsed.ext === undefined ? parsed.number : undefined;
}
