import { matchKey, type CarsRow, type Person, type QualificationRef, type Session } from '../assessment/index.js';
import type { IssuanceDeps } from '../issuance/index.js';
import { ServiceError, type Refusal } from '../shared/index.js';
import { runSession, type SessionCandidate } from './session-run.js';
import type { SessionPeople } from './session-steps.js';
import { awardAll, isRefusal, refusedRow, releaseRows } from './table-awards.js';

/** Who and where a row names, as the register knows them. */
export interface RowParties {
  readonly scheme: string;
  readonly siteId: string;
  readonly assessorPersonId: string;
  readonly assessorAccreditationId: string;
}

export interface TableIntake {
  readonly issuance: IssuanceDeps;
  /** Decides and releases: two different officers (R14). */
  readonly officers: { readonly decidedBy: string; readonly releasedBy: string };
  /** SHA-256, hex, of the table file: the evidence each record names. */
  readonly evidenceSha256: string;
  /** Most candidates of one session, by scheme. */
  candidatesPerSession(scheme: string): number;
  /** Throws ServiceError when a party is not in the register. */
  partiesOf(row: CarsRow): Promise<RowParties>;
}

export interface IssuedRow {
  readonly certificateId: string;
  readonly number: string;
  readonly credentialId: string;
  readonly title: string;
}

/** What became of one row of the table. */
export type RowOutcome =
  | { readonly kind: 'issued' | 'already-issued'; readonly row: number; readonly awards: readonly IssuedRow[] }
  /** Assessed and recorded, and nothing is awarded: Not Yet Competent without a part that stands alone. */
  | { readonly kind: 'not-yet-competent'; readonly row: number }
  | { readonly kind: 'refused'; readonly row: number; readonly refusals: readonly Refusal[] };

interface Entry {
  readonly row: CarsRow;
  readonly parties: RowParties;
}

/**
 * Takes good rows of a results table through every rule to signed awards: sessions entered from paper, decided by one
 * officer, released by another. What is refused is reported with its reasons and stops nothing else; a row that was entered
 * before is continued where it stopped, never issued twice. Outcomes are in the order of the rows.
 */
export async function issueTable(rows: readonly CarsRow[], intake: TableIntake): Promise<readonly RowOutcome[]> {
  const outcomes = new Map<number, RowOutcome>();
  const note = (outcome: RowOutcome): void => void outcomes.set(outcome.row, outcome);
  const fresh: Entry[] = [];
  for (const row of rows) {
    try {
      const known = await continueRow(row, intake);
      if (known !== null) note(known);
      else fresh.push({ row, parties: await intake.partiesOf(row) });
    } catch (error) {
      note(refusedRow(row, error));
    }
  }
  for (const group of groupsOf(fresh, intake)) for (const outcome of await issueGroup(group, intake)) note(outcome);
  return rows.flatMap((row) => outcomes.get(row.row) ?? []);
}

/** Rows of one session: same qualification, place, day and assessor, no more than the scheme allows. */
function groupsOf(entries: readonly Entry[], intake: TableIntake): readonly (readonly Entry[])[] {
  const groups = new Map<string, Entry[][]>();
  for (const entry of entries) {
    const { row, parties } = entry;
    const { qualificationId, revision } = row.qualification;
    const key = JSON.stringify([
      qualificationId,
      revision,
      parties.siteId,
      row.assessedOn,
      parties.assessorAccreditationId,
    ]);
    const sessions = groups.get(key) ?? [];
    const open = sessions.at(-1);
    if (open && open.length < intake.candidatesPerSession(parties.scheme)) open.push(entry);
    else sessions.push([entry]);
    groups.set(key, sessions);
  }
  return [...groups.values()].flat();
}

/** A group that rules refuse is tried again row by row, so that one row does not hold up the others. */
async function issueGroup(group: readonly Entry[], intake: TableIntake): Promise<readonly RowOutcome[]> {
  try {
    const recordIds = await enterGroup(group, intake);
    return await awardAll(
      group.map(({ row }, index) => ({ row, recordId: recordIds[index] ?? '' })),
      intake,
    );
  } catch (error) {
    const [only] = group;
    if (only === undefined) return [];
    if (group.length === 1) return [refusedRow(only.row, error)];
    if (!isRefusal(error)) throw error;
  }
  const outcomes: RowOutcome[] = [];
  for (const entry of group) outcomes.push(...(await issueGroup([entry], intake)));
  return outcomes;
}

async function enterGroup(group: readonly Entry[], intake: TableIntake): Promise<readonly string[]> {
  const [first] = group;
  if (first === undefined) return [];
  const { parties, row } = first;
  const candidates: SessionCandidate[] = [];
  for (const entry of group) candidates.push(await candidateOf(entry, intake));
  const run = await runSession(
    {
      qualification: row.qualification,
      siteId: parties.siteId,
      ...(await freeTime(row.assessedOn, parties, intake)),
      people: { ...OFFICE, ...parties },
      candidates,
    },
    intake.issuance,
  );
  return run.recordIds;
}

/** The desk that enters a table from paper, by user id: planning, approval and attendance were done by hand before. */
const OFFICE: Omit<SessionPeople, 'assessorPersonId' | 'assessorAccreditationId'> = {
  planner: 'table-intake-planner',
  approver: 'table-intake-approver',
  processingOfficer: 'table-intake-processing',
  representativeId: 'table-intake-representative',
  moderator: 'table-intake-moderator',
};

const SLOT_MINUTES = 30;
/** Records are dated six hours after the start, which must still be the same day. */
const SLOTS = 34;
const GONE: readonly Session['state'][] = ['refused', 'cancelled', 'voided'];

/** The table knows the day only. An assessor with several groups on one day gets them one after the other (R05). */
async function freeTime(
  day: string,
  parties: RowParties,
  { issuance }: TableIntake,
): Promise<{ startsAt: string; endsAt: string }> {
  const { scheme, assessorPersonId } = parties;
  const recent = await issuance.store.read.sessions.find({ scheme }, { orderBy: '-startsAt', limit: 5_000 });
  const taken = recent.filter(
    (session) =>
      session.startsAt.startsWith(day) &&
      !GONE.includes(session.state) &&
      session.assessors.some((assessor) => assessor.personId === assessorPersonId),
  );
  const midnight = Date.parse(day);
  for (let slot = 0; slot < SLOTS; slot++) {
    const startsAt = new Date(midnight + slot * SLOT_MINUTES * 60_000).toISOString();
    const endsAt = new Date(midnight + (slot + 1) * SLOT_MINUTES * 60_000).toISOString();
    if (taken.every((session) => session.endsAt <= startsAt || session.startsAt >= endsAt)) return { startsAt, endsAt };
  }
  throw new ServiceError('R05', {
    status: 409,
    title: 'This assessor has no free time on this day.',
    whatToDo: 'Check the day and the assessor of these rows.',
  });
}

async function candidateOf({ row, parties }: Entry, intake: TableIntake): Promise<SessionCandidate> {
  const { nameOwnScript, idNumber } = row;
  const ownScript =
    nameOwnScript === null
      ? []
      : [{ family: nameOwnScript, given: '', script: scriptOf(nameOwnScript), asIn: 'results table' }];
  const { same, alike } = await onFile(row, intake);
  return {
    details: {
      names: [row.name, ...ownScript],
      birthDate: { value: row.birthDate, source: 'results table' },
      schemeIds: idNumber === null ? [] : [{ scheme: parties.scheme === 'TESDA' ? 'ULI' : 'NIC', value: idNumber }],
    },
    ...(same ? { person: { kind: 'same' as const, personId: same.id } } : {}),
    ...(!same && alike.length > 0 ? { person: { kind: 'another' as const } } : {}),
    ...(row.referenceNo === null ? {} : { referenceNo: row.referenceNo }),
    clientType: 'ofw',
    results: row.results,
    evidenceSha256: intake.evidenceSha256,
  };
}

/** Same name and birth date, and no identity number that speaks against it. */
async function onFile(
  row: CarsRow,
  { issuance }: TableIntake,
): Promise<{ readonly same: Person | null; readonly alike: readonly Person[] }> {
  const alike = (await issuance.store.read.people.find({ matchKey: matchKey(row.name) })).filter((person) =>
    [person.birthDate?.value, person.conflictingBirthDate?.value].includes(row.birthDate),
  );
  const numbers = (person: Person): string[] => person.schemeIds.map(({ value }) => value);
  const same = alike.find(
    (person) => row.idNumber === null || numbers(person).length === 0 || numbers(person).includes(row.idNumber),
  );
  return { same: same ?? null, alike };
}

/** ISO 15924 code of the script most letters of a name are written in. */
function scriptOf(text: string): string {
  if (/\p{Script=Sinhala}/u.test(text)) return 'Sinh';
  if (/\p{Script=Tamil}/u.test(text)) return 'Taml';
  return /\p{Script=Arabic}/u.test(text) ? 'Arab' : 'Latn';
}

/** Null when this assessment was never entered; otherwise it is continued from where it stands. */
async function continueRow(row: CarsRow, intake: TableIntake): Promise<RowOutcome | null> {
  const { same } = await onFile(row, intake);
  if (same === null) return null;
  const { read } = intake.issuance.store;
  const sought = { personId: same.id, ...refOf(row), assessedOn: row.assessedOn };
  const records = (await read.records.find(sought)).filter((record) => record.state !== 'voided');
  const [record] = records;
  if (record === undefined) return null;
  const certificates = await read.certificates.find({ ...sought, replacesId: null });
  if (certificates.length > 0) return (await releaseRows([{ row, certificates }], intake))[0] ?? null;
  if (record.state === 'decided') return { kind: 'not-yet-competent', row: row.row };
  const [outcome] = await awardAll([{ row, recordId: record.id }], intake);
  return outcome ?? null;
}

const refOf = ({ qualification }: CarsRow): QualificationRef => ({
  qualificationId: qualification.qualificationId,
  revision: qualification.revision,
});
