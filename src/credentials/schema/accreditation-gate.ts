import { isObject, type AccreditationClaims, type JsonObject } from '../../shared/index.js';
import { readCredentialSchema, validatorOf } from './schema-gate.js';

/** @returns what a document says that its closed schema let through, or null */
export type AccreditationReader = (document: JsonObject) => AccreditationClaims | null;

/**
 * Judges documents against the published schema `accreditation` and reads those that fit; null for anything else. Apart from
 * the gate of the award kinds, so that readers of certificates carry nothing of it.
 */
export function createAccreditationReader(schemasDir?: string): AccreditationReader {
  const schema = readCredentialSchema('accreditation', schemasDir);
  return (document) => {
    if (!validatorOf(schema)(document)) return null;
    const { id, issuer, validFrom, validUntil, credentialSubject, evidence } = document;
    const achievement = isObject(credentialSubject) ? credentialSubject['achievement'] : null;
    return {
      id: textOf(id),
      by: textOf(isObject(issuer) ? issuer['id'] : null),
      for: textOf(isObject(credentialSubject) ? credentialSubject['id'] : null),
      qualifications: objectsOf(isObject(achievement) ? achievement['alignment'] : null).map(({ targetUrl }) =>
        textOf(targetUrl),
      ),
      from: textOf(validFrom).slice(0, 10),
      until: textOf(validUntil).slice(0, 10),
      authorizedBy: textOf(objectsOf(evidence)[0]?.['id']),
    };
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectsOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
