import { z } from 'zod';
import { id, ids, instant, line, page, sha256, state, text, unitCodes } from '../fields.js';
import { command, reading, twoPerson, type DeskRoute } from '../route.js';

const one = { touches: { records: ['recordId'] } } as const;
const many = { touches: { records: ['recordIds'] } } as const;
const recordId = id;
const recordIds = ids;

const methods = [
  'demonstration',
  'observation',
  'oral-questioning',
  'interview',
  'written-test',
  'portfolio',
  'work-sample',
  'third-party-report',
] as const;

export const result = z.strictObject({
  unitCode: line(40),
  method: z.enum(methods),
  outcome: z.enum(['satisfactory', 'not-satisfactory']),
  note: text(1_000).exactOptional(),
});

export const evidence = z.strictObject({
  id,
  kind: z.enum([...methods, 'photo', 'video', 'document', 'signature', 'experience-confirmation']),
  unitCodes,
  sha256,
  capturedAt: instant,
});

const recommendation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issue-full') }),
  z.strictObject({ kind: z.literal('issue-coc'), cocClusterIds: z.array(line(60)).max(50) }),
  z.strictObject({ kind: z.literal('additional-documents'), documents: z.array(line(120)).max(20) }),
  z.strictObject({ kind: z.literal('re-assess'), unitCodes }),
]);

export const recordRoutes: readonly DeskRoute[] = [
  reading({
    path: '/records',
    action: 'records.read',
    summary: 'Assessment records (CARS); by session, application, person or state.',
    touches: { sessions: ['sessionId'], applications: ['applicationId'], people: ['personId'] },
    input: {
      ...page,
      state,
      sessionId: id.exactOptional(),
      applicationId: id.exactOptional(),
      personId: id.exactOptional(),
    },
    work: ({ input: { limit, offset, ...filter }, view }) => view.records.find(filter as object, { limit, offset }),
  }),
  reading({
    ...one,
    path: '/records/:recordId',
    action: 'records.read',
    summary: 'One assessment record.',
    input: { recordId },
    work: ({ input, view }) => view.records.get(input.recordId),
  }),
  command({
    path: '/records',
    action: 'record.assess',
    summary: 'Open a record for an admitted candidate; the assessor is whoever is signed in.',
    touches: { applications: ['applicationId'], records: ['supersedesId'] },
    input: { applicationId: id, supersedesId: id.exactOptional() },
    work: ({ input, services, actorId }) => services.openRecord({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/records/:recordId/results',
    action: 'record.assess',
    summary: 'Satisfactory or Not Satisfactory per unit and method; the overall result is computed (R08, R09).',
    input: {
      recordId,
      results: z.array(result).min(1).max(1_000),
      seen: z.array(result).max(1_000).exactOptional(),
      evidence: z.array(evidence).max(500).exactOptional(),
      recommendation: recommendation.exactOptional(),
    },
    work: ({ input: { evidence: items, ...input }, services, actorId }) =>
      services.enterResults({
        ...input,
        actorId,
        ...(items === undefined ? {} : { evidence: items.map((item) => ({ ...item, capturedBy: actorId })) }),
      }),
  }),
  command({
    ...one,
    path: '/records/:recordId/acknowledge',
    action: 'record.assess',
    summary: 'The candidate signs or makes a witnessed mark; may disagree (R12).',
    input: {
      recordId,
      kind: z.enum(['signature', 'witnessed-mark']),
      witnessId: line(64).exactOptional(),
      disagrees: z.boolean().exactOptional(),
    },
    work: ({ input, services, actorId }) => services.acknowledgeRecord({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/records/:recordId/sign',
    action: 'record.assess',
    summary: 'The assessor signs; the record is frozen by its hash.',
    input: { recordId },
    work: ({ input, services, actorId }) => services.signRecord({ ...input, actorId }),
  }),
  command({
    ...many,
    path: '/records/countersign',
    action: 'record.countersign',
    summary: 'The representative of the session countersigns.',
    input: { recordIds },
    work: ({ input, services, actorId }) => services.countersignRecords({ ...input, actorId }),
  }),
  command({
    ...many,
    path: '/records/submit',
    action: 'record.countersign',
    summary: 'Send to the office: every rule is judged again, flags send a record to moderation (R21).',
    input: { recordIds },
    work: ({ input, services, actorId }) => services.submitRecords({ ...input, actorId }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/records/:recordId/void',
    action: 'record.void',
    summary: 'Propose to void a record; a correction is a new record.',
    input: { recordId, reason: text(500) },
    work: ({ input, services, actorId, secondActorId }) => services.voidRecord({ ...input, actorId, secondActorId }),
  }),
  reading({
    path: '/certification-queue',
    action: 'certification-queue.read',
    summary: 'Records that wait for a decision.',
    input: page,
    work: ({ input, view }) => view.records.find({ state: ['submitted', 'moderated'] }, input),
  }),
  reading({
    ...one,
    path: '/records/:recordId/decision-preview',
    action: 'certification-queue.read',
    summary: 'Every rule a decision would weigh, without deciding.',
    input: { recordId },
    work: ({ input, services, actorId }) => services.previewDecision({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/records/:recordId/decide',
    action: 'record.decide',
    summary: 'Decide one record: approved, refused or returned, the latter two with a reason (R14).',
    input: {
      recordId,
      outcome: z.enum(['approved', 'refused', 'returned']).exactOptional(),
      reason: text(1_000).exactOptional(),
    },
    work: ({ input, services, actorId }) => services.decide({ ...input, actorId }),
  }),
  command({
    ...many,
    path: '/records/decide',
    action: 'record.decide',
    summary: 'Decide many records; one that rules refuse is reported and does not stop the others.',
    input: { recordIds },
    work: ({ input, services, actorId }) => services.decideMany({ ...input, actorId }),
  }),
];
