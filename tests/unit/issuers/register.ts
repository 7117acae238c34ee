import type { Accreditation, Mission, Organization, Qualification, Site } from '../../../src/assessment/index.js';
import type { PublicKeyRecord } from '../../../src/keys/index.js';
import type { TrustListSources } from '../../../src/issuers/index.js';

/** A small register: one awarding body, one centre, one mission abroad, two revisions of one qualification. */

const url = 'https://passport.example';
export const tesda = 'did:web:passport.example:issuers:tesda';
export const domesticWork = `${url}/catalogue/tesda/domestic-work/tr-2`;
export const domesticWorkOld = `${url}/catalogue/tesda/domestic-work/tr-1`;
export const centre = `${url}/sites/site-manila`;
export const missionPlace = `${url}/missions/mission-1`;
export const missionSite = `${url}/sites/site-riyadh`;

export const awardingBody: Organization = {
  id: 'org-tesda',
  version: 1,
  type: 'awarding-body',
  legalName: 'Technical Education and Skills Development Authority',
  shortName: 'TESDA',
  country: 'PH',
  parentId: null,
  did: tesda,
  scheme: 'TESDA',
  registrationIds: [],
};

export const centreOrganization: Organization = {
  ...awardingBody,
  id: 'org-centre',
  type: 'assessment-centre',
  legalName: 'Manila Skills Centre',
  shortName: 'MSC',
  did: null,
};

const site = (id: string, name: string, country: string): Site => ({
  id,
  version: 1,
  organizationId: 'org-centre',
  name,
  address: 'Street 1',
  country,
});

export const mission: Mission = {
  id: 'mission-1',
  version: 1,
  scheme: 'TESDA',
  title: 'Riyadh mission 2026',
  country: 'SA',
  hostPostId: 'org-post',
  siteIds: ['site-riyadh'],
  startsOn: '2026-03-01',
  endsOn: '2026-03-14',
  qualifications: [{ qualificationId: 'tesda:domestic-work', revision: 'tr-2' }],
  assessorAccreditationIds: [],
  quota: 100,
  cancelReason: null,
  state: 'running',
};

export const accreditation = (changes: Partial<Accreditation> = {}): Accreditation => ({
  id: 'acc-1',
  version: 1,
  subjectType: 'site',
  subjectId: 'site-manila',
  role: 'assessment-centre',
  qualifications: [{ qualificationId: 'tesda:domestic-work', revision: 'tr-2' }],
  number: 'AC-0001',
  grantedById: 'user-7',
  validFrom: '2025-01-01',
  validUntil: '2026-12-31',
  state: 'active',
  retroactiveFrom: null,
  stateChangedAt: null,
  ...changes,
});

const qualification = (revision: string, changes: Partial<Qualification> = {}): Qualification => ({
  id: 'tesda:domestic-work',
  revision,
  scheme: 'TESDA',
  country: 'PH',
  title: `Domestic Work NC II (${revision})`,
  level: 'NC II',
  awardType: 'NC',
  code: null,
  standard: { kind: 'TrainingRegulations', code: null, version: revision, sector: 'Social' },
  status: 'current',
  units: [],
  cocClusters: [],
  requiredMethods: [],
  nominalHours: null,
  frameworkLevels: [],
  notes: [],
  source: [],
  confidence: 'test',
  ...changes,
});
export const qualifications: readonly Qualification[] = [
  qualification('tr-1', { status: 'superseded', supersededBy: { id: 'tesda:domestic-work', revision: 'tr-2' } }),
  qualification('tr-2'),
  qualification('ncs-1', { id: 'nvqsl:care', scheme: 'NVQSL', title: 'Care NVQ 4' }),
];

export const key = (changes: Partial<PublicKeyRecord> = {}): PublicKeyRecord => ({
  id: `${tesda}#key-2026-1`,
  controller: tesda,
  role: 'issuer',
  algorithm: 'Ed25519',
  publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2026-12-31T23:59:59Z',
  revokedAt: null,
  throwaway: true,
  ...changes,
});

export const sources = (changes: Partial<TrustListSources> = {}): TrustListSources => ({
  operator: 'Example operator',
  version: 7,
  now: new Date('2026-11-22T09:00:00Z'),
  nextUpdate: new Date('2026-11-29T09:00:00Z'),
  organizations: [awardingBody, centreOrganization],
  sites: [site('site-manila', 'Manila hall', 'PH'), site('site-riyadh', 'Riyadh villa', 'SA')],
  missions: [mission],
  accreditations: [accreditation()],
  keys: [key()],
  catalogue: {
    qualifications: () => qualifications,
    coveredBy: (ref) =>
      ref.revision === 'tr-2' ? [ref, { qualificationId: 'tesda:domestic-work', revision: 'tr-1' }] : [ref],
  },
  addresses: {
    qualification: ({ qualificationId, revision }) =>
      `${url}/catalogue/${qualificationId.replaceAll(':', '/')}/${revision}`,
    site: (id) => `${url}/sites/${id}`,
    mission: (id) => `${url}/missions/${id}`,
  },
  contact: ({ shortName }) => `registrar@${shortName.toLowerCase()}.example`,
  statusLists: () => [`${url}/status/tesda-1-revocation`],
  dictionaries: [{ dictId: 1, sha256: 'a'.repeat(64) }],
  ...changes,
});
