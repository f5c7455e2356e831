import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { LinkTls } from './domain/links';

/** What is wrong with one of the files. */
export interface TlsProblem {
  readonly field: 'ca' | 'cert' | 'key';
  /** Never says what the file holds. */
  readonly message: string;
}

const CERTIFICATE = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^-]*(?:-----END \1-----)?/g;

/**
 * Why certificates and key cannot be used, before anybody connects with them. OpenSSL itself takes a `ca` without a
 * single certificate for no `ca`, an empty `key` for none, and leaves out of `ca` what it cannot read.
 */
export function problemOfTls({ ca, cert, key }: LinkTls): TlsProblem | undefined {
  if (ca !== undefined) {
    const certificates = ca.match(CERTIFICATE) ?? [];
    if (certificates.length === 0) return { field: 'ca', message: 'names a file that holds no certificate (PEM)' };
    const unread = certificates.findIndex((pem) => flawOf(() => new X509Certificate(pem)) !== undefined);
    if (unread >= 0) return { field: 'ca', message: `names a file whose certificate ${unread + 1} cannot be read` };
  }
  if (cert === undefined || key === undefined) return undefined;
  const flaw = flawOf(() => createSecureContext({ cert }));
  if (flaw !== undefined) return { field: 'cert', message: `names a file that is no certificate (PEM): ${flaw}` };
  const mismatch = flawOf(() => {
    createPrivateKey(key);
    createSecureContext({ cert, key });
  });
  if (mismatch === undefined) return undefined;
  return { field: 'key', message: `names a file that is no key (PEM) of this certificate: ${mismatch}` };
}

/** What OpenSSL says of it, in a few words. */
function flawOf(use: () => unknown): string | undefined {
  try {
    use();
    return undefined;
  } catch (error) {
    const { reason, code } = error as { readonly reason?: string; readonly code?: string };
    return reason ?? code ?? 'it cannot be read';
  }
}
