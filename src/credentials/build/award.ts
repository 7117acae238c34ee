import type { JsonObject } from '../../shared/index.js';
import { buildStatusEntries } from '../status/index.js';
import {
  achievementTypes,
  awardContext,
  awardTypes,
  COMPETENT,
  otherIdentity,
  ISCED_F,
  ISCO_08,
  NOT_YET_COMPETENT,
  UNIT_OUTCOME,
} from '../terms.js';
import type { AwardFacts, UnsignedCredential } from '../types.js';
import { endOfDay, holderIdentifiers, identifierEntry, issuerProfile, schemaReference, startOfDay } from './parts.js';

/**
 * Writes an award as a W3C VCDM 2.0 credential in the words of Open Badges 3.0 alone. Adds nothing to the facts, asks no
 * clock, and gives the same bytes for the same facts. Dates are calendar days in UTC; `validUntil` is the day's end.
 */
export function buildAward(facts: AwardFacts): UnsignedCredential {
  return {
    '@context': [...awardContext],
    id: facts.credentialId,
    type: [...awardTypes],
    name: facts.title,
    issuer: issuerProfile(facts.issuer),
    validFrom: startOfDay(facts.awardedOn),
    ...(facts.validUntil === null ? {} : { validUntil: endOfDay(facts.validUntil) }),
    awardedDate: startOfDay(facts.awardedOn),
    credentialSubject: {
      id: facts.holder.subjectId,
      type: ['AchievementSubject'],
      identifier: holderIdentifiers(facts.holder),
      licenseNumber: facts.number,
      activityEndDate: startOfDay(facts.assessedOn),
      source: placeProfile(facts),
      achievement: achievement(facts),
      result: facts.units.map((unit) => ({
        type: ['Result'],
        resultDescription: unitId(facts, unit.code),
        value: unit.competent ? COMPETENT : NOT_YET_COMPETENT,
      })),
    },
    ...(facts.evidence.length === 0 ? {} : { evidence: evidence(facts) }),
    credentialSchema: schemaReference(facts.schemaUrl),
    credentialStatus: buildStatusEntries(facts.status),
  };
}

/**
 * Address of a unit of competency: qualification revision and unit code, which together are the unit's identity. It makes an
 * alignment per unit unnecessary, and the code on the card must stay small.
 */
const unitId = (facts: AwardFacts, code: string): string => `${facts.qualification.id}#${code}`;

/** Accreditation numbers are identifiers; Open Badges keeps `official` for the name of an official, which R28 forbids. */
function placeProfile({ place }: AwardFacts): JsonObject {
  const numbers = [
    ...(place.accreditationNo === null
      ? []
      : [identifierEntry(otherIdentity.placeAccreditation, place.accreditationNo)]),
    ...(place.assessorAccreditationNo === null
      ? []
      : [identifierEntry(otherIdentity.assessorAccreditation, place.assessorAccreditationNo)]),
  ];
  return {
    id: place.id,
    type: ['Profile'],
    name: place.name,
    ...(numbers.length === 0 ? {} : { otherIdentifier: numbers }),
  };
}

function achievement(facts: AwardFacts): JsonObject {
  const { qualification } = facts;
  const alignment = alignments(facts);
  return {
    id: qualification.id,
    type: ['Achievement'],
    achievementType: achievementTypes[facts.kind],
    name: facts.title,
    description: `${qualification.title}. Level: ${qualification.level}. Sector: ${qualification.sector}.`,
    criteria: {
      id: `${qualification.id}#criteria`,
      narrative: 'Assessed as Competent in the units listed with the result Competent.',
    },
    ...(qualification.code === null ? {} : { humanCode: qualification.code }),
    version: qualification.revision,
    ...(qualification.iscedF === null ? {} : { fieldOfStudy: qualification.iscedF }),
    ...(alignment.length === 0 ? {} : { alignment }),
    resultDescription: facts.units.map((unit) => ({
      id: unitId(facts, unit.code),
      type: ['ResultDescription'],
      name: unit.title,
      resultType: UNIT_OUTCOME,
    })),
  };
}

function alignments({ qualification }: AwardFacts): JsonObject[] {
  const levels = qualification.frameworkLevels.map((claim) =>
    alignment(claim.framework, claim.level, {
      name: `${claim.framework} level ${claim.level}`,
      url: /^https:\/\/\S+$/.test(claim.source) ? claim.source : qualification.id,
    }),
  );
  const { iscedF, isco08 } = qualification;
  // The European Union publishes both classifications as linked data; neither UNESCO nor the ILO gives codes an address.
  const codes = [
    ...(iscedF === null
      ? []
      : [
          alignment(ISCED_F, iscedF, {
            name: `ISCED-F ${iscedF}`,
            url: `http://data.europa.eu/snb/isced-f/${iscedF}`,
          }),
        ]),
    ...(isco08 === null ? [] : [occupationAlignment(isco08)]),
  ];
  return [...levels, ...codes];
}

export const occupationAlignment = (isco08: string): JsonObject =>
  alignment(ISCO_08, isco08, { name: `ISCO-08 ${isco08}`, url: `http://data.europa.eu/esco/isco/C${isco08}` });

const alignment = (framework: string, code: string, target: { name: string; url: string }): JsonObject => ({
  type: ['Alignment'],
  targetCode: code,
  targetFramework: framework,
  targetName: target.name,
  targetUrl: target.url,
});

const evidence = (facts: AwardFacts): JsonObject[] =>
  facts.evidence.map((item) => ({ id: `urn:sha256:${item.sha256}`, type: ['Evidence'], genre: item.kind }));
