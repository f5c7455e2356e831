import { createHash, type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/** How a link is encrypted. The peer is always verified: by its certificate's chain and name, by `pin`, or by both. */
export interface TlsOptions {
  /** Certificates that are trusted instead of the system's own, PEM. */
  readonly ca?: string | readonly Buffer[];
  /** The name the peer's certificate must have, and that it is asked for (RFC 6066 §3); the host without it. */
  readonly servername?: string;
  /** Our own certificate and its key, PEM, for a peer that asks for one. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /**
   * Base64 SHA-256 of the peer's public key (SubjectPublicKeyInfo, as RFC 7469 §2.4 writes it), or hex SHA-256 of its
   * certificate, as `openssl x509 -fingerprint -sha256` prints it. It must match; without `ca` it also stands in for
   * an issuer nobody knows, so that a self-signed certificate will do.
   */
  readonly pin?: string;
}

/** What OpenSSL says of a certificate whose only flaw is that we do not know who vouches for it. */
const UNKNOWN_ISSUER: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Begins a TLS connection, 1.2 at least. Whoever writes to the socket must wait for `secureConnect` and ask
 * `objectionTo` first: where a pin alone vouches for the peer, the handshake of a stranger succeeds as well.
 * @throws Error of OpenSSL when certificate or key cannot be read
 */
export function connectTls(host: string, port: number, options: TlsOptions): TLSSocket {
  const { ca, cert, key } = options;
  // An address is no name that one may ask for; a certificate is compared with it all the same.
  const servername = options.servername ?? (isIP(host) === 0 ? host : undefined);
  return connect({
    host,
    port,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: !isPinAlone(options),
    ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
    ...(servername === undefined ? {} : { servername }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  });
}

/** Why nothing may be said to this peer, after its handshake; undefined when it is who it should be. */
export function objectionTo(socket: TLSSocket, options: TlsOptions): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  const { pin } = options;
  if (certificate === undefined) return 'tls: no certificate';
  if (pin !== undefined && !matches(pin, certificate)) return 'tls: key does not match the pin';
  if (socket.authorized) return undefined;
  // Typed as an Error, it is the code of one.
  const flaw = String(socket.authorizationError);
  return isPinAlone(options) && UNKNOWN_ISSUER.has(flaw) ? undefined : tlsReason({ code: flaw, message: flaw });
}

const isPinAlone = ({ pin, ca }: TlsOptions): boolean => pin !== undefined && ca === undefined;

function matches(pin: string, certificate: X509Certificate): boolean {
  const fingerprint = certificate.fingerprint256.replaceAll(':', '');
  if (pin.replaceAll(':', '').toUpperCase() === fingerprint) return true;
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64') === pin;
}

/** Words of ours for what Node says at length, with the names of hosts in it. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate is for another host'],
]);
/** A failure of the network, not of TLS: ECONNREFUSED, ENOTFOUND and the like. */
const SYSTEM_ERROR = /^E(?!PROTO$)[A-Z0-9]+$/;

interface TlsFailure {
  readonly code?: string | undefined;
  readonly message: string;
  /** What OpenSSL calls it, without where in OpenSSL it happened. */
  readonly reason?: string | undefined;
}

/** Why a TLS connection could not be made, in a few words for an operator; a failure of the network keeps its code. */
export function tlsReason({ code = '', message, reason = message }: TlsFailure): string {
  return SYSTEM_ERROR.test(code) ? code : `tls: ${REASONS.get(code) ?? reason}`;
}
