import { z } from 'zod';
import { actor, id, instant, line, page, qualification, reasons, sha256, state, text } from '../fields.js';
import { labelsFor } from '../labels.js';
import { command, reading, twoPerson, type DeskRoute } from '../route.js';

const one = { touches: { sessions: ['sessionId'] } } as const;
const sessionId = id;
const relation = z.strictObject({
  assessorPersonId: actor,
  candidatePersonId: actor,
  kind: z.enum(['relative', 'employer', 'supervisor']),
});

export const sessionRoutes: readonly DeskRoute[] = [
  reading({
    path: '/sessions',
    action: 'sessions.read',
    summary: 'Assessment sessions, each with the name of its place; by mission or state.',
    touches: { missions: ['missionId'] },
    input: { ...page, state, missionId: id.exactOptional() },
    work: async ({ input: { limit, offset, ...filter }, view, store }) => {
      const sessions = await view.sessions.find(filter as object, { limit, offset });
      // Assessors and representatives may read their sessions, but not the register of sites.
      const labels = await labelsFor(store, { sites: sessions.map(({ siteId }) => siteId) });
      return sessions.map((session) => ({ ...session, siteName: labels.site(session.siteId) }));
    },
  }),
  reading({
    ...one,
    path: '/sessions/:sessionId',
    action: 'sessions.read',
    summary: 'One session.',
    input: { sessionId },
    work: ({ input, view }) => view.sessions.get(input.sessionId),
  }),
  command({
    path: '/sessions',
    action: 'session.plan',
    summary: 'Plan a session at a site of the organisation.',
    touches: { sites: ['siteId'], missions: ['missionId'] },
    input: {
      ...qualification,
      siteId: id,
      missionId: id.exactOptional(),
      startsAt: instant,
      endsAt: instant,
      capacity: z.int().min(1).max(500).exactOptional(),
      assessors: z
        .array(z.strictObject({ personId: id, accreditationId: id }))
        .min(1)
        .max(50),
    },
    work: ({ input, services, actorId }) => services.planSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/request',
    action: 'session.plan',
    summary: 'Ask for approval of the schedule (R06).',
    input: { sessionId, reasons: reasons.exactOptional() },
    work: ({ input, services, actorId }) => services.requestSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/reschedule',
    action: 'session.plan',
    summary: 'New times; approval and appointment start again.',
    input: { sessionId, startsAt: instant, endsAt: instant, reason: text(500) },
    work: ({ input, services, actorId }) => services.rescheduleSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/cancel',
    action: 'session.cancel',
    summary: 'Cancel before the package is opened.',
    input: { sessionId, reason: text(500) },
    work: ({ input, services, actorId }) => services.cancelSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/approve',
    action: 'session.approve',
    summary: 'Approve the schedule (R01, R02, R03, R05, R07); never by the one who asked.',
    input: { sessionId, reasons: reasons.exactOptional(), relations: z.array(relation).max(200).exactOptional() },
    work: ({ input, services, actorId }) => services.approveSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/refuse',
    action: 'session.approve',
    summary: 'Refuse the schedule with a reason.',
    input: { sessionId, reason: text(500) },
    work: ({ input, services, actorId }) => services.refuseSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/appoint',
    action: 'session.approve',
    summary: 'Appoint assessors and representative (R04), name the assessment package.',
    input: {
      sessionId,
      representativeId: actor,
      acceptedBy: z.array(actor).max(50),
      assessmentPackage: z.strictObject({ toolVersion: line(40), hash: sha256 }),
      centreStaffIds: z.array(actor).max(200).exactOptional(),
    },
    work: ({ input, services, actorId }) => services.appointSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/open-package',
    action: 'session.run',
    summary: 'The representative opens the assessment package (R23).',
    input: { sessionId, openedHash: sha256, checkedInAt: instant.exactOptional() },
    work: ({ input, services, actorId }) => services.openPackage({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/close',
    action: 'session.run',
    summary: 'Close the day with the report of proceedings.',
    input: { sessionId, incidents: z.array(text(1_000)).max(50) },
    work: ({ input, services, actorId }) => services.closeSession({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/sessions/:sessionId/finish-moderation',
    action: 'record.moderate',
    summary: 'All sampled records are settled.',
    input: { sessionId },
    work: ({ input, services, actorId }) => services.finishModeration({ ...input, actorId }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/sessions/:sessionId/void',
    action: 'session.void',
    summary: 'Propose to void a session and every record of it.',
    input: { sessionId, reason: text(500) },
    work: ({ input, services, actorId, secondActorId }) => services.voidSession({ ...input, actorId, secondActorId }),
  }),
];
