import { isObject, parseJson, type JsonObject } from '../shared/index.js';
import type { AccreditationCredential } from './model.js';

/** Ample for one accreditation with all its qualifications. */
const LIMITS = { maxLength: 262_144, maxDepth: 12, maxNodes: 10_000 };

/** The signed text of an accreditation as an object; null for what is none or is larger than any accreditation. */
export function accreditationDocument(json: string): JsonObject | null {
  const parsed = parseJson(json, LIMITS);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}

/** What a signed accreditation says, in the parts that people read. A part that it does not have is empty. */
export interface AccreditationPaper {
  /** Its address. */
  readonly credentialId: string;
  readonly number: string;
  readonly issuer: string;
  readonly holder: { readonly id: string; readonly name: string };
  readonly qualifications: readonly { readonly title: string; readonly revision: string }[];
  /** Days, both included. */
  readonly from: string;
  readonly until: string;
  /** Address of what its issuer rests on: another accreditation, or the signed trust list. */
  readonly authorizedBy: string;
  /** Verification method of the key that signed it. */
  readonly key: string;
  readonly signedAt: string;
}

/** Reads what was signed; the signature is not looked at here. */
export function accreditationPaper({
  json,
  credentialId,
  signedAt,
}: Pick<AccreditationCredential, 'json' | 'credentialId' | 'signedAt'>): AccreditationPaper {
  const document = accreditationDocument(json) ?? {};
  const subject = objectIn(document, 'credentialSubject');
  return {
    credentialId,
    number: textIn(subject, 'licenseNumber'),
    issuer: textIn(objectIn(document, 'issuer'), 'id'),
    holder: { id: textIn(subject, 'id'), name: textIn(objectIn(subject, 'source'), 'name') },
    qualifications: objectsIn(objectIn(subject, 'achievement'), 'alignment').map((entry) => ({
      title: textIn(entry, 'targetName'),
      revision: textIn(entry, 'targetCode'),
    })),
    from: textIn(document, 'validFrom').slice(0, 10),
    until: textIn(document, 'validUntil').slice(0, 10),
    authorizedBy: textIn(objectsIn(document, 'evidence')[0] ?? {}, 'id'),
    key: textIn(objectIn(document, 'proof'), 'verificationMethod'),
    signedAt,
  };
}

const textIn = (object: JsonObject, member: string): string => {
  const value = object[member];
  return typeof value === 'string' ? value : '';
};

const objectIn = (object: JsonObject, member: string): JsonObject => {
  const value = object[member];
  return isObject(value) ? value : {};
};

const objectsIn = (object: JsonObject, member: string): readonly JsonObject[] => {
  const value = object[member];
  return Array.isArray(value) ? value.filter(isObject) : [];
};
