import { type KeyRing, wireFingerprint } from '@mscore/contracts/crypto';
import { findTlv, type PduOf } from '@mscore/smpp';
import type { Link } from './domain/links';

export type InboundPdu = PduOf<'deliver_sm'> | PduOf<'data_sm'>;

/** What a redelivery of a text has in common with it. */
export interface Fingerprint {
  readonly wire: string;
  /** It is the message centre's own id of the text: equal or not, it decides alone. */
  readonly certain: boolean;
}

/**
 * The fingerprint of a text: of the id its message centre gives it, where the link's profile trusts that, else of
 * everything that a redelivery repeats. It is the same on all links of a group.
 */
export function fingerprintOf(keys: KeyRing, link: Link, pdu: InboundPdu, udh: Buffer, body: Buffer): Fingerprint {
  const { deliveryIdTlv } = link.profile;
  const id = deliveryIdTlv === undefined ? undefined : findTlv(pdu, deliveryIdTlv);
  if (id === undefined || id.length === 0) {
    return { wire: wireFingerprint(keys, allOf(link.group, pdu, udh, body)), certain: false };
  }
  // No digit comes first: no bytes of a PDU run together to an id.
  const named = Buffer.concat([Buffer.from(`id ${link.group.length}:${link.group}`), id]);
  return { wire: wireFingerprint(keys, named), certain: true };
}

/** Each field length-prefixed so that no two PDUs run together. */
function allOf(group: string, pdu: InboundPdu, udh: Buffer, body: Buffer): Buffer {
  const { source_addr, destination_addr, esm_class, data_coding } = pdu;
  const numbers = [esm_class, data_coding, udh.length, body.length].map(String);
  const head = [group, source_addr, destination_addr, ...numbers];
  return Buffer.concat([Buffer.from(head.map((field) => `${field.length}:${field}`).join('')), udh, body]);
}
