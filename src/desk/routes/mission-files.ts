import { z } from 'zod';
import { transition, type Accreditation, type Mission } from '../../assessment/index.js';
import { day, id, qualifications } from '../fields.js';
import { labelsFor, qualificationLabel, type Labels } from '../labels.js';
import { command, reading, type Call, type DeskRoute } from '../route.js';

const assessorRoles = ['assessor', 'lead-assessor'] as const;
const missionEvents = [
  'profile',
  'staff',
  'issue-kit',
  'start',
  'sync',
  'reconcile',
  'close',
  'report-kit-lost',
  'cancel',
] as const;
export const missionEvent = z.enum(missionEvents);
const missionId = id;
const one = { touches: { missions: ['missionId'] } } as const;
/** Sessions that did not or will not take place. */
const gone = ['cancelled', 'refused', 'voided'];

/** Missions in words, and what the rules say while one is planned. */
export const missionFileRoutes: readonly DeskRoute[] = [
  reading({
    path: '/mission-register',
    action: 'missions.read',
    summary: 'Missions with their sites, qualifications and sessions in words; the latest first.',
    input: {},
    work: missionRegister,
  }),
  reading({
    path: '/mission-posts',
    action: 'mission.plan',
    summary: 'Posts abroad that can host a mission.',
    input: {},
    work: async ({ store, tenant }) => {
      const posts = await store.organizations.find({ type: 'post-abroad' }, { limit: 500, orderBy: 'legalName' });
      const bodyId = tenant.kind === 'scheme' ? tenant.bodyId : tenant.organizationId;
      return posts
        .filter(({ parentId }) => parentId === null || parentId === bodyId)
        .map(({ id: postId, legalName, country }) => ({ id: postId, name: legalName, country }));
    },
  }),
  reading({
    ...one,
    path: '/missions/:missionId/file',
    action: 'missions.read',
    summary: 'One mission with its team, its sessions and the steps that can follow.',
    input: { missionId },
    work: missionFile,
  }),
  command({
    path: '/missions/preview',
    action: 'mission.plan',
    summary: 'What the rules would say to a mission (R01, R02, R05), for every assessor within reach. Keeps nothing.',
    touches: { sites: ['siteIds'], missions: ['missionId'], accreditations: ['assessorAccreditationIds'] },
    input: {
      missionId: id.exactOptional(),
      siteIds: z.array(id).min(1).max(20),
      startsOn: day,
      endsOn: day,
      qualifications,
      quota: z.int().min(1).max(5_000),
      assessorAccreditationIds: z.array(id).max(50),
    },
    work: preview,
  }),
];

async function missionRegister({ view, store, deps }: Call<object>) {
  const missions = await view.missions.find({}, { limit: 500, orderBy: '-startsOn' });
  const ids = missions.map((mission) => mission.id);
  const sessions = ids.length === 0 ? [] : await store.sessions.find({ missionId: ids }, { limit: 10_000 });
  const labels = await labelsFor(store, { sites: missions.flatMap((mission) => mission.siteIds) });
  return missions.map((mission) => {
    const own = sessions.filter((session) => session.missionId === mission.id && !gone.includes(session.state));
    return {
      ...facts(mission, labels, deps),
      sessions: own.length,
      places: own.reduce((sum, session) => sum + session.capacity, 0),
    };
  });
}

const facts = (mission: Mission, labels: Labels, deps: Call<unknown>['deps']) => ({
  id: mission.id,
  title: mission.title,
  country: mission.country,
  startsOn: mission.startsOn,
  endsOn: mission.endsOn,
  quota: mission.quota,
  state: mission.state,
  sites: mission.siteIds.map((siteId) => labels.site(siteId)),
  qualifications: mission.qualifications.map((ref) => qualificationLabel(deps.catalogue, ref)),
});

async function missionFile({ input, view, store, deps, services }: Call<{ readonly missionId: string }>) {
  const mission = await view.missions.get(input.missionId);
  const sessions = await view.sessions.find({ missionId: mission.id }, { limit: 500, orderBy: 'startsAt' });
  const team = await byId(store.accreditations, mission.assessorAccreditationIds);
  const labels = await labelsFor(store, {
    sites: [...mission.siteIds, ...sessions.map((session) => session.siteId)],
    people: team.map((accreditation) => accreditation.subjectId),
  });
  const enrolled = await byId(
    store.applications,
    sessions.map((session) => session.id),
    'sessionId',
  );
  const { assessors, team: enough } = await services.previewMission({
    ...{ scheme: mission.scheme, missionId: mission.id, siteIds: [], quota: mission.quota },
    ...{ startsOn: mission.startsOn, endsOn: mission.endsOn, qualifications: mission.qualifications },
    ...{ accreditations: team, chosen: mission.assessorAccreditationIds },
  });
  return {
    mission: {
      ...facts(mission, labels, deps),
      siteIds: mission.siteIds,
      refs: mission.qualifications,
      cancelReason: mission.cancelReason,
      host: (await store.organizations.get(mission.hostPostId))?.legalName ?? '',
    },
    next: missionEvents.filter((event) => transition('mission', mission.state, event).ok),
    enough,
    team: team.map((accreditation) => ({
      ...member(accreditation, labels),
      result: assessors.find(({ accreditationId }) => accreditationId === accreditation.id)?.result ?? null,
    })),
    sessions: sessions.map((session) => ({
      id: session.id,
      title: qualificationLabel(deps.catalogue, session),
      site: labels.site(session.siteId),
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      capacity: session.capacity,
      enrolled: enrolled.filter((application) => application.sessionId === session.id).length,
      state: session.state,
    })),
  };
}

const member = (accreditation: Accreditation, labels: Labels) => ({
  accreditationId: accreditation.id,
  name: labels.person(accreditation.subjectId),
  number: accreditation.number,
  validUntil: accreditation.validUntil,
});

type Preview = Call<
  Pick<Mission, 'siteIds' | 'startsOn' | 'endsOn' | 'qualifications' | 'quota' | 'assessorAccreditationIds'> & {
    readonly missionId?: string;
  }
>;

async function preview({ input, view, store, services, tenant, deps }: Preview) {
  const found = await view.accreditations.find({ role: assessorRoles }, { limit: 500, orderBy: '-validUntil' });
  // Of several accreditations of a person the one for these qualifications counts, and of those the longest.
  const covering = found.filter((row) =>
    row.qualifications.some((held) => input.qualifications.some((ref) => ref.qualificationId === held.qualificationId)),
  );
  const ofPerson = new Map([...covering, ...found].toReversed().map((row) => [row.subjectId, row]));
  const accreditations = [...ofPerson.values()];
  const scheme = tenant.kind === 'scheme' ? tenant.scheme : '';
  const said = await services.previewMission({
    ...input,
    ...{ scheme, accreditations, chosen: input.assessorAccreditationIds },
  });
  const labels = await labelsFor(store, {
    people: accreditations.map((accreditation) => accreditation.subjectId),
    sites: input.siteIds,
  });
  return {
    ...said,
    places: said.places.map(({ siteId, qualificationId, result }) => ({
      site: labels.site(siteId),
      qualification: qualificationLabel(
        deps.catalogue,
        input.qualifications.find((ref) => ref.qualificationId === qualificationId) ?? {
          qualificationId,
          revision: '',
        },
      ),
      result,
    })),
    assessors: accreditations
      .map((accreditation) => ({
        ...member(accreditation, labels),
        result: said.assessors.find(({ accreditationId }) => accreditationId === accreditation.id)?.result ?? null,
      }))
      .toSorted((left, right) => left.name.localeCompare(right.name)),
  };
}

type Finder<T> = { find(filter: object, page: { readonly limit: number }): Promise<T[]> };

const byId = <T>(repository: Finder<T>, ids: readonly string[], field = 'id'): Promise<T[]> =>
  ids.length === 0 ? Promise.resolve([]) : repository.find({ [field]: [...new Set(ids)] }, { limit: 10_000 });
