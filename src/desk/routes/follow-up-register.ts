import { z } from 'zod';
import type { Accreditation, AccreditationFollowUp } from '../../assessment/index.js';
import type { TwoPersonProposal } from '../../staff/index.js';
import { day, id } from '../fields.js';
import { labelsFor, qualificationLabel } from '../labels.js';
import { openProposals } from '../open-proposals.js';
import { reading, type Call, type DeskRoute } from '../route.js';

const states = ['open', 'confirmed', 'revoked'] as const;

export const followUpRegisterRoutes: readonly DeskRoute[] = [
  reading({
    path: '/follow-up-register',
    action: 'follow-ups.read',
    summary: 'Follow-ups by accreditation, each with what it is about in words and what waits for a second officer.',
    input: { state: z.enum(states).exactOptional() },
    work: followUpRegister,
  }),
  reading({
    path: '/accreditations/:accreditationId/touched',
    action: 'accreditation.revoke',
    summary: 'How many records and certificates revoking with effect from a day would touch. No effect.',
    touches: { accreditations: ['accreditationId'] },
    input: { accreditationId: id, from: day },
    work: async ({ input, services }) => {
      const { records, certificates } = await services.previewRevocation(input);
      return { records: records.length, certificates: certificates.length };
    },
  }),
];

interface Asked {
  readonly state?: (typeof states)[number];
}

async function followUpRegister({ input, view, store, deps, actorId }: Call<Asked>) {
  const followUps = await view.followUps.find(input, { limit: 5_000, orderBy: 'openedAt' });
  const proposals = byFollowUp(await openProposals({ view, deps }));
  const accreditations = await found(
    store.accreditations,
    followUps.map((each) => each.accreditationId),
  );
  const targets = await targetsOf(store, followUps);
  const of = (kind: Accreditation['subjectType']) =>
    accreditations.filter((row) => row.subjectType === kind).map((row) => row.subjectId);
  const labels = await labelsFor(store, {
    people: [...of('person'), ...[...targets.values()].map((target) => target.personId)],
    sites: of('site'),
    missions: of('mission'),
    organizations: of('organization'),
    actors: [
      ...followUps.flatMap((each) => [each.settledBy, each.secondActorId]),
      ...[...proposals.values()].map((proposal) => proposal.proposedBy),
    ],
  });
  return accreditations.map((accreditation) => ({
    id: accreditation.id,
    number: accreditation.number,
    role: accreditation.role,
    subject: labels[accreditation.subjectType](accreditation.subjectId),
    nothingCountsFrom: accreditation.retroactiveFrom,
    followUps: followUps
      .filter((each) => each.accreditationId === accreditation.id)
      .map((each) => {
        const target = targets.get(each.targetId);
        const proposal = proposals.get(each.id);
        return {
          id: each.id,
          targetType: each.targetType,
          targetId: each.targetId,
          name: labels.person(target?.personId ?? ''),
          number: target?.number ?? null,
          title: target === undefined ? '' : qualificationLabel(deps.catalogue, target),
          assessedOn: target?.assessedOn ?? null,
          targetState: target?.state ?? '',
          state: each.state,
          reason: each.reason,
          settledAt: each.settledAt,
          by: [labels.actor(each.settledBy), labels.actor(each.secondActorId)].filter((name) => name !== ''),
          waiting:
            proposal === undefined
              ? null
              : {
                  action: proposal.action,
                  by: labels.actor(proposal.proposedBy),
                  isYours: proposal.proposedBy === actorId,
                  endsAt: proposal.endsAt,
                },
        };
      }),
  }));
}

const byFollowUp = (open: readonly TwoPersonProposal[]): ReadonlyMap<string, TwoPersonProposal> =>
  new Map(
    open.flatMap((proposal) => {
      const followUpId = proposal.input['followUpId'];
      return typeof followUpId === 'string' ? [[followUpId, proposal] as const] : [];
    }),
  );

interface Target {
  readonly personId: string;
  readonly number: string | null;
  readonly qualificationId: string;
  readonly revision: string;
  readonly assessedOn: string;
  readonly state: string;
}

async function targetsOf(
  store: Call<unknown>['store'],
  followUps: readonly AccreditationFollowUp[],
): Promise<ReadonlyMap<string, Target>> {
  const of = (kind: AccreditationFollowUp['targetType']) =>
    followUps.filter((each) => each.targetType === kind).map((each) => each.targetId);
  const records = await found(store.records, of('record'));
  const certificates = await found(store.certificates, of('certificate'));
  return new Map<string, Target>([
    ...records.map((row) => [row.id, { ...row, number: row.referenceNo }] as const),
    ...certificates.map((row) => [row.id, row] as const),
  ]);
}

const found = <T>(
  repository: { find(filter: { readonly id: readonly string[] }, page: { readonly limit: number }): Promise<T[]> },
  ids: readonly string[],
): Promise<T[]> =>
  ids.length === 0 ? Promise.resolve([]) : repository.find({ id: [...new Set(ids)] }, { limit: 10_000 });
