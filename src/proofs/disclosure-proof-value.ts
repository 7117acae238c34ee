import { base64urlDecode } from '../shared/index.js';
import { readCbor, type CborValue } from './cbor.js';

/** Statements of the largest document that is read, with room: each has a signature, a label or an index at most. */
const MAX_ITEMS = 8_192;
const HEADER = [0xd9, 0x5d, 0x01];
const SIGNATURE_LENGTH = 64;
/** Multikey header and compressed point of P-256. */
const PUBLIC_KEY_LENGTH = 35;
const LABEL_LENGTH = 32;

/**
 * Is this the `proofValue` of a derived ecdsa-sd-2023 proof (Data Integrity ECDSA Cryptosuites 1.0 section 3.5.8): `u`,
 * the header d9 5d 01 and exactly five components without CBOR tags? The library reads more than that, such as a sixth
 * component or a label that is text, which would be carried along unsigned and unseen.
 */
export function isDisclosureProofValue(proofValue: string): boolean {
  const bytes = proofValue.startsWith('u') ? base64urlDecode(proofValue.slice(1)) : null;
  if (bytes === null || !HEADER.every((byte, index) => bytes[index] === byte)) return false;
  const components = readCbor(bytes.subarray(HEADER.length), MAX_ITEMS);
  if (!isList(components) || components.length !== 5) return false;
  const [baseSignature, publicKey, signatures, labels, mandatoryIndexes] = components;
  return (
    isBytes(baseSignature, SIGNATURE_LENGTH) &&
    isBytes(publicKey, PUBLIC_KEY_LENGTH) &&
    isList(signatures) &&
    signatures.every((signature) => isBytes(signature, SIGNATURE_LENGTH)) &&
    labels instanceof Map &&
    [...(labels as ReadonlyMap<CborValue, CborValue>)].every(
      ([label, id]) => isCount(label) && isBytes(id, LABEL_LENGTH),
    ) &&
    isList(mandatoryIndexes) &&
    mandatoryIndexes.every(isCount)
  );
}

const isList = (value: CborValue | undefined): value is readonly CborValue[] => Array.isArray(value);

const isBytes = (value: CborValue | undefined, length: number): boolean =>
  value instanceof Uint8Array && value.length === length;

const isCount = (value: CborValue): boolean => typeof value === 'number' && value >= 0;
