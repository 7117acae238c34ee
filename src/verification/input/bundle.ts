import { isObject, type JsonObject } from '../../shared/index.js';
import { documentOf, tokenPayload, type ReadDocument } from './read-input.js';

/** Most credentials judged in one passport or presentation: each costs a signature check. */
export const maxItems = 32;

const typesOf = ({ type }: JsonObject): readonly unknown[] => (Array.isArray(type) ? type : [type]);

export const isPresentation = (document: JsonObject): boolean => typesOf(document).includes('VerifiablePresentation');

/** Does it say of itself that it is a credential (VCDM 1.1, 2.0, VC-JOSE-COSE or SD-JWT VC)? */
export function looksLikeCredential(document: JsonObject): boolean {
  const { vct, vc } = document;
  return typesOf(document).includes('VerifiableCredential') || typeof vct === 'string' || isObject(vc);
}

/**
 * The credentials a presentation carries, or a CLR 2.0 passport (`credentialSubject.verifiableCredential`). Null for
 * elements that are no credential: they count as items that cannot be confirmed and are not skipped.
 */
export function itemsOf(document: JsonObject): readonly (ReadDocument | null)[] {
  const subject = document['credentialSubject'];
  const holder = isPresentation(document) ? document : isObject(subject) ? subject : {};
  const { verifiableCredential: items = [] } = holder;
  return (Array.isArray(items) ? items : [items]).map(readItem);
}

/** VC-JOSE-COSE 1.0 section 4.1: a token inside JSON travels as a data address. */
const ENVELOPE = /^data:application\/(vc\+jwt|vc\+sd-jwt|dc\+sd-jwt)[;,]([\w.~-]+)$/;

function readItem(item: unknown): ReadDocument | null {
  if (typeof item === 'string') return readToken(item);
  if (!isObject(item)) return null;
  if (typesOf(item).includes('EnvelopedVerifiableCredential')) return readEnvelope(item);
  return looksLikeCredential(item) ? documentOf('credential', item) : null;
}

export function readEnvelope(document: JsonObject): ReadDocument | null {
  const { id } = document;
  const token = typeof id === 'string' ? ENVELOPE.exec(id)?.[2] : undefined;
  return token === undefined ? null : readToken(token);
}

function readToken(token: string): ReadDocument | null {
  const payload = tokenPayload(token);
  if (typeof payload === 'string') return null;
  return { ...documentOf(token.includes('~') ? 'sd-jwt' : 'jwt', payload), token };
}
