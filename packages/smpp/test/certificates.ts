import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Identity {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const CONFIG = `
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
default_md = sha256
rand_serial = yes
unique_subject = no
copy_extensions = copy
policy = any
[any]
commonName = supplied
`;

/** An issuer of certificates for one test run, made by the openssl of this machine in a folder of its own. */
export class CertificateAuthority {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mscore-tls-'));
  readonly cert: string;

  constructor() {
    writeFileSync(join(this.#folder, 'ca.cnf'), CONFIG);
    writeFileSync(join(this.#folder, 'index.txt'), '');
    this.cert = this.selfSigned('ca').cert;
  }

  /** `names` as in subjectAltName; times as openssl writes them, `YYYYMMDDHHMMSSZ`. */
  issue(name: string, names: string, from = '20200101000000Z', until = '20991231235959Z'): Identity {
    this.#openssl('req', '-new', ...this.#newKey(name), '-out', `${name}.csr`, '-addext', `subjectAltName=${names}`);
    const signing = ['-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-notext'];
    const times = ['-startdate', from, '-enddate', until];
    this.#openssl('ca', ...signing, ...times, '-in', `${name}.csr`, '-out', `${name}.pem`);
    return this.#identity(name);
  }

  selfSigned(name: string): Identity {
    const addresses = ['-addext', 'subjectAltName=IP:127.0.0.1'];
    this.#openssl('req', '-x509', ...this.#newKey(name), '-days', '2', '-out', `${name}.pem`, ...addresses);
    return this.#identity(name);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #newKey(name: string): readonly string[] {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    return [...curve, '-keyout', `${name}.key`, '-subj', `/CN=${name}`];
  }

  #identity(name: string): Identity {
    const read = (file: string) => readFileSync(join(this.#folder, file), 'utf8');
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) };
  }

  #openssl(...parameters: readonly string[]): void {
    execFileSync('openssl', parameters, { cwd: this.#folder, stdio: 'pipe' });
  }
}

/** Base64 SHA-256 of SubjectPublicKeyInfo. */
export const pinOf = ({ cert }: Identity): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

export const fingerprintOf = ({ cert }: Identity): string => new X509Certificate(cert).fingerprint256;
