import type { KeyRing } from '@mscore/contracts/crypto';
import { openAddress, openText } from '@mscore/contracts/crypto';
import { type Draft, planSegments } from '@mscore/smpp';
import { addressFields } from './addresses';
import type { Link } from './domain/links';
import type { Submission } from './domain/submission';

/** A submission opened and cut into segments. */
export interface Prepared {
  /** Segments; more than one need a reference. */
  readonly total: number;
  /** The submit_sm of every segment, in order. */
  drafts(reference: number, now: number): readonly Draft<'submit_sm'>[];
}

/** esm_class bit 6: a user data header comes first (SMPP 3.4 §5.2.12). */
const UDH_INDICATOR = 0x40;

/**
 * Opens a submission and plans its segments as the link's profile wants them.
 * @throws Error when no attempt can ever succeed: number or text are gone or cannot be opened, or the text is longer
 * than 255 segments.
 */
export function prepare(keys: KeyRing, link: Link, request: string, submission: Submission): Prepared {
  const { address, text, shortCode, expires, report } = submission;
  if (address === undefined || text === undefined) throw new Error('number and text were already dropped');
  const { profile } = link;
  const plan = planSegments(openText(keys, request, text), profile);
  if (plan.kind === 'impossible') throw new Error(`the text cannot be sent: ${plan.reason}`);
  const { dataCoding } = plan;
  const addresses = addressFields(profile, shortCode, openAddress(keys, address));
  const registered_delivery = report === 'none' ? 0 : 1;
  return {
    total: plan.total,
    drafts: (reference, now) => {
      const validity_period = relativeTime(Date.parse(expires) - now);
      // Field by field: spreading an object of so many costs more than all else about a submit_sm.
      return plan.write(reference).map(({ udhi, body, tlvs }) => ({
        command: 'submit_sm',
        service_type: profile.serviceType,
        source_addr_ton: addresses.source_addr_ton,
        source_addr_npi: addresses.source_addr_npi,
        source_addr: addresses.source_addr,
        dest_addr_ton: addresses.dest_addr_ton,
        dest_addr_npi: addresses.dest_addr_npi,
        destination_addr: addresses.destination_addr,
        esm_class: udhi ? UDH_INDICATOR : 0,
        validity_period,
        registered_delivery,
        data_coding: dataCoding,
        short_message: body,
        tlvs,
      }));
    },
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
