import { Tag, encode } from 'cbor2';
import { decodeMultikey, type KeyAlgorithm } from '../keys/index.js';
import { documentLimits, fromUtf8, isObject, parseJson, utf8, type JsonObject } from '../shared/index.js';
import { readCbor, type CborTag, type CborValue } from './cbor.js';
import { maxTokenLength, methodOf } from './jws.js';
import type { NodeCrypto } from './node-crypto.js';
import { broken } from './proof-options.js';
import {
  audienceProblem,
  credentialDocument,
  documentProblem,
  idOf,
  issuedAtClaim,
  presentationDocument,
  timeProblem,
  withIssuedAt,
  withoutRegisteredClaims,
  type DocumentKind,
} from './token-claims.js';
import type { BrokenReason, ProofFormat, ProofOutcome, VerifyOptions } from './types.js';

/** COSE_Sign1 (RFC 9052, section 4.2) and the header labels used: alg, crit, content type, kid, typ (RFC 9596). */
const SIGN1_TAG = 18;
const ALG = 1;
const CRIT = 2;
const CONTENT_TYPE = 3;
const KID = 4;
const TYP = 16;

const coseAlgorithms: Readonly<Record<KeyAlgorithm, number>> = { Ed25519: -8, 'P-256': -7, 'P-384': -35 };

/** Base64 of the tag 18 (d2) and the array of four (84) that follow each other in a COSE_Sign1. */
const LOOKS_LIKE_SIGN1 = /^0o[Q-T][A-Za-z0-9+/]/;

interface ReadCose {
  readonly protectedBytes: Uint8Array;
  readonly header: ReadonlyMap<unknown, unknown>;
  readonly payloadBytes: Uint8Array;
  readonly payload: JsonObject;
  readonly signature: Uint8Array;
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function fromBase64(text: string): Uint8Array | null {
  const bytes = text.length <= maxTokenLength ? new Uint8Array(Buffer.from(text, 'base64')) : null;
  return bytes && toBase64(bytes) === text ? bytes : null;
}

/** Standard base64 without padding of one tagged COSE_Sign1 over a JSON object; null for anything else. */
function readCose(token: string): ReadCose | null {
  const bytes = fromBase64(token);
  const tagged = bytes && readCbor(bytes);
  if (!isTag(tagged) || tagged.tag !== SIGN1_TAG || !Array.isArray(tagged.value)) return null;
  const [protectedBytes, unprotected, payloadBytes, signature, ...more] = tagged.value as CborValue[];
  if (!(protectedBytes instanceof Uint8Array) || !(payloadBytes instanceof Uint8Array)) return null;
  // Unprotected headers are not signed; we use none and accept none.
  if (!(signature instanceof Uint8Array) || !(unprotected instanceof Map) || unprotected.size > 0) return null;
  const header = readCbor(protectedBytes);
  const payload = objectOf(payloadBytes);
  if (more.length > 0 || !(header instanceof Map) || payload === null) return null;
  return { protectedBytes, header, payloadBytes, payload, signature };
}

const isTag = (value: CborValue): value is CborTag =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'tag');

function objectOf(bytes: Uint8Array): JsonObject | null {
  try {
    const parsed = parseJson(fromUtf8(bytes), documentLimits);
    return parsed.ok && isObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

interface CoseKind extends DocumentKind {
  readonly id: 'vc+cose' | 'vp+cose';
  readonly typ: string;
  readonly contentType: string;
}

const credentialKind: CoseKind = {
  id: 'vc+cose',
  typ: 'application/vc+cose',
  contentType: 'application/vc',
  ...credentialDocument,
};
const presentationKind: CoseKind = {
  id: 'vp+cose',
  typ: 'application/vp+cose',
  contentType: 'application/vp',
  ...presentationDocument,
};

function coseProblem(kind: CoseKind, { header, payload }: ReadCose): BrokenReason | null {
  if (header.has(CRIT) || header.get(TYP) !== kind.typ) return 'token-header';
  if (header.get(CONTENT_TYPE) !== undefined && header.get(CONTENT_TYPE) !== kind.contentType) return 'token-header';
  if (!Object.values<unknown>(coseAlgorithms).includes(header.get(ALG))) return 'token-header';
  return documentProblem(kind, payload);
}

/** What is signed (RFC 9052, section 4.4), with no external data. */
const signatureInput = (protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', protectedBytes, new Uint8Array(), payload]);

/** Credentials as `vc+cose` (VC-JOSE-COSE 1.0, section 3.3.1), spelled in base64 without padding. */
export const createVcCose = (crypto: NodeCrypto): ProofFormat => createCoseFormat(credentialKind, crypto);

/** Presentations as `vp+cose` (section 3.3.2); `nonce` and `aud` in the payload as in `vp+jwt`. */
export const createVpCose = (crypto: NodeCrypto): ProofFormat => createCoseFormat(presentationKind, crypto);

function createCoseFormat(kind: CoseKind, crypto: NodeCrypto): ProofFormat {
  return {
    id: kind.id,
    canVerify: (token) => typeof token === 'string' && claimsKind(kind, token),
    async sign(document, { signer, created, challenge, domain }) {
      const payload: JsonObject = {
        ...issuedAtClaim(kind, created),
        ...document,
        ...(challenge === undefined ? {} : { nonce: challenge }),
        ...(domain === undefined ? {} : { aud: domain }),
      };
      const problem = documentProblem(kind, payload);
      if (problem) throw new TypeError(`not a document for ${kind.id}: ${problem}`);
      const header = new Map<number, unknown>([
        [ALG, coseAlgorithms[signer.algorithm]],
        [CONTENT_TYPE, kind.contentType],
        [KID, utf8(signer.id)],
        [TYP, kind.typ],
      ]);
      const protectedBytes = encode(header);
      const payloadBytes = utf8(JSON.stringify(payload));
      const signature = await signer.sign(signatureInput(protectedBytes, payloadBytes));
      return toBase64(encode(new Tag(SIGN1_TAG, [protectedBytes, new Map(), payloadBytes, signature])));
    },
    async verify(token, proof, options) {
      const read = typeof token === 'string' && proof === null ? readCose(token) : null;
      if (!read) return broken('token-malformed');
      const problem = coseProblem(kind, read) ?? audienceProblem(read.payload, options);
      return problem ? broken(problem) : verifyRead(kind, read, options, crypto);
    },
  };
}

/** Damaged tokens have no readable type; the credential format then says what is wrong with them. */
function claimsKind(kind: CoseKind, token: string): boolean {
  if (!LOOKS_LIKE_SIGN1.test(token)) return false;
  const isPresentation = readCose(token)?.header.get(TYP) === presentationKind.typ;
  return isPresentation === (kind.id === presentationKind.id);
}

async function verifyRead(
  kind: CoseKind,
  read: ReadCose,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<ProofOutcome> {
  const kid = read.header.get(KID);
  const text = kid instanceof Uint8Array && kid.length <= 2_048 ? Buffer.from(kid).toString('utf8') : '';
  const method = methodOf({ kid: text }, idOf(read.payload[kind.owner]));
  if (!method) return { outcome: 'unknown', reason: 'key-unknown' };
  const found = await options.lookupKey(method, options.expectedPurpose);
  if (found === 'unreachable') return { outcome: 'unknown', reason: 'key-unreachable' };
  if (found === null) return { outcome: 'unknown', reason: 'key-unknown' };
  const key = decodeMultikey(found.publicKeyMultibase);
  if (!key || coseAlgorithms[key.algorithm] !== read.header.get(ALG)) return broken('key-mismatch');
  const input = signatureInput(read.protectedBytes, read.payloadBytes);
  const valid = await (key.algorithm === 'Ed25519'
    ? crypto.verifyEd25519(key.raw, input, read.signature)
    : crypto.verifyEcdsa(key.algorithm, key.raw, input, read.signature));
  if (!valid) return broken('signature-invalid');
  const { controller } = found;
  return (
    timeProblem(read.payload, options) ??
    withIssuedAt({ outcome: 'verified', verificationMethod: method, controller, created: null }, read.payload)
  );
}

/** The document inside a vc+cose or vp+cose token, NOT verified; null when it is none. */
export function documentOfCose(token: string): JsonObject | null {
  const read = readCose(token);
  return read && withoutRegisteredClaims(read.payload);
}
