import { isDate, readShape, type JsonLimits, type ShapeOf } from '../shared/index.js';
import type { AwardScope, TrustedIssuer, TrustedKey, TrustList } from './types.js';

/** 200 issuers with 2 keys and 20 scopes each are about 1 MB of JSON. */
export const trustListLimits: JsonLimits = { maxLength: 8_388_608, maxDepth: 8, maxNodes: 400_000 };

export type TrustListReading =
  | { readonly ok: true; readonly list: TrustList }
  /** JSON Pointer of the first member that is missing, too long or of the wrong kind. */
  | { readonly ok: false; readonly at: string };

/** Reads the content of a trust list: takes only the members it knows, refuses anything out of bounds. */
export function readTrustList(value: unknown): TrustListReading {
  try {
    return { ok: true, list: distinct(readShape(trustList, value) as TrustList) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, at: error.message };
    throw error;
  }
}

const text = /^[^]{1,500}$/;
const dateOrNull = (value: unknown): boolean => value === null || isDate(value);
const wholeNumber = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const key: ShapeOf<TrustedKey> = {
  id: text,
  publicKeyMultibase: /^z[1-9A-HJ-NP-Za-km-z]{40,200}$/,
  role: /^(issuer|status)$/,
  validFrom: isDate,
  validUntil: dateOrNull,
  revokedAt: dateOrNull,
};
const scope: ShapeOf<AwardScope> = {
  qualification: text,
  place: text,
  from: isDate,
  until: dateOrNull,
  withdrawnAt: dateOrNull,
  voidFrom: dateOrNull,
};
const issuer: ShapeOf<TrustedIssuer> = {
  did: /^did:[^#]{1,496}$/,
  name: text,
  shortName: text,
  country: text,
  scheme: text,
  contact: text,
  keys: [50, key],
  scopes: [20_000, scope],
  places: [5_000, { id: text, name: text, country: text }],
  qualifications: [5_000, { id: text, title: text }],
  statusLists: [1_000, /^[^]{0,2048}$/],
  recognisedThrough: ['optional', { operator: text, version: wholeNumber }],
};
const trustList: ShapeOf<TrustList> = {
  version: wholeNumber,
  operator: text,
  issuedAt: isDate,
  nextUpdate: isDate,
  issuers: [1_000, issuer],
  dictionaries: [1_000, { dictId: wholeNumber, sha256: /^[0-9a-f]{64}$/ }],
};
function distinct(list: TrustList): TrustList {
  for (const [index, { did, keys }] of list.issuers.entries()) {
    // A key under another issuer's name would lend that issuer's voice.
    const stray = keys.findIndex(({ id }) => !id.startsWith(`${did}#`));
    if (stray >= 0) throw new RangeError(`/issuers/${index}/keys/${stray}/id`);
  }
  // Two entries for one DID would let the order of the list decide which keys count.
  if (new Set(list.issuers.map(({ did }) => did)).size < list.issuers.length) throw new RangeError('/issuers');
  return list;
}
