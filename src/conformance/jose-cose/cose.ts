import { Tag, decode, encode } from 'cbor2';
import { documentLimits, fromUtf8, isObject, parseJson, utf8, type JsonObject } from '../../shared/index.js';
import type { Securing } from './secure.js';
import { algorithms } from './verification-method.js';

/** COSE_Sign1 (RFC 9052 section 4.2) and header labels: alg, content type, kid, typ (RFC 9596). */
const SIGN1 = 18;
const LABEL = { alg: 1, contentType: 3, kid: 4, typ: 16 } as const;
const MAX_LENGTH = 131_072;

const signatureInput = (header: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', header, new Uint8Array(), payload]);

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** Standard base64 without padding, in its one canonical spelling; null for hex and everything else. */
function fromText(text: string): Uint8Array | null {
  const bytes = text.length <= MAX_LENGTH ? new Uint8Array(Buffer.from(text, 'base64')) : null;
  return bytes && toText(bytes) === text.replace(/=+$/, '') ? bytes : null;
}

interface Parts {
  readonly headerBytes: Uint8Array;
  readonly header: ReadonlyMap<unknown, unknown>;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

function partsOf(token: string): Parts | null {
  const bytes = fromText(token);
  if (bytes?.[0] !== 0xd2) return null;
  try {
    const options = { rejectDuplicateKeys: true, preferMap: true } as const;
    const tagged: unknown = decode(bytes, options);
    const parts: unknown = tagged instanceof Tag && Number(tagged.tag) === SIGN1 ? tagged.contents : null;
    const [headerBytes, unprotected, payload, signature] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (!(headerBytes instanceof Uint8Array) || !(payload instanceof Uint8Array)) return null;
    if (!(signature instanceof Uint8Array) || !(unprotected instanceof Map)) return null;
    const header: unknown = decode(headerBytes, options);
    return header instanceof Map ? { headerBytes, header, payload, signature } : null;
  } catch {
    return null;
  }
}

function jsonOf(payload: Uint8Array): JsonObject | null {
  try {
    const parsed = parseJson(fromUtf8(payload), documentLimits);
    return parsed.ok && isObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

/** `application/vc+cose` and `application/vp+cose`. */
export const cose: Securing = {
  isPartial: false,
  mediaType: (kind) =>
    kind === 'credential'
      ? { typ: 'application/vc+cose', cty: 'application/vc' }
      : { typ: 'application/vp+cose', cty: 'application/vp' },
  write(document, key, { type }) {
    const header = encode(
      new Map<number, unknown>([
        [LABEL.alg, algorithms[key.algorithm].cose],
        [LABEL.contentType, type.cty],
        [LABEL.kid, utf8(key.id)],
        [LABEL.typ, type.typ],
      ]),
    );
    const payload = utf8(JSON.stringify(document));
    const signature = key.sign?.(signatureInput(header, payload));
    return signature ? toText(encode(new Tag(SIGN1, [header, new Map(), payload, signature]))) : null;
  },
  read(token, key, type) {
    const parts = partsOf(token);
    if (!parts) return null;
    const { header, headerBytes, payload, signature } = parts;
    const isRightKind = header.get(LABEL.typ) === type.typ && header.get(LABEL.contentType) === type.cty;
    if (!isRightKind || header.get(LABEL.alg) !== algorithms[key.algorithm].cose) return null;
    return key.verify(signatureInput(headerBytes, payload), signature) ? jsonOf(payload) : null;
  },
};
