import type { DIDDocument, Service, VerificationMethod } from 'did-resolver';
import type { PublicKeyRecord } from '../keys/types.js';
import { jwkOfMultikey } from './public-key.js';

/**
 * The DID document of one of our issuers (Controlled Identifiers 1.0). Each issuing and status key appears as Multikey
 * and as JsonWebKey (`<id>-jwk`), because Data Integrity and JOSE verifiers look for different forms. Retired keys stay,
 * so that what they signed can still be verified; compromised ones stay visible as `revoked` but vouch for nothing.
 */
export function buildIssuerDocument(
  did: string,
  keys: readonly PublicKeyRecord[],
  services: readonly Service[] = [],
): DIDDocument {
  const own = keys.filter(({ controller, role }) => controller === did && (role === 'issuer' || role === 'status'));
  const sound = own.filter(({ revokedAt }) => revokedAt === null);
  const vouching = sound.flatMap((key) => methodsOf(did, key).map(({ id }) => id));
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: did,
    verificationMethod: own.flatMap((key) => methodsOf(did, key)),
    assertionMethod: vouching,
    ...(services.length > 0 ? { service: [...services] } : {}),
  };
}

function methodsOf(did: string, key: PublicKeyRecord): VerificationMethod[] {
  const revoked = key.revokedAt === null ? {} : { revoked: key.revokedAt };
  const { id, publicKeyMultibase } = key;
  const multikey = { id, type: 'Multikey', controller: did, publicKeyMultibase, ...revoked };
  const publicKeyJwk = jwkOfMultikey(publicKeyMultibase);
  if (publicKeyJwk === null) return [multikey];
  return [multikey, { id: `${id}-jwk`, type: 'JsonWebKey', controller: did, publicKeyJwk, ...revoked }];
}
