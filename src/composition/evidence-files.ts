import type { EvidenceFile } from '../assessment/index.js';
import type { OpenedEvidence } from '../evidence/index.js';
import { ServiceError } from '../shared/index.js';
import type { Instance } from './instance.js';

/** Evidence with its owner: what a desk uploads, shows and takes back. */
export interface EvidenceFiles {
  /**
   * Cleans a file, keeps it encrypted and notes whose it is. The answer's `id` and `sha256` go into the assessment record.
   * ServiceErrors of the evidence store (413, 415, 422, 503), `not-found` (404) for the application.
   */
  attach(input: {
    readonly applicationId: string;
    readonly actorId: string;
    readonly bytes: Uint8Array;
  }): Promise<EvidenceFile>;
  /** The kept bytes, after comparing them with the hash on file. @throws `not-found` (404), `evidence-damaged` (500) */
  open(evidenceId: string): Promise<OpenedEvidence>;
  /** Deletes a file; its hash stays. */
  remove(input: { readonly evidenceId: string; readonly actorId: string }): Promise<EvidenceFile>;
  /** Deletes files of whom nothing is noted: a crash between keeping and noting left them. Returns how many. */
  sweep(): Promise<number>;
}

/** Younger files may belong to an upload that is still going on. */
const ORPHAN_AFTER_MS = 24 * 3_600_000;

export function createEvidenceFiles(instance: Pick<Instance, 'store' | 'evidence' | 'clock' | 'ids'>): EvidenceFiles {
  const { store, evidence, clock, ids } = instance;
  const now = (): string => clock.now().toISOString();

  return {
    attach: async ({ applicationId, actorId, bytes }) => {
      const application = await store.read.applications.get(applicationId);
      if (application === null) throw noSuch('application');
      const kept = await evidence.put(bytes);
      const file: EvidenceFile = {
        ...{ id: ids.uuid(), version: 1, fileId: kept.id, personId: application.personId, applicationId },
        ...{ mediaType: kept.mediaType, sha256: kept.storedSha256, sizeBytes: kept.sizeBytes },
        ...{ storedBy: actorId, storedAt: now(), removedAt: null },
      };
      try {
        await store.transaction(async (tx) => {
          await tx.evidenceFiles.insert(file);
          await tx.audit.append(auditOf('evidence.store', actorId, file));
        });
      } catch (error) {
        await evidence.remove(kept.id);
        throw error;
      }
      return file;
    },
    open: async (evidenceId) => {
      const file = await store.read.evidenceFiles.get(evidenceId);
      const opened = file === null || file.removedAt !== null ? null : await evidence.get(file.fileId);
      if (file === null || opened === null) throw noSuch('evidence');
      if (opened.storedSha256 !== file.sha256) throw swapped();
      return opened;
    },
    remove: ({ evidenceId, actorId }) =>
      store.transaction(async (tx) => {
        const file = await tx.evidenceFiles.get(evidenceId);
        if (file === null) throw noSuch('evidence');
        if (file.removedAt !== null) return file;
        await evidence.remove(file.fileId);
        const removed = await tx.evidenceFiles.update({ ...file, removedAt: now() });
        await tx.audit.append(auditOf('evidence.remove', actorId, removed));
        return removed;
      }),
    sweep: async () => {
      let removed = 0;
      for (const { id, storedAt } of await evidence.list()) {
        if (clock.now().getTime() - storedAt.getTime() < ORPHAN_AFTER_MS) continue;
        if ((await store.read.evidenceFiles.count({ fileId: id, removedAt: null })) > 0) continue;
        await evidence.remove(id);
        removed++;
      }
      return removed;
    },
  };
}

const auditOf = (action: string, actorId: string, file: EvidenceFile) => ({
  action,
  actorId,
  subjectType: 'evidence',
  subjectId: file.id,
  facts: { application: file.applicationId, sha256: file.sha256, bytes: file.sizeBytes },
});

const noSuch = (what: string): ServiceError =>
  new ServiceError('not-found', {
    status: 404,
    title: `There is no such ${what}.`,
    whatToDo: 'Check the number and search again.',
  });

const swapped = (): ServiceError =>
  new ServiceError('evidence-damaged', {
    status: 500,
    title: 'This evidence is not what was stored.',
    whatToDo: 'Run the fsck command and restore the file from a backup.',
  });
