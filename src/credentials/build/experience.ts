import type { JsonObject } from '../../shared/index.js';
import { buildStatusEntries } from '../status/index.js';
import { achievementTypes, awardContext, awardTypes, otherIdentity } from '../terms.js';
import type { ExperienceFacts, UnsignedCredential } from '../types.js';
import { occupationAlignment } from './award.js';
import { holderIdentifiers, identifierEntry, issuerProfile, schemaReference, startOfDay } from './parts.js';

/**
 * Writes confirmed work experience as an Open Badges 3.0 achievement: the employer created it, the confirming body is the
 * source, the occupation is the role, the confirmed months are the one result. Pure, like `buildAward`.
 */
export function buildExperience(facts: ExperienceFacts): UnsignedCredential {
  return {
    '@context': [...awardContext],
    id: facts.credentialId,
    type: [...awardTypes],
    name: facts.occupation.text,
    issuer: issuerProfile(facts.issuer),
    validFrom: startOfDay(facts.awardedOn),
    awardedDate: startOfDay(facts.awardedOn),
    credentialSubject: {
      id: facts.holder.subjectId,
      type: ['AchievementSubject'],
      identifier: holderIdentifiers(facts.holder),
      licenseNumber: facts.number,
      role: facts.occupation.text,
      activityStartDate: startOfDay(facts.from),
      activityEndDate: startOfDay(facts.to),
      source: {
        id: `${facts.credentialId}#confirmation`,
        type: ['Profile'],
        name: facts.confirmedBy.body,
        otherIdentifier: [identifierEntry(otherIdentity.confirmationChannel, facts.confirmedBy.channel)],
      },
      achievement: achievement(facts),
      result: [{ type: ['Result'], resultDescription: monthsId(facts), value: String(facts.months) }],
    },
    credentialSchema: schemaReference(facts.schemaUrl),
    credentialStatus: buildStatusEntries(facts.status),
  };
}

// An occupation's address may be shared by many credentials; what this one says about it hangs on its own id.
const monthsId = (facts: ExperienceFacts): string => `${facts.credentialId}#months`;

function achievement(facts: ExperienceFacts): JsonObject {
  return {
    id: facts.achievementId,
    type: ['Achievement'],
    achievementType: achievementTypes['confirmed-experience'],
    name: facts.occupation.text,
    description: 'Work experience confirmed to the issuer.',
    criteria: {
      id: `${facts.credentialId}#criteria`,
      narrative: 'Period, occupation and tasks were confirmed by the source named in this credential.',
    },
    creator: {
      id: facts.employer.id,
      type: ['Profile'],
      name: facts.employer.name,
      address: { type: ['Address'], addressCountryCode: facts.employer.country },
    },
    ...(facts.occupation.isco08 === null ? {} : { alignment: [occupationAlignment(facts.occupation.isco08)] }),
    ...(facts.tasks.length === 0 ? {} : { tag: [...facts.tasks] }),
    resultDescription: [
      {
        id: monthsId(facts),
        type: ['ResultDescription'],
        name: 'Confirmed months of experience',
        resultType: 'ext:ConfirmedMonths',
      },
    ],
  };
}
