import { decompress } from '../../shared/index.js';

/**
 * Unpacks gzip data, never more than `maxBytes`. Null for damaged data and for anything larger: the two are the same to
 * a verifier, it could not read the list. A 22 kB list can claim 16 MB, so the limit counts while unpacking.
 */
export type BoundedGunzip = (data: Uint8Array, maxBytes: number) => Promise<Uint8Array | null> | Uint8Array | null;

/** `BoundedGunzip` on the platform's DecompressionStream: browsers and Node. Stops reading at the limit. */
export const streamGunzip: BoundedGunzip = (data, maxBytes) => decompress([data], 'gzip', maxBytes);

/** The same for zlib data (RFC 1950), as Token Status Lists carry it. */
export const streamInflate: BoundedGunzip = (data, maxBytes) => decompress([data], 'deflate', maxBytes);
