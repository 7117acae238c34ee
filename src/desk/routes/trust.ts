import { z } from 'zod';
import { id, text } from '../fields.js';
import { issuing, reading, type DeskRoute } from '../route.js';

const importId = id;

/** Recognising other operators: proposed by one administrator of the instance, in effect when another one consents. */
export const trustRoutes: readonly DeskRoute[] = [
  reading({
    path: '/trust-imports',
    action: 'trust.read',
    summary: 'Other operators: proposed, recognised and withdrawn.',
    input: {},
    work: ({ deps }) => deps.federation.list(),
  }),
  issuing({
    path: '/trust-imports',
    action: 'trust.decide',
    summary: "Propose to recognise another operator's issuers. Its root keys come from its people, not from its site.",
    input: { url: text(500), roots: z.array(text(120)).min(1).max(4) },
    work: ({ input: { url, roots }, actorId, deps }) => deps.federation.propose({ source: { url }, roots, actorId }),
  }),
  issuing({
    path: '/trust-imports/:importId/consent',
    action: 'trust.decide',
    summary: 'Consent as the second administrator; it takes effect at once.',
    input: { importId },
    work: ({ input, actorId, deps }) => deps.federation.consent(input.importId, actorId),
  }),
  issuing({
    path: '/trust-imports/:importId/withdraw',
    action: 'trust.decide',
    summary: 'Stop recognising an operator, or drop a proposal. One administrator is enough.',
    input: { importId },
    work: ({ input, actorId, deps }) => deps.federation.withdraw(input.importId, actorId),
  }),
];
