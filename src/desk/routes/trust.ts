import { z } from 'zod';
import { id, line, text } from '../fields.js';
import { noSuch } from '../../staff/index.js';
import { issuing, reading, type Call, type DeskRoute } from '../route.js';

const importId = id;

/** Whom the instance trusts is nobody's but the operator's: elsewhere these things do not exist. */
function federation({ tenant, deps }: Pick<Call<unknown>, 'tenant' | 'deps'>): Call<unknown>['deps']['federation'] {
  if (tenant.kind !== 'instance') throw noSuch('import');
  return deps.federation;
}

/** Recognising other operators: proposed by one administrator of the instance, in effect when another one consents. */
export const trustRoutes: readonly DeskRoute[] = [
  reading({
    path: '/trust-imports',
    action: 'trust.read',
    summary: 'Other operators: proposed, recognised and withdrawn.',
    input: {},
    work: (call) => federation(call).list(),
  }),
  issuing({
    path: '/trust-imports',
    action: 'trust.decide',
    summary: "Propose to recognise another operator's issuers. Its root keys come from its people, not from its site.",
    input: { url: text(500), roots: z.array(line(120)).min(1).max(4) },
    work: ({ input: { url, roots }, actorId, ...call }) =>
      federation(call).propose({ source: { url }, roots, actorId }),
  }),
  issuing({
    path: '/trust-imports/:importId/consent',
    action: 'trust.decide',
    summary: 'Consent as the second administrator; it takes effect at once.',
    input: { importId },
    work: ({ input, actorId, ...call }) => federation(call).consent(input.importId, actorId),
  }),
  issuing({
    path: '/trust-imports/:importId/withdraw',
    action: 'trust.decide',
    summary: 'Stop recognising an operator, or drop a proposal. One administrator is enough.',
    input: { importId },
    work: ({ input, actorId, ...call }) => federation(call).withdraw(input.importId, actorId),
  }),
];
