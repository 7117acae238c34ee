import { refused } from '../../shared/index.js';
import type { Certificate, ReasonClass, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire, transition, type GuardAnswers } from '../states/machine.js';
import { audit, mustGet, newRow, nowIso, publishStatus, type AssessmentDeps, type Command } from './context.js';

export type StatusChange = 'suspend' | 'reinstate' | 'revoke' | 'replace' | 'renew';

export interface ChangeCertificateStatus extends Command {
  readonly certificateId: string;
  readonly event: StatusChange;
  readonly reasonClass: ReasonClass;
  /** The second officer (R27); null only at the holder's own request. Both must have signed in themselves. */
  readonly secondActorId: string | null;
  /** replace and renew: the certificate that takes the place. */
  readonly replacedById?: string;
}

export interface ConfirmStatusChange extends Command {
  readonly statusEventId: string;
}

export const proposed = 'proposed:';

/**
 * Takes one certificate through its state machine - and, when it is suspended or revoked, the others of the same award that
 * are in force too. A lost card and its replacement say the same thing about the same assessment: if that was bought, an
 * employer must not be shown the other one as genuine. What the holder asks for, or a correction, concerns one piece of
 * paper only; then a released successor is a reason to refuse, because the right step is to mark the old one as replaced.
 * Lifting a suspension is done for each certificate by itself.
 */
export async function changeStatus(
  store: AssessmentStore,
  input: ChangeCertificateStatus,
  deps: AssessmentDeps,
): Promise<Certificate> {
  const certificate = await mustGet(store.certificates, input.certificateId, 'certificate');
  const kin = await alsoConcerned(store, certificate, input);
  const saved = await changeOne(store, certificate, input, deps);
  for (const other of kin) await changeOne(store, other, { ...input, certificateId: other.id }, deps);
  return saved;
}

/** Reasons that lie in one piece of paper and say nothing against the award. */
const paperReasons: readonly ReasonClass[] = ['holder-request', 'superseded-by-correction'];

async function alsoConcerned(
  store: AssessmentStore,
  certificate: Certificate,
  { event, reasonClass }: ChangeCertificateStatus,
): Promise<readonly Certificate[]> {
  if (event !== 'suspend' && event !== 'revoke') return [];
  const kin = (await kinOf(store, certificate)).filter(({ state }) => transition('certificate', state, event).ok);
  if (!paperReasons.includes(reasonClass)) return kin;
  if (kin.some((other) => other.replacesId === certificate.id)) throw refused([successorReleased]);
  return [];
}

const successorReleased = {
  code: 'successor-released',
  severity: 'block',
  message: 'A certificate that takes the place of this one is already released, and would stay valid.',
  whatToDo:
    'Mark this one as replaced by it. If the award itself is wrong, give that reason: both are then cancelled together.',
} as const;

/** Every other certificate of the same award: what it replaced, and what replaced it, as far as the links go. */
async function kinOf(store: AssessmentStore, certificate: Certificate): Promise<readonly Certificate[]> {
  const known = new Map([[certificate.id, certificate]]);
  for (let round = [certificate]; round.length > 0;) {
    const olderIds = round.flatMap(({ replacesId }) => (replacesId === null ? [] : [replacesId]));
    const found = [
      ...(olderIds.length === 0 ? [] : await store.certificates.find({ id: olderIds })),
      ...(await store.certificates.find({ replacesId: round.map(({ id }) => id) })),
    ];
    round = found.filter(({ id }) => !known.has(id));
    for (const other of round) known.set(other.id, other);
  }
  known.delete(certificate.id);
  return [...known.values()];
}

async function changeOne(
  store: AssessmentStore,
  certificate: Certificate,
  input: ChangeCertificateStatus,
  deps: AssessmentDeps,
): Promise<Certificate> {
  const successor =
    input.replacedById === undefined ? null : await mustGet(store.certificates, input.replacedById, 'certificate');
  const { event, reasonClass, actorId, secondActorId } = input;
  const state = fire(
    { machine: 'certificate', state: certificate.state, event },
    guards({ certificate, successor, input })[event],
  );
  const saved = await store.certificates.update({
    ...certificate,
    state,
    replacedById: successor?.id ?? certificate.replacedById,
  });
  await store.statusEvents.insert({
    ...newRow(deps),
    targetType: 'certificate',
    targetId: saved.id,
    from: certificate.state,
    to: state,
    reasonClass,
    actorId,
    secondActorId,
    at: nowIso(deps),
  });
  await audit(store, {
    actorId,
    action: `certificate.${event}`,
    subjectId: saved.id,
    facts: { reason: reasonClass, secondActor: secondActorId, replacedBy: saved.replacedById },
  });
  await publishStatus(deps, {
    credentialId: saved.credentialId,
    revoked: state === 'revoked',
    suspended: state === 'suspended',
    replacedBy: successor?.credentialId ?? null,
    reasonClass,
  });
  return saved;
}

interface ChangeCase {
  readonly certificate: Certificate;
  readonly successor: Certificate | null;
  readonly input: ChangeCertificateStatus;
}

function guards({ certificate, successor, input }: ChangeCase): Record<StatusChange, GuardAnswers> {
  const linked = successor !== null && successor.replacesId === certificate.id && successor.state === 'active';
  const twoOfficers = [rules.R27.evaluate(input)];
  const followed = condition('successor', linked, [
    'The certificate that takes its place is not released yet.',
    'Release the new certificate first.',
  ]);
  const newNumber: RuleResult[] =
    successor === null
      ? followed
      : [
          rules.R15.evaluate({
            number: successor.number,
            takenByAnother: false,
            replacedNumber: certificate.number,
          }),
        ];
  return {
    suspend: { R27: twoOfficers },
    reinstate: { R27: twoOfficers },
    revoke: { R27: twoOfficers },
    replace: { R15: newNumber, 'lost-damaged-or-corrected': followed, R27: twoOfficers },
    renew: { 'renewal-policy': [], 'new-certificate-linked': followed, R15: newNumber },
  };
}

/** The second officer's part of a proposal in the history. */
export async function confirmStatusChange(
  store: AssessmentStore,
  input: ConfirmStatusChange,
  deps: AssessmentDeps,
): Promise<Certificate> {
  const proposal = await mustGet(store.statusEvents, input.statusEventId, 'proposal');
  const certificate = await mustGet(store.certificates, proposal.targetId, 'certificate');
  const target = proposal.to.startsWith(proposed) ? proposal.to.slice(proposed.length) : null;
  const later = (await store.statusEvents.find({ targetId: certificate.id })).filter(
    (event) => event.at > proposal.at && !event.to.startsWith(proposed),
  );
  const event = eventTo(target);
  if (event === null || certificate.state !== proposal.from || later.length > 0)
    throw refused([
      {
        code: 'proposal-outdated',
        severity: 'block',
        message: 'This proposal no longer fits the certificate.',
        whatToDo: 'Look at the certificate and propose again.',
      },
    ]);
  const { reasonClass, actorId } = proposal;
  return changeStatus(
    store,
    { certificateId: certificate.id, event, reasonClass, actorId, secondActorId: input.actorId },
    deps,
  );
}

function eventTo(state: string | null): 'suspend' | 'reinstate' | 'revoke' | null {
  switch (state) {
    case 'suspended':
      return 'suspend';
    case 'active':
      return 'reinstate';
    case 'revoked':
      return 'revoke';
    default:
      return null;
  }
}
