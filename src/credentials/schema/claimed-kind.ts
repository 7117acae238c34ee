import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import { kindOfSchemaUrl } from '../terms.js';
import type { CredentialKind } from '../types.js';

/** `none`: nothing in the document names a schema of ours. `hidden`: something does, but not where we write it. */
export type ClaimedKind = CredentialKind | 'hidden' | 'none';

/**
 * Which of our kinds a document claims to be. A proof over the meaning (RDF) survives moving members under another key, so
 * a schema address of ours anywhere else counts as a claim too: such a document is malformed, never merely foreign.
 */
export function claimedKind(document: JsonObject): ClaimedKind {
  const reference = document['credentialSchema'];
  const id = isObject(reference) ? reference['id'] : undefined;
  const kind = typeof id === 'string' ? kindOfSchemaUrl(id) : null;
  return kind ?? (mentionsOurSchema(document) ? 'hidden' : 'none');
}

function mentionsOurSchema(document: JsonObject): boolean {
  const pending: (JsonValue | undefined)[] = [document];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string' && isOurSchema(value)) return true;
    if (typeof value === 'object' && value !== null) {
      if (Object.keys(value).some(isOurSchema)) return true;
      pending.push(...Object.values(value));
    }
  }
  return false;
}

const isOurSchema = (text: string): boolean => text.includes('credential-schemas') && kindOfSchemaUrl(text) !== null;
