import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { Msisdn, ResponseId, SealedAddress, SealedText, Subscriber } from './ids';

/**
 * The one room for secrets. Pure packages may not import this entry.
 */

/** A sealing key with the id written in front of everything it seals. */
export interface SealingKey {
  /** `[a-z0-9-]+`, for example `2026q4`. */
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Buffer;
}

/** All keys of an installation. The newest sealing key comes first; the others only open. */
export interface KeyRing {
  /** 32 bytes, made once and never rotated: losing it means losing every opt-out. */
  readonly subscriber: Buffer;
  readonly address: readonly SealingKey[];
  readonly text: readonly SealingKey[];
}

/** 128 bits of SHA-256 over the parts, as base64url (22 characters). Parts are length-prefixed, so no two lists collide. */
export function deriveId(...parts: readonly (string | number)[]): string {
  let joined = '';
  for (const part of parts) joined += lengthPrefixed(String(part));
  return hash('sha256', joined, 'base64url').slice(0, 22);
}

/** The subscriber id of a number: HMAC-SHA-256 under the subscriber key, 128 bits as base64url. */
export function subscriberOf(keys: KeyRing, number: Msisdn): Subscriber {
  return hmac128(keys.subscriber, 'subscriber', number.reveal()) as Subscriber;
}

/** The fingerprint by which a redelivered PDU is recognised. `bytes` is the PDU's identifying part, length-prefixed by the caller. */
export function wireFingerprint(keys: KeyRing, bytes: Buffer): string {
  return hmac128(keys.subscriber, 'wire', bytes);
}

/**
 * The pseudonym of the response that begins with an event. Keyed, so that nobody who reads topics can join a
 * response to the subscriber whose message began it.
 */
export function responseIdOf(keys: KeyRing, firstEvent: string): ResponseId {
  return hmac128(keys.subscriber, 'response', firstEvent) as ResponseId;
}

/** Seals a number. Equal numbers give equal seals under one key, which says no more than the subscriber id does. */
export function sealAddress(keys: KeyRing, number: Msisdn): SealedAddress {
  return seal(newest(keys.address), 'address', '', number.reveal()) as SealedAddress;
}

/**
 * Opens a sealed number. Connectors only.
 * @throws Error when the key is unknown or the seal was altered.
 */
export function openAddress(keys: KeyRing, sealed: SealedAddress): string {
  return open(keys.address, 'address', '', sealed);
}

/**
 * Seals a text. `context` is the id of the event that carries it: the same text in two events gives two ciphertexts,
 * and the same event always gives the same one, so that a replay rebuilds equal bytes.
 */
export function sealText(keys: KeyRing, context: string, text: string): SealedText {
  return seal(newest(keys.text), 'text', context, text) as SealedText;
}

/**
 * Opens a sealed text with the context it was sealed under.
 * @throws Error when the key is unknown, the context differs or the seal was altered.
 */
export function openText(keys: KeyRing, context: string, sealed: SealedText): string {
  return open(keys.text, 'text', context, sealed);
}

/** UTF-16 units of a sealed text: what may be said of it without a key. */
export const sealedLength = (sealed: SealedText): number =>
  Math.max(0, Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url').length - NONCE_BYTES - TAG_BYTES) / 2;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a nonce derived from key, purpose, context and plaintext. A nonce repeats only for the very same
 * input, which gives the very same output, so nothing leaks but that equality (the idea of RFC 5297, SIV).
 */
function seal(key: SealingKey, purpose: string, context: string, plaintext: string): string {
  // UTF-16LE keeps lone surrogates, which UTF-8 would replace: a citizen's broken emoji stays what it was.
  const bytes = Buffer.from(plaintext, 'utf16le');
  const nonce = createHmac('sha256', subkey(key, 'nonce'))
    .update(lengthPrefixed(purpose))
    .update(lengthPrefixed(context))
    .update(bytes)
    .digest()
    .subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', subkey(key, 'seal'), nonce);
  cipher.setAAD(Buffer.from(lengthPrefixed(purpose) + lengthPrefixed(context)));
  const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return `${key.id}.${sealed.toString('base64url')}`;
}

function open(keys: readonly SealingKey[], purpose: string, context: string, sealed: string): string {
  const dot = sealed.indexOf('.');
  const id = sealed.slice(0, dot);
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined) throw new Error(`no ${purpose} key named "${id}"`);
  const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error(`a sealed ${purpose} is too short`);
  const decipher = createDecipheriv('aes-256-gcm', subkey(key, 'seal'), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(lengthPrefixed(purpose) + lengthPrefixed(context)));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const opened = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
  return Buffer.concat([opened, decipher.final()]).toString('utf16le');
}

const lengthPrefixed = (text: string): string => `${text.length}:${text}`;

const hmac128 = (key: Buffer, purpose: string, data: string | Buffer): string =>
  createHmac('sha256', keyObject(key)).update(lengthPrefixed(purpose)).update(data).digest('base64url').slice(0, 22);

// Making a key object costs as much as using it, and keys live as long as the process.
const keyObjects = new WeakMap<Buffer, KeyObject>();

function keyObject(secret: Buffer): KeyObject {
  const known = keyObjects.get(secret);
  if (known !== undefined) return known;
  const made = createSecretKey(secret);
  keyObjects.set(secret, made);
  return made;
}

function newest(keys: readonly SealingKey[]): SealingKey {
  const key = keys[0];
  if (key === undefined) throw new Error('the key ring holds no sealing key');
  return key;
}

const subkeys = new WeakMap<SealingKey, { readonly nonce: KeyObject; readonly seal: KeyObject }>();

function subkey(key: SealingKey, use: 'nonce' | 'seal'): KeyObject {
  const known = subkeys.get(key);
  if (known !== undefined) return known[use];
  const derive = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key.secret, '', `mscore ${purpose}`, 32)));
  const derived = { nonce: derive('nonce'), seal: derive('seal') };
  subkeys.set(key, derived);
  return derived[use];
}
