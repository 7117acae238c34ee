import type { Stored } from '../../../src/shared/index.js';
import type { Samples } from './samples.js';

const head = (id: string): Stored => ({ id, version: 1 });

export const statusBatchSamples: Pick<Samples, 'statusBatches' | 'statusBatchItems'> = {
  statusBatches: [
    {
      ...head('batch-1'),
      scheme: 'TESDA',
      event: 'revoke',
      reasonClass: 'key-compromise',
      scope: { kind: 'key', id: 'did:web:example.org#key-1' },
      setSha256: 'cd'.repeat(32),
      total: 2,
      actorId: 'user-1',
      secondActorId: 'user-2',
      begunAt: '2025-05-05T00:00:00Z',
      finishedAt: null,
      state: 'running',
    },
  ],
  statusBatchItems: [
    {
      ...head('item-1'),
      batchId: 'batch-1',
      targetType: 'certificate',
      targetId: 'cert-1',
      state: 'refused',
      code: 'state',
    },
  ],
};
