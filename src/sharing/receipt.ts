import { isObject, type JsonValue } from '../shared/index.js';

/** `typ` of a signed receipt (JWS compact, EdDSA; RFC 8725 section 3.11). */
export const RECEIPT_TYPE = 'verification-receipt+jwt';

/** That a certificate was checked, when, and with what answer. Names nobody: the certificate is a fingerprint. */
export interface Receipt {
  readonly service: string;
  readonly checkedAt: string;
  readonly credential: {
    readonly id: string;
    /** SHA-256 (hex) of the signed credential in canonical JSON (RFC 8785). */
    readonly sha256: string;
  };
  readonly verdict: string;
  /** `I00 pass`, `S10 fail`: the spoken codes of the report. */
  readonly codes: readonly string[];
  readonly trustListVersion: number | null;
  readonly statusListAt: string | null;
}

/** Null for anything that is not the content of a receipt. */
export function readReceipt(content: JsonValue): Receipt | null {
  if (!isObject(content) || !isObject(content['credential'])) return null;
  const { service, checkedAt, verdict, codes, trustListVersion, statusListAt, credential } = content;
  const { id, sha256 } = credential;
  if (!isText(service) || !isText(checkedAt) || !isText(verdict) || !isText(id) || !isText(sha256)) return null;
  if (!Array.isArray(codes)) return null;
  return {
    service,
    checkedAt,
    credential: { id, sha256 },
    verdict,
    codes: codes.filter(isText),
    trustListVersion: typeof trustListVersion === 'number' ? trustListVersion : null,
    statusListAt: isText(statusListAt) ? statusListAt : null,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
