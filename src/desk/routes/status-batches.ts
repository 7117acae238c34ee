import { z } from 'zod';
import { batchOutcome, type BatchProposal, type BatchQuestion, type BatchScope } from '../../issuance/index.js';
import { ServiceError } from '../../shared/index.js';
import { noSuch } from '../../staff/index.js';
import { id, page, reasonClass, sha256 } from '../fields.js';
import { labelsFor } from '../labels.js';
import { reading, twoPerson, type Call, type DeskRoute } from '../route.js';
import { batchChoices, scopeLabels, shownTargets } from './status-batch-words.js';

/** Exactly one of these says what the certificates have in common. */
const scope = {
  missionId: id.exactOptional(),
  siteId: id.exactOptional(),
  assessorId: id.exactOptional(),
  keyId: z
    .string()
    .regex(/^did:[a-z0-9]+:[A-Za-z0-9.:%/_-]{1,300}#[A-Za-z0-9_-]{1,100}$/)
    .exactOptional(),
};
const touches = { missions: ['missionId'], sites: ['siteId'], people: ['assessorId'] } as const;
const event = z.enum(['suspend', 'reinstate', 'revoke']);
/** Reasons that lie in one piece of paper are no reasons for many. */
const bulkReason = reasonClass.exclude(['holder-request', 'superseded-by-correction']);

/** So many are shown; the count and the token are of all of them. */
const MOST_SHOWN = 500;

type Asked = Readonly<{ event: BatchQuestion['event'] }> &
  Readonly<Partial<Record<'missionId' | 'siteId' | 'assessorId' | 'keyId', string>>>;

export const statusBatchRoutes: readonly DeskRoute[] = [
  reading({
    path: '/status-batches/choices',
    action: 'certificates.change-many',
    summary: 'Missions, centres, assessors and keys that a change of many certificates can name.',
    input: {},
    work: batchChoices,
  }),
  reading({
    path: '/status-batches/preview/:event',
    action: 'certificates.change-many',
    summary:
      'What a change of many certificates would touch: count, list and a token bound to exactly this set. No effect.',
    touches,
    input: { event, ...scope },
    work: async (call) => {
      const { targets, token } = await call.deps.issuance.previewBatch(questionOf(call, call.input));
      const shown = await shownTargets(targets.slice(0, MOST_SHOWN), call.store);
      return { count: targets.length, token, shown };
    },
  }),
  twoPerson({
    unit: 'issuance',
    path: '/status-batches',
    action: 'certificates.change-many',
    summary:
      'Propose to change the status of everything previewed. `count` is typed by hand; a second officer confirms and it is done one by one.',
    touches,
    input: { event, ...scope, reasonClass: bulkReason, token: sha256, count: z.number().int().min(1).max(1_000_000) },
    work: (call) => {
      const { actorId, secondActorId } = call;
      return call.deps.issuance.applyBatch(proposalOf(call), { actorId, secondActorId });
    },
  }),
  reading({
    path: '/status-batches',
    action: 'certificates.change-many',
    summary: 'Changes of many certificates, newest first, and how far each has come.',
    input: page,
    work: async ({ input: { limit, offset }, tenant, store }) => {
      const scheme = tenant.kind === 'scheme' ? { scheme: tenant.scheme } : {};
      const batches = await store.statusBatches.find(scheme, { limit, offset, orderBy: '-begunAt' });
      const label = await scopeLabels(
        batches.map((batch) => batch.scope),
        store,
      );
      const labels = await labelsFor(store, { actors: batches.flatMap((each) => [each.actorId, each.secondActorId]) });
      return Promise.all(
        batches.map(async (batch) => ({
          batch,
          outcome: await batchOutcome(batch, store),
          about: label(batch.scope),
          by: [labels.actor(batch.actorId), labels.actor(batch.secondActorId)].filter((name) => name !== ''),
        })),
      );
    },
  }),
];

type ProposalInput = Asked & Pick<BatchProposal, 'reasonClass' | 'token' | 'count'>;

function proposalOf(call: Pick<Call<ProposalInput>, 'input' | 'tenant'>): BatchProposal {
  const { reasonClass: reason, token, count } = call.input;
  return { ...questionOf(call, call.input), reasonClass: reason, token, count };
}

function questionOf({ tenant }: Pick<Call<unknown>, 'tenant'>, asked: Asked): BatchQuestion {
  if (tenant.kind !== 'scheme') throw noSuch('awarding body');
  return { scheme: tenant.scheme, event: asked.event, scope: scopeOf(asked) };
}

function scopeOf({ missionId, siteId, assessorId, keyId }: Asked): BatchScope {
  const named: BatchScope[] = [
    ...(missionId === undefined ? [] : [{ kind: 'mission' as const, id: missionId }]),
    ...(siteId === undefined ? [] : [{ kind: 'centre' as const, id: siteId }]),
    ...(assessorId === undefined ? [] : [{ kind: 'assessor' as const, id: assessorId }]),
    ...(keyId === undefined ? [] : [{ kind: 'key' as const, id: keyId }]),
  ];
  const [only, second] = named;
  if (only !== undefined && second === undefined) return only;
  throw new ServiceError('input-invalid', {
    status: 422,
    title: 'One thing must be named: a mission, a centre, an assessor or a key.',
    whatToDo: 'Name exactly one of missionId, siteId, assessorId and keyId.',
  });
}
