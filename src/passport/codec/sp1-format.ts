/** Numbers of the SP1 format, version 1 (docs/sp1.md). Every limit is part of the format: readers must enforce it. */

/** Ed25519 and P-256 signatures are both 64 bytes. */
export const signatureBytes = 64;
/** dictId, signature, photo length, and the shortest deflate stream. */
export const minPayloadBytes = 1 + signatureBytes + 1 + 2;
/** What these take as digits. */
export const minDigits = 166;
/** Longest digit string a reader looks at. */
export const maxDigits = 3072;
/** Size of the buffer a credential is unpacked into; a text that fills it is refused. */
export const maxJsonBytes = 32_768;
/** Reach of deflate: nothing further back can be referred to. */
export const maxDictionaryBytes = 32_768;
/** Number set aside for a packed vc+jwt; readers of version 1 answer "update needed". */
export const reservedJwtDictId = 2;

/** `proofValue` is multibase base58btc: this prefix, then the signature. */
export const base58Prefix = 'z';
