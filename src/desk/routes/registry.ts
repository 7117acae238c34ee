import type { DeskRoute } from '../route.js';
import { accountRoutes } from './accounts.js';
import { accreditationChoiceRoutes } from './accreditation-choices.js';
import { accreditationFileRoutes } from './accreditation-files.js';
import { accreditationRoutes } from './accreditations.js';
import { appealRoutes } from './appeals.js';
import { applicationRoutes } from './applications.js';
import { candidateRoutes } from './candidates.js';
import { authorityRoutes } from './authorities.js';
import { auditRoutes } from './audit.js';
import { certificateRoutes } from './certificates.js';
import { followUpRoutes } from './follow-ups.js';
import { importRoutes } from './imports.js';
import { clockRoutes } from './clock.js';
import { missionRoutes } from './missions.js';
import { moderationRoutes } from './moderation.js';
import { dayRoutes } from './day.js';
import { decisionRoutes } from './decisions.js';
import { overviewRoutes } from './overview.js';
import { recordRoutes } from './records.js';
import { registerRoutes } from './registers.js';
import { printRoutes } from './prints.js';
import { releaseRoutes } from './releases.js';
import { sessionRoutes } from './sessions.js';
import { passportRoutes } from './passports.js';
import { statusBatchRoutes } from './status-batches.js';
import { trustRoutes } from './trust.js';
import { workerRequestRoutes } from './worker-requests.js';

/** Every route of the desks below `/api/assessment`. One that is not here does not exist. */
export const deskRoutes: readonly DeskRoute[] = [
  ...missionRoutes,
  ...sessionRoutes,
  ...candidateRoutes,
  ...applicationRoutes,
  ...recordRoutes,
  ...moderationRoutes,
  ...dayRoutes,
  ...importRoutes,
  ...certificateRoutes,
  ...passportRoutes,
  ...statusBatchRoutes,
  ...accreditationRoutes,
  ...accreditationFileRoutes,
  ...accreditationChoiceRoutes,
  ...authorityRoutes,
  ...trustRoutes,
  ...followUpRoutes,
  ...appealRoutes,
  ...workerRequestRoutes,
  ...auditRoutes,
  ...decisionRoutes,
  ...releaseRoutes,
  ...clockRoutes,
  ...printRoutes,
  ...registerRoutes,
  ...overviewRoutes,
  ...accountRoutes,
];
