import type { AssessmentRecord } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { isAsSigned } from '../freeze.js';
import { audit } from './context.js';

/** The line of the audit trail about a step of a record, with what was frozen then. */
export const auditRecord = (
  store: AssessmentStore,
  record: AssessmentRecord,
  actorId: string,
  event: string,
): Promise<void> =>
  audit(store, {
    actorId,
    action: `record.${event}`,
    subjectId: record.id,
    facts: {
      state: record.state,
      sha256: record.frozenSha256,
      asSigned: record.frozenSha256 === null ? null : isAsSigned(record),
    },
  });
