import { refused } from '../../shared/index.js';
import type { AssessmentRecord, Certificate } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { transition } from '../states/machine.js';
import { audit } from './context.js';

/**
 * Voids every record that can still be voided; unsigned ones are left, they never count. A certificate that rests on one of
 * them and was not released yet is refused with it, so that no release can slip in between.
 *
 * @throws ServiceError `certificate-stands` while a certificate that rests on them is in force or suspended: a card in
 *   somebody's hand would go on to verify as genuine, so it is revoked first, by two officers and with its own reason
 */
export async function voidAll(
  store: AssessmentStore,
  records: readonly AssessmentRecord[],
  by: { readonly actorId: string; readonly secondActorId: string },
): Promise<void> {
  const { actorId, secondActorId } = by;
  const resting = await restingOn(store, records);
  if (resting.some(({ state }) => state === 'active' || state === 'suspended')) throw refused([certificateStands]);
  for (const certificate of resting) {
    const step = transition('certificate', certificate.state, 'refuse');
    if (!step.ok) continue;
    await store.certificates.update({ ...certificate, state: step.to });
    await audit(store, {
      actorId,
      action: 'certificate.refuse',
      subjectId: certificate.id,
      facts: { secondActor: secondActorId },
    });
  }
  for (const record of records) {
    const step = transition('assessmentRecord', record.state, 'void');
    if (!step.ok) continue;
    await store.records.update({ ...record, state: step.to });
    await audit(store, { actorId, action: 'record.void', subjectId: record.id, facts: { secondActor: secondActorId } });
  }
}

const certificateStands = {
  code: 'certificate-stands',
  severity: 'block',
  message: 'A certificate that rests on this record is valid or suspended. Voiding the record would leave it in use.',
  whatToDo:
    'Revoke the certificate first: one officer proposes it, another one confirms it. Then void the record. For a whole session, revoke its certificates together.',
} as const;

/** Awards that accumulate rest on several records, so every award of these people is looked at. */
async function restingOn(
  store: AssessmentStore,
  records: readonly AssessmentRecord[],
): Promise<readonly Certificate[]> {
  const personIds = [...new Set(records.map(({ personId }) => personId))];
  if (personIds.length === 0) return [];
  const recordIds = new Set(records.map(({ id }) => id));
  const awards = await store.certificates.find({ personId: personIds });
  return awards.filter((award) => award.recordIds.some((id) => recordIds.has(id)));
}
