import { z } from 'zod';
import { code, id, page, state, text } from '../fields.js';
import { command, reading, type DeskRoute } from '../route.js';
import { appealRegisterRoutes } from './appeal-register.js';

const one = { touches: { appeals: ['appealId'] } } as const;
const appealId = id;
const answer = text(4_000);

export const appealRoutes: readonly DeskRoute[] = [
  ...appealRegisterRoutes,
  reading({
    path: '/appeals',
    action: 'appeals.read',
    summary: 'Appeals and complaints with their deadlines; by state.',
    input: { ...page, state },
    work: ({ input: { limit, offset, ...filter }, view }) => view.appeals.find(filter as object, { limit, offset }),
  }),
  command({
    path: '/appeals',
    action: 'appeal.lodge',
    summary: 'Write down an appeal against a record, or a complaint; free of charge, by mouth or in writing.',
    touches: { records: ['recordId'], sites: ['siteId'], people: ['personId'] },
    input: {
      kind: z.enum(['appeal', 'complaint']),
      recordId: id.exactOptional(),
      siteId: id.exactOptional(),
      scheme: code.exactOptional(),
      personId: id.exactOptional(),
      statement: text(8_000),
      lateReason: text(1_000).exactOptional(),
    },
    work: ({ input, services, actorId, tenant }) =>
      services.lodgeAppeal({ ...input, actorId, ...(tenant.kind === 'scheme' ? { scheme: tenant.scheme } : {}) }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/acknowledge',
    action: 'appeal.handle',
    summary: 'Acknowledge in writing; a late one needs its reason.',
    input: { appealId },
    work: ({ input, services, actorId }) => services.acknowledgeAppeal({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/inadmissible',
    action: 'appeal.handle',
    summary: 'Find it inadmissible, with the reason; the second instance stays open for fifteen days.',
    input: { appealId, answer },
    work: ({ input, services, actorId }) => services.findAppealInadmissible({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/review',
    action: 'appeal.review',
    summary: 'Take it up; only somebody who had no part in the record, its session or its award.',
    input: { appealId },
    work: ({ input, services, actorId }) => services.startAppealReview({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/uphold',
    action: 'appeal.review',
    summary: 'Uphold it with a remedy.',
    input: { appealId, answer, remedy: z.enum(['free-reassessment', 'result-changed', 'conduct-corrected']) },
    work: ({ input, services, actorId }) => services.upholdAppeal({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/dismiss',
    action: 'appeal.review',
    summary: 'Dismiss it with the reason; the second instance stays open for fifteen days.',
    input: { appealId, answer },
    work: ({ input, services, actorId }) => services.dismissAppeal({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/escalate',
    action: 'appeal.lodge',
    summary: 'Take it to the second instance at the person’s wish.',
    input: { appealId },
    work: ({ input, services, actorId }) => services.escalateAppeal({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/appeals/:appealId/rule',
    action: 'appeal.rule',
    summary: 'The second instance rules.',
    input: { appealId, answer },
    work: ({ input, services, actorId }) => services.ruleOnAppeal({ ...input, actorId }),
  }),
  command({
    path: '/appeals/:appealId/complete',
    action: 'appeal.handle',
    summary: 'Close an upheld one: name the new record by another assessor.',
    touches: { appeals: ['appealId'], records: ['remedyRecordId'] },
    input: { appealId, remedyRecordId: id.exactOptional() },
    work: ({ input, services, actorId }) => services.completeAppealRemedy({ ...input, actorId }),
  }),
];
