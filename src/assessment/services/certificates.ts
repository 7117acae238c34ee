import { refused } from '../../shared/index.js';
import type { Certificate, ReasonClass, StatusEvent } from '../model/index.js';
import { condition, fire, transition } from '../states/machine.js';
import {
  changeStatus,
  confirmStatusChange,
  proposed,
  type ChangeCertificateStatus,
  type ConfirmStatusChange,
} from './certificate-status.js';
import { prepareRenewal, prepareReplacement, type PrepareReplacement } from './certificate-successors.js';
import { audit, mustGet, newRow, nowIso, type AssessmentDeps, type Command } from './context.js';

export interface ProposeStatusChange extends Command {
  readonly certificateId: string;
  readonly event: 'suspend' | 'reinstate' | 'revoke';
  readonly reasonClass: ReasonClass;
}

export interface RefuseCertificate extends Command {
  readonly certificateId: string;
  readonly reason: string;
}

export function createCertificateCommands(deps: AssessmentDeps) {
  return {
    /** Suspend, reinstate, revoke, replace or renew, with its line in the history of status changes. */
    changeCertificateStatus: (input: ChangeCertificateStatus): Promise<Certificate> =>
      deps.store.transaction((store) => changeStatus(store, input, deps)),

    /**
     * First of two officers: written to the history as `proposed:<state>`, without effect. A second officer confirms it
     * with `confirmStatusChange`, until the certificate changes in another way.
     */
    proposeStatusChange: (input: ProposeStatusChange): Promise<StatusEvent> =>
      deps.store.transaction(async (store) => {
        const certificate = await mustGet(store.certificates, input.certificateId, 'certificate');
        const step = transition('certificate', certificate.state, input.event);
        if (!step.ok) throw refused([step.refusal]);
        const event = await store.statusEvents.insert({
          ...newRow(deps),
          targetType: 'certificate',
          targetId: certificate.id,
          from: certificate.state,
          to: `${proposed}${step.to}`,
          reasonClass: input.reasonClass,
          actorId: input.actorId,
          secondActorId: null,
          at: nowIso(deps),
        });
        await audit(store, {
          actorId: input.actorId,
          action: `certificate.propose-${input.event}`,
          subjectId: certificate.id,
          facts: { reason: input.reasonClass, event: event.id },
        });
        return event;
      }),

    /** Second officer. @throws R27 when it is the same person */
    confirmStatusChange: (input: ConfirmStatusChange): Promise<Certificate> =>
      deps.store.transaction((store) => confirmStatusChange(store, input, deps)),

    /** A new certificate for the same award: same dates, new number, linked to the old one. Approved by this officer. */
    prepareReplacement: (input: PrepareReplacement): Promise<Certificate> =>
      deps.store.transaction((store) => prepareReplacement(store, input, deps)),

    /** A new certificate after experience in the qualification (renewal policy of the scheme). */
    prepareRenewal: (input: Command & { readonly certificateId: string }): Promise<Certificate> =>
      deps.store.transaction((store) => prepareRenewal(store, input, deps)),

    /**
     * The way out for a certificate that was prepared or approved and must not be released: a successor whose predecessor
     * was cancelled meanwhile, or an award whose record turned out wrong. Nothing was issued, so one officer is enough.
     */
    refuseCertificate: (input: RefuseCertificate): Promise<Certificate> =>
      deps.store.transaction(async (store) => {
        const certificate = await mustGet(store.certificates, input.certificateId, 'certificate');
        const state = fire(
          { machine: 'certificate', state: certificate.state, event: 'refuse' },
          { reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']) },
        );
        const saved = await store.certificates.update({ ...certificate, state });
        await audit(store, { actorId: input.actorId, action: 'certificate.refuse', subjectId: saved.id });
        return saved;
      }),
  };
}
