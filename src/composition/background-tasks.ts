import type { Service } from '../app.js';
import {
  createClockWatch,
  issueAccreditations,
  publishStatusLists,
  resume,
  resumeBatches,
  type IssuedAccreditations,
} from '../issuance/index.js';
import { ServiceError } from '../shared/index.js';
import type { DeskDeps } from '../desk/index.js';
import { codeOf, type Background, type BackgroundTask } from './background.js';

const MINUTE_MS = 60_000;
const PUBLISH = 'publish-status-lists';
const STOPPED = 'issuance-stopped-by-switch';
const ACCREDITATIONS = 'accreditation-credentials';
/** Whose acts these are in the audit trail. */
const BY_SERVICE = 'service';

/** What the server does by itself. Each task finds what is due in the store, so nothing is lost with a process. */
export function backgroundTasks(service: Service): readonly BackgroundTask[] {
  const { issuance, staff, federation, assessment, authoritySetUp, instance } = service;
  const watch = createClockWatch({ ...instance, elapsedMs: () => performance.now() });
  const startedAt = service.instance.clock.now().getTime();
  return [
    {
      name: PUBLISH,
      everyMs: 10 * MINUTE_MS,
      run: async () => {
        await publishStatusLists(issuance);
        await resumeBatches(issuance);
      },
    },
    // What this process left was finished at its start; this is for one beside it that died.
    { name: 'resume', everyMs: 10 * MINUTE_MS, run: () => finishLeft(service, startedAt) },
    { name: 'clock-watch', everyMs: 10 * MINUTE_MS, run: () => watch.look() },
    { name: ACCREDITATIONS, everyMs: 10 * MINUTE_MS, run: () => signAccreditations(service) },
    // Releases that were under way go on; also those whose process died with them.
    { name: 'release-runs', everyMs: MINUTE_MS / 2, run: async () => staff.releases.wake() },
    { name: 'refresh-trust-imports', everyMs: 60 * MINUTE_MS, run: () => federation.refresh() },
    { name: 'follow-authorities', everyMs: 60 * MINUTE_MS, run: () => authoritySetUp.follow() },
    { name: 'lapse-appeals', everyMs: 60 * MINUTE_MS, run: () => assessment.lapseAppeals({ actorId: BY_SERVICE }) },
  ];
}

/** An intent that old is nobody's work any more. */
const LEFT_MS = 10 * MINUTE_MS;

async function finishLeft({ issuance, instance }: Service, startedAt: number): Promise<void> {
  const begunBefore = Math.max(startedAt, instance.clock.now().getTime() - LEFT_MS);
  const { failed } = await resume(issuance, { begunBefore });
  const [first] = failed;
  if (first === undefined) return;
  throw new ServiceError(first.code, {
    status: 500,
    title: `${failed.length} releases that were interrupted could not be finished.`,
    whatToDo: 'Run resume: it tells what holds them up. Nothing is signed twice.',
  });
}

/** Acts after which there may be something to sign, or to take back. */
const granting = ['accreditation.', 'authority.', 'mission.'];

/** Grants are signed as soon as they are given, and what was taken away is published at once. */
export const wakeFor =
  (background: Background): DeskDeps['noted'] =>
  (action) => {
    if (!granting.some((area) => action.startsWith(area))) return;
    background.wake(ACCREDITATIONS);
    background.wake(PUBLISH);
  };

/** Whoever stopped issuing knows it; what waits is signed when it is allowed again. */
function whenStopped(error: unknown): IssuedAccreditations {
  if (codeOf(error) === STOPPED) return { issued: [], refused: [] };
  throw error;
}

async function signAccreditations({ accreditationIssuing, issuance }: Service): Promise<void> {
  const { issued, refused } = await issueAccreditations(BY_SERVICE, accreditationIssuing).catch(whenStopped);
  if (issued.length > 0) await publishStatusLists(issuance);
  const [first] = refused;
  if (first === undefined) return;
  throw new ServiceError('accreditation-refused', {
    status: 500,
    title: `${refused.length} accreditations could not be signed.`,
    whatToDo: 'Run accreditation-credentials issue: it names each with its reasons.',
    refusals: first.refusals,
  });
}
