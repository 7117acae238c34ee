import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/index.js';
import type { AssessmentRecord } from './model/index.js';

/** What the assessor signs: everything on the CARS, nothing about what happens to it later. */
function frozenContent(record: AssessmentRecord): Readonly<Record<string, unknown>> {
  return {
    referenceNo: record.referenceNo,
    scheme: record.scheme,
    sessionId: record.sessionId,
    applicationId: record.applicationId,
    personId: record.personId,
    qualificationId: record.qualificationId,
    revision: record.revision,
    siteId: record.siteId,
    assessorPersonId: record.assessorPersonId,
    assessorAccreditationId: record.assessorAccreditationId,
    unitCodes: record.unitCodes,
    results: record.results,
    evidence: record.evidence,
    recommendation: record.recommendation,
    overall: record.overall,
    feedbackGivenAt: record.feedbackGivenAt,
    acknowledgement: record.acknowledgement,
    supersedesId: record.supersedesId,
    assessedOn: record.assessedOn,
  };
}

/** SHA-256, hex, of the RFC 8785 canonical form of the frozen content. */
export const recordHash = (record: AssessmentRecord): string =>
  createHash('sha256')
    .update(canonicalJson(frozenContent(record)), 'utf8')
    .digest('hex');

/** False when a frozen record no longer has the content its assessor signed. */
export const isAsSigned = (record: AssessmentRecord): boolean =>
  record.frozenSha256 !== null && record.frozenSha256 === recordHash(record);
