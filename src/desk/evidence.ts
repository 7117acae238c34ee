import type { AssessmentServices, EvidenceFile, EvidenceItem } from '../assessment/index.js';
import type { Transactor } from '../shared/index.js';
import { actorOf, mayDoAt, noSuch, notAllowed, type StaffAction } from '../staff/index.js';
import type { Asker } from './request.js';
import type { DeskStore } from './ports.js';
import { tenantOf } from './tenant.js';
import { createView } from './view.js';

/** Evidence files with their owners, as far as the desk uses them: cleaned by content, encrypted, gone with the person. */
export interface EvidenceFiles {
  attach(input: {
    readonly applicationId: string;
    readonly actorId: string;
    readonly bytes: Uint8Array;
  }): Promise<Pick<EvidenceFile, 'id' | 'sha256'>>;
  /** @throws `not-found`, `evidence-damaged` */
  open(evidenceId: string): Promise<{
    readonly bytes: Uint8Array;
    readonly storedSha256: string;
    /** How it may leave the house: sandboxed, as a download, never guessed at. */
    readonly headers: Readonly<Record<string, string>>;
  }>;
  remove(input: { readonly evidenceId: string; readonly actorId: string }): Promise<unknown>;
}

export interface NewEvidence {
  readonly recordId: string;
  /** Chosen by the device: sending the same again adds nothing. */
  readonly itemId: string;
  readonly kind: EvidenceItem['kind'];
  readonly unitCodes: readonly string[];
  readonly capturedAt: string;
}

export interface EvidenceDesk {
  /** May this person add to this record at all? Asked before the file is read. @throws D13, `not-found` */
  allow(asker: Asker, recordId: string): Promise<void>;
  /** @throws ServiceError of the evidence store and of `addEvidence` */
  add(asker: Asker, input: NewEvidence, bytes: Uint8Array): Promise<EvidenceItem>;
  /** @throws D13, `not-found`: the record is not within reach, or has no such file */
  open(
    asker: Asker,
    recordId: string,
    fileId: string,
  ): Promise<{ readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array }>;
}

export interface EvidenceDeskDeps {
  readonly store: Transactor<DeskStore>;
  readonly files: EvidenceFiles;
  readonly services: Pick<AssessmentServices, 'addEvidence'>;
}

/** Photos and papers of an assessment: added by its assessor, seen by whoever may read the record. */
export function createEvidenceDesk({ store, files, services }: EvidenceDeskDeps): EvidenceDesk {
  async function record(asker: Asker, action: StaffAction, recordId: string) {
    const tenant = await tenantOf(store.read, asker.organizationId);
    if (!mayDoAt(asker.account, action, tenant)) throw notAllowed(action);
    return createView(store.read, tenant).records.get(recordId);
  }
  return {
    allow: async (asker, recordId) => {
      await record(asker, 'record.assess', recordId);
    },
    add: async (asker, { recordId, itemId, ...facts }, bytes) => {
      const { evidence, applicationId } = await record(asker, 'record.assess', recordId);
      const known = evidence.find((item) => item.id === itemId);
      if (known) return known;
      const actorId = actorOf(asker.account);
      const file = await files.attach({ applicationId, actorId, bytes });
      const item = { ...facts, id: itemId, sha256: file.sha256, fileId: file.id, capturedBy: actorId };
      try {
        await services.addEvidence({ actorId, recordId, item });
      } catch (error) {
        await files.remove({ evidenceId: file.id, actorId });
        throw error;
      }
      return item;
    },
    open: async (asker, recordId, fileId) => {
      const { evidence } = await record(asker, 'records.read', recordId);
      const item = evidence.find((entry) => entry.fileId === fileId);
      if (item === undefined) throw noSuch('file');
      const { headers, bytes, storedSha256 } = await files.open(fileId);
      // A file whose bytes are not those of the record is not that evidence.
      if (storedSha256 !== item.sha256) throw noSuch('file');
      return { headers, bytes };
    },
  };
}
