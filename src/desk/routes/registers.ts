import { z } from 'zod';
import type { Accreditation } from '../../assessment/index.js';
import { isoDay } from '../../shared/index.js';
import { id, number, shown } from '../fields.js';
import { labelsFor, personLabel, qualificationLabel } from '../labels.js';
import { openProposals } from '../open-proposals.js';
import { scopesOf } from '../proposal-scope.js';
import { reading, type Call, type DeskRoute } from '../route.js';

const certificateId = id;
const certificateState = z.enum(['approved', 'active', 'suspended', 'revoked', 'replaced', 'superseded', 'refused']);

/** Lists with the names that people know, for the screens of officers and registrars. */
export const registerRoutes: readonly DeskRoute[] = [
  reading({
    path: '/certificate-register',
    action: 'certificates.read',
    summary: 'Certificates with the names on them; by number, state or mission.',
    touches: { missions: ['missionId'] },
    input: {
      ...shown,
      number: number.exactOptional(),
      state: certificateState.exactOptional(),
      missionId: id.exactOptional(),
    },
    work: async ({ input: { limit, offset, ...filter }, view, store, deps }) => {
      const certificates = await view.certificates.find(filter, { limit, offset, orderBy: '-approvedAt' });
      const labels = await labelsFor(store, { people: certificates.map((each) => each.personId) });
      return certificates.map((each) => ({
        id: each.id,
        number: each.number,
        name: labels.person(each.personId),
        title: each.title,
        qualification: qualificationLabel(deps.catalogue, each),
        issuedOn: each.issuedOn,
        validUntil: each.validUntil,
        state: each.state,
      }));
    },
  }),
  reading({
    path: '/certificates/:certificateId/file',
    action: 'certificates.read',
    summary:
      'One certificate with its history, what it replaces, what replaced it, and what waits for a second officer.',
    touches: { certificates: ['certificateId'] },
    input: { certificateId },
    work: certificateFile,
  }),
  reading({
    path: '/second-approvals',
    action: 'proposals.read',
    summary: 'What waits for a second officer, in words: who proposed it, about whom, until when.',
    input: {},
    work: secondApprovals,
  }),
  reading({
    path: '/accreditation-register',
    action: 'accreditations.read',
    summary: 'Accreditations with whom they are for; what ends soon comes first.',
    input: { state: z.enum(['active', 'suspended', 'revoked', 'superseded']).exactOptional() },
    work: accreditationRegister,
  }),
];

async function certificateFile({ input, view, store, deps }: Call<{ certificateId: string }>) {
  const certificate = await view.certificates.get(input.certificateId);
  const events = await view.statusEvents(certificate.id);
  const successors = await store.certificates.find({ replacesId: certificate.id });
  const linked = [certificate.replacesId, certificate.replacedById].filter((each): each is string => each !== null);
  const others = linked.length === 0 ? [] : await store.certificates.find({ id: linked });
  const proposals = (await openProposals({ view, deps })).filter(
    (proposal) => proposal.input['certificateId'] === certificate.id,
  );
  const actors = [
    certificate.approvedBy,
    certificate.releasedBy,
    ...events.flatMap((each) => [each.actorId, each.secondActorId]),
  ];
  const labels = await labelsFor(store, {
    people: [certificate.personId],
    sites: [certificate.siteId],
    missions: [certificate.missionId],
    actors: [...actors, ...proposals.map((proposal) => proposal.proposedBy)],
  });
  const brief = (of: string | null) => {
    const found = [...others, ...successors].find((each) => each.id === of);
    return found === undefined ? null : { id: found.id, number: found.number, state: found.state };
  };
  return {
    certificate: {
      id: certificate.id,
      number: certificate.number,
      state: certificate.state,
      title: certificate.title,
      qualification: qualificationLabel(deps.catalogue, certificate),
      name: labels.person(certificate.personId),
      site: labels.site(certificate.siteId),
      mission: labels.mission(certificate.missionId),
      assessedOn: certificate.assessedOn,
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      approvedBy: labels.actor(certificate.approvedBy),
      releasedBy: labels.actor(certificate.releasedBy),
    },
    replaces: brief(certificate.replacesId),
    replacedBy: brief(certificate.replacedById),
    successors: successors.map((each) => brief(each.id)),
    history: events.map((each) => ({
      from: each.from,
      to: each.to,
      reasonClass: each.reasonClass,
      at: each.at,
      by: labels.actor(each.actorId),
      second: labels.actor(each.secondActorId),
    })),
    waiting: proposals.map((proposal) => ({
      id: proposal.id,
      action: proposal.action,
      by: labels.actor(proposal.proposedBy),
      endsAt: proposal.endsAt,
    })),
  };
}

async function secondApprovals({ waiting, store, deps, actorId }: Call<object>) {
  const open = await waiting();
  const wanted = (...fields: readonly string[]) => [...new Set(open.flatMap((each) => textsIn(each.input, ...fields)))];
  const certificates = await found(store.certificates, wanted('certificateId', 'certificateIds'));
  const about = await thingsNamed(store, wanted);
  const scopes = await scopesOf(open, store, deps);
  const labels = await labelsFor(store, {
    people: certificates.map((each) => each.personId),
    missions: wanted('missionId'),
    actors: [...open.map((each) => each.proposedBy), ...wanted('accountId')],
  });
  return open.map((each) => {
    const named = textsIn(each.input, 'certificateId', 'certificateIds');
    const touched = certificates.filter((certificate) => named.includes(certificate.id));
    const one = (field: string): string | null => textsIn(each.input, field)[0] ?? null;
    return {
      id: each.id,
      action: each.action,
      by: labels.actor(each.proposedBy),
      isYours: each.proposedBy === actorId,
      proposedAt: each.proposedAt,
      endsAt: each.endsAt,
      reasonClass: one('reasonClass'),
      reason: one('reason'),
      nothingCountsFrom: one('retroactiveFrom'),
      event: one('event'),
      mission: labels.mission(one('missionId')),
      about: [labels.actor(one('accountId')), ...about(each.input)].filter((text) => text !== ''),
      roles: listIn(each.input, 'roles'),
      scope: scopes.get(each.id) ?? null,
      // A change of many names no certificates: its number was typed by hand when it was proposed.
      count: typeof each.input['count'] === 'number' ? each.input['count'] : touched.length,
      certificates: touched.slice(0, 50).map((certificate) => ({
        id: certificate.id,
        number: certificate.number,
        name: labels.person(certificate.personId),
        title: certificate.title,
        state: certificate.state,
      })),
    };
  });
}

type Input = Readonly<Record<string, unknown>>;

/** What a proposal is about besides certificates: the number or day under which officers know it. */
async function thingsNamed(
  store: Call<object>['store'],
  wanted: (field: string) => readonly string[],
): Promise<(input: Input) => readonly string[]> {
  const names = new Map<string, string>();
  const name = async <T extends { readonly id: string }>(
    repository: Finder<T>,
    field: string,
    word: (row: T) => string | null,
  ): Promise<void> => {
    for (const row of await found(repository, wanted(field))) names.set(row.id, word(row) ?? '');
  };
  await name(store.records, 'recordId', (row) => row.referenceNo);
  await name(store.sessions, 'sessionId', (row) => row.startsAt.slice(0, 10));
  await name(store.accreditations, 'accreditationId', (row) => row.number);
  await name(store.passports, 'passportId', (row) => row.number);
  await name(store.passports, 'successorId', (row) => row.number);
  await name(store.experience, 'experienceId', (row) => row.employerName);
  await name(store.sites, 'siteId', (row) => row.name);
  await name(store.people, 'assessorId', personLabel);
  for (const keyId of wanted('keyId')) names.set(keyId, keyId.slice(keyId.indexOf('#') + 1));
  for (const each of await found(store.followUps, wanted('followUpId'))) {
    const [award] = await found(store.certificates, [each.targetId]);
    const [record] = award === undefined ? await found(store.records, [each.targetId]) : [];
    names.set(each.id, award?.number ?? record?.referenceNo ?? '');
  }
  return (input) =>
    Object.values(input).flatMap((value) => (typeof value === 'string' ? (names.get(value) ?? []) : []));
}

interface Finder<T> {
  find(filter: { readonly id: readonly string[] }): Promise<T[]>;
}

const found = <T>(repository: Finder<T>, ids: readonly string[]): Promise<T[]> =>
  ids.length === 0 ? Promise.resolve([]) : repository.find({ id: ids });

const listIn = (input: Input, field: string): readonly string[] => {
  const value = input[field];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
};

const textsIn = (input: Readonly<Record<string, unknown>>, ...fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => input[field]).filter((value): value is string => typeof value === 'string');

async function accreditationRegister({
  input,
  view,
  store,
  deps,
}: Call<{ state?: 'active' | 'suspended' | 'revoked' | 'superseded' }>) {
  const rows = await view.accreditations.find(input, { limit: 2_000, orderBy: 'validUntil' });
  const of = (kind: Accreditation['subjectType']) =>
    rows.filter((row) => row.subjectType === kind).map((row) => row.subjectId);
  const labels = await labelsFor(store, {
    people: of('person'),
    sites: of('site'),
    missions: of('mission'),
    organizations: of('organization'),
  });
  const today = isoDay(deps.clock.now());
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    role: row.role,
    subject: labels[row.subjectType](row.subjectId),
    subjectType: row.subjectType,
    qualifications: row.qualifications.map((each) => qualificationLabel(deps.catalogue, each)),
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    state: row.state,
    /** Negative: ended. */
    daysLeft: Math.round((Date.parse(row.validUntil) - Date.parse(today)) / 86_400_000),
  }));
}
