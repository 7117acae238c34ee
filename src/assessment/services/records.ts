import type { AssessmentRecord } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import { takeStep } from './applications.js';
import { mustGet, mustGetAll, nowIso, requireInput, utc, type AssessmentDeps, type Command } from './context.js';
import { auditRecord } from './record-audit.js';
import { completeCases, createAuthority, loadCases } from './record-cases.js';
import { asSigned, authorityRules, resultRules, type RecordCase } from './record-facts.js';
import { openCase, opening, type OpenRecord } from './record-opening.js';
import {
  acknowledged,
  enteredResults,
  signed,
  withUnits,
  type Acknowledgement,
  type EnteredResults,
} from './record-steps.js';
import { submitAll, type RecordsCommand, type SubmitRecords } from './record-submission.js';
import { voidAll } from './void-records.js';

export interface RecordCommand extends Command {
  readonly recordId: string;
}
export interface EnterResults extends RecordCommand, EnteredResults {}
export interface AcknowledgeRecord extends RecordCommand, Acknowledgement {}
export interface SignRecord extends RecordCommand {
  readonly deviceTime?: string;
}

/** One candidate's whole CARS, for sessions that were written down first. */
export interface RecordEntry extends EnteredResults {
  readonly applicationId: string;
  readonly referenceNo?: string;
  readonly acknowledgement: Acknowledgement;
  readonly deviceTime?: string;
}
export interface RecordSession extends Command {
  readonly sessionId: string;
  readonly entries: readonly RecordEntry[];
}
export interface VoidRecord extends RecordCommand {
  readonly secondActorId: string;
  readonly reason: string;
}

/** The CARS from opening to submission. Assessors and representatives act under their person id. */
export function createRecordCommands(deps: AssessmentDeps) {
  return {
    openRecord: (input: OpenRecord): Promise<AssessmentRecord> =>
      deps.store.transaction(async (store) => {
        const opened = await openCase(store, input, deps);
        await endReturned(store, input.supersedesId, input.actorId);
        const record = await store.records.insert(opened.record);
        await auditRecord(store, record, input.actorId, 'open');
        return record;
      }),

    /** Enters or revises; the overall result is computed (R09), the recommendation too unless it is given. */
    enterResults: (input: EnterResults): Promise<AssessmentRecord> =>
      change(input, 'enter-results', deps, async (facts) => {
        requirePassed(
          condition('own-record', facts.record.assessorPersonId === input.actorId, [
            'Only the assessor who opened this record can fill it.',
            'Ask the assessor.',
          ]),
        );
        return enteredResults(facts, input, deps);
      }),

    acknowledgeRecord: (input: AcknowledgeRecord): Promise<AssessmentRecord> =>
      change(input, 'acknowledge', deps, async (facts) => acknowledged(facts, input, deps)),

    /** Freezes the record; the application is now `assessed`. */
    signRecord: (input: SignRecord): Promise<AssessmentRecord> =>
      change(input, 'sign', deps, async (facts, store) => {
        const authority = await authorityRules(store, facts, deps);
        const at = utc(input.deviceTime ?? nowIso(deps));
        const frozen = signed(facts, { actorId: input.actorId, at, authority });
        await markAssessed(store, frozen, input.actorId);
        return frozen;
      }),

    /** Opens, fills, acknowledges and signs many records in one transaction; all of them or none. */
    recordSession: (input: RecordSession): Promise<readonly AssessmentRecord[]> =>
      deps.store.transaction((store) => recordAll(store, input, deps)),

    countersignRecords: (input: RecordsCommand): Promise<readonly AssessmentRecord[]> =>
      each(input, deps, async (facts) => {
        const { record, session } = facts;
        const state = fire(
          { machine: 'assessmentRecord', state: record.state, event: 'countersign' },
          {
            representative: condition('representative', session.representativeId === input.actorId, [
              'Only the representative of this session can countersign.',
              'Ask the representative.',
            ]),
            asSigned: asSigned(record),
          },
        );
        const signature = {
          role: 'representative' as const,
          userId: input.actorId,
          at: nowIso(deps),
          sha256: record.frozenSha256 ?? '',
        };
        return [{ ...record, state, signatures: [...record.signatures, signature] }, 'countersign'];
      }),

    /** The server judges every rule again with the facts of the day of the assessment, and draws what a moderator looks at. */
    submitRecords: (input: SubmitRecords): Promise<readonly AssessmentRecord[]> =>
      deps.store.transaction((store) => submitAll(store, input, deps)),

    /** Two officers. The record stays readable; a correction is a new record with `supersedesId`. */
    voidRecord: (input: VoidRecord): Promise<AssessmentRecord> =>
      deps.store.transaction(async (store) => {
        const record = await mustGet(store.records, input.recordId, 'assessment record');
        fire(
          { machine: 'assessmentRecord', state: record.state, event: 'void' },
          {
            'two-actors': [rules.R27.evaluate({ ...input, reasonClass: 'issued-in-error' })],
            reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']),
          },
        );
        await voidAll(store, [record], input);
        return mustGet(store.records, record.id, 'assessment record');
      }),
  };
}

function change(
  input: RecordCommand,
  event: string,
  deps: AssessmentDeps,
  work: (facts: RecordCase, store: AssessmentStore) => Promise<RecordCase>,
): Promise<AssessmentRecord> {
  return deps.store.transaction(async (store) => {
    const facts = await work(await oneCase(store, input.recordId, deps), store);
    const record = await store.records.update(facts.record);
    await auditRecord(store, record, input.actorId, event);
    return record;
  });
}

async function oneCase(store: AssessmentStore, recordId: string, deps: AssessmentDeps): Promise<RecordCase> {
  const [facts] = await loadCases(store, [recordId], deps);
  if (!facts) throw new Error('a record without its case');
  return facts;
}

function each(
  input: RecordsCommand,
  deps: AssessmentDeps,
  work: (facts: RecordCase, store: AssessmentStore) => Promise<readonly [AssessmentRecord, event: string]>,
): Promise<readonly AssessmentRecord[]> {
  return deps.store.transaction(async (store) => {
    const saved: AssessmentRecord[] = [];
    for (const facts of await loadCases(store, input.recordIds, deps)) {
      const [changed, event] = await work(facts, store);
      const record = await store.records.update(changed);
      await auditRecord(store, record, input.actorId, event);
      saved.push(record);
    }
    return saved;
  });
}

/** What a moderator returned ends when its correction begins. */
async function endReturned(store: AssessmentStore, supersedesId: string | undefined, actorId: string): Promise<void> {
  const old = supersedesId === undefined ? null : await store.records.get(supersedesId);
  if (old?.state !== 'returned') return;
  const answers = { correction: [] };
  const state = fire({ machine: 'assessmentRecord', state: old.state, event: 'supersede' }, answers);
  await auditRecord(store, await store.records.update({ ...old, state }), actorId, 'supersede');
}

async function recordAll(
  store: AssessmentStore,
  input: RecordSession,
  deps: AssessmentDeps,
): Promise<readonly AssessmentRecord[]> {
  const session = await mustGet(store.sessions, input.sessionId, 'session');
  const applications = await mustGetAll(
    store.applications,
    input.entries.map((entry) => entry.applicationId),
    'application',
  );
  requireInput(
    applications.every((application) => application.sessionId === session.id),
    'A candidate is not in this session.',
    'Take that row out.',
  );
  requireInput(
    new Set(applications.map((application) => application.id)).size === applications.length,
    'A candidate is in the list twice.',
    'Keep one row for each candidate.',
  );
  const earlier = await store.records.find({ sessionId: session.id });
  const known = applications.map((application, index) => {
    const { referenceNo, deviceTime } = input.entries[index] ?? {};
    const about = {
      actorId: input.actorId,
      applicationId: application.id,
      ...(referenceNo === undefined ? {} : { referenceNo }),
      ...(deviceTime === undefined ? {} : { deviceTime }),
    };
    return opening({ input: about, application, session, earlier }, deps);
  });
  const authority = createAuthority(store, deps);
  const cases = await completeCases(store, known, deps);
  const records: AssessmentRecord[] = [];
  for (const [index, entry] of input.entries.entries()) {
    const facts = cases[index];
    if (!facts) throw new Error('a record without its case');
    const filled = acknowledged(enteredResults(withUnits(facts), entry, deps), entry.acknowledgement, deps);
    const at = utc(entry.deviceTime ?? nowIso(deps));
    const frozen = signed(filled, { actorId: input.actorId, at, authority: await authority(filled) });
    await markAssessed(store, frozen, input.actorId);
    records.push(frozen.record);
  }
  await store.records.insertMany(records);
  for (const record of records) await auditRecord(store, record, input.actorId, 'sign');
  return records;
}

async function markAssessed(store: AssessmentStore, facts: RecordCase, actorId: string): Promise<void> {
  const { application } = facts;
  // A correcting record finds the application already assessed.
  if (application.state !== 'attended') return;
  const results = resultRules(facts);
  const of = (rule: string) => results.filter((result) => result.rule === rule);
  const answers = { R08: of('R08'), R09: of('R09'), R12: of('R12') };
  await takeStep(store, { application, changed: application, event: 'record-result', answers }, actorId);
}
