import type { StatusFacts, UnsignedCredential } from '../types.js';
import { awardContext, awardTypes, otherIdentity } from '../terms.js';
import { buildStatusEntries } from '../status/index.js';
import { endOfDay, identifierEntry, issuerProfile, schemaReference, startOfDay } from './parts.js';

/** `achievementType` of an accreditation and `genre` of the link to what the grantor itself rests on. */
export const ACCREDITATION_TYPE = 'ext:Accreditation';
export const AUTHORISED_BY = 'ext:authorizedBy';
/** Most qualification revisions in one accreditation credential. */
export const MAX_ACCREDITED = 200;

const MAY = {
  assess: 'May assess for the qualifications named here, at this place and between these dates.',
  award: 'May award the qualifications named here and accredit places for them, between these dates.',
} as const;

/** Everything an accreditation credential says: a body and a place, or an authority and a body; never a person. */
export interface AccreditationFacts {
  /** Its own address, `https://.../accreditations/<uuid>`. */
  readonly credentialId: string;
  readonly scheme: string;
  readonly issuer: { readonly did: string; readonly name: string };
  readonly number: string;
  /** IRI of the site, as certificates name the place of an assessment, or DID of the awarding body. */
  readonly holder: { readonly id: string; readonly name: string };
  readonly may: 'assess' | 'award';
  readonly qualifications: readonly { readonly id: string; readonly title: string; readonly revision: string }[];
  /** First and last day (UTC), both included. */
  readonly from: string;
  readonly until: string;
  readonly grantedOn: string;
  /** Address of what authorises the issuer: another accreditation, or the framework authority's signed trust list. */
  readonly authorizedBy: string;
  readonly schemaUrl: string;
  readonly status: StatusFacts;
}

/**
 * Writes an accreditation as an Open Badge: its words are enough, so no context of ours is needed. The accredited
 * qualification revisions are alignments, the link upward is evidence of the genre `ext:authorizedBy`.
 */
export function buildAccreditation(facts: AccreditationFacts): UnsignedCredential {
  return {
    '@context': [...awardContext],
    id: facts.credentialId,
    type: [...awardTypes],
    name: `Accreditation ${facts.number}`,
    issuer: issuerProfile(facts.issuer),
    validFrom: startOfDay(facts.from),
    validUntil: endOfDay(facts.until),
    awardedDate: startOfDay(facts.grantedOn),
    credentialSubject: {
      id: facts.holder.id,
      type: ['AchievementSubject'],
      licenseNumber: facts.number,
      source: {
        id: facts.holder.id,
        type: ['Profile'],
        name: facts.holder.name,
        otherIdentifier: [identifierEntry(otherIdentity.placeAccreditation, facts.number)],
      },
      achievement: {
        id: `${facts.credentialId}#scope`,
        type: ['Achievement'],
        achievementType: ACCREDITATION_TYPE,
        name: `Accreditation ${facts.number}`,
        description: `${MAY[facts.may]} Scheme: ${facts.scheme}.`,
        criteria: {
          id: `${facts.credentialId}#criteria`,
          narrative: 'Granted on the documents that the awarding body keeps on file.',
        },
        alignment: facts.qualifications.map(({ id, title, revision }) => ({
          type: ['Alignment'],
          targetCode: revision,
          targetName: title,
          targetUrl: id,
        })),
      },
    },
    evidence: [{ id: facts.authorizedBy, type: ['Evidence'], genre: AUTHORISED_BY }],
    credentialSchema: schemaReference(facts.schemaUrl),
    credentialStatus: buildStatusEntries(facts.status),
  };
}
