/** Every definition that a published schema can name in `$defs`. */
import { AUTHORISED_BY } from '../../src/credentials/build/accreditation.js';
import {
  awardContext,
  COMPETENT,
  credentialKinds,
  identity,
  NOT_YET_COMPETENT,
  otherIdentity,
  passportContext,
  statusMessages,
  UNIT_OUTCOME,
} from '../../src/credentials/terms.js';
import type { JsonObject } from '../../src/shared/index.js';
import { accreditation, award, experience, passport } from './kinds.js';
import { closed, DAY, DID, is, list, PLAIN, ref, text, tuple, URL_CHARACTERS, type Members } from './words.js';

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

export const definitions: Members = {
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
