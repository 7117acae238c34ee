import type { Application, AssessmentRecord, Session } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { parseIso } from '../../shared/index.js';
import { condition, requirePassed } from '../states/machine.js';
import { mustGet, requireInput, type AssessmentDeps, type Command } from './context.js';
import { completeCases, type KnownCase } from './record-cases.js';
import type { RecordCase } from './record-facts.js';
import { appointment, openedRecord, openingConditions, withUnits } from './record-steps.js';

export interface OpenRecord extends Command {
  readonly applicationId: string;
  /** Default: the actor. */
  readonly assessorPersonId?: string;
  readonly referenceNo?: string;
  /** The device's own time, when the record is made away from the server. */
  readonly deviceTime?: string;
  /** A voided or returned record that this one corrects. */
  readonly supersedesId?: string;
}

/** A new record of one candidate, with what it rests on; not stored yet. */
export async function openCase(store: AssessmentStore, input: OpenRecord, deps: AssessmentDeps): Promise<RecordCase> {
  const application = await mustGet(store.applications, input.applicationId, 'application');
  const session = await mustGet(store.sessions, application.sessionId ?? '', 'session');
  const earlier = await store.records.find({ sessionId: session.id });
  const known = opening({ input, application, session, earlier }, deps);
  const [facts] = await completeCases(store, [known], deps);
  if (!facts) throw new Error('a record without its case');
  return withUnits(facts);
}

interface Opening {
  readonly input: OpenRecord;
  readonly application: Application;
  readonly session: Session;
  /** Records of the session so far. */
  readonly earlier: readonly AssessmentRecord[];
}

/** The same when application, session and its other records were read already, for many at once. */
export function opening({ input, application, session, earlier }: Opening, deps: AssessmentDeps): KnownCase {
  requireInput(
    input.deviceTime === undefined || parseIso(input.deviceTime) !== null,
    'The time of the device is not a time.',
    'Set the clock of the device.',
  );
  const request = { ...input, application, session, assessorPersonId: input.assessorPersonId ?? input.actorId };
  const own = earlier.filter((record) => record.applicationId === application.id);
  const corrects = own.some((record) => record.id === input.supersedesId && canBeCorrected(record));
  requirePassed([
    ...(corrects ? [] : openingConditions(request)),
    ...appointment(request),
    ...condition(
      'one-record',
      own.every((record) => record.state === 'voided' || (corrects && record.id === input.supersedesId)),
      [
        'This candidate already has a record in this session.',
        'Continue that record, or void it and make a correcting one.',
      ],
    ),
    ...condition('supersedes', input.supersedesId === undefined || corrects, [
      'Only a voided or returned record of the same candidate and session can be corrected.',
      'Void the old record first, or ask a moderator to return it.',
    ]),
  ]);
  return { record: openedRecord(request, deps), application, session };
}

const canBeCorrected = ({ state }: AssessmentRecord): boolean => state === 'voided' || state === 'returned';
