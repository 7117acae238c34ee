import { refused } from '../../shared/index.js';
import type { Accreditation, AccreditationFollowUp, AssessmentRecord, Certificate } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { requirePassed, condition } from '../states/machine.js';
import { audit, mustGet, newRow, nowIso, type AssessmentDeps, type Command } from './context.js';
import { voidAll } from './record-steps.js';

export interface SettleFollowUp extends Command {
  readonly followUpId: string;
  readonly secondActorId: string;
  /** Why it stands, or why it goes: the office's words. */
  readonly reason: string;
}

/** What a void accreditation takes with it. */
export interface Touched {
  readonly records: readonly AssessmentRecord[];
  /** Approved, in force or suspended certificates that rest on one of the records. */
  readonly certificates: readonly Certificate[];
}

const IN_FORCE = ['prepared', 'approved', 'active', 'suspended'] as const;

export function createFollowUpCommands(deps: AssessmentDeps) {
  return {
    /** Two officers agree that the record or certificate stands although the accreditation is void. */
    confirmFollowUp: (input: SettleFollowUp): Promise<AccreditationFollowUp> =>
      deps.store.transaction(async (store) =>
        settleFollowUp(store, await openOne(store, input), { ...input, state: 'confirmed' }, deps),
      ),

    /**
     * Two officers agree that it goes. A record is voided here; a certificate that was released is revoked by the
     * issuance cycle before, in the same transaction, because its published status changes with it. One that waits for
     * release loses its records, so it can never be released.
     *
     * @throws ServiceError `certificate-in-force` (409) while the certificate is not revoked
     */
    revokeFollowUp: (input: SettleFollowUp): Promise<AccreditationFollowUp> =>
      deps.store.transaction(async (store) => {
        const followUp = await openOne(store, input);
        await voidAll(store, await recordsToVoid(store, followUp), input);
        return settleFollowUp(store, followUp, { ...input, state: 'revoked' }, deps);
      }),
  };
}

/** Opens one follow-up for each thing touched; those open from before stay. */
export async function openFollowUps(
  store: AssessmentStore,
  accreditation: Accreditation,
  touched: Touched,
  deps: AssessmentDeps,
): Promise<readonly AccreditationFollowUp[]> {
  const make = (targetType: AccreditationFollowUp['targetType'], targetId: string): AccreditationFollowUp => ({
    ...newRow(deps),
    accreditationId: accreditation.id,
    // The office that settles it: of an awarding body's own accreditation, the body.
    grantedById: accreditation.subjectType === 'organization' ? accreditation.subjectId : accreditation.grantedById,
    targetType,
    targetId,
    state: 'open',
    openedAt: nowIso(deps),
    settledBy: null,
    secondActorId: null,
    settledAt: null,
    reason: null,
  });
  const followUps = [
    ...touched.records.filter(({ state }) => state !== 'voided').map(({ id }) => make('record', id)),
    ...touched.certificates.map(({ id }) => make('certificate', id)),
  ];
  await store.followUps.insertMany(followUps);
  return followUps;
}

/** Certificates that rest on one of these records and can still do harm. */
export async function certificatesOn(
  store: AssessmentStore,
  records: readonly AssessmentRecord[],
): Promise<readonly Certificate[]> {
  if (records.length === 0) return [];
  const ids = new Set(records.map(({ id }) => id));
  const personId = [...new Set(records.map((record) => record.personId))];
  const found = await store.certificates.find({ personId, state: [...IN_FORCE] }, { limit: 10_000 });
  return found.filter((certificate) => certificate.recordIds.some((id) => ids.has(id)));
}

async function openOne(store: AssessmentStore, input: SettleFollowUp): Promise<AccreditationFollowUp> {
  const followUp = await mustGet(store.followUps, input.followUpId, 'follow-up');
  requirePassed([
    rules.R27.evaluate({ ...input, reasonClass: 'accreditation-void' }),
    ...condition('state', followUp.state === 'open', [
      'This follow-up is settled.',
      'Nothing more can be done with it.',
    ]),
    ...condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']),
  ]);
  return followUp;
}

async function recordsToVoid(store: AssessmentStore, followUp: AccreditationFollowUp): Promise<AssessmentRecord[]> {
  if (followUp.targetType === 'record') return [await mustGet(store.records, followUp.targetId, 'assessment record')];
  const certificate = await mustGet(store.certificates, followUp.targetId, 'certificate');
  if (certificate.state === 'active' || certificate.state === 'suspended') throw stillInForce();
  if (certificate.state !== 'approved' && certificate.state !== 'prepared') return [];
  const touched = await store.followUps.find({ accreditationId: followUp.accreditationId, targetType: 'record' });
  const ids = touched.map(({ targetId }) => targetId).filter((id) => certificate.recordIds.includes(id));
  return store.records.find({ id: ids });
}

const stillInForce = () =>
  refused([
    {
      code: 'certificate-in-force',
      severity: 'block',
      message: 'This certificate is still in force.',
      whatToDo: 'Revoke it first; its published status has to change.',
    },
  ]);

async function settleFollowUp(
  store: AssessmentStore,
  followUp: AccreditationFollowUp,
  input: SettleFollowUp & { readonly state: 'confirmed' | 'revoked' },
  deps: AssessmentDeps,
): Promise<AccreditationFollowUp> {
  const { actorId, secondActorId, state } = input;
  const settled = await store.followUps.update({
    ...followUp,
    ...{ state, secondActorId },
    settledBy: actorId,
    settledAt: nowIso(deps),
    reason: input.reason.trim(),
  });
  await audit(store, {
    actorId,
    action: `follow-up.${state}`,
    subjectId: settled.id,
    facts: { target: settled.targetId, accreditation: settled.accreditationId, secondActor: secondActorId },
  });
  return settled;
}
