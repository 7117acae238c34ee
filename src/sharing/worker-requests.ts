import { isoDay, isoSeconds } from '../shared/index.js';
import { HOLDER, type SharingDeps } from './ports.js';
import { badRequest } from './refusals.js';
import { workerRequestKinds, type WorkerRequest } from './types.js';

/** Days within which the office answers. */
const ANSWER_DAYS = 14;
const DAY_MS = 86_400_000;

/** The credential that a request is about, and whose desk answers. */
export type RequestSubject = Pick<WorkerRequest, 'credentialId' | 'number' | 'scheme' | 'siteId'>;

/** The status line of the worker's page. */
export interface WorkerRequestView {
  readonly kind: WorkerRequest['kind'];
  readonly receivedAt: string;
  /** A day, YYYY-MM-DD. */
  readonly answerBy: string;
  readonly answeredAt: string | null;
}

export interface WorkerRequests {
  /** One open request per kind and credential: asking again answers with the first. @throws E18 */
  send(subject: RequestSubject, kind: unknown): Promise<WorkerRequestView>;
  list(credentialId: string): Promise<readonly WorkerRequestView[]>;
}

export function createWorkerRequests({ store, clock, ids }: SharingDeps): WorkerRequests {
  return {
    send: async (subject, asked) => {
      const kind = workerRequestKinds.find((one) => one === asked);
      if (kind === undefined) throw badRequest('This request is not complete.', 'Say what is wrong.');
      const { credentialId } = subject;
      return store.transaction(async (tx) => {
        const [open] = await tx.workerRequests.find({ credentialId, kind, state: 'received' });
        if (open) return viewOf(open);
        const now = clock.now();
        const made = await tx.workerRequests.insert({
          id: ids.uuid(),
          version: 1,
          kind,
          ...subject,
          receivedAt: isoSeconds(now),
          answerBy: isoDay(new Date(now.getTime() + ANSWER_DAYS * DAY_MS)),
          answeredAt: null,
          answeredBy: null,
          state: 'received',
        });
        await tx.audit.append({
          ...{ action: 'worker-request.send', actorId: HOLDER, subjectType: 'worker-request', subjectId: made.id },
          facts: { kind },
        });
        return viewOf(made);
      });
    },
    list: async (credentialId) =>
      (await store.read.workerRequests.find({ credentialId }, { limit: 20, orderBy: '-receivedAt' })).map(viewOf),
  };
}

const viewOf = ({ kind, receivedAt, answerBy, answeredAt }: WorkerRequest): WorkerRequestView => ({
  kind,
  receivedAt,
  answerBy,
  answeredAt,
});
