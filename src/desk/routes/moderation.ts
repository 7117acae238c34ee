import { z } from 'zod';
import type { Moderation } from '../../assessment/index.js';
import { id, ids, text } from '../fields.js';
import { labelsFor, qualificationLabel } from '../labels.js';
import { command, reading, type Call, type DeskRoute } from '../route.js';
import { aroundRecord, recordSheet } from './decisions.js';

const recordId = id;
const recordIds = ids;
/** Records that are judged for the list at once; the others follow when these are done. */
const MOST_SHOWN = 200;

export const moderationRoutes: readonly DeskRoute[] = [
  reading({
    path: '/moderation-queue',
    action: 'moderation.read',
    summary: 'Records that are held for a moderator, why each was drawn, and whether you may look at it (R32).',
    input: {},
    work: moderationQueue,
  }),
  reading({
    path: '/records/:recordId/moderation-file',
    action: 'moderation.read',
    summary: 'One record with its evidence, beside the reasons it was drawn for and what moderators wrote.',
    touches: { records: ['recordId'] },
    input: { recordId },
    work: moderationFile,
  }),
  command({
    path: '/records/sample',
    action: 'record.moderate',
    summary: 'Take submitted records into moderation.',
    touches: { records: ['recordIds'] },
    input: { recordIds },
    work: ({ input, services, actorId }) => services.sampleRecords({ ...input, actorId }),
  }),
  command({
    path: '/records/moderate',
    action: 'record.moderate',
    summary: 'The outcome for records that are held: upheld, returned to the assessor, or void; with a note (R32).',
    touches: { records: ['recordIds'] },
    input: { recordIds, outcome: z.enum(['uphold', 'return', 'void']), note: text(1_000) },
    work: ({ input, services, actorId }) => services.moderateRecords({ ...input, actorId }),
  }),
];

async function moderationQueue({ view, store, services, deps, actorId }: Call<object>) {
  const held = await view.records.find({ state: 'under-moderation' }, { limit: 2_000 });
  const shown = held.slice(0, MOST_SHOWN);
  const looks = await looksAt(
    store,
    shown.map((record) => record.id),
  );
  const answers = await services.previewModeration({ recordIds: shown.map((record) => record.id), actorId });
  const labels = await labelsFor(store, {
    people: shown.flatMap((record) => [record.personId, record.assessorPersonId]),
    sites: shown.map((record) => record.siteId),
  });
  const rows = shown.map((record) => {
    const own = looks.filter((look) => look.recordId === record.id);
    const mine = answers.get(record.id);
    return {
      id: record.id,
      referenceNo: record.referenceNo,
      name: labels.person(record.personId),
      qualification: qualificationLabel(deps.catalogue, record),
      assessedOn: record.assessedOn,
      assessor: labels.person(record.assessorPersonId),
      site: labels.site(record.siteId),
      overall: record.overall,
      reasons: own.at(-1)?.reasons ?? [],
      riskFlags: record.riskFlags,
      isCalledVoid: own.at(-1)?.outcome === 'void',
      hinders: mine?.outcome === 'block' ? mine : null,
    };
  });
  return { total: held.length, rows };
}

async function moderationFile({ input, view, store, services, deps, actorId }: Call<{ recordId: string }>) {
  const record = await view.records.get(input.recordId);
  const around = await aroundRecord(record, store);
  const looks = await looksAt(store, [record.id]);
  const mine = (await services.previewModeration({ recordIds: [record.id], actorId })).get(record.id);
  const labels = await labelsFor(store, {
    people: [record.assessorPersonId],
    actors: [...looks.map(({ moderatorId }) => moderatorId), ...record.signatures.map(({ userId }) => userId)],
  });
  return {
    ...recordSheet(record, { around, labels, catalogue: deps.catalogue }),
    looks: looks.map(({ reasons, openedAt, settledAt, outcome, note, moderatorId }) => ({
      ...{ reasons, openedAt, settledAt, outcome, note },
      by: labels.actor(moderatorId),
    })),
    hinders: mine?.outcome === 'block' ? mine : null,
  };
}

async function looksAt(store: Call<object>['store'], recordId: readonly string[]): Promise<readonly Moderation[]> {
  return recordId.length === 0 ? [] : store.moderations.find({ recordId: [...recordId] }, { limit: 10_000 });
}
