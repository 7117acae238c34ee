import { canonicalJson, type Refusal } from '../../shared/index.js';
import type { DocumentLoader } from '../contexts/index.js';
import type { AccreditationReader } from '../schema/accreditation-gate.js';
import type { UnsignedCredential } from '../types.js';
import { refusal } from './lint.js';
import { undefinedTerms } from './terms.js';

export interface AccreditationLintContext {
  readonly read: AccreditationReader;
  readonly documentLoader: DocumentLoader;
}

export type AccreditationLint =
  { readonly ok: true; readonly json: string } | { readonly ok: false; readonly refusals: readonly Refusal[] };

const FAULT = 'This is a fault of the service, not of the record. Report it with the code.';

/** The door to signing an accreditation: closed shape, no proof yet, dates in order, every term defined. Gives the exact text. */
export async function lintAccreditation(
  document: UnsignedCredential,
  { read, documentLoader }: AccreditationLintContext,
): Promise<AccreditationLint> {
  const json = canonicalJson(document);
  const copy = JSON.parse(json) as UnsignedCredential;
  const claims = copy['proof'] === undefined ? read(copy) : null;
  if (claims === null) {
    const message = 'The accreditation does not have its published shape.';
    return { ok: false, refusals: [refusal('L01', message, FAULT, '')] };
  }
  const refusals: Refusal[] = [
    ...(claims.from <= claims.until
      ? []
      : [refusal('L08', 'The accreditation ends before it begins.', 'Correct the dates of the grant.', '/validUntil')]),
    ...(await undefinedTerms(copy, documentLoader)),
  ];
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, json };
}
