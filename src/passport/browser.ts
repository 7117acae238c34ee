/** The part of passport/ that runs in a browser: reading SP1 codes. */
export { decodeBase10, encodeBase10 } from './codec/base10.js';
export { parseSp1Text } from './codec/sp1-refusal.js';
export type { OtherKind } from './codec/sp1-text.js';
export { unpackSp1, unpackWhole, type DictionariesFor, type Sp1Unpacked } from './codec/sp1-unpack.js';
