import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import type { TlsIdentity } from '../http/index.js';
import type { Clock, Ids } from '../shared/index.js';
import { toHex } from '../shared/index.js';

const DAY_MS = 86_400_000;

/** A fresh TLS key with a certificate for `localhost` and this machine, valid 30 days. Nobody should ever trust it. */
export async function createSelfSigned({ clock, ids }: { clock: Clock; ids: Ids }): Promise<TlsIdentity> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const now = clock.now().getTime();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: toHex(ids.bytes(8)).replace(/^[89a-f]/, '7'),
      name: 'CN=localhost, O=Conformance server (not for production)',
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + 30 * DAY_MS),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    },
    webcrypto as Crypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g) ?? [];
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`,
    cert: certificate.toString('pem'),
  };
}
