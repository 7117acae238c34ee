import { decodeEd25519 } from '../keys/browser.js';
import { base64urlDecode, fromUtf8, isObject, parseIso, parseJson, utf8, type JsonValue } from '../shared/index.js';
import { readTrustList, trustListLimits } from './read.js';
import type { TrustList } from './types.js';

/** Protected header values of a signed trust list (RFC 7515; typ as RFC 8725 section 3.11 advises). */
export const TRUST_LIST_TYPE = 'trust-list+jwt';
export const TRUST_LIST_ALGORITHM = 'EdDSA';

/** The one piece of platform crypto needed; `CryptoPort` of proofs/ fits. */
export interface Ed25519Verifier {
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}

export type SignedTrustListRefusal =
  /** Not three base64url parts, not JSON, or over the limits. */
  | 'malformed'
  | 'wrong-algorithm'
  | 'wrong-type'
  /** Header members beyond alg, typ and kid: embedded keys, `crit`, `b64` ... */
  | 'foreign-header'
  /** No pinned root key verifies it: another signer, or a changed list. */
  | 'unknown-root'
  | 'bad-content'
  /** Genuine, but older than the version already held. */
  | 'rollback';

export type SignedTrustListResult =
  { readonly ok: true; readonly list: TrustList } | { readonly ok: false; readonly code: SignedTrustListRefusal };

/**
 * Verifies a trust list (JWS compact, EdDSA) against the root keys pinned in this build, in Multikey form, and reads it.
 * `minVersion` is the version already held: anything below it is refused. An overdue `nextUpdate` does not make a list
 * false; ask `trustListFreshness`.
 */
export async function verifyTrustList(
  jws: string,
  rootKeys: readonly string[],
  crypto: Ed25519Verifier,
  minVersion: number,
): Promise<SignedTrustListResult> {
  const opened = await openStatement(jws, { type: TRUST_LIST_TYPE, rootKeys, crypto });
  if (!opened.ok) return opened;
  const list = readTrustList(opened.content);
  if (list === null) return refuse('bad-content');
  return list.version < minVersion ? refuse('rollback') : { ok: true, list };
}

export interface StatementRules {
  /** The only `typ` accepted. */
  readonly type: string;
  /** Pinned root keys in Multikey form. */
  readonly rootKeys: readonly string[];
  readonly crypto: Ed25519Verifier;
}

export type OpenedStatement =
  { readonly ok: true; readonly content: JsonValue } | { readonly ok: false; readonly code: SignedTrustListRefusal };

/** Opens a JWS compact that one of the pinned root keys must have signed; its content is not judged here. */
export async function openStatement(jws: string, { type, rootKeys, crypto }: StatementRules): Promise<OpenedStatement> {
  const parts = jws.length <= trustListLimits.maxLength * 2 ? jws.split('.') : [];
  const [header, payload, signature] = parts.map(base64urlDecode);
  if (parts.length !== 3 || !header || !payload?.length || signature?.length !== 64) return refuse('malformed');
  const headerProblem = judgeHeader(header, type);
  if (headerProblem !== null) return refuse(headerProblem);
  const message = utf8(jws.slice(0, jws.lastIndexOf('.')));
  // `kid` is a hint that anybody can write, so it does not choose the key: every pinned root is tried.
  for (const key of rootKeys.map(decodeEd25519)) {
    if (key === null || !(await crypto.verifyEd25519(key, message, signature))) continue;
    const content = readJson(payload);
    return content === null ? refuse('bad-content') : { ok: true, content };
  }
  return refuse('unknown-root');
}

const refuse = (code: SignedTrustListRefusal): { readonly ok: false; readonly code: SignedTrustListRefusal } => ({
  ok: false,
  code,
});

function judgeHeader(bytes: Uint8Array, type: string): SignedTrustListRefusal | null {
  const header = bytes.length <= 768 ? readJson(bytes) : null;
  if (!isObject(header)) return 'malformed';
  if (header.alg !== TRUST_LIST_ALGORITHM) return 'wrong-algorithm';
  if (header.typ !== type) return 'wrong-type';
  return Object.keys(header).every((name) => ['alg', 'typ', 'kid'].includes(name)) ? null : 'foreign-header';
}

function readJson(bytes: Uint8Array): JsonValue {
  try {
    const parsed = parseJson(fromUtf8(bytes), trustListLimits);
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

export interface TrustListFreshness {
  /** `nextUpdate` has passed: say so beside every answer that rests on the list. */
  readonly isOverdue: boolean;
  /** Whole days since `issuedAt`; 0 for a list issued ahead of our clock. */
  readonly ageDays: number;
}

export function trustListFreshness(list: TrustList, now: Date): TrustListFreshness {
  const issuedAt = parseIso(list.issuedAt)?.getTime() ?? 0;
  const nextUpdate = parseIso(list.nextUpdate)?.getTime() ?? 0;
  return {
    isOverdue: nextUpdate < now.getTime(),
    ageDays: Math.max(0, Math.floor((now.getTime() - issuedAt) / 86_400_000)),
  };
}
