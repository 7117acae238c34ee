import type { DIDDocument, Resolvable, VerificationMethod } from 'did-resolver';
import type { KeyLookup, VerificationKey } from '../proofs/types.js';
import { base58Decode, base58Encode, concatBytes } from '../shared/index.js';
import { multikeyOfJwk } from './public-key.js';

const MAX_METHOD_LENGTH = 2_000;
const PURPOSES = ['assertionMethod', 'authentication', 'capabilityInvocation', 'capabilityDelegation'] as const;

/**
 * A `KeyLookup` over a DID resolver (Controlled Identifiers 1.0 section 3.3, retrieving a verification method). The
 * method must be listed in the document under the purpose asked for, be controlled by that DID and not be revoked;
 * otherwise null. `'unreachable'` when the document could not be had.
 */
export function resolveVerificationKey(resolver: Resolvable): KeyLookup {
  return async (verificationMethod, purpose) => {
    const did = didOf(verificationMethod);
    const relationship = PURPOSES.find((known) => known === purpose);
    if (did === null || relationship === undefined) return null;
    const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
    if (didDocument === null) return didResolutionMetadata.error === 'unreachable' ? 'unreachable' : null;
    const method = didDocument.id === did ? listedMethod(didDocument, verificationMethod, relationship) : null;
    return method === null ? null : keyOf(method, did, verificationMethod);
  };
}

function didOf(verificationMethod: string): string | null {
  if (verificationMethod.length > MAX_METHOD_LENGTH) return null;
  return /^(did:[a-z0-9]+:[A-Za-z0-9._:%-]+)#[A-Za-z0-9._~:%-]+$/.exec(verificationMethod)?.[1] ?? null;
}

function listedMethod(
  document: DIDDocument,
  id: string,
  relationship: (typeof PURPOSES)[number],
): VerificationMethod | null {
  const absolute = (reference: string): string =>
    reference.startsWith('#') ? `${document.id}${reference}` : reference;
  const listed = (document[relationship] ?? []).find(
    (item) => absolute(typeof item === 'string' ? item : item.id) === id,
  );
  if (listed === undefined) return null;
  if (typeof listed !== 'string') return listed;
  const methods = (document.verificationMethod ?? []).filter((method) => absolute(method.id) === id);
  // Two methods under one id: which key counts would depend on the reader.
  return methods.length === 1 ? (methods[0] ?? null) : null;
}

function keyOf(method: VerificationMethod, did: string, id: string): VerificationKey | null {
  if (method.controller !== did || 'revoked' in method) return null;
  const publicKeyMultibase = multibaseOf(method);
  return publicKeyMultibase === null ? null : { id, controller: did, publicKeyMultibase };
}

function multibaseOf(method: VerificationMethod): string | null {
  switch (method.type) {
    case 'Multikey':
    case 'Ed25519VerificationKey2020':
      return typeof method.publicKeyMultibase === 'string' && method.publicKeyMultibase.length <= 300
        ? method.publicKeyMultibase
        : null;
    case 'JsonWebKey':
    case 'JsonWebKey2020':
      return multikeyOfJwk(method.publicKeyJwk);
    case 'Ed25519VerificationKey2018':
      return ed25519FromBase58(method.publicKeyBase58);
    default:
      return null;
  }
}

function ed25519FromBase58(text: string | undefined): string | null {
  const raw = typeof text === 'string' && text.length <= 50 ? base58Decode(text) : null;
  return raw?.length === 32 ? `z${base58Encode(concatBytes(Uint8Array.of(0xed, 0x01), raw))}` : null;
}
