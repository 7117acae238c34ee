import type { DeskRoute } from '../route.js';
import { accreditationRoutes } from './accreditations.js';
import { applicationRoutes } from './applications.js';
import { candidateRoutes } from './candidates.js';
import { certificateRoutes } from './certificates.js';
import { dayRoutes } from './day.js';
import { importRoutes } from './imports.js';
import { missionRoutes } from './missions.js';
import { recordRoutes } from './records.js';
import { sessionRoutes } from './sessions.js';
import { trustRoutes } from './trust.js';

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
  ...trustRoutes,
];
