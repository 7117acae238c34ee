import type { Accreditation } from '../assessment/index.js';
import { areTwoOfficers } from '../shared/index.js';
import { findAudited } from './audit-search.js';
import type { AuditRow } from './model.js';
import type { IssuanceStore } from './ports.js';

/** A row of the register alone accredits no awarding body: the audit trail must say that two officers granted it. */
export async function isGranted({ id, subjectType }: Accreditation, read: IssuanceStore): Promise<boolean> {
  if (subjectType !== 'organization') return true;
  const isGrant = ({ action, subjectId, actorId, facts }: AuditRow): boolean =>
    action === 'accreditation.grant' && subjectId === id && areTwoOfficers(actorId, String(facts['secondActor'] ?? ''));
  return (await findAudited(read, new Date(0), isGrant)) !== null;
}
