import type { AssessmentRecord, Certificate, Organization, Person, Qualification, Unit } from '../assessment/index.js';
import type { AwardFacts, HolderFacts, PlaceFacts, StatusFacts } from '../credentials/index.js';
import { ServiceError } from '../shared/index.js';
import type { Addresses } from './addresses.js';
import type { IssuanceIntent } from './model.js';
import type { IssuanceStore } from './ports.js';

const KIND_OF_AWARD = {
  NC: 'national-certificate',
  COC: 'certificate-of-competency',
  NVQ: 'nvq-certificate',
  'record-of-achievement': 'record-of-achievement',
} as const;

export const kindOfAward = (awardType: Certificate['awardType']): (typeof KIND_OF_AWARD)[Certificate['awardType']] =>
  KIND_OF_AWARD[awardType];

/** A row that must exist because another row points to it. Missing = the store was damaged, not the user's fault. */
export function mustExist<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) {
    throw new ServiceError('missing-row', {
      status: 500,
      title: `A stored ${what} could not be found.`,
      whatToDo: 'Run the fsck command: it names the row. Nothing was changed.',
    });
  }
  return found;
}

/**
 * The holder's id inside one credential: stable when a run is resumed and different in every credential, so two verifiers
 * cannot join their records. A fragment of the credential's own random id, because a second random one would cost the
 * printed code eighteen bytes.
 */
const holderIdOf = (credentialId: string): string => `${credentialId}#holder`;

/** R28: name, birth year, last four characters of one identity number. Nothing else about the person. */
export function holderFacts(person: Person, credentialId: string): HolderFacts {
  const identity = person.schemeIds[0]?.value;
  return {
    names: person.names.map((name) => ({
      text: [name.given, name.middle, name.family].filter((part) => part !== undefined && part !== '').join(' '),
      script: name.script,
    })),
    birthYear: person.birthDate?.value.slice(0, 4) ?? null,
    maskedId: identity === undefined ? null : `...${identity.slice(-4)}`,
    subjectId: holderIdOf(credentialId),
  };
}

export function statusFacts(
  addresses: Addresses,
  intent: Pick<IssuanceIntent, 'statusListId' | 'revocationIndex'>,
): StatusFacts {
  return {
    revocationListUrl: addresses.statusList(intent.statusListId, 'revocation'),
    suspensionListUrl: addresses.statusList(intent.statusListId, 'suspension'),
    messageListUrl: addresses.statusList(intent.statusListId, 'message'),
    index: intent.revocationIndex,
  };
}

/** The awarding body of a scheme: the organization with the issuing DID. */
export async function awardingBody(store: IssuanceStore, scheme: string): Promise<Organization & { did: string }> {
  const found = (await store.organizations.find({ type: 'awarding-body', scheme })).find(
    (organization) => organization.did !== null,
  );
  const body = mustExist(found, `awarding body of ${scheme}`);
  return { ...body, did: mustExist(body.did, 'issuing DID') };
}

function unitFacts(qualification: Qualification, certificate: Certificate): AwardFacts['units'] {
  const byCode = new Map<string, Unit>(
    qualification.units.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit] as const])),
  );
  return certificate.unitResults.map((result) => {
    const unit = mustExist(byCode.get(result.unitCode), 'unit of competency');
    return {
      code: result.unitCode,
      revision: unit.revision,
      title: unit.title,
      category: unit.category,
      competent: result.competent,
    };
  });
}

async function placeFacts(
  store: IssuanceStore,
  addresses: Addresses,
  certificate: Certificate,
  record: AssessmentRecord,
): Promise<PlaceFacts> {
  const site = mustExist(await store.sites.get(certificate.siteId), 'site');
  const accreditations = await store.accreditations.find({
    subjectId: [site.id, ...(certificate.missionId ? [certificate.missionId] : [])],
  });
  const covering = accreditations.find(
    (entry) => entry.validFrom <= certificate.assessedOn && entry.validUntil >= certificate.assessedOn,
  );
  const assessor = await store.accreditations.get(record.assessorAccreditationId);
  return {
    id: addresses.site(site.id),
    name: site.name,
    country: site.country,
    accreditationNo: covering?.number ?? null,
    assessorAccreditationNo: assessor?.number ?? null,
  };
}

/** What every award of a qualification says of it. */
export const qualificationFacts = (
  { id, revision, ...qualification }: Qualification,
  addresses: Pick<Addresses, 'qualification'>,
): AwardFacts['qualification'] => ({
  id: addresses.qualification({ qualificationId: id, revision }),
  title: qualification.title,
  code: qualification.code,
  revision,
  level: qualification.level,
  sector: qualification.standard.sector,
  frameworkLevels: qualification.frameworkLevels,
  iscedF: qualification.iscedF?.code ?? null,
  isco08: qualification.isco08?.code ?? null,
});

/** Gathers what an award says from the rows of this moment. Deterministic: a resumed run gets the same facts. */
export async function gatherAward(
  store: IssuanceStore,
  deps: {
    addresses: Addresses;
    catalogue: { qualification(ref: { qualificationId: string; revision: string }): Qualification | null | undefined };
  },
  certificate: Certificate,
  intent: IssuanceIntent,
): Promise<AwardFacts> {
  const person = mustExist(await store.people.get(certificate.personId), 'person');
  const record = mustExist(await store.records.get(certificate.recordIds[0] ?? ''), 'assessment record');
  const qualification = mustExist(deps.catalogue.qualification(certificate), 'qualification');
  const body = await awardingBody(store, certificate.scheme);
  return {
    kind: kindOfAward(certificate.awardType),
    credentialId: intent.credentialId,
    scheme: certificate.scheme,
    awardType: certificate.awardType,
    issuer: { did: body.did, name: body.legalName },
    holder: holderFacts(person, intent.credentialId),
    number: intent.number,
    qualification: qualificationFacts(qualification, deps.addresses),
    title: certificate.title,
    units: unitFacts(qualification, certificate),
    // R28: a code carries what is printed on the card. The record's seal is in the audit trail, not on the paper.
    evidence: [],
    place: await placeFacts(store, deps.addresses, certificate, record),
    assessedOn: certificate.assessedOn,
    awardedOn: mustExist(certificate.issuedOn, 'award date'),
    validUntil: certificate.validUntil,
    schemaUrl: deps.addresses.schema(kindOfAward(certificate.awardType)),
    status: statusFacts(deps.addresses, intent),
  };
}
