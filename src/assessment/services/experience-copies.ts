import type { ExperienceRecord } from '../model/index.js';
import { condition, requirePassed } from '../states/machine.js';
import { audit, mustGet, type AssessmentDeps, type Command } from './context.js';

export interface CopyExperience extends Command {
  readonly experienceId: string;
  /** Id of the new record, chosen by the caller. */
  readonly copyId: string;
}

export function createExperienceCopies(deps: AssessmentDeps) {
  return {
    /**
     * The same work once more, with the confirmations it has, because the credential that was issued for it cannot stand.
     * The first record stays as it is until it is withdrawn.
     */
    copyExperience: ({ experienceId, copyId, actorId }: CopyExperience): Promise<ExperienceRecord> =>
      deps.store.transaction(async (store) => {
        const record = await mustGet(store.experience, experienceId, 'experience record');
        const isIssued = record.credentialId !== null && record.state.startsWith('confirmed');
        requirePassed(
          condition('issued', isIssued, [
            'Nothing was issued for this experience, or it was taken back.',
            'Issue it in the ordinary way.',
          ]),
        );
        const copy = await store.experience.insert({ ...record, id: copyId, version: 1, credentialId: null });
        await audit(store, {
          actorId,
          action: 'experience.copy',
          subjectId: copy.id,
          facts: { of: record.id, state: copy.state },
        });
        return copy;
      }),
  };
}
