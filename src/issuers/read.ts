import { isObject, parseIso, type JsonLimits, type JsonObject, type JsonValue } from '../shared/index.js';
import type { AwardScope, TrustedDictionary, TrustedIssuer, TrustedKey, TrustList } from './types.js';

/** 200 issuers with 2 keys and 20 scopes each are about 1 MB of JSON. */
export const trustListLimits: JsonLimits = { maxLength: 8_388_608, maxDepth: 8, maxNodes: 400_000 };

const MAX_ISSUERS = 1_000;
const MAX_KEYS = 50;
const MAX_SCOPES = 20_000;
const MAX_NAMED = 5_000;
const MAX_LISTS = 1_000;
const MAX_DICTIONARIES = 1_000;

/** Thrown inside this file only; `readTrustList` turns it into its answer. */
class Unreadable extends Error {}

export type TrustListReading =
  | { readonly ok: true; readonly list: TrustList }
  /** JSON Pointer of the first member that is missing, too long or of the wrong kind. */
  | { readonly ok: false; readonly at: string };

/**
 * Reads the content of a trust list: takes only the members it knows, refuses anything out of bounds. Written by hand
 * because offline verifiers carry it and a schema compiler would be larger than the rest of them.
 */
export function readTrustList(value: unknown): TrustListReading {
  try {
    return { ok: true, list: trustList(value) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, at: error.message };
    throw error;
  }
}

function trustList(value: unknown): TrustList {
  const from = object(value, '');
  const list: TrustList = {
    version: wholeNumber(from, 'version', ''),
    operator: text(from, 'operator', ''),
    issuedAt: instant(from, 'issuedAt', ''),
    nextUpdate: instant(from, 'nextUpdate', ''),
    issuers: items(from, 'issuers', '', MAX_ISSUERS).map(issuer),
    dictionaries: items(from, 'dictionaries', '', MAX_DICTIONARIES).map(dictionary),
  };
  // Two entries for one DID would let the order of the list decide which keys count.
  const dids = new Set(list.issuers.map(({ did }) => did));
  if (dids.size !== list.issuers.length) throw new Unreadable('/issuers');
  return list;
}

function issuer([from, at]: Item): TrustedIssuer {
  const did = text(from, 'did', at);
  if (!did.startsWith('did:') || did.includes('#')) throw new Unreadable(`${at}/did`);
  return {
    did,
    name: text(from, 'name', at),
    shortName: text(from, 'shortName', at),
    country: text(from, 'country', at),
    scheme: text(from, 'scheme', at),
    contact: text(from, 'contact', at),
    keys: items(from, 'keys', at, MAX_KEYS).map((item) => key(item, did)),
    scopes: items(from, 'scopes', at, MAX_SCOPES).map(scope),
    places: items(from, 'places', at, MAX_NAMED).map(([place, where]) => ({
      id: text(place, 'id', where),
      name: text(place, 'name', where),
      country: text(place, 'country', where),
    })),
    qualifications: items(from, 'qualifications', at, MAX_NAMED).map(([qualification, where]) => ({
      id: text(qualification, 'id', where),
      title: text(qualification, 'title', where),
    })),
    statusLists: array(from, 'statusLists', at, MAX_LISTS).map((url, index) =>
      typeof url === 'string' && url.length <= 2_048 ? url : fail(`${at}/statusLists/${index}`),
    ),
  };
}

function key([from, at]: Item, did: string): TrustedKey {
  const id = text(from, 'id', at);
  // A key under another issuer's name would lend that issuer's voice.
  if (!id.startsWith(`${did}#`)) throw new Unreadable(`${at}/id`);
  const { role } = from;
  if (role !== 'issuer' && role !== 'status') throw new Unreadable(`${at}/role`);
  const publicKeyMultibase = text(from, 'publicKeyMultibase', at);
  if (!/^z[1-9A-HJ-NP-Za-km-z]{40,200}$/.test(publicKeyMultibase)) throw new Unreadable(`${at}/publicKeyMultibase`);
  return {
    id,
    publicKeyMultibase,
    role,
    validFrom: instant(from, 'validFrom', at),
    validUntil: nullable(instant, from, 'validUntil', at),
    revokedAt: nullable(instant, from, 'revokedAt', at),
  };
}

const scope = ([from, at]: Item): AwardScope => ({
  qualification: text(from, 'qualification', at),
  place: text(from, 'place', at),
  from: instant(from, 'from', at),
  until: nullable(instant, from, 'until', at),
  withdrawnAt: nullable(instant, from, 'withdrawnAt', at),
  voidFrom: nullable(instant, from, 'voidFrom', at),
});

function dictionary([from, at]: Item): TrustedDictionary {
  const sha256 = text(from, 'sha256', at);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Unreadable(`${at}/sha256`);
  return { dictId: wholeNumber(from, 'dictId', at), sha256 };
}

/** One element of an array, with its JSON Pointer. */
type Item = readonly [JsonObject, string];

const fail = (at: string): never => {
  throw new Unreadable(at);
};

const object = (value: unknown, at: string): JsonObject => (isObject(value) ? value : fail(at));

function array(from: JsonObject, name: string, at: string, most: number): readonly JsonValue[] {
  const value = from[name];
  return Array.isArray(value) && value.length <= most ? value : fail(`${at}/${name}`);
}

const items = (from: JsonObject, name: string, at: string, most: number): Item[] =>
  array(from, name, at, most).map((value, index) => {
    const where = `${at}/${name}/${index}`;
    return [object(value, where), where];
  });

function text(from: JsonObject, name: string, at: string): string {
  const value = from[name];
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : fail(`${at}/${name}`);
}

/** A calendar day or an instant, as text. */
function instant(from: JsonObject, name: string, at: string): string {
  const value = text(from, name, at);
  return parseIso(value) === null ? fail(`${at}/${name}`) : value;
}

const nullable = (
  read: (from: JsonObject, name: string, at: string) => string,
  from: JsonObject,
  ...[name, at]: [string, string]
): string | null => (from[name] === null ? null : read(from, name, at));

function wholeNumber(from: JsonObject, name: string, at: string): number {
  const value = from[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(`${at}/${name}`);
}
