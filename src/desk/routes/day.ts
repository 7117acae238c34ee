import { z } from 'zod';
import {
  requiredMethods,
  type Accreditation,
  type Application,
  type AssessmentRecord,
  type Person,
  type Qualification,
} from '../../assessment/index.js';
import { actorOf } from '../../staff/index.js';
import { id, instant, qualification, type code } from '../fields.js';
import { command, reading, type Call, type DeskRoute } from '../route.js';
import { evidence, result } from './records.js';

const assessorRoles: readonly Accreditation['role'][] = ['assessor', 'lead-assessor', 'portfolio-assessor'];

/** What screens of the assessment day show: several things at once, so that a slow network is asked once. */
export const dayRoutes: readonly DeskRoute[] = [
  reading({
    path: '/qualifications',
    action: 'sessions.read',
    summary: 'Qualifications of the catalogue, by scheme: what can be planned and assessed.',
    input: {},
    work: async ({ deps, tenant }) =>
      deps.catalogue.qualifications(tenant.kind === 'scheme' ? tenant.scheme : undefined).map(brief),
  }),
  reading({
    path: '/sessions/:sessionId/sheet',
    action: 'applications.read',
    summary: 'One session with its place, its qualification and its candidates, in the order of their names.',
    touches: { sessions: ['sessionId'] },
    input: { sessionId: id },
    work: async ({ input, view, store, deps }) => {
      const session = await view.sessions.get(input.sessionId);
      const site = await store.sites.get(session.siteId);
      const found = deps.catalogue.qualification(session);
      const applications = await store.applications.find({ sessionId: session.id }, { limit: 500 });
      const people = await peopleOf(store, [
        ...applications.map(({ personId }) => personId),
        ...session.assessors.map(({ personId }) => personId),
      ]);
      const records = await store.records.find({ sessionId: session.id }, { limit: 1_000 });
      return {
        session,
        siteName: site?.name ?? '',
        qualification: found === null ? null : brief(found),
        assessors: session.assessors.map(({ personId, acceptedAt }) => ({
          personId,
          acceptedAt,
          names: people.get(personId)?.names ?? [],
        })),
        candidates: applications
          .map((application) => candidate(application, people.get(application.personId), records))
          .toSorted((left, right) => left.sortKey.localeCompare(right.sortKey)),
      };
    },
  }),
  reading({
    path: '/records/:recordId/sheet',
    action: 'records.read',
    summary: 'One assessment record with everything the rating sheet shows: candidate, units, methods, session.',
    touches: { records: ['recordId'] },
    input: { recordId: id },
    work: async ({ input, view, store, deps }) => {
      const record = await view.records.get(input.recordId);
      const [application, person, session] = await Promise.all([
        store.applications.get(record.applicationId),
        store.people.get(record.personId),
        store.sessions.get(record.sessionId),
      ]);
      const found = deps.catalogue.qualification(record);
      const site = await store.sites.get(record.siteId);
      return {
        record,
        names: person?.names ?? [],
        birthDate: person?.birthDate?.value ?? null,
        hasPhoto: person !== null && person.photoHash !== null,
        session,
        siteName: site?.name ?? '',
        qualification: found === null ? null : brief(found),
        methods: found === null || application === null ? [] : requiredMethods(found, application.route),
        units: record.unitCodes.map((unitCode) => ({
          code: unitCode,
          title: found?.units.find((unit) => unit.code === unitCode)?.title ?? unitCode,
        })),
        clusters: found?.cocClusters.map(({ id: clusterId, title }) => ({ id: clusterId, title })) ?? [],
      };
    },
  }),
  command({
    path: '/records/:recordId/notes',
    action: 'record.assess',
    summary: 'Keep what was rated so far, while cells are still empty: nothing is judged or decided.',
    touches: { records: ['recordId'] },
    input: {
      recordId: id,
      results: z.array(result).max(1_000),
      seen: z.array(result).max(1_000).exactOptional(),
      evidence: z.array(evidence).max(500).exactOptional(),
    },
    work: ({ input: { evidence: items, ...input }, services, actorId }) =>
      services.noteResults({
        ...input,
        actorId,
        ...(items === undefined ? {} : { evidence: items.map((item) => ({ ...item, capturedBy: actorId })) }),
      }),
  }),
  reading({
    path: '/sites/:siteId/planning',
    action: 'session.plan',
    summary: 'What the rules would say to a session at this site, for every assessor within reach (R01, R02, R05-R07).',
    touches: { sites: ['siteId'], missions: ['missionId'] },
    input: { siteId: id, ...qualification, startsAt: instant, endsAt: instant, missionId: id.exactOptional() },
    work: planning,
  }),
  reading({
    path: '/sessions/:sessionId/representatives',
    action: 'session.approve',
    summary: 'Who can be named representative of the session: colleagues with that role in the organisation.',
    touches: { sessions: ['sessionId'] },
    input: { sessionId: id },
    work: async ({ store, tenant }) =>
      (await store.staffAccounts.find({ state: 'active' }))
        .filter((account) =>
          account.roles.some(
            ({ role, organizationId }) => role === 'representative' && organizationId === tenant.organizationId,
          ),
        )
        .map((account) => ({ id: actorOf(account), displayName: account.displayName })),
  }),
  reading({
    path: '/names/:personId',
    action: 'candidates.read',
    summary: 'The names of one person, to compare with somebody who looks alike.',
    touches: { people: ['personId'] },
    input: { personId: id },
    work: async ({ input, view }) => {
      const person = await view.people.get(input.personId);
      return { id: person.id, names: person.names, birthDate: person.birthDate?.value ?? null };
    },
  }),
];

type Planning = Call<{
  readonly siteId: string;
  readonly qualificationId: z.output<typeof code>;
  readonly revision: z.output<typeof code>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly missionId?: string;
}>;

async function planning({ input, view, store, services }: Planning): Promise<object> {
  const found = await view.accreditations.find({ role: assessorRoles }, { limit: 500, orderBy: '-validUntil' });
  // Somebody with several accreditations is weighed with the one that reaches furthest; the rules say what it lacks.
  const accreditations = [...new Map(found.toReversed().map((row) => [`${row.subjectId}`, row])).values()];
  const covering = found.filter((row) =>
    row.qualifications.some((held) => held.qualificationId === input.qualificationId),
  );
  const best = accreditations.map((row) => covering.find((other) => other.subjectId === row.subjectId) ?? row);
  const preview = await services.previewPlan({ ...input, accreditations: best });
  const people = await peopleOf(
    store,
    best.map(({ subjectId }) => subjectId),
  );
  return {
    place: preview.place,
    maxPerAssessor: preview.maxPerAssessor,
    assessors: best.map((row) => ({
      accreditationId: row.id,
      personId: row.subjectId,
      number: row.number,
      validUntil: row.validUntil,
      names: people.get(row.subjectId)?.names ?? [],
      results: preview.assessors.find((entry) => entry.accreditationId === row.id)?.results ?? [],
    })),
  };
}

const brief = (entry: Qualification): object => ({
  id: entry.id,
  revision: entry.revision,
  title: entry.title,
  level: entry.level,
  scheme: entry.scheme,
  status: entry.status,
  unitCodes: entry.units.flatMap((unit) => (unit.code === null || !unit.required ? [] : [unit.code])),
});

async function peopleOf(store: Call<unknown>['store'], ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const distinct = [...new Set(ids)];
  const rows = distinct.length === 0 ? [] : await store.people.find({ id: distinct }, { limit: distinct.length });
  return new Map(rows.map((row) => [row.id, row]));
}

function candidate(application: Application, person: Person | undefined, records: readonly AssessmentRecord[]) {
  const { id: applicationId, personId, state, identityCheck } = application;
  const known = person ?? nobody;
  const [name] = known.names;
  const record = records.findLast((row) => row.applicationId === applicationId && row.state !== 'voided');
  return {
    sortKey: `${name?.family ?? ''} ${name?.given ?? ''}`,
    ...{ applicationId, personId, state, identityCheck },
    names: known.names,
    birthDate: known.birthDate?.value ?? null,
    conflictingBirthDate: known.conflictingBirthDate?.value ?? null,
    hasPhoto: known.photoHash !== null,
    preferredLanguage: known.preferredLanguage,
    supportNeeds: known.supportNeeds,
    record: record === undefined ? null : briefRecord(record),
  };
}

const briefRecord = ({ id: recordId, state, overall, assessorPersonId }: AssessmentRecord) => ({
  ...{ id: recordId, state, overall, assessorPersonId },
});

/** A file that was erased while its application stays. */
const nobody: Pick<
  Person,
  'names' | 'birthDate' | 'conflictingBirthDate' | 'photoHash' | 'preferredLanguage' | 'supportNeeds'
> = {
  names: [],
  birthDate: null,
  conflictingBirthDate: null,
  photoHash: null,
  preferredLanguage: 'en',
  supportNeeds: [],
};
