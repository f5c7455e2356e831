import { Msisdn, type SealedAddress, type Subscriber } from '@mscore/contracts';
import { type KeyRing, sealAddress, subscriberOf } from '@mscore/contracts/crypto';
import type { CountryCode } from 'libphonenumber-js/mobile';
import { senderOf } from './domain/sender-address';

/** A sender as everything behind the connector knows it. */
export interface Identity {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  readonly country?: string;
  readonly person: boolean;
}

/** Numbers come back several times within a conversation, and parsing and sealing one costs more than all else about it. */
const REMEMBERED = 20_000;

/** The identity of a sender, from a bounded memory. */
export function createIdentities(
  keys: KeyRing,
  country: CountryCode,
): (sourceAddress: string, ton: number) => Identity {
  const known = new Map<string, Identity>();
  return (sourceAddress, ton) => {
    const key = `${ton}:${sourceAddress}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const identity = identify(keys, country, sourceAddress, ton);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, identity);
    return identity;
  };
}

function identify(keys: KeyRing, country: CountryCode, sourceAddress: string, ton: number): Identity {
  const sender = senderOf(sourceAddress, ton, country);
  const number = new Msisdn(sender.address);
  return {
    subscriber: subscriberOf(keys, number),
    address: sealAddress(keys, number),
    ...(sender.country === undefined ? {} : { country: sender.country }),
    person: sender.person,
  };
}
