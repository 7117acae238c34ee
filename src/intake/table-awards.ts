import type { CarsRow, Certificate } from '../assessment/index.js';
import { releaseCertificates, type ReleaseResult } from '../issuance/index.js';
import { ServiceError, type Refusal } from '../shared/index.js';
import { servicesAt } from './session-steps.js';
import type { IssuedRow, RowOutcome, TableIntake } from './table-intake.js';

interface Recorded {
  readonly row: CarsRow;
  readonly recordId: string;
}

interface Awarded {
  readonly row: CarsRow;
  readonly certificates: readonly Certificate[];
}

/** Decided by the first officer, released by the second; one outcome per record, in their order. */
export async function awardAll(recorded: readonly Recorded[], intake: TableIntake): Promise<readonly RowOutcome[]> {
  const { issuance, officers } = intake;
  const decisions = await servicesAt(issuance, issuance.clock.now()).decideMany({
    actorId: officers.decidedBy,
    recordIds: recorded.map(({ recordId }) => recordId),
  });
  const refused = new Map<number, RowOutcome>();
  const approved: Awarded[] = [];
  for (const { row, recordId } of recorded) {
    const decision = decisions.find((candidate) => candidate.recordId === recordId);
    if (decision?.ok === true) approved.push({ row, certificates: decision.certificates });
    else refused.set(row.row, { kind: 'refused', row: row.row, refusals: blocking(decision?.refusals ?? []) });
  }
  const released = await releaseRows(approved, intake);
  return recorded.flatMap(
    ({ row }) => refused.get(row.row) ?? released.find((outcome) => outcome.row === row.row) ?? [],
  );
}

/** Releases what waits for release in one run; what was released before is only looked up. */
export async function releaseRows(awarded: readonly Awarded[], intake: TableIntake): Promise<readonly RowOutcome[]> {
  const { issuance, officers } = intake;
  const certificates = awarded.flatMap((entry) => entry.certificates);
  const waiting = certificates.filter(({ state }) => state === 'approved').map(({ id }) => id);
  const results = waiting.length === 0 ? [] : await releaseCertificates(waiting, officers.releasedBy, issuance);
  const outcomes: RowOutcome[] = [];
  for (const entry of awarded) outcomes.push(await outcomeOf(entry, results, intake));
  return outcomes;
}

async function outcomeOf(
  { row, certificates }: Awarded,
  results: readonly ReleaseResult[],
  { issuance }: TableIntake,
): Promise<RowOutcome> {
  if (certificates.length === 0) return { kind: 'not-yet-competent', row: row.row };
  const ids = certificates.map(({ id }) => id);
  const own = results.filter(({ subjectId }) => ids.includes(subjectId));
  const refusals = own.flatMap((result) => (result.ok ? [] : result.refusals));
  if (refusals.length > 0) return { kind: 'refused', row: row.row, refusals };
  const released = await issuance.store.read.certificates.find({ id: ids });
  const awards = ids.flatMap((id): IssuedRow[] => {
    const certificate = released.find((candidate) => candidate.id === id);
    if (!certificate?.number || !certificate.credentialId) return [];
    const { number, credentialId, title } = certificate;
    return [{ certificateId: id, number, credentialId, title }];
  });
  return { kind: own.length === 0 ? 'already-issued' : 'issued', row: row.row, awards };
}

/** What the facts forbid, as opposed to a service that does not work. */
export const isRefusal = (error: unknown): error is ServiceError => error instanceof ServiceError && error.status < 500;

/** The error as this row's outcome; rethrown when it says nothing about the row. */
export function refusedRow(row: CarsRow, error: unknown): RowOutcome {
  if (!isRefusal(error)) throw error;
  const own: Refusal = { code: error.code, severity: 'block', message: error.title, whatToDo: error.whatToDo };
  const reasons = blocking(error.refusals);
  return { kind: 'refused', row: row.row, refusals: reasons.length > 0 ? reasons : [own] };
}

function blocking(refusals: readonly Refusal[]): readonly Refusal[] {
  const blocks = refusals.filter(({ severity }) => severity === 'block');
  return blocks.length > 0 ? blocks : refusals;
}
