import { isObject, parseIso, type JsonLimits } from '../shared/index.js';
import type {
  AwardScope,
  RecognisedThrough,
  TrustedDictionary,
  TrustedIssuer,
  TrustedKey,
  TrustList,
} from './types.js';

/** 200 issuers with 2 keys and 20 scopes each are about 1 MB of JSON. */
export const trustListLimits: JsonLimits = { maxLength: 8_388_608, maxDepth: 8, maxNodes: 400_000 };

/** Thrown inside this file only, with the JSON Pointer as its message; `readTrustList` turns it into its answer. */
class Unreadable extends Error {}

export type TrustListReading =
  | { readonly ok: true; readonly list: TrustList }
  /** JSON Pointer of the first member that is missing, too long or of the wrong kind. */
  | { readonly ok: false; readonly at: string };

/**
 * Reads the content of a trust list: takes only the members it knows, refuses anything out of bounds. A table of its own
 * because offline verifiers carry it and a schema compiler would be larger than the rest of them.
 */
export function readTrustList(value: unknown): TrustListReading {
  try {
    return { ok: true, list: distinct(trustList(value, '')) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, at: error.message };
    throw error;
  }
}

/** Reads one value or throws; `at` is where it stands. */
type Read<T> = (value: unknown, at: string) => T;

const fail = (at: string): never => {
  throw new Unreadable(at);
};
const when =
  <T>(isRight: (value: unknown) => boolean): Read<T> =>
  (value, at) =>
    isRight(value) ? (value as T) : fail(at);
const matching = (pattern: RegExp): Read<string> => when((value) => typeof value === 'string' && pattern.test(value));
const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, at) =>
    value === null ? null : read(value, at);
const listOf =
  <T>(most: number, read: Read<T>): Read<T[]> =>
  (value, at) =>
    Array.isArray(value) && value.length <= most
      ? value.map((item: unknown, index) => read(item, `${at}/${index}`))
      : fail(at);
const objectOf =
  <T>(members: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> =>
  (value, at) => {
    if (!isObject(value)) return fail(at);
    const read = Object.entries<Read<unknown>>(members).map(([name, readMember]) => [
      name,
      readMember(value[name], `${at}/${name}`),
    ]);
    return Object.fromEntries(read) as T;
  };

const text = matching(/^[^]{1,500}$/);
/** A calendar day or an instant, as text. */
const date: Read<string> = when((value) => typeof value === 'string' && parseIso(value) !== null);
const dateOrNull = orNull(date);
const wholeNumber: Read<number> = when((value) => Number.isSafeInteger(value) && Number(value) >= 0);

const key = objectOf<TrustedKey>({
  id: text,
  publicKeyMultibase: matching(/^z[1-9A-HJ-NP-Za-km-z]{40,200}$/),
  role: when((value) => value === 'issuer' || value === 'status'),
  validFrom: date,
  validUntil: dateOrNull,
  revokedAt: dateOrNull,
});
const scope = objectOf<AwardScope>({
  qualification: text,
  place: text,
  from: date,
  until: dateOrNull,
  withdrawnAt: dateOrNull,
  voidFrom: dateOrNull,
});
const ownMembers = objectOf<Omit<TrustedIssuer, 'recognisedThrough'>>({
  did: matching(/^did:[^#]{1,496}$/),
  name: text,
  shortName: text,
  country: text,
  scheme: text,
  contact: text,
  keys: listOf(50, key),
  scopes: listOf(20_000, scope),
  places: listOf(5_000, objectOf({ id: text, name: text, country: text })),
  qualifications: listOf(5_000, objectOf({ id: text, title: text })),
  statusLists: listOf(1_000, matching(/^[^]{0,2048}$/)),
});
const recognition = objectOf<RecognisedThrough>({ operator: text, version: wholeNumber });
const issuer: Read<TrustedIssuer> = (value, at) => {
  const read = ownMembers(value, at);
  const through = isObject(value) ? value['recognisedThrough'] : undefined;
  return through === undefined ? read : { ...read, recognisedThrough: recognition(through, `${at}/recognisedThrough`) };
};
const trustList = objectOf<TrustList>({
  version: wholeNumber,
  operator: text,
  issuedAt: date,
  nextUpdate: date,
  issuers: listOf(1_000, issuer),
  dictionaries: listOf(1_000, objectOf<TrustedDictionary>({ dictId: wholeNumber, sha256: matching(/^[0-9a-f]{64}$/) })),
});

function distinct(list: TrustList): TrustList {
  const dids = new Set<string>();
  for (const [index, { did, keys }] of list.issuers.entries()) {
    // A key under another issuer's name would lend that issuer's voice.
    const stray = keys.findIndex(({ id }) => !id.startsWith(`${did}#`));
    if (stray >= 0) fail(`/issuers/${index}/keys/${stray}/id`);
    dids.add(did);
  }
  // Two entries for one DID would let the order of the list decide which keys count.
  return dids.size === list.issuers.length ? list : fail('/issuers');
}
