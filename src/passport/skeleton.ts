import { isObject, type JsonObject, type JsonValue } from '../shared/index.js';

/** Any date is as good as another; this one is the year in which codes printed today are mostly made. */
const REFERENCE_DAY = '2026-01-01';

/** Members whose text is vocabulary wherever it stands. */
const VOCABULARY = new Set([
  'type',
  'identityType',
  'resultDescription',
  'value',
  'genre',
  'resultType',
  'statusPurpose',
  'cryptosuite',
  'proofPurpose',
  'country',
  'addressCountry',
  'status',
  'message',
]);

/** Where a member holds public reference text in full: the standard, the place, the issuer, schema and status lists. */
const PUBLIC_BRANCHES = new Set(['@context', 'achievement', 'source', 'issuer', 'credentialSchema']);

/** Members that name one person or one document even inside a public branch. */
const NEVER = new Set(['identityHash', 'licenseNumber', 'proofValue', 'identifier', 'image', 'statusListIndex']);

/**
 * What all credentials of a qualification have in common: the same JSON with every personal and single-use value
 * blanked, so that nothing about a person can get into a published dictionary. It is an allow-list: a member it does
 * not know becomes an empty text, which costs bytes and never privacy.
 */
export function skeletonOf(credential: JsonObject): JsonObject {
  const skeleton = blankObject(credential, false);
  const { name, credentialSubject } = credential;
  const achievement = isObject(credentialSubject) ? credentialSubject['achievement'] : undefined;
  // An award is named after its qualification; any other name stays blank.
  const isTitle = typeof name === 'string' && isObject(achievement) && achievement['name'] === name;
  return isTitle ? { ...skeleton, name } : skeleton;
}

function blankObject(object: JsonObject, isPublic: boolean): JsonObject {
  const entries = Object.entries(object).filter(([key, value]) => value !== undefined && key !== 'proofValue');
  return Object.fromEntries(
    entries.map(([key, value]) => [key, blank(key, value as JsonValue, isPublic || PUBLIC_BRANCHES.has(key))]),
  );
}

function blank(key: string, value: JsonValue, isPublic: boolean): JsonValue {
  if (Array.isArray(value)) return value.map((item) => blank(key, item, isPublic));
  if (isObject(value)) return blankObject(value, isPublic);
  if (typeof value !== 'string') return value;
  return blankText(key, value, isPublic);
}

function blankText(key: string, value: string, isPublic: boolean): string {
  if (NEVER.has(key)) return '';
  if (isPublic || VOCABULARY.has(key)) return value;
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return REFERENCE_DAY + dayEdge(value.slice(10));
  if (/^urn:[a-z0-9:-]+:/.test(value)) return value.slice(0, value.lastIndexOf(':') + 1);
  return PUBLIC_ADDRESSES.has(key) ? value : '';
}

/** First and last second of a day are policy, not facts about a person; any other time of day is blanked. */
const dayEdge = (time: string): string => (/^T(00:00:00|23:59:59)Z$/.test(time) ? time : time.replace(/\d/g, '0'));

/** Addresses of lists and keys: shared by thousands of credentials. */
const PUBLIC_ADDRESSES = new Set(['statusListCredential', 'verificationMethod']);
