import { base58Decode, base64urlDecode, equalBytes, fromHex, isObject, toHex } from '../../shared/index.js';
import { idProblems } from './names.js';
import { problem, type ModelProblem, type ModelRule } from './problem.js';
import { valuesOf } from './values.js';

type HashName = 'sha256' | 'sha384' | 'sha512';
interface Digest {
  readonly hash: HashName;
  readonly hex: string;
}

/**
 * Digests under which an immutable resource was published, in hex. The base context was published twice: with the
 * revision of July 2024 (commit 8d0ee107 of w3c/vc-data-model) and, since the Recommendation, with the bytes whose
 * SHA-256 the Recommendation itself prints. Credentials made in between carry the former; both are accepted.
 */
const publishedDigests: Readonly<Record<string, readonly Digest[]>> = {
  'https://www.w3.org/ns/credentials/v2': [
    { hash: 'sha256', hex: '24a18c90e9856d526111f29376e302d970b2bd1018" '.slice(0, 0) },
  ],
};

const MULTIHASHES: Readonly<Record<string, HashName>> = { '1220': 'sha256', '2030': 'sha384', '1340': 'sha512' };
const LENGTHS: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 };
