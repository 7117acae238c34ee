import { awardContext, kindOfSchemaUrl, passportContext } from '../credentials/index.js';
import { isObject, isoSeconds, parseIso, type JsonObject, type JsonValue } from '../shared/index.js';
import { idOf } from './token-claims.js';
import type { SignOptions } from './types.js';

/** Claims of an SD-JWT VC that must stay visible (SD-JWT VC, section 3.2.2.2). */
export const visibleClaims = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'status'];

const numericDate = (value: JsonValue | undefined): number | undefined => {
  const date = typeof value === 'string' ? parseIso(value) : null;
  return date ? Math.floor(date.getTime() / 1000) : undefined;
};

const defined = (claims: Readonly<Record<string, JsonValue | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));

/** `vct`: the credential's schema when it has one, else its most special type as a URN. */
function typeOf(credential: JsonObject): string {
  const [schema] = [credential.credentialSchema ?? []].flat();
  if (isObject(schema) && typeof schema.id === 'string') return schema.id;
  const types = [credential.type ?? []].flat().filter((type) => typeof type === 'string');
  return `urn:credential:${types.filter((type) => type !== 'VerifiableCredential').at(-1) ?? 'VerifiableCredential'}`;
}

/**
 * A W3C credential in the vocabulary of SD-JWT VC: registered JWT claims for issuer, id and dates, everything else under
 * its own name. A payload that already has a `vct` is taken as it is.
 */
export function sdJwtVcClaims(document: JsonObject, options: SignOptions): JsonObject {
  if (typeof document.vct === 'string') return document;
  const { '@context': _context, id, issuer, validFrom, validUntil, ...claims } = document;
  return defined({
    ...claims,
    iss: idOf(issuer),
    vct: typeOf(document),
    jti: id,
    iat: numericDate(options.created),
    nbf: numericDate(validFrom),
    exp: numericDate(validUntil),
    issuer: isObject(issuer) ? issuer : undefined,
    status: options.tokenStatus && { status_list: { ...options.tokenStatus } },
  });
}

/**
 * The W3C credential behind an SD-JWT VC that `sdJwtVcClaims` made of one of our own kinds; null for every other one. What
 * the holder hides is missing in it, so only the whole credential passes the closed schema.
 */
export function credentialOfClaims(claims: JsonObject): JsonObject | null {
  const { iss, vct, jti, iat: _iat, nbf, exp, cnf: _cnf, status: _status, issuer, ...members } = claims;
  const kind = typeof vct === 'string' ? kindOfSchemaUrl(vct) : null;
  if (kind === null || (isObject(issuer) && issuer.id !== iss)) return null;
  return defined({
    '@context': [...(kind === 'passport' ? passportContext : awardContext)],
    ...members,
    id: jti,
    issuer: issuer ?? iss,
    validFrom: dateTime(nbf),
    validUntil: dateTime(exp),
  });
}

const dateTime = (seconds: JsonValue | undefined): string | undefined =>
  typeof seconds === 'number' && Math.abs(seconds) <= 8.64e12 ? isoSeconds(new Date(seconds * 1000)) : undefined;

/** Default of what a holder may hide: each member of `credentialSubject` but its id and type. */
export function defaultDisclosable(document: JsonObject): string[] {
  const subject = document.credentialSubject;
  if (!isObject(subject)) return [];
  return Object.keys(subject)
    .filter((name) => name !== 'id' && name !== 'type')
    .map((name) => `/credentialSubject/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

interface Frame {
  _sd?: (string | number)[];
  [name: string]: Frame | (string | number)[] | undefined;
}

/** JSON Pointers as the disclosure frame that the SD-JWT library takes. Throws a TypeError when one leads nowhere. */
export function disclosureFrame(claims: JsonObject, pointers: readonly string[]): Frame {
  const frame: Frame = {};
  for (const pointer of pointers) {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = steps.pop();
    let node: JsonValue | undefined = claims;
    let place = frame;
    for (const step of [...steps, last ?? '']) {
      if (!isContainer(node) || !Object.hasOwn(node, step)) throw new TypeError('a pointer leads nowhere');
      node = (node as JsonObject)[step];
    }
    for (const step of steps) {
      const next = place[step];
      place = isFrame(next) ? next : (place[step] = {});
    }
    (place._sd ??= []).push(last ?? '');
  }
  return frame;
}

const isContainer = (value: JsonValue | undefined): value is JsonObject | JsonValue[] =>
  typeof value === 'object' && value !== null;
const isFrame = (value: Frame | (string | number)[] | undefined): value is Frame =>
  value !== undefined && !Array.isArray(value);
