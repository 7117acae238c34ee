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
  const isExperience = kind === 'confirmed-experience';
  const isAward = kind !== 'passport' && !isExperience;
  const identifiers = valuesOf(listAt(subject, 'identifier'), 'identityType', 'identityHash');
  const alignments = valuesOf(listAt(achievement, 'alignment'), 'targetFramework', 'targetCode');
  return {
    kind,
    holder: {
      name: identifiers.first(identity.name) ?? '',
      otherNames: identifiers.all.flatMap(([type, text]) => (type.startsWith(identity.otherName) ? [text] : [])),
      birthYear: identifiers.first(identity.birthYear),
      maskedId: identifiers.first(identity.maskedId),
    },
    title: textAt(document, 'name') ?? '',
    number: textAt(subject, 'licenseNumber') ?? identifiers.first(identity.passportNumber),
    qualification: {
      id: textAt(achievement, 'id') ?? '',
      code: textAt(achievement, 'humanCode'),
      revision: textAt(achievement, 'version'),
    },
    units: isAward ? readUnits(subject, achievement) : [],
    place: isAward ? textAt(subject, 'source', 'name') : null,
    assessedOn: isAward ? dayAt(subject, 'activityEndDate') : null,
    awardedOn: dayAt(document, 'awardedDate'),
    validUntil: textAt(document, 'validUntil'),
    issuer: {
      did: textAt(document, 'issuer', 'id') ?? '',
      name: issuerName ?? textAt(document, 'issuer', 'name'),
      nameFrom: issuerName === null ? 'credential' : 'trust-list',
    },
    frameworkClaims: alignments.all.flatMap(([framework, level]) =>
      [ISCED_F, ISCO_08].includes(framework) ? [] : [{ framework, level }],
    ),
    iscedF: alignments.first(ISCED_F),
    isco08: alignments.first(ISCO_08),
    experience: isExperience ? readExperience(subject, achievement) : null,
  };
}

/** A list of objects as pairs of two members: what kind of value it is, and the value. */
function valuesOf(list: readonly JsonObject[], kind: string, value: string) {
  const all = list.map((entry) => [textAt(entry, kind) ?? '', textAt(entry, value) ?? ''] as const);
  return { all, first: (wanted: string): string | null => all.find(([found]) => found === wanted)?.[1] ?? null };
}

/** Results and unit descriptions are joined by id, never by position. A unit without a result is not competent. */
function readUnits(subject: JsonObject, achievement: JsonObject): VerifiedClaims['units'] {
  const results = new Map(valuesOf(listAt(subject, 'result'), 'resultDescription', 'value').all);
  return valuesOf(listAt(achievement, 'resultDescription'), 'id', 'name').all.map(([id, title]) => ({
    code: id.slice(id.lastIndexOf('#') + 1),
    title,
    competent: results.get(id) === COMPETENT,
  }));
}

const readExperience = (subject: JsonObject, achievement: JsonObject): VerifiedClaims['experience'] => ({
  employer: textAt(achievement, 'creator', 'name') ?? '',
  occupation: textAt(subject, 'role') ?? '',
  from: dayAt(subject, 'activityStartDate') ?? '',
  to: dayAt(subject, 'activityEndDate') ?? '',
  confirmedBy: textAt(subject, 'source', 'name') ?? '',
});
