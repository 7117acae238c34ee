import { isDate, readShape, type JsonLimits, type ShapeOf } from '../shared/index.js';
import type { AwardScope, TrustedIssuer, TrustedKey, TrustList } from './types.js';

/** 200 issuers with 2 keys and 20 scopes each are about 1 MB of JSON. */
export const trustListLimits: JsonLimits = { maxLength: 8_388_608, maxDepth: 8, maxNodes: 400_000 };

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
/**
 * Reads the content of a trust list: takes only the members it knows. Null when a member is missing, out of bounds or of
 * the wrong kind.
 */
export function readTrustList(value: unknown): TrustList | null {
  const list = readShape<TrustList>(trustList, value);
  if (list === null) return null;
  // A key under another issuer's name would lend that issuer's voice.
  const isStray = list.issuers.some(({ did, keys }) => keys.some(({ id }) => !id.startsWith(`${did}#`)));
  // Two entries for one DID would let the order of the list decide which keys count.
  const isRepeated = new Set(list.issuers.map(({ did }) => did)).size < list.issuers.length;
  return isStray || isRepeated ? null : list;
}
