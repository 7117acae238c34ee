import type { AssessmentRecord, EvidenceItem, RuleResult } from '../model/index.js';
import { condition, requirePassed } from '../states/machine.js';
import { audit, mustGet, type AssessmentDeps, type Command } from './context.js';
import { mergedResults, type RatedCells } from './merge-results.js';

export interface NoteResults extends Command, RatedCells {
  readonly recordId: string;
  readonly evidence?: readonly EvidenceItem[];
}

export interface AddEvidence extends Command {
  readonly recordId: string;
  readonly item: EvidenceItem;
}

/**
 * What the assessor has tapped so far, kept while the record is still open: a lost tablet loses nothing. No rule is judged
 * and nothing is decided; `enterResults` does that when every cell is filled. The audit trail says who kept how much
 * and when, never how anything was rated: after an erasure nobody can work that out from it.
 */
export const createDraftCommands = (deps: AssessmentDeps) => ({
  noteResults: (input: NoteResults): Promise<AssessmentRecord> =>
    deps.store.transaction(async (store) => {
      const record = await mustGet(store.records, input.recordId, 'assessment record');
      const cells = input.results.map((result) => `${result.unitCode} ${result.method}`);
      requirePassed([
        ...ownRecord(record, input.actorId),
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
      const results = mergedResults(record.results, input);
      const evidence = input.evidence ?? record.evidence;
      const saved = await store.records.update({ ...record, results, evidence });
      await audit(store, {
        actorId: input.actorId,
        action: 'record.note-results',
        subjectId: record.id,
        facts: { cells: results.length, evidence: evidence.length },
      });
      return saved;
    }),

  /** One more photo or paper, until the candidate has agreed: from then on the record stands as it is. */
  addEvidence: (input: AddEvidence): Promise<AssessmentRecord> =>
    deps.store.transaction(async (store) => {
      const record = await mustGet(store.records, input.recordId, 'assessment record');
      requirePassed([
        ...ownRecord(record, input.actorId),
        ...condition('before-agreement', ['open', 'results-entered'].includes(record.state), [
          'The candidate has agreed to this record; nothing can be added.',
          'Void it with a second officer and make a correcting record.',
        ]),
        ...condition(
          'evidence',
          input.item.unitCodes.every((code) => record.unitCodes.includes(code)),
          ['This evidence names a unit that is not assessed.', 'Attach it to a unit of the record.'],
        ),
        ...condition('evidence-count', record.evidence.length < MOST_EVIDENCE, [
          `A record holds at most ${MOST_EVIDENCE} pieces of evidence.`,
          'Keep the ones that show the work best.',
        ]),
      ]);
      const saved = await store.records.update({ ...record, evidence: [...record.evidence, input.item] });
      await audit(store, {
        actorId: input.actorId,
        action: 'record.add-evidence',
        subjectId: record.id,
        facts: { sha256: input.item.sha256 },
      });
      return saved;
    }),
});

const MOST_EVIDENCE = 200;

const ownRecord = (record: AssessmentRecord, actorId: string): RuleResult[] =>
  condition('own-record', record.assessorPersonId === actorId, [
    'Only the assessor who opened this record can fill it.',
    'Ask the assessor.',
  ]);
