import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { base64urlEncode } from '../../shared/index.js';
import type { BoundedGunzip } from './gunzip.js';

/** `BoundedGunzip` on zlib: refuses a bomb after the first `maxBytes` bytes, without holding more in memory. */
export const zlibGunzip: BoundedGunzip = (data, maxBytes) => bounded(gunzipSync, data, maxBytes);

/** The same for zlib data (RFC 1950). */
export const zlibInflate: BoundedGunzip = (data, maxBytes) => bounded(inflateSync, data, maxBytes);

export const zlibDeflate = (data: Uint8Array): Uint8Array => new Uint8Array(deflateSync(data, { level: 9 }));

function bounded(unpack: typeof gunzipSync, data: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    return new Uint8Array(unpack(data, { maxOutputLength: maxBytes }));
  } catch {
    return null;
  }
}

/** `encodedList` of a BitstringStatusList: multibase 'u' (base64url, no padding) of the gzip of the bits. */
export const encodeList = (bits: Uint8Array): string => `u${base64urlEncode(gzipSync(bits, { level: 9 }))}`;
