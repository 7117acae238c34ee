import type {
  Accreditation,
  AccreditationFollowUp,
  Appeal,
  Application,
  AssessmentRecord,
  Certificate,
  Mission,
  Moderation,
  Organization,
  Person,
  Session,
  Site,
  StatusEvent,
  ExperienceRecord,
  SkillsPassport,
} from '../assessment/index.js';
import type { Filter, Repository, Stored } from '../shared/index.js';
import type { ReleaseRun } from '../issuance/index.js';
import type { WorkerRequest } from '../sharing/index.js';
import type { TenantHolding, TwoPersonProposal } from '../staff/index.js';
import type { DeskStore } from './ports.js';
import { createScoped, type Reach, type Scoped } from './scoped.js';
import type { Tenant } from './tenant.js';

/** Everything one tenant may see, and nothing else. */
export interface TenantView {
  readonly missions: Scoped<Mission>;
  readonly sessions: Scoped<Session>;
  readonly people: Scoped<Person>;
  readonly applications: Scoped<Application>;
  readonly records: Scoped<AssessmentRecord>;
  readonly moderations: Scoped<Moderation>;
  readonly certificates: Scoped<Certificate>;
  readonly passports: Scoped<SkillsPassport>;
  readonly experience: Scoped<ExperienceRecord>;
  readonly accreditations: Scoped<Accreditation>;
  readonly followUps: Scoped<AccreditationFollowUp>;
  readonly appeals: Scoped<Appeal>;
  readonly sites: Scoped<Site>;
  readonly organizations: Scoped<Organization>;
  readonly proposals: Scoped<TwoPersonProposal>;
  /** What workers ask for: corrections and renewals. */
  readonly workerRequests: Scoped<WorkerRequest>;
  readonly releaseRuns: Scoped<ReleaseRun>;
  /** History of a certificate that is within reach. */
  statusEvents(certificateId: string): Promise<readonly StatusEvent[]>;
}

export type ScopedKind = Exclude<keyof TenantView, 'statusEvents'>;

/** Files of one organisation that a list shows at most; older ones are found by their session or by id. */
const MOST_HELD = 5_000;

export function createView(store: DeskStore, tenant: Tenant): TenantView {
  const scoped = <T extends Stored>(repository: Repository<T>, reach: Reach<T>, what: string): Scoped<T> =>
    createScoped(repository, tenant.kind === 'instance' ? everything<T>() : reach, what);
  const own = { organizationId: tenant.organizationId };
  const sessions = scoped(store.sessions, byFilter<Session>(placed(tenant)), 'session');
  const applications = applicationReach(store, tenant);
  const people = peopleReach(store, tenant, applications);
  const certificates = scoped(store.certificates, byFilter<Certificate>(placed(tenant)), 'certificate');
  return {
    missions: scoped(
      store.missions,
      byFilter<Mission>(tenant.kind === 'scheme' ? { scheme: tenant.scheme } : { hostPostId: tenant.organizationId }),
      'mission',
    ),
    sessions,
    people: scoped(store.people, people, 'person'),
    applications: withSessions(scoped(store.applications, applications, 'application'), store, sessions),
    records: scoped(store.records, byFilter<AssessmentRecord>(placed(tenant)), 'assessment record'),
    moderations: scoped(store.moderations, byFilter<Moderation>(placed(tenant)), 'moderation'),
    certificates,
    passports: scoped(
      store.passports,
      // A centre gives out no passports, so it sees none.
      byFilter<SkillsPassport>(tenant.kind === 'scheme' ? { scheme: tenant.scheme } : { id: [] }),
      'skills passport',
    ),
    experience: scoped(store.experience, experienceReach(store, people), 'experience record'),
    accreditations: scoped(store.accreditations, accreditationReach(store, tenant), 'accreditation'),
    followUps: scoped(
      store.followUps,
      byFilter<AccreditationFollowUp>({
        grantedById: tenant.kind === 'scheme' ? tenant.bodyId : tenant.organizationId,
      }),
      'follow-up',
    ),
    appeals: scoped(store.appeals, byFilter<Appeal>(placed(tenant)), 'appeal'),
    workerRequests: scoped(store.workerRequests, byFilter<WorkerRequest>(placed(tenant)), 'request'),
    sites: scoped(store.sites, tenant.kind === 'sites' ? byFilter<Site>(own) : everything<Site>(), 'site'),
    organizations: scoped(store.organizations, organizationReach(tenant), 'organisation'),
    proposals: scoped(store.twoPersonProposals, byFilter<TwoPersonProposal>(own), 'proposal'),
    releaseRuns: scoped(store.releaseRuns, byFilter<ReleaseRun>(own), 'release'),
    statusEvents: async (certificateId) => {
      await certificates.cover([certificateId]);
      return store.statusEvents.find({ targetType: 'certificate', targetId: certificateId }, { limit: 200 });
    },
  };
}

type Placed = Stored & { readonly scheme: string; readonly siteId: string };

/** Things that happen at a site under a scheme. */
const placed = (tenant: Tenant): Filter<Placed> =>
  tenant.kind === 'scheme' ? { scheme: tenant.scheme } : { siteId: tenant.kind === 'sites' ? tenant.siteIds : [] };

const everything = <T extends Stored>(): Reach<T> => ({ list: async () => null, within: async (rows) => rows });

/** The same filter limits lists and judges rows. */
function byFilter<T extends Stored>(filter: Filter<T>): Reach<T> {
  const limits = Object.entries(filter) as [keyof T & string, unknown][];
  const fits = (row: T): boolean =>
    limits.every(([field, allowed]) =>
      Array.isArray(allowed) ? allowed.includes(row[field]) : allowed === row[field],
    );
  return { list: async () => filter, within: async (rows) => rows.filter(fits) };
}

async function held(
  store: DeskStore,
  tenant: Tenant,
  subjectType: TenantHolding['subjectType'],
  among?: readonly string[],
): Promise<readonly string[]> {
  if (among?.length === 0) return [];
  const filter = { organizationId: tenant.organizationId, subjectType };
  const rows =
    among === undefined
      ? await store.tenantHoldings.find(filter, { limit: MOST_HELD, orderBy: '-heldAt' })
      : await store.tenantHoldings.find({ ...filter, subjectId: among });
  return rows.map((row) => row.subjectId);
}

function applicationReach(store: DeskStore, tenant: Tenant): Reach<Application> {
  if (tenant.kind === 'scheme') return byFilter<Application>({ scheme: tenant.scheme });
  const siteIds = tenant.kind === 'sites' ? tenant.siteIds : [];
  return {
    list: async () => ({ id: await held(store, tenant, 'application') }),
    within: async (rows) => {
      const heldIds = await held(
        store,
        tenant,
        'application',
        rows.map((row) => row.id),
      );
      const sessionIds = [...new Set(rows.flatMap((row) => (row.sessionId === null ? [] : [row.sessionId])))];
      const own = sessionIds.length === 0 ? [] : await store.sessions.find({ id: sessionIds, siteId: siteIds });
      const ownIds = own.map((session) => session.id);
      return rows.filter((row) => heldIds.includes(row.id) || ownIds.includes(row.sessionId ?? ''));
    },
  };
}

/** The candidates of a session within reach are within reach, whoever registered them. */
function withSessions(
  applications: Scoped<Application>,
  store: DeskStore,
  sessions: Scoped<Session>,
): Scoped<Application> {
  return {
    ...applications,
    find: async (filter, page) => {
      const { sessionId } = filter;
      if (typeof sessionId !== 'string') return applications.find(filter, page);
      await sessions.cover([sessionId]);
      return store.applications.find(filter, page);
    },
  };
}

/** Persons whose file the tenant keeps, whose application is within reach, or whom it accredited. */
function peopleReach(store: DeskStore, tenant: Tenant, applications: Reach<Application>): Reach<Person> {
  return {
    list: async () => {
      const recent = { limit: MOST_HELD, orderBy: '-id' };
      const files = await store.applications.find((await applications.list()) ?? {}, recent);
      const ids = new Set([...(await held(store, tenant, 'person')), ...files.map((file) => file.personId)]);
      return { id: [...ids] };
    },
    within: async (rows) => {
      if (rows.length === 0) return [];
      const ids = rows.map((row) => row.id);
      const files = await applications.within(await store.applications.find({ personId: ids }));
      const grants =
        tenant.kind === 'scheme'
          ? await store.accreditations.find({ subjectType: 'person', subjectId: ids, grantedById: tenant.bodyId })
          : [];
      const known = new Set([
        ...(await held(store, tenant, 'person', ids)),
        ...files.map((file) => file.personId),
        ...grants.map((grant) => grant.subjectId),
      ]);
      return rows.filter((row) => known.has(row.id));
    },
  };
}

/** The experience of persons within reach. */
function experienceReach(store: DeskStore, people: Reach<Person>): Reach<ExperienceRecord> {
  return {
    list: async () => {
      const { id = [] } = (await people.list()) ?? {};
      return { personId: id };
    },
    within: async (rows) => {
      const ids = [...new Set(rows.map((row) => row.personId))];
      const known = await people.within(ids.length === 0 ? [] : await store.people.find({ id: ids }));
      const reached = new Set(known.map((person) => person.id));
      return rows.filter((row) => reached.has(row.personId));
    },
  };
}

function accreditationReach(store: DeskStore, tenant: Tenant): Reach<Accreditation> {
  if (tenant.kind === 'scheme') return byFilter<Accreditation>({ grantedById: tenant.bodyId });
  const siteIds = tenant.kind === 'sites' ? tenant.siteIds : [];
  return {
    list: async () => ({ subjectId: [...siteIds, ...(await held(store, tenant, 'person'))] }),
    within: async (rows) => {
      const subjects = [
        ...siteIds,
        ...(await held(
          store,
          tenant,
          'person',
          rows.map((row) => row.subjectId),
        )),
      ];
      return rows.filter((row) => subjects.includes(row.subjectId));
    },
  };
}

/** An awarding body and the centres it registered under itself; everybody else only itself. */
function organizationReach(tenant: Tenant): Reach<Organization> {
  const bodyId = tenant.kind === 'scheme' ? tenant.bodyId : tenant.organizationId;
  return {
    list: async () => (tenant.kind === 'scheme' ? { parentId: bodyId } : { id: bodyId }),
    within: async (rows) =>
      rows.filter((row) => row.id === bodyId || (tenant.kind === 'scheme' && row.parentId === bodyId)),
  };
}
