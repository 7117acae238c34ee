import { gunzipSync } from 'node:zlib';
import type { FetchPurpose } from './types.js';

interface Expected {
  /** Bytes, as received and again after decompression. */
  readonly maxBytes: number;
  /** Media types without parameters. */
  readonly contentType: RegExp;
}

const JSON_TYPES = 'application/(?:json|did|vc|[a-z0-9.+-]+\\+json)';
const TOKEN_TYPES = 'application/(?:jwt|jose|[a-z0-9.-]+\\+jwt)';

/** What each purpose may bring in. */
export const expectedContent: Readonly<Record<FetchPurpose, Expected>> = {
  'did-document': { maxBytes: 65_536, contentType: new RegExp(`^(?:${JSON_TYPES}|text/plain)$`) },
  'status-list': { maxBytes: 2_097_152, contentType: new RegExp(`^(?:${JSON_TYPES}|${TOKEN_TYPES}|text/plain)$`) },
  'trust-list': { maxBytes: 8_388_608, contentType: new RegExp(`^(?:${JSON_TYPES}|${TOKEN_TYPES}|text/plain)$`) },
  dictionary: { maxBytes: 1_048_576, contentType: /^application\/(?:octet-stream|zstd|gzip|json)$/ },
  'share-link': { maxBytes: 262_144, contentType: new RegExp(`^(?:${JSON_TYPES}|${TOKEN_TYPES}|text/plain)$`) },
};

export const mediaType = (header: string): string => header.split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Undoes a content encoding, never beyond `maxBytes`. Null = larger; undefined = damaged or not an encoding we asked for. */
export function decoded(body: Uint8Array, encoding: string, maxBytes: number): Uint8Array | null | undefined {
  if (encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return undefined;
  try {
    return new Uint8Array(gunzipSync(body, { maxOutputLength: maxBytes }));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? null : undefined;
  }
}
