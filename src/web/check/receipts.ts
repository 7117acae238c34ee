import { openStatement, type Ed25519Verifier } from '../../issuers/browser.js';
import { readReceipt, RECEIPT_TYPE, type Receipt } from '../../sharing/browser.js';
import { canonicalJson, isObject, parseJson, toHex, utf8, type JsonObject } from '../../shared/index.js';

export type SignedReceipt =
  | { readonly ok: true; readonly jws: string; readonly receipt: Receipt }
  | { readonly ok: false; readonly reason: 'offline' | 'elsewhere' };

/** SHA-256 of the credential in canonical JSON, hex: names the document and tells nothing of what is in it. */
async function fingerprintOf(credential: JsonObject): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonicalJson(credential)))));
}

/** The first of several readings that the service knows. */
export async function requestReceipt(
  credentials: readonly JsonObject[],
  verifier: Ed25519Verifier,
): Promise<SignedReceipt> {
  let answer: SignedReceipt = { ok: false, reason: 'elsewhere' };
  for (const credential of credentials) {
    answer = await requestOne(credential, verifier);
    if (answer.ok || answer.reason === 'offline') return answer;
  }
  return answer;
}

/** Asks the service to check again and to sign. Only the id and the fingerprint leave this device. */
async function requestOne(credential: JsonObject, verifier: Ed25519Verifier): Promise<SignedReceipt> {
  const { id } = credential;
  if (typeof id !== 'string') return { ok: false, reason: 'elsewhere' };
  try {
    const response = await fetch('/api/receipts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ credentialId: id, sha256: await fingerprintOf(credential) }),
      cache: 'no-store',
    });
    if (response.status === 404) return { ok: false, reason: 'elsewhere' };
    const body: unknown = response.ok ? await response.json() : null;
    const jws = isObject(body) ? body['receipt'] : null;
    const opened = typeof jws === 'string' ? await openReceipt(jws, verifier) : null;
    return typeof jws === 'string' && opened !== null
      ? { ok: true, jws, receipt: opened }
      : { ok: false, reason: 'offline' };
  } catch {
    return { ok: false, reason: 'offline' };
  }
}

/** The receipt inside, or null when no key of this service signed it. Throws when the keys cannot be fetched. */
export async function openReceipt(text: string, verifier: Ed25519Verifier): Promise<Receipt | null> {
  const response = await fetch('/receipts/keys.json');
  if (!response.ok) throw new TypeError('the keys of receipts cannot be fetched');
  const keys: unknown = await response.json();
  const rootKeys =
    isObject(keys) && Array.isArray(keys['keys']) ? keys['keys'].filter((key) => typeof key === 'string') : [];
  const opened = await openStatement(jwsOf(text), { type: RECEIPT_TYPE, rootKeys, crypto: verifier });
  return opened.ok ? readReceipt(opened.content) : null;
}

/** The bare JWS, or the saved file around it. */
function jwsOf(text: string): string {
  const parsed = parseJson(text.trim());
  const inside = parsed.ok && isObject(parsed.value) ? parsed.value['receipt'] : null;
  return typeof inside === 'string' ? inside : text.trim();
}

/** What is saved: the signed text and, beside it, what it says, for people without a reader. */
export const receiptFile = (jws: string, receipt: Receipt): string =>
  JSON.stringify({ receipt: jws, says: receipt }, null, 2);
