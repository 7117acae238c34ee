import { createHash } from 'node:crypto';
import type { Service } from '../app.js';
import type { Accreditation, Organization, Qualification, QualificationRef, Site } from '../assessment/index.js';
import type { SessionPeople } from '../intake/index.js';
import type { InventedPerson } from './people.js';

/** Officers of the demonstration by user id. No two roles share one, as in a real office. */
export const officers = {
  administrator: 'officer-administrator',
  planner: 'officer-planner',
  director: 'officer-provincial-director',
  processing: 'officer-processing',
  representative: 'officer-representative',
  moderator: 'officer-moderator',
  certification: 'officer-certification',
  release: 'officer-release',
} as const;

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface Grant {
  readonly subjectType: Accreditation['subjectType'];
  readonly subjectId: string;
  readonly role: Accreditation['role'];
  readonly number: string;
  readonly qualifications: readonly QualificationRef[];
  readonly from: string;
  readonly until: string;
}

/** Accredits a site, a mission or a person; the documents it rests on are named as in a real file. */
export function accredit(service: Service, body: Organization, grant: Grant): Promise<Accreditation> {
  return service.assessment.grantAccreditation({
    actorId: officers.administrator,
    grantedById: body.id,
    subjectType: grant.subjectType,
    subjectId: grant.subjectId,
    role: grant.role,
    qualifications: grant.qualifications,
    number: grant.number,
    validFrom: grant.from,
    validUntil: grant.until,
    basis: ['application', 'inspection-report'],
  });
}

export interface Assessor {
  readonly personId: string;
  readonly accreditationId: string;
}

/** An assessor: a person on file with an accreditation for these qualifications. */
export async function registerAssessor(
  service: Service,
  body: Organization,
  person: InventedPerson,
  grant: Omit<Grant, 'subjectType' | 'subjectId' | 'role'>,
): Promise<Assessor> {
  const registered = await service.assessment.registerCandidate({
    actorId: officers.administrator,
    names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
    birthDate: { value: person.birthDate, source: 'passport' },
    duplicateAnswer: { kind: 'another' },
  });
  const accreditation = await accredit(service, body, {
    ...grant,
    subjectType: 'person',
    subjectId: registered.id,
    role: 'assessor',
  });
  return { personId: registered.id, accreditationId: accreditation.id };
}

export function sessionPeople(assessor: Assessor): SessionPeople {
  return {
    planner: officers.planner,
    approver: officers.director,
    processingOfficer: officers.processing,
    assessorPersonId: assessor.personId,
    assessorAccreditationId: assessor.accreditationId,
    representativeId: officers.representative,
    moderator: officers.moderator,
  };
}

async function centre(service: Service, name: string, address: string, country: string): Promise<Site> {
  const organization = await service.assessment.registerOrganization({
    actorId: officers.administrator,
    type: 'assessment-centre',
    legalName: name,
    country,
  });
  return service.assessment.registerSite({
    actorId: officers.administrator,
    organizationId: organization.id,
    name,
    address,
    country,
  });
}

export function mustKnow(service: Service, ref: QualificationRef): Qualification {
  const found = service.instance.catalogue.qualification(ref);
  if (found === null) throw new RangeError(`the catalogue lacks ${ref.qualificationId}`);
  return found;
}

export interface Places {
  readonly jeddah: { readonly post: Organization; readonly site: Site };
  readonly manila: { readonly main: Site; readonly branch: Site };
  readonly colombo: Site;
}

/** Every place of the demonstration, known before the code dictionaries are made: so their names cost little in the codes. */
export async function registerPlaces(service: Service): Promise<Places> {
  const actorId = officers.administrator;
  const post = await service.assessment.registerOrganization({
    actorId,
    type: 'post-abroad',
    legalName: 'Philippine labour office, Jeddah',
    country: 'SA',
  });
  const site = await service.assessment.registerSite({
    actorId,
    organizationId: post.id,
    name: 'Consulate hall, Jeddah',
    address: 'Jeddah',
    country: 'SA',
  });
  return {
    jeddah: { post, site },
    manila: {
      main: await centre(service, 'Demonstration Assessment Center, Manila', 'Manila', 'PH'),
      branch: await centre(service, 'Demonstration Assessment Center, Quezon branch', 'Quezon City', 'PH'),
    },
    colombo: await centre(service, 'Demonstration Training Centre, Colombo', 'Colombo', 'LK'),
  };
}
