import type { DIDDocument, DIDResolver } from 'did-resolver';
import { base58Decode } from '../shared/index.js';
import { decompress } from './curve-point.js';
import { resolved, unresolved, type DidError } from './resolution-result.js';

interface KeyKind {
  readonly name: 'Ed25519' | 'P-256' | 'P-384' | 'Bls12381G2';
  /** Multicodec code as unsigned varint. */
  readonly prefix: readonly [number, number];
  readonly length: number;
}

const kinds: readonly KeyKind[] = [
  { name: 'Ed25519', prefix: [0xed, 0x01], length: 32 },
  { name: 'P-256', prefix: [0x80, 0x24], length: 33 },
  { name: 'P-384', prefix: [0x81, 0x24], length: 49 },
  { name: 'Bls12381G2', prefix: [0xeb, 0x01], length: 96 },
];

/** Longest multibase text of a supported key (BLS12-381 G2: 135); anything longer is refused before base58. */
const MAX_MULTIBASE_LENGTH = 200;
/** An optional version that reads as a positive number, then a base58btc value. */
const DID_KEY = /^did:key:(?:[1-9]\d{0,3}(?:\.\d{1,3})?:)?(z[1-9A-HJ-NP-Za-km-z]+)$/;

/** did:key (W3C CCG did:key Method v0.9): the document follows from the identifier; nothing is fetched. */
export const didKey: DIDResolver = async (did) => {
  const multibase = DID_KEY.exec(did)?.[1];
  if (multibase === undefined) return unresolved('invalidDid');
  if (multibase.length > MAX_MULTIBASE_LENGTH) return unresolved('unsupportedPublicKeyType');
  const problem = keyProblem(multibase);
  return problem === null ? resolved(documentOf(did, multibase)) : unresolved(problem);
};

function keyProblem(multibase: string): DidError | null {
  const bytes = base58Decode(multibase.slice(1));
  if (bytes === null || bytes.length < 2) return 'invalidDid';
  const kind = kinds.find(({ prefix }) => prefix[0] === bytes[0] && prefix[1] === bytes[1]);
  if (kind === undefined) return 'unsupportedPublicKeyType';
  const key = bytes.subarray(2);
  if (key.length !== kind.length) return 'invalidPublicKeyLength';
  const isCurve = kind.name === 'P-256' || kind.name === 'P-384';
  return isCurve && decompress(kind.name, key) === null ? 'invalidPublicKey' : null;
}

function documentOf(did: string, multibase: string): DIDDocument {
  const id = `${did}#${multibase}`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
    authentication: [id],
    assertionMethod: [id],
    capabilityDelegation: [id],
    capabilityInvocation: [id],
  };
}
