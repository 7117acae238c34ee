import type { DeskRoute } from '../route.js';
import { accreditationRoutes } from './accreditations.js';
import { appealRoutes } from './appeals.js';
import { applicationRoutes } from './applications.js';
import { candidateRoutes } from './candidates.js';
import { auditRoutes } from './audit.js';
import { certificateRoutes } from './certificates.js';
import { dayRoutes } from './day.js';
import { importRoutes } from './imports.js';
import { followUpRoutes } from './follow-ups.js';
import { missionRoutes } from './missions.js';
import { recordRoutes } from './records.js';
import { sessionRoutes } from './sessions.js';
import { trustRoutes } from './trust.js';
import { workerRequestRoutes } from './worker-requests.js';

/** Every route of the desks below `/api/assessment`. One that is not here does not exist. */
export const deskRoutes: readonly DeskRoute[] = [
  ...missionRoutes,
  ...sessionRoutes,
  ...candidateRoutes,
  ...applicationRoutes,
  ...recordRoutes,
  ...dayRoutes,
  ...importRoutes,
  ...certificateRoutes,
  ...accreditationRoutes,
  ...followUpRoutes,
  ...appealRoutes,
  ...workerRequestRoutes,
  ...auditRoutes,
  ...trustRoutes,
];
