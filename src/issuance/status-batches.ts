import type { AssessmentServices, ReasonClass } from '../assessment/index.js';
import { areTwoOfficers, eachPage, refused, ServiceError } from '../shared/index.js';
import { inDecision, type IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceStore } from './ports.js';
import { isClash, retryStale } from './retry.js';
import type { StatusBatch, StatusBatchItem } from './status-batch-model.js';
import { batchSet, type BatchQuestion, type BatchSet } from './status-batch-set.js';
import { publishingServices } from './status-changes.js';
import { publishStatusLists } from './status-lists.js';

export { issuingKeys } from './status-batch-set.js';

/** What the first officer proposes after a preview. The count is typed by hand: whoever types it has read it. */
export interface BatchProposal extends BatchQuestion {
  readonly reasonClass: ReasonClass;
  readonly token: string;
  readonly count: number;
}

export interface BatchOutcome {
  readonly batchId: string;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly isFinished: boolean;
}

/** So many things change in one transaction; with each of them its history, bits and audit row. */
const CHUNK = 25;
/** The lists are published at least this often while a long batch runs. */
const PUBLISH_EVERY = 1_000;

/** Count and list of what would change; has no effect. */
export const previewBatch = (question: BatchQuestion, deps: IssuanceDeps): Promise<BatchSet> =>
  batchSet(deps.store.read, question, deps);

/**
 * What was previewed must be what is there now, thing by thing.
 *
 * @throws ServiceErrors `nothing-to-change`, `preview-outdated`, `count-differs` (409)
 */
async function checkBatch(store: IssuanceStore, proposal: BatchProposal, deps: IssuanceDeps): Promise<BatchSet> {
  const { scheme, event, scope, token, count } = proposal;
  const set = await batchSet(store, { scheme, event, scope }, deps);
  if (set.targets.length === 0)
    throw refusedBatch('nothing-to-change', 'Nothing here can change in this way.', 'Look at the preview again.');
  if (set.token !== token)
    throw refusedBatch(
      'preview-outdated',
      'What would change is not what was previewed: something was issued or changed since.',
      'Look at the preview again and propose from it.',
    );
  if (set.targets.length !== count)
    throw refusedBatch(
      'count-differs',
      'The number typed is not the number of things that would change.',
      'Count again in the preview and type that number.',
    );
  return set;
}

/**
 * The second officer's part: the whole list is stored in one transaction, then each thing is changed and published. A crash
 * in between loses nothing, `resumeBatches` goes on. What refuses to change is reported and holds up nothing else.
 *
 * @throws as `checkBatch`, and `R27` when it is one person
 */
export async function applyBatch(
  proposal: BatchProposal,
  { actorId, secondActorId }: { readonly actorId: string; readonly secondActorId: string },
  deps: IssuanceDeps,
): Promise<BatchOutcome> {
  if (!areTwoOfficers(actorId, secondActorId))
    throw refusedBatch('R27', 'Two different officers must agree to this.', 'Ask another officer to confirm it.');
  const { scheme, event, scope, reasonClass, token } = proposal;
  const batch = await inDecision(deps, async (store) => {
    const { targets } = await checkBatch(store, proposal, deps);
    const begun = await store.statusBatches.insert({
      id: deps.ids.uuid(),
      version: 1,
      ...{ scheme, event, scope, reasonClass, actorId, secondActorId },
      setSha256: token,
      total: targets.length,
      begunAt: deps.clock.now().toISOString(),
      finishedAt: null,
      state: 'running',
    });
    await store.statusBatchItems.insertMany(
      targets.map(({ targetType, targetId }): StatusBatchItem => ({
        id: deps.ids.uuid(),
        version: 1,
        batchId: begun.id,
        ...{ targetType, targetId },
        state: 'waiting',
        code: null,
      })),
    );
    await auditBatch(store, begun, 'begin');
    return begun;
  });
  return runBatch(batch, deps);
}

/** Goes on with every batch that a crash left unfinished. At start and now and then. */
export async function resumeBatches(deps: IssuanceDeps): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  for await (const batches of eachPage(deps.store.read.statusBatches, { state: 'running' }))
    for (const batch of batches) outcomes.push(await runBatch(batch, deps));
  return outcomes;
}

export async function batchOutcome(batch: StatusBatch, store: IssuanceStore): Promise<BatchOutcome> {
  const counted = (state: StatusBatchItem['state']) => store.statusBatchItems.count({ batchId: batch.id, state });
  const [done, notDone] = [await counted('done'), await counted('refused')];
  return { batchId: batch.id, total: batch.total, done, refused: notDone, isFinished: batch.state === 'done' };
}

async function runBatch(batch: StatusBatch, deps: IssuanceDeps): Promise<BatchOutcome> {
  const { read } = deps.store;
  let unpublished = 0;
  for await (const items of eachPage(read.statusBatchItems, { batchId: batch.id, state: 'waiting' }, CHUNK)) {
    await retryStale(() =>
      deps.store.transaction(async (store) => {
        const services = publishingServices(store, deps);
        const left = await store.statusBatchItems.find({ id: items.map(({ id }) => id), state: 'waiting' });
        for (const item of left) await changeItem(store, batch, { item, services });
      }),
    );
    await deps.reach?.('b1', batch.id);
    unpublished += items.length;
    if (unpublished >= PUBLISH_EVERY) {
      await publishStatusLists(deps);
      unpublished = 0;
    }
  }
  const finished = await finish(batch.id, deps);
  await publishStatusLists(deps);
  return batchOutcome(finished, read);
}

/** What another process settles meanwhile is stale here, and left alone when the chunk is tried again. */
async function changeItem(
  store: IssuanceStore,
  batch: StatusBatch,
  { item, services }: { readonly item: StatusBatchItem; readonly services: AssessmentServices },
): Promise<void> {
  try {
    await changeTarget(services, batch, item);
    await store.statusBatchItems.update({ ...item, state: 'done' });
  } catch (error) {
    // Refused by a rule before anything was written. Everything else undoes the whole transaction.
    if (!(error instanceof ServiceError) || error.refusals.length === 0 || isClash(error)) throw error;
    const settled = (await isDone(store, batch, item)) ? { state: 'done' as const } : { code: error.code };
    await store.statusBatchItems.update({ ...item, state: 'refused', ...settled });
  }
}

/** Another one of the same award was changed before and took it along. */
async function isDone(store: IssuanceStore, { event }: StatusBatch, item: StatusBatchItem): Promise<boolean> {
  if (item.targetType !== 'certificate') return false;
  const wanted = { suspend: 'suspended', reinstate: 'active', revoke: 'revoked' }[event];
  return (await store.certificates.get(item.targetId))?.state === wanted;
}

async function changeTarget(services: AssessmentServices, batch: StatusBatch, item: StatusBatchItem): Promise<void> {
  const { event, reasonClass, actorId, secondActorId } = batch;
  const why = { reasonClass, actorId, secondActorId };
  switch (item.targetType) {
    case 'certificate':
      await services.changeCertificateStatus({ ...why, certificateId: item.targetId, event });
      return;
    case 'passport':
      await services.closePassport({ ...why, passportId: item.targetId });
      return;
    case 'experience':
      await services.withdrawExperience({ ...why, experienceId: item.targetId, reason: reasonClass });
  }
}

function finish(batchId: string, deps: IssuanceDeps): Promise<StatusBatch> {
  return retryStale(() =>
    deps.store.transaction(async (store) => {
      const batch = mustExist(await store.statusBatches.get(batchId), 'batch');
      if (batch.state === 'done') return batch;
      const finishedAt = deps.clock.now().toISOString();
      const done = await store.statusBatches.update({ ...batch, state: 'done', finishedAt });
      await auditBatch(store, done, 'finish');
      return done;
    }),
  );
}

const auditBatch = (store: IssuanceStore, batch: StatusBatch, step: 'begin' | 'finish'): Promise<void> =>
  store.audit.append({
    action: `status-batch.${step}`,
    actorId: batch.actorId,
    subjectType: 'status-batch',
    subjectId: batch.id,
    facts: {
      event: batch.event,
      reason: batch.reasonClass,
      scope: batch.scope.kind,
      total: batch.total,
      set: batch.setSha256,
      secondActor: batch.secondActorId,
    },
  });

const refusedBatch = (code: string, message: string, whatToDo: string): ServiceError =>
  refused([{ code, severity: 'block', message, whatToDo }]);
