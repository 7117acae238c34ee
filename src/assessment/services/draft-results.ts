import type { AssessmentRecord, EvidenceItem, UnitMethodResult } from '../model/index.js';
import { condition, requirePassed } from '../states/machine.js';
import { mustGet, type AssessmentDeps, type Command } from './context.js';

export interface NoteResults extends Command {
  readonly recordId: string;
  readonly results: readonly UnitMethodResult[];
  readonly evidence?: readonly EvidenceItem[];
}

/**
 * What the assessor has tapped so far, kept while the record is still open: a lost tablet loses nothing. No rule is judged
 * and nothing is decided; `enterResults` does that when every cell is filled. Not audited: the entered results are.
 */
export const createDraftCommands = (deps: AssessmentDeps) => ({
  noteResults: (input: NoteResults): Promise<AssessmentRecord> =>
    deps.store.transaction(async (store) => {
      const record = await mustGet(store.records, input.recordId, 'assessment record');
      const cells = input.results.map((result) => `${result.unitCode} ${result.method}`);
      requirePassed([
        ...condition('own-record', record.assessorPersonId === input.actorId, [
          'Only the assessor who opened this record can fill it.',
          'Ask the assessor.',
        ]),
        ...condition('record-open', record.state === 'open', [
          'The results of this record were entered already.',
          'Open the record again to see them.',
        ]),
        ...condition(
          'known-cells',
          new Set(cells).size === cells.length &&
            input.results.every((result) => record.unitCodes.includes(result.unitCode)),
          ['A result stands twice, or for a unit that is not assessed here.', 'Open the record again.'],
        ),
      ]);
      return store.records.update({ ...record, results: input.results, evidence: input.evidence ?? record.evidence });
    }),
});
