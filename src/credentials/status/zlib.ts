import { gunzipSync, gzipSync } from 'node:zlib';
import { base64urlEncode } from '../../shared/index.js';
import type { BoundedGunzip } from './gunzip.js';

/** `BoundedGunzip` on zlib: refuses a bomb after the first `maxBytes` bytes, without holding more in memory. */
export const zlibGunzip: BoundedGunzip = (data, maxBytes) => {
  try {
    return new Uint8Array(gunzipSync(data, { maxOutputLength: maxBytes }));
  } catch {
    return null;
  }
};

/** `encodedList` of a BitstringStatusList: multibase 'u' (base64url, no padding) of the gzip of the bits. */
export const encodeList = (bits: Uint8Array): string => `u${base64urlEncode(gzipSync(bits, { level: 9 }))}`;
