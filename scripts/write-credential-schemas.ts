/**
 * Writes `credential-schemas/v1/<kind>.json` from the definitions below: `npx tsx scripts/write-credential-schemas.ts`.
 * Every object is closed, every string and array bounded, and each file stands alone. Published files are never edited; a
 * change of meaning is a new folder `v2/`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  achievementTypes,
  awardContext,
  awardTypes,
  COMPETENT,
  credentialKinds,
  identity,
  otherIdentity,
  NOT_YET_COMPETENT,
  passportContext,
  passportTypes,
  statusMessages,
  UNIT_OUTCOME,
} from '../src/credentials/terms.js';
import { ACCREDITATION_TYPE, AUTHORISED_BY, MAX_ACCREDITED } from '../src/credentials/build/accreditation.js';
import type { CredentialKind } from '../src/credentials/types.js';
import type { JsonObject, JsonValue } from '../src/shared/index.js';

type Members = Readonly<Record<string, JsonObject>>;
type PublishedKind = CredentialKind | 'accreditation';
type AwardKind = Exclude<CredentialKind, 'passport' | 'confirmed-experience'>;

const is = (value: unknown): JsonObject => ({ const: value as JsonValue });
const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
const text = (pattern: string, maxLength: number): JsonObject => ({ type: 'string', maxLength, pattern });
const list = (items: JsonObject, minItems: number, maxItems: number): JsonObject => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

function closed(required: Members, optional: Members = {}): JsonObject {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

/** No control characters, direction marks, invisible or half characters: what is shown is what is written. */
const PLAIN = '^[^\\p{Cc}\\p{Cs}\\p{Co}\\u00AD\\u200B\\u200E\\u200F\\u2060\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]+$';
const URL_CHARACTERS = "[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]";
const DAY = '[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const DID = 'did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,400}';

const identityOf = (type: JsonObject, value: JsonObject): JsonObject =>
  closed({ type: is('IdentityObject'), hashed: is(false), identityHash: value, identityType: type });

const holderIdentities: JsonObject[] = [
  identityOf(is(identity.name), ref('shortText')),
  identityOf(text('^ext:name\\.[A-Z][a-z]{3}$', 13), ref('shortText')),
  identityOf(is(identity.birthYear), text('^(19|20)[0-9]{2}$', 4)),
  identityOf(is(identity.maskedId), text('^\\.\\.\\.[0-9A-Za-z-]{1,6}$', 9)),
];

const statusEntry = (purpose: string, extra: Members = {}): JsonObject =>
  closed({
    type: is('BitstringStatusListEntry'),
    statusPurpose: is(purpose),
    statusListIndex: text('^(0|[1-9][0-9]{0,7})$', 8),
    statusListCredential: ref('url'),
    ...extra,
  });

const tuple = (...prefixItems: JsonObject[]): JsonObject => ({
  type: 'array',
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length,
});

const identifierEntry = (type: string): JsonObject =>
  closed({ type: is('IdentifierEntry'), identifier: ref('number'), identifierType: is(type) });

const proof = (context: readonly string[]): JsonObject =>
  closed(
    {
      type: is('DataIntegrityProof'),
      cryptosuite: {
        enum: ['eddsa-jcs-2022', 'eddsa-rdfc-2022', 'ecdsa-jcs-2019', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023', 'bbs-2023'],
      },
      created: text(`^${DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$`, 20),
      verificationMethod: text(`^${DID}#[A-Za-z0-9._-]{1,200}$`, 700),
      proofPurpose: is('assertionMethod'),
      proofValue: text('^[zu][A-Za-z0-9_-]+$', 16384),
    },
    { '@context': is(context) },
  );

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

function award(kind: AwardKind): JsonObject {
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

function experience(): JsonObject {
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

function passport(): JsonObject {
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

function accreditation(): JsonObject {
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

const definitions: Members = {
  accreditation: accreditation(),
  accredited: closed({
    type: is(['Alignment']),
    targetCode: ref('number'),
    targetName: ref('shortText'),
    targetUrl: ref('url'),
  }),
  authorizedBy: closed({ id: ref('url'), type: is(['Evidence']), genre: is(AUTHORISED_BY) }),
  ...Object.fromEntries(
    credentialKinds.map((kind) => {
      if (kind === 'passport') return [kind, passport()];
      return [kind, kind === 'confirmed-experience' ? experience() : award(kind)];
    }),
  ),
  shortText: text(PLAIN, 200),
  longText: text(PLAIN, 1000),
  number: text('^[A-Za-z0-9][A-Za-z0-9 ./_-]*$', 64),
  url: text(`^https?://${URL_CHARACTERS}+$`, 500),
  iri: text(`^(https?://${URL_CHARACTERS}+|urn:[a-z0-9-]{2,32}:${URL_CHARACTERS}+|${DID}(#[A-Za-z0-9._-]+)?)$`, 500),
  startOfDay: text(`^${DAY}T00:00:00Z$`, 20),
  identity: { anyOf: holderIdentities },
  bundleIdentity: { anyOf: [...holderIdentities, identityOf(is(identity.passportNumber), ref('number'))] },
  place: closed(
    { id: ref('iri'), type: is(['Profile']), name: ref('shortText') },
    {
      otherIdentifier: list(
        {
          anyOf: [
            identifierEntry(otherIdentity.placeAccreditation),
            identifierEntry(otherIdentity.assessorAccreditation),
          ],
        },
        1,
        2,
      ),
    },
  ),
  confirmer: closed({
    id: ref('iri'),
    type: is(['Profile']),
    name: ref('shortText'),
    otherIdentifier: list(identifierEntry(otherIdentity.confirmationChannel), 1, 1),
  }),
  employer: closed({
    id: ref('iri'),
    type: is(['Profile']),
    name: ref('shortText'),
    address: closed({ type: is(['Address']), addressCountryCode: text('^[A-Z]{2}$', 2) }),
  }),
  alignment: closed({
    type: is(['Alignment']),
    targetCode: ref('number'),
    targetFramework: text('^[a-z0-9-]+$', 40),
    targetName: ref('shortText'),
    targetUrl: ref('url'),
  }),
  unit: closed({
    id: ref('url'),
    type: is(['ResultDescription']),
    name: ref('shortText'),
    resultType: is(UNIT_OUTCOME),
  }),
  result: closed({
    type: is(['Result']),
    resultDescription: ref('url'),
    value: { enum: [COMPETENT, NOT_YET_COMPETENT] },
  }),
  months: closed({
    id: ref('iri'),
    type: is(['ResultDescription']),
    name: ref('shortText'),
    resultType: is('ext:ConfirmedMonths'),
  }),
  monthsResult: closed({ type: is(['Result']), resultDescription: ref('iri'), value: text('^[1-9][0-9]{0,2}$', 3) }),
  evidence: closed({
    id: text('^urn:sha256:[0-9a-f]{64}$', 75),
    type: is(['Evidence']),
    genre: text('^[a-z][a-z0-9-]*$', 60),
  }),
  credentialStatus: tuple(
    statusEntry('revocation'),
    statusEntry('suspension'),
    statusEntry('message', {
      statusSize: is(1),
      statusMessage: tuple(
        ...statusMessages.map(({ status, message }) => closed({ status: is(status), message: is(message) })),
      ),
    }),
  ),
  proof: proof(awardContext),
  bundleProof: proof(passportContext),
};

/** The definitions a schema reaches, itself included. */
function reached(name: string, found: Map<string, JsonObject> = new Map()): Map<string, JsonObject> {
  const definition = definitions[name];
  if (definition === undefined || found.has(name)) return found;
  found.set(name, definition);
  for (const [, next] of JSON.stringify(definition).matchAll(/"#\/\$defs\/([A-Za-z-]+)"/g)) reached(next ?? '', found);
  return found;
}

/** The self-contained schema of one kind, JSON Schema 2020-12. */
export const credentialSchema = (kind: PublishedKind): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Skills Passport credential: ${kind}`,
  $ref: `#/$defs/${kind}`,
  $defs: Object.fromEntries(reached(kind)),
});

export const schemaText = (kind: PublishedKind): string => `${JSON.stringify(credentialSchema(kind), null, 2)}\n`;

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, '../credential-schemas/v1');
  for (const kind of [...credentialKinds, 'accreditation'] as const)
    writeFileSync(join(folder, `${kind}.json`), schemaText(kind));
}
