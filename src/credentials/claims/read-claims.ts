import type { JsonObject } from '../../shared/index.js';
import { COMPETENT, identity, ISCED_F, ISCO_08 } from '../terms.js';
import type { VerifiedClaims } from '../types.js';
import { dayAt, listAt, objectAt, textAt } from './fields.js';

/**
 * What a document of ours says, for showing. Call it only with a document that the schema gate answered `ours` for, with
 * that answer's kind. `issuerName` is the trust list's name for the issuer; null when the list does not know it, and then
 * the credential's own name is given and labelled so.
 */
export function readClaims(document: JsonObject, kind: string, issuerName: string | null): VerifiedClaims {
  const subject = objectAt(document, 'credentialSubject');
  const achievement = objectAt(subject, 'achievement');
  const isAward = kind !== 'passport' && kind !== 'confirmed-experience';
  const alignments = listAt(achievement, 'alignment');
  return {
    kind,
    holder: readHolder(subject),
    title: textAt(document, 'name') ?? '',
    number: textAt(subject, 'licenseNumber') ?? identifierOf(subject, identity.passportNumber),
    qualification: {
      id: textAt(achievement, 'id') ?? '',
      code: textAt(achievement, 'humanCode'),
      revision: textAt(achievement, 'version'),
    },
    units: isAward ? readUnits(subject, achievement) : [],
    place: isAward ? textAt(subject['source'], 'name') : null,
    assessedOn: isAward ? dayAt(subject, 'activityEndDate') : null,
    awardedOn: dayAt(document, 'awardedDate'),
    validUntil: textAt(document, 'validUntil'),
    issuer: {
      did: textAt(document['issuer'], 'id') ?? '',
      name: issuerName ?? textAt(document['issuer'], 'name'),
      nameFrom: issuerName === null ? 'credential' : 'trust-list',
    },
    frameworkClaims: alignments
      .filter((alignment) => !isClassification(alignment))
      .map((alignment) => ({
        framework: textAt(alignment, 'targetFramework') ?? '',
        level: textAt(alignment, 'targetCode') ?? '',
      })),
    iscedF: codeOf(alignments, ISCED_F),
    isco08: codeOf(alignments, ISCO_08),
    experience: kind === 'confirmed-experience' ? readExperience(subject, achievement) : null,
  };
}

const isClassification = (alignment: JsonObject): boolean =>
  [ISCED_F, ISCO_08].includes(textAt(alignment, 'targetFramework') ?? '');

const codeOf = (alignments: readonly JsonObject[], framework: string): string | null =>
  textAt(
    alignments.find((alignment) => textAt(alignment, 'targetFramework') === framework),
    'targetCode',
  );

const identifierOf = (subject: JsonObject, type: string): string | null =>
  textAt(
    listAt(subject, 'identifier').find((entry) => textAt(entry, 'identityType') === type),
    'identityHash',
  );

function readHolder(subject: JsonObject): VerifiedClaims['holder'] {
  const otherNames = listAt(subject, 'identifier')
    .filter((entry) => textAt(entry, 'identityType')?.startsWith(identity.otherName))
    .map((entry) => textAt(entry, 'identityHash') ?? '');
  return {
    name: identifierOf(subject, identity.name) ?? '',
    otherNames,
    birthYear: identifierOf(subject, identity.birthYear),
    maskedId: identifierOf(subject, identity.maskedId),
  };
}

/** Results and unit descriptions are joined by id, never by position. A unit without a result is not competent. */
function readUnits(subject: JsonObject, achievement: JsonObject): VerifiedClaims['units'] {
  const results = new Map(
    listAt(subject, 'result').map((result) => [textAt(result, 'resultDescription'), textAt(result, 'value')]),
  );
  return listAt(achievement, 'resultDescription').map((unit) => {
    const id = textAt(unit, 'id') ?? '';
    return {
      code: id.slice(id.lastIndexOf('#') + 1),
      title: textAt(unit, 'name') ?? '',
      competent: results.get(id) === COMPETENT,
    };
  });
}

const readExperience = (subject: JsonObject, achievement: JsonObject): VerifiedClaims['experience'] => ({
  employer: textAt(achievement['creator'], 'name') ?? '',
  occupation: textAt(subject, 'role') ?? '',
  from: dayAt(subject, 'activityStartDate') ?? '',
  to: dayAt(subject, 'activityEndDate') ?? '',
  confirmedBy: textAt(subject['source'], 'name') ?? '',
});
