import { z } from 'zod';
import { noSuch } from '../../staff/index.js';
import { id, page, reasonClass, state, text } from '../fields.js';
import { issuing, reading, twoPerson, type Call, type DeskRoute } from '../route.js';
import { passportRegisterRoutes } from './passport-register.js';

const one = { touches: { passports: ['passportId'] } } as const;
const passportId = id;
const action = 'passport.change-status';

/** What happens to passports and experience credentials that are in somebody's hand; the published lists follow at once. */
export const passportRoutes: readonly DeskRoute[] = [
  ...passportRegisterRoutes,
  reading({
    path: '/passports',
    action: 'passports.read',
    summary: 'Skills passports; by state or person.',
    touches: { people: ['personId'] },
    input: { ...page, state, personId: id.exactOptional() },
    work: ({ input: { limit, offset, ...filter }, view }) => view.passports.find(filter as object, { limit, offset }),
  }),
  issuing({
    ...one,
    path: '/passports/:passportId/report-lost',
    action,
    summary: 'The holder says it is lost: it is suspended at once.',
    input: { passportId },
    work: ({ input, deps, actorId }) => deps.issuance.changePassport({ ...input, event: 'report-lost', actorId }),
  }),
  issuing({
    ...one,
    path: '/passports/:passportId/unblock',
    action,
    summary: 'It was found; photo and document were checked.',
    input: { passportId, identityChecked: z.boolean() },
    work: ({ input, deps, actorId }) => deps.issuance.changePassport({ ...input, event: 'unblock', actorId }),
  }),
  twoPerson({
    unit: 'issuance',
    path: '/passports/:passportId/reissue',
    action,
    summary:
      'Propose that a passport ends: replaced by the new one that is named, or revoked. The employer is not asked (R30).',
    touches: { passports: ['passportId', 'successorId'] },
    input: { passportId, successorId: id.exactOptional() },
    work: ({ input, deps, actorId, secondActorId }) =>
      deps.issuance.changePassport({ ...input, event: 'reissue', actorId, secondActorId }),
  }),
  issuing({
    ...one,
    path: '/passports/:passportId/give-back',
    action,
    summary: 'The holder does not want it any more: it is revoked.',
    input: { passportId },
    work: ({ input, deps, actorId }) =>
      deps.issuance.changePassport({
        ...input,
        event: 'close',
        actorId,
        reasonClass: 'holder-request',
        secondActorId: null,
      }),
  }),
  twoPerson({
    ...one,
    unit: 'issuance',
    path: '/passports/:passportId/close',
    action,
    summary: 'Propose to revoke a passport for ever.',
    input: { passportId, reasonClass },
    work: ({ input, deps, actorId, secondActorId }) =>
      deps.issuance.changePassport({ ...input, event: 'close', actorId, secondActorId }),
  }),
  twoPerson({
    unit: 'issuance',
    path: '/experience/:experienceId/withdraw',
    action,
    summary: 'Propose to take a confirmed experience back; its credential is revoked with it.',
    touches: { experience: ['experienceId'] },
    input: { experienceId: id, reasonClass, reason: text(500) },
    work: async (call) => {
      await credentialIsOurs(call);
      const { input, deps, actorId, secondActorId } = call;
      return deps.issuance.withdrawExperience({ ...input, actorId, secondActorId });
    },
  }),
];

/**
 * A person can be within reach of several awarding bodies, and each sees the experience. What one of them signed only
 * that one takes back. @throws ServiceError `not-found`, as for an experience that does not exist
 */
async function credentialIsOurs({
  input,
  view,
  store,
  tenant,
}: Pick<Call<{ readonly experienceId: string }>, 'input' | 'view' | 'store' | 'tenant'>): Promise<void> {
  const { credentialId } = await view.experience.get(input.experienceId);
  if (credentialId === null) return;
  const [signed] = await store.credentials.find({ credentialId }, { limit: 1 });
  if (tenant.kind !== 'scheme' || signed?.scheme !== tenant.scheme) throw noSuch('experience record');
}
