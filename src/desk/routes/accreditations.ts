import { z } from 'zod';
import type { QualificationRef } from '../../assessment/index.js';
import { noSuch } from '../../staff/index.js';
import { code, country, day, id, line, page, qualifications, reasonClass, state, text } from '../fields.js';
import { command, reading, twoPerson, type Call, type DeskRoute } from '../route.js';

const one = { touches: { accreditations: ['accreditationId'] } } as const;
const accreditationId = id;
const organizationTypes = [
  'issuing-office',
  'assessment-centre',
  'training-provider',
  'employer',
  'post-abroad',
  'intermediary',
] as const;
const rolesOf = {
  site: ['assessment-centre'],
  person: ['assessor', 'lead-assessor', 'portfolio-assessor', 'issuing-officer', 'representative'],
  mission: ['mission'],
} as const;
const roles = [...rolesOf.site, ...rolesOf.person, ...rolesOf.mission] as const;

export const accreditationRoutes: readonly DeskRoute[] = [
  reading({
    path: '/accreditations',
    action: 'accreditations.read',
    summary: 'Accreditations granted by, or held by, the organisation.',
    input: { ...page, state },
    work: ({ input: { limit, offset, ...filter }, view }) =>
      view.accreditations.find(filter as object, { limit, offset }),
  }),
  twoPerson({
    unit: 'command',
    path: '/accreditations',
    action: 'accreditation.grant',
    summary: 'Propose to accredit a site, a mission or a person for named qualification revisions and dates.',
    input: {
      subjectType: z.enum(['site', 'person', 'mission']),
      subjectId: id,
      role: z.enum(roles),
      qualifications,
      number: line(60),
      validFrom: day,
      validUntil: day,
      basis: z.array(line(200)).min(1).max(20),
    },
    work: async (call) => {
      const { input, services, actorId, secondActorId, tenant } = call;
      await assertGrantable(call);
      return services.grantAccreditation({ ...input, actorId, secondActorId, grantedById: grantor(tenant) });
    },
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/accreditations/:accreditationId/suspend',
    action: 'accreditation.suspend',
    summary: 'Propose to suspend an accreditation.',
    input: { accreditationId, reasonClass },
    work: ({ input, services, actorId, secondActorId }) =>
      services.suspendAccreditation({ ...input, actorId, secondActorId }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/accreditations/:accreditationId/reinstate',
    action: 'accreditation.suspend',
    summary: 'Propose to lift a suspension.',
    input: { accreditationId, reasonClass },
    work: ({ input, services, actorId, secondActorId }) =>
      services.reinstateAccreditation({ ...input, actorId, secondActorId }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/accreditations/:accreditationId/renew',
    action: 'accreditation.grant',
    summary: 'Propose to renew: a new accreditation takes over.',
    input: {
      accreditationId,
      number: line(60),
      validFrom: day,
      validUntil: day,
      moderationAttended: z.boolean(),
      performanceEvaluated: z.boolean(),
    },
    work: ({ input, services, actorId, secondActorId }) =>
      services.renewAccreditation({ ...input, actorId, secondActorId }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/accreditations/:accreditationId/revoke',
    action: 'accreditation.revoke',
    summary: 'Propose to revoke, if need be with effect from an earlier day; lists every record touched.',
    input: { accreditationId, reasonClass, retroactiveFrom: day.exactOptional() },
    work: ({ input, services, actorId, secondActorId }) =>
      services.revokeAccreditation({ ...input, actorId, secondActorId }),
  }),
  reading({
    path: '/sites',
    action: 'sites.read',
    summary: 'Sites where sessions can be held.',
    input: page,
    work: ({ input, view }) => view.sites.find({}, input),
  }),
  command({
    path: '/sites',
    action: 'site.register',
    summary: 'Register a site of the organisation or of a centre below it.',
    touches: { organizations: ['organizationId'] },
    input: { organizationId: id, name: line(200), address: text(400), country },
    work: ({ input, services, actorId }) => services.registerSite({ ...input, actorId }),
  }),
  command({
    path: '/organizations',
    action: 'organization.register',
    summary: 'Register a centre, office, provider, employer or post abroad.',
    input: {
      type: z.enum(organizationTypes),
      legalName: line(300),
      shortName: line(60).exactOptional(),
      country,
      registrationIds: z
        .array(z.strictObject({ kind: code, value: line(80) }))
        .max(10)
        .exactOptional(),
    },
    work: ({ input, services, actorId, tenant }) =>
      services.registerOrganization({
        ...input,
        actorId,
        ...(tenant.kind === 'scheme' ? { parentId: tenant.bodyId } : {}),
      }),
  }),
];

interface Grant {
  readonly subjectType: 'site' | 'person' | 'mission';
  readonly subjectId: string;
  readonly role: (typeof roles)[number];
  readonly qualifications: readonly QualificationRef[];
}

/** A body accredits whom it reaches, for what they can be, and for qualifications of its own scheme. @throws `not-found` */
async function assertGrantable({
  input,
  view,
  tenant,
  deps,
}: Pick<Call<Grant>, 'input' | 'view' | 'tenant' | 'deps'>): Promise<void> {
  const subjects = { site: view.sites, person: view.people, mission: view.missions } as const;
  const { subjectType, subjectId, role, qualifications } = input;
  await subjects[subjectType].cover([subjectId]);
  if (!(rolesOf[subjectType] as readonly string[]).includes(role)) throw noSuch('role');
  const scheme = tenant.kind === 'scheme' ? tenant.scheme : null;
  if (qualifications.some((ref) => deps.catalogue.qualification(ref)?.scheme !== scheme)) throw noSuch('qualification');
}

const grantor = (tenant: Call<unknown>['tenant']): string =>
  tenant.kind === 'scheme' ? tenant.bodyId : tenant.organizationId;
