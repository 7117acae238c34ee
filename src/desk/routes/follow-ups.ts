import { id, page, state, text } from '../fields.js';
import { reading, twoPerson, type DeskRoute } from '../route.js';
import { followUpRegisterRoutes } from './follow-up-register.js';

const one = { touches: { followUps: ['followUpId'] } } as const;
const settle = { followUpId: id, reason: text(500) };

export const followUpRoutes: readonly DeskRoute[] = [
  ...followUpRegisterRoutes,
  reading({
    path: '/follow-ups',
    action: 'follow-ups.read',
    summary: 'Records and certificates that rest on an accreditation that is void; by accreditation or state.',
    touches: { accreditations: ['accreditationId'] },
    input: { ...page, state, accreditationId: id.exactOptional() },
    work: ({ input: { limit, offset, ...filter }, view }) => view.followUps.find(filter as object, { limit, offset }),
  }),
  twoPerson({
    ...one,
    unit: 'command',
    path: '/follow-ups/:followUpId/confirm',
    action: 'follow-up.settle',
    summary: 'Propose that the record or certificate stands although the accreditation is void.',
    input: settle,
    work: ({ input, services, actorId, secondActorId }) =>
      services.confirmFollowUp({ ...input, actorId, secondActorId }),
  }),
  twoPerson({
    ...one,
    unit: 'issuance',
    path: '/follow-ups/:followUpId/revoke',
    action: 'follow-up.settle',
    summary: 'Propose that it goes: the record is voided, the certificate revoked and its list published.',
    input: settle,
    work: async ({ input, view, deps, actorId, secondActorId }) => {
      const { targetType, targetId } = await view.followUps.get(input.followUpId);
      if (targetType === 'certificate') await view.certificates.cover([targetId]);
      return deps.issuance.revokeFollowUp({ ...input, actorId, secondActorId });
    },
  }),
];
