import { z } from 'zod';
import { id, ids, page, reasonClass, state, text } from '../fields.js';
import { command, issuing, reading, twoPerson, type DeskRoute } from '../route.js';

const one = { touches: { certificates: ['certificateId'] } } as const;
const certificateId = id;

const change = (event: 'suspend' | 'reinstate' | 'revoke', summary: string): DeskRoute =>
  twoPerson({
    ...one,
    unit: 'issuance',
    path: `/certificates/:certificateId/${event}`,
    action: 'certificate.change-status',
    summary,
    input: { certificateId, reasonClass },
    work: ({ input, deps, actorId, secondActorId }) =>
      deps.issuance.changeStatus({ ...input, event, actorId, secondActorId }),
  });

export const certificateRoutes: readonly DeskRoute[] = [
  reading({
    path: '/release-list',
    action: 'release-list.read',
    summary: 'Approved certificates that wait for release by another officer.',
    input: page,
    work: ({ input, view }) => view.certificates.find({ state: 'approved' }, input),
  }),
  reading({
    path: '/certificates',
    action: 'certificates.read',
    summary: 'Certificates; by state, person or mission.',
    touches: { people: ['personId'], missions: ['missionId'] },
    input: { ...page, state, personId: id.exactOptional(), missionId: id.exactOptional() },
    work: ({ input: { limit, offset, ...filter }, view }) =>
      view.certificates.find(filter as object, { limit, offset }),
  }),
  reading({
    ...one,
    path: '/certificates/:certificateId',
    action: 'certificates.read',
    summary: 'One certificate with the history of its status.',
    input: { certificateId },
    work: async ({ input, view }) => ({
      certificate: await view.certificates.get(input.certificateId),
      statusEvents: await view.statusEvents(input.certificateId),
    }),
  }),
  issuing({
    path: '/certificates/release',
    action: 'certificate.release',
    summary: 'Release approved certificates: number, signature, status entry, codes. One answer per certificate.',
    touches: { certificates: ['certificateIds'] },
    input: { certificateIds: ids.max(200) },
    work: ({ input, deps, actorId }) => deps.issuance.release(input.certificateIds, actorId),
  }),
  change('suspend', 'Propose to suspend a certificate.'),
  change('reinstate', 'Propose to lift a suspension.'),
  change('revoke', 'Propose to revoke a certificate for ever.'),
  command({
    ...one,
    path: '/certificates/:certificateId/replacement',
    action: 'certificate.replace',
    summary: 'Prepare a certificate that takes the place of a lost, damaged or wrong one; it is released as any other.',
    input: { certificateId, reason: z.enum(['lost', 'damaged', 'corrected']) },
    work: ({ input, services, actorId }) => services.prepareReplacement({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/certificates/:certificateId/renewal',
    action: 'certificate.replace',
    summary: "Prepare a renewal after confirmed experience (R16 and the scheme's policy).",
    input: { certificateId },
    work: ({ input, services, actorId }) => services.prepareRenewal({ ...input, actorId }),
  }),
  command({
    ...one,
    path: '/certificates/:certificateId/refuse',
    action: 'certificate.refuse',
    summary: 'Refuse a certificate that is prepared or approved and must not be released.',
    input: { certificateId, reason: text(500) },
    work: ({ input, services, actorId }) => services.refuseCertificate({ ...input, actorId }),
  }),
  twoPerson({
    unit: 'issuance',
    path: '/certificates/:certificateId/replaced',
    action: 'certificate.change-status',
    summary: 'Propose to mark a certificate as replaced by its released successor.',
    touches: { certificates: ['certificateId', 'successorId'] },
    input: { certificateId, successorId: id },
    work: ({ input, deps, actorId, secondActorId }) =>
      deps.issuance.markReplaced(input.certificateId, input.successorId, { actorId, secondActorId }),
  }),
];
