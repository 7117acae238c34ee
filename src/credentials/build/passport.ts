import { buildStatusEntries } from '../status/index.js';
import { identity, passportContext, passportTypes } from '../terms.js';
import type { PassportFacts, UnsignedCredential } from '../types.js';
import { endOfDay, holderIdentifiers, identityObject, issuerProfile, schemaReference, startOfDay } from './parts.js';

/**
 * Bundles complete signed credentials into a Comprehensive Learner Record 2.0 (`ClrCredential`). Each embedded credential
 * keeps its own context, proof and status and is judged by itself; the bundle only says who put them together and when.
 */
export function buildPassport(facts: PassportFacts): UnsignedCredential {
  return {
    '@context': [...passportContext],
    id: facts.credentialId,
    type: [...passportTypes],
    name: facts.title,
    issuer: issuerProfile(facts.issuer),
    validFrom: startOfDay(facts.awardedOn),
    ...(facts.validUntil === null ? {} : { validUntil: endOfDay(facts.validUntil) }),
    awardedDate: startOfDay(facts.awardedOn),
    credentialSubject: {
      id: facts.holder.subjectId,
      type: ['ClrSubject'],
      identifier: [...holderIdentifiers(facts.holder), identityObject(identity.passportNumber, facts.number)],
      verifiableCredential: facts.credentials.map((credential) => ({ ...credential })),
    },
    credentialSchema: schemaReference(facts.schemaUrl),
    credentialStatus: buildStatusEntries(facts.status),
  };
}
