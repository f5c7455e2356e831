import type { KeyRing } from '@mscore/contracts/crypto';
import { openAddress, openText } from '@mscore/contracts/crypto';
import { type Draft, encodeText } from '@mscore/smpp';
import type { Submission } from './domain/submission';

/** SMPP 3.4 §5.2.5 and §5.2.6. */
const TON_NETWORK_SPECIFIC = 3;
const TON_INTERNATIONAL = 1;
const NPI_ISDN = 1;

/**
 * The submit_sm of a submission.
 * @throws Error when no attempt can ever succeed: number or text are gone or cannot be opened, or the text is longer
 * than one segment.
 */
export function submitPdu(keys: KeyRing, request: string, submission: Submission, now: number): Draft<'submit_sm'> {
  const { address, text: sealed, shortCode, expires, report } = submission;
  if (address === undefined || sealed === undefined) throw new Error('number and text were already dropped');
  const text = encodeText(openText(keys, request, sealed));
  if (text.kind === 'too-long') throw new Error('longer than one segment');
  return {
    command: 'submit_sm',
    source_addr_ton: TON_NETWORK_SPECIFIC,
    source_addr: shortCode,
    dest_addr_ton: TON_INTERNATIONAL,
    dest_addr_npi: NPI_ISDN,
    destination_addr: openAddress(keys, address).replace(/^\+/, ''),
    validity_period: relativeTime(Date.parse(expires) - now),
    registered_delivery: report === 'none' ? 0 : 1,
    data_coding: text.dataCoding,
    short_message: text.body,
  };
}

/** Relative time format, `YYMMDDhhmmss000R` (SMPP 3.4 §7.1.1.2); at most 30 days here, at least a second. */
function relativeTime(milliseconds: number): string {
  const seconds = Math.min(30 * 86_400, Math.max(1, Math.ceil(milliseconds / 1000)));
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `0000${two(days)}${two(hours)}${two(minutes)}${two(seconds % 60)}000R`;
}
