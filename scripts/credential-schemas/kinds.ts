/** What each kind of credential is, from the envelope that all share to its subject. */
import { ACCREDITATION_TYPE, MAX_ACCREDITED } from '../../src/credentials/build/accreditation.js';
import {
  achievementTypes,
  awardContext,
  awardTypes,
  credentialKinds,
  passportContext,
  passportTypes,
} from '../../src/credentials/terms.js';
import type { CredentialKind } from '../../src/credentials/types.js';
import type { JsonObject } from '../../src/shared/index.js';
import { closed, DAY, DID, is, list, ref, text, URL_CHARACTERS, type Members } from './words.js';

export type PublishedKind = CredentialKind | 'accreditation';
type AwardKind = Exclude<CredentialKind, 'passport' | 'confirmed-experience'>;

const proofs = (name: string): JsonObject => ({ anyOf: [ref(name), list(ref(name), 1, 2)] });

/** Members that every kind has. */
function envelope(kind: PublishedKind, credentialSubject: JsonObject, optional: Members): JsonObject {
  const bundle = kind === 'passport';
  return closed(
    {
      '@context': is(bundle ? passportContext : awardContext),
      id: ref('iri'),
      type: is(bundle ? passportTypes : awardTypes),
      name: ref('shortText'),
      issuer: closed({ id: text(`^${DID}$`, 500), type: is(['Profile']), name: ref('shortText') }),
      validFrom: ref('startOfDay'),
      awardedDate: ref('startOfDay'),
      credentialSubject,
      credentialSchema: closed({
        id: text(`^https?://${URL_CHARACTERS}{1,400}/v1/${kind}\\.json$`, 500),
        type: is('JsonSchema'),
      }),
      credentialStatus: ref('credentialStatus'),
    },
    { ...optional, proof: proofs(bundle ? 'bundleProof' : 'proof') },
  );
}

const validUntil = text(`^${DAY}T23:59:59Z$`, 20);
const narrative = closed({ id: ref('iri'), narrative: ref('longText') });

export function award(kind: AwardKind): JsonObject {
  const achievement = closed(
    {
      id: ref('url'),
      type: is(['Achievement']),
      achievementType: is(achievementTypes[kind]),
      name: ref('shortText'),
      description: ref('longText'),
      criteria: narrative,
      version: ref('number'),
      resultDescription: list(ref('unit'), 1, 60),
    },
    { humanCode: ref('number'), fieldOfStudy: text('^[0-9]{2,4}$', 4), alignment: list(ref('alignment'), 1, 12) },
  );
  const subject = closed({
    id: ref('iri'),
    type: is(['AchievementSubject']),
    identifier: list(ref('identity'), 1, 8),
    licenseNumber: ref('number'),
    activityEndDate: ref('startOfDay'),
    source: ref('place'),
    achievement,
    result: list(ref('result'), 1, 60),
  });
  return envelope(kind, subject, { validUntil, evidence: list(ref('evidence'), 1, 32) });
}

export function experience(): JsonObject {
  const achievement = closed(
    {
      id: ref('iri'),
      type: is(['Achievement']),
      achievementType: is(achievementTypes['confirmed-experience']),
      name: ref('shortText'),
      description: ref('longText'),
      criteria: narrative,
      creator: ref('employer'),
      resultDescription: list(ref('months'), 1, 1),
    },
    { alignment: list(ref('alignment'), 1, 2), tag: list(ref('shortText'), 1, 40) },
  );
  const subject = closed({
    id: ref('iri'),
    type: is(['AchievementSubject']),
    identifier: list(ref('identity'), 1, 8),
    licenseNumber: ref('number'),
    role: ref('shortText'),
    activityStartDate: ref('startOfDay'),
    activityEndDate: ref('startOfDay'),
    source: ref('confirmer'),
    achievement,
    result: list(ref('monthsResult'), 1, 1),
  });
  return envelope('confirmed-experience', subject, {});
}

export function passport(): JsonObject {
  const subject = closed({
    id: ref('iri'),
    type: is(['ClrSubject']),
    identifier: list(ref('bundleIdentity'), 1, 9),
    verifiableCredential: list(
      { anyOf: credentialKinds.filter((kind) => kind !== 'passport').map((kind) => ref(kind)) },
      1,
      24,
    ),
  });
  return envelope('passport', subject, { validUntil });
}

export function accreditation(): JsonObject {
  const achievement = closed({
    id: ref('iri'),
    type: is(['Achievement']),
    achievementType: is(ACCREDITATION_TYPE),
    name: ref('shortText'),
    description: ref('longText'),
    criteria: narrative,
    alignment: list(ref('accredited'), 1, MAX_ACCREDITED),
  });
  const subject = closed({
    id: ref('iri'),
    type: is(['AchievementSubject']),
    licenseNumber: ref('number'),
    source: ref('place'),
    achievement,
  });
  const schema = envelope('accreditation', subject, {});
  const { required, properties } = schema as { required: string[]; properties: Members };
  return {
    ...schema,
    required: [...required, 'validUntil', 'evidence'],
    properties: { ...properties, validUntil, evidence: list(ref('authorizedBy'), 1, 1) },
  };
}
