import { isoSeconds } from '../../shared/index.js';
import { id, page, state } from '../fields.js';
import { command, reading, type DeskRoute } from '../route.js';

/** What workers ask from their own page: corrections and renewals, with the day by which they get an answer. */
export const workerRequestRoutes: readonly DeskRoute[] = [
  reading({
    path: '/worker-requests',
    action: 'certificates.read',
    summary: 'Requests of workers for a correction or about renewal; by state.',
    input: { ...page, state },
    work: ({ input: { limit, offset, ...filter }, view }) =>
      view.workerRequests.find(filter as object, { limit, offset }),
  }),
  command({
    path: '/worker-requests/:requestId/answer',
    action: 'certificate.replace',
    summary: 'Mark a request as answered: the worker was told what happens.',
    touches: { workerRequests: ['requestId'] },
    input: { requestId: id },
    work: async ({ input, view, store, actorId, deps }) => {
      const request = await view.workerRequests.get(input.requestId);
      if (request.state === 'answered') return request;
      const answeredAt = isoSeconds(deps.clock.now());
      await store.audit.append({
        action: 'worker-request.answer',
        actorId,
        subjectType: 'worker-request',
        subjectId: request.id,
        facts: { kind: request.kind },
      });
      return store.workerRequests.update({ ...request, state: 'answered', answeredAt, answeredBy: actorId });
    },
  }),
];
