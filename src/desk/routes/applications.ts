import { z } from 'zod';
import type { Application } from '../../assessment/index.js';
import { noSuch } from '../../staff/index.js';
import { day, id, ids, instant, newId, line, page, qualification, reasons, state, text, unitCodes } from '../fields.js';
import { hold } from '../holdings.js';
import { command, reading, type Call, type DeskRoute } from '../route.js';

const many = { touches: { applications: ['applicationIds'] } } as const;
const applicationIds = ids;
const resolution = z.enum(['affidavit-of-discrepancy', 'correction', 'accepted-variant']);

const application = z.strictObject({
  id: newId.exactOptional(),
  personId: id,
  ...qualification,
  target: z.enum(['full', 'units']).exactOptional(),
  unitCodes: unitCodes.exactOptional(),
  clientType: z.enum(['tvet-graduate', 'industry-worker', 'ofw', 'returnee', 'other']),
  route: z.enum(['regular', 'onsite', 'portfolio', 'rpl', 'renewal']),
  declaredTraining: z
    .array(z.strictObject({ providerId: id.nullable(), trainerPersonIds: z.array(id).max(10), from: day, to: day }))
    .max(20)
    .exactOptional(),
  selfAssessment: z
    .array(z.strictObject({ unitCode: line(40), canPerform: z.boolean() }))
    .max(200)
    .exactOptional(),
  claimedExperienceMonths: z.int().min(0).max(900).exactOptional(),
  consent: z
    .strictObject({
      noticeVersion: line(40),
      purposes: z.array(line(80)).max(20),
      at: instant,
      mode: z.enum(['written', 'oral-witnessed']),
    })
    .nullable()
    .exactOptional(),
  missionId: id.exactOptional(),
});

type Step = 'submitApplications' | 'requestDocuments' | 'resubmitApplications' | 'acceptApplications' | 'markAbsent';
type OtherStep = 'askDocuments' | 'supplyDocuments' | 'withdrawApplications' | 'closeApplications';

const step = (path: string, action: DeskRoute['action'], summary: string, name: Step | OtherStep): DeskRoute =>
  command({
    ...many,
    path: `/applications/${path}`,
    action,
    summary,
    input: { applicationIds },
    work: ({ input, services, actorId }) => services[name]({ ...input, actorId }),
  });

/** The answer to an earlier sending got lost: these are there already. */
async function filledBefore(
  { store, view }: Pick<Call<unknown>, 'store' | 'view'>,
  entries: readonly z.output<typeof application>[],
): Promise<readonly Application[]> {
  const ids = entries.flatMap((entry) => entry.id ?? []);
  const known = ids.length === 0 ? [] : await store.applications.find({ id: ids }, { limit: ids.length });
  await view.applications.cover(known.map((row) => row.id));
  if (known.some((row) => entries.every((entry) => entry.id !== row.id || entry.personId !== row.personId)))
    throw noSuch('application');
  return known;
}

export const applicationRoutes: readonly DeskRoute[] = [
  reading({
    path: '/applications',
    action: 'applications.read',
    summary: 'Applications; by session, mission, person or state.',
    touches: { sessions: ['sessionId'], missions: ['missionId'], people: ['personId'] },
    input: {
      ...page,
      state,
      sessionId: id.exactOptional(),
      missionId: id.exactOptional(),
      personId: id.exactOptional(),
    },
    work: ({ input: { limit, offset, ...filter }, view }) =>
      view.applications.find(filter as object, { limit, offset }),
  }),
  reading({
    path: '/applications/:applicationId',
    action: 'applications.read',
    summary: 'One application.',
    touches: { applications: ['applicationId'] },
    input: { applicationId: id },
    work: ({ input, view }) => view.applications.get(input.applicationId),
  }),
  command({
    path: '/applications',
    action: 'application.fill',
    summary:
      'Fill applications on behalf of candidates; who filled them is kept. With an id of the desk once, however often it is sent.',
    touches: {},
    input: { applications: z.array(application).min(1).max(500) },
    work: async (call) => {
      const { input, view, services, actorId, tenant } = call;
      await view.people.cover(input.applications.map((entry) => entry.personId));
      await view.missions.cover(input.applications.flatMap((entry) => entry.missionId ?? []));
      const before = await filledBefore(call, input.applications);
      const applications = input.applications
        .filter((entry) => before.every((known) => known.id !== entry.id))
        .map((entry) => ({ ...entry, assistedByUserId: actorId }));
      const filled = await services.applyMany({ actorId, applications });
      await hold(
        call,
        tenant.organizationId,
        'application',
        filled.map((entry) => entry.id),
      );
      return [...before, ...filled];
    },
  }),
  step('submit', 'application.fill', 'Submit: consent and self-assessment are complete.', 'submitApplications'),
  step('resubmit', 'application.fill', 'Submit again with the documents asked for.', 'resubmitApplications'),
  step('supply-documents', 'application.fill', 'The documents asked for are there.', 'supplyDocuments'),
  step('withdraw', 'application.fill', 'Withdraw at the wish of the candidate.', 'withdrawApplications'),
  step('request-documents', 'application.check', 'Documents are missing.', 'requestDocuments'),
  step('close', 'application.check', 'Close decided applications.', 'closeApplications'),
  step('accept', 'application.accept', 'Accept: eligible (R17 and the scheme).', 'acceptApplications'),
  command({
    ...many,
    path: '/applications/reject',
    action: 'application.accept',
    summary: 'Reject with a reason.',
    input: { applicationIds, reason: text(500) },
    work: ({ input, services, actorId }) => services.rejectApplications({ ...input, actorId }),
  }),
  command({
    ...many,
    path: '/applications/clear-fee',
    action: 'application.fee',
    summary: 'Fee paid or waived (R25).',
    input: {
      applicationIds,
      amount: z.number().min(0).max(1_000_000),
      currency: z.string().regex(/^[A-Z]{3}$/),
      receiptNo: line(60).exactOptional(),
      waivedReason: text(300).exactOptional(),
    },
    work: ({ input, services, actorId }) => services.clearFee({ ...input, actorId }),
  }),
  command({
    path: '/applications/enrol',
    action: 'application.enrol',
    summary: 'Enrol in an approved session (R03, R05).',
    touches: { applications: ['applicationIds'], sessions: ['sessionId'] },
    input: { applicationIds, sessionId: id, reasons: reasons.exactOptional() },
    work: ({ input, services, actorId }) => services.enrol({ ...input, actorId }),
  }),
  command({
    ...many,
    path: '/applications/admit',
    action: 'application.attend',
    summary: 'Identity checked by a person: the candidate is present.',
    input: {
      applicationIds,
      identityCheck: z.strictObject({
        method: line(60),
        nameMatch: z.enum(['exact', 'variant', 'mismatch', 'unresolved']),
        birthDateMatch: z.enum(['exact', 'mismatch', 'unresolved']),
        faceMatchBy: z.enum(['human', 'none']),
        resolution: resolution.nullable(),
      }),
    },
    work: ({ input, services, actorId }) => services.admit({ ...input, actorId }),
  }),
  step('mark-absent', 'application.attend', 'The candidate did not come.', 'markAbsent'),
  step('ask-documents', 'record.assess', 'The assessor needs documents before the result counts.', 'askDocuments'),
  command({
    path: '/applications/:applicationId/settle-identity',
    action: 'application.settle-identity',
    summary: 'Settle a difference between identity papers, so that certification can go on (R13).',
    touches: { applications: ['applicationId'] },
    input: { applicationId: id, resolution },
    work: ({ input, services, actorId }: Call<{ applicationId: string; resolution: z.output<typeof resolution> }>) =>
      services.settleIdentity({ ...input, actorId }),
  }),
];
