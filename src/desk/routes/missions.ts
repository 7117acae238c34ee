import { z } from 'zod';
import { country, day, id, line, page, qualifications, state, text } from '../fields.js';
import { command, reading, type DeskRoute } from '../route.js';
import { missionEvent, missionFileRoutes } from './mission-files.js';

export const missionRoutes: readonly DeskRoute[] = [
  ...missionFileRoutes,
  reading({
    path: '/missions',
    action: 'missions.read',
    summary: 'Missions, oldest first.',
    input: { ...page, state },
    work: ({ input: { limit, offset, ...filter }, view }) => view.missions.find(filter as object, { limit, offset }),
  }),
  reading({
    path: '/missions/:missionId',
    action: 'missions.read',
    summary: 'One mission.',
    touches: { missions: ['missionId'] },
    input: { missionId: id },
    work: ({ input, view }) => view.missions.get(input.missionId),
  }),
  command({
    path: '/missions',
    action: 'mission.plan',
    summary: 'Plan a mission: qualifications, sites, days, assessors, number of candidates.',
    touches: { sites: ['siteIds'], accreditations: ['assessorAccreditationIds'] },
    input: {
      title: line(200),
      country,
      hostPostId: id,
      siteIds: z.array(id).min(1).max(20),
      startsOn: day,
      endsOn: day,
      qualifications,
      assessorAccreditationIds: z.array(id).max(50),
      quota: z.int().min(1).max(5_000),
    },
    work: ({ input, services, actorId, tenant }) =>
      services.planMission({ ...input, actorId, scheme: tenant.kind === 'scheme' ? tenant.scheme : '' }),
  }),
  command({
    path: '/missions/:missionId/events',
    action: 'mission.advance',
    summary: 'Take a mission one step on: profile, staff, issue-kit, start, sync, reconcile, close ...',
    touches: { missions: ['missionId'], accreditations: ['assessorAccreditationIds'] },
    input: {
      missionId: id,
      event: missionEvent,
      profiles: z.int().min(0).max(100_000).exactOptional(),
      assessorAccreditationIds: z.array(id).max(50).exactOptional(),
      deviceKeysUntil: day.exactOptional(),
      chainIntact: z.boolean().exactOptional(),
      deviceKeysRevoked: z.boolean().exactOptional(),
      unsyncedRecordsVoided: z.boolean().exactOptional(),
      reason: text(500).exactOptional(),
    },
    work: ({ input, services, actorId }) => services.advanceMission({ ...input, actorId }),
  }),
];
