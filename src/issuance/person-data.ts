import type {
  Appeal,
  Application,
  EvidenceFile,
  ExperienceRecord,
  Moderation,
  Person,
  Portrait,
} from '../assessment/index.js';
import {
  areTwoOfficers,
  isObject,
  refused,
  ServiceError,
  type Clock,
  type Stored,
  type Transactor,
} from '../shared/index.js';
import type { AuditRow, SignedCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';

export interface PersonDataDeps {
  readonly store: Transactor<IssuanceStore>;
  readonly clock: Clock;
  /** Removes what is left of destroyed keys in the database's files; `Storage.purgeDestroyedKeys`. */
  purgeDestroyedKeys(): Promise<void>;
  /** Deletes a file of the evidence store. */
  readonly evidence: { remove(fileId: string): Promise<void> };
}

export type ErasureReason = 'holder-request' | 'retention-ended' | 'registered-in-error' | 'court-order';

export interface ErasePerson {
  readonly personId: string;
  readonly actorId: string;
  /** Two people: what is erased cannot be brought back. */
  readonly secondActorId: string;
  readonly reason: ErasureReason;
}

export interface Erased {
  readonly personId: string;
  /** Credentials of which only hash, number and status remain. */
  readonly credentialIds: readonly string[];
  /** Evidence of which only the hash remains. */
  readonly evidenceIds: readonly string[];
}

/**
 * Erases a person: their data key is destroyed and the sealed columns are emptied, so names, documents, results and the
 * texts of their credentials can be read by nobody any more. Ids, numbers, hashes, status bits and the audit trail remain:
 * a card in somebody's hand still verifies, and its status is still published. Repeating it is harmless.
 *
 * ServiceErrors: `not-found` (404), `R14` (409) without two different people, `issuance-unfinished` (409).
 */
export async function erasePerson(request: ErasePerson, deps: PersonDataDeps): Promise<Erased> {
  const { personId, actorId, secondActorId } = request;
  if (!areTwoOfficers(actorId, secondActorId)) throw needsTwo();
  const credentialIds = await retryStale(() =>
    deps.store.transaction(async (store) => {
      mustBeFound(await store.people.get(personId));
      const known = await subjectsOf(store, personId);
      const credentials = await credentialsOf(store, known.subjectIds);
      const intents = await ofSubjects(known.subjectIds, (subjectId) => store.intents.find({ subjectId }));
      if (intents.some(({ state }) => state !== 'published' && state !== 'voided')) throw unfinished();
      await store.personal.destroyKeys([personId, ...known.subjectIds]);
      await emptyRows(store.people, [personId]);
      await emptyRows(store.portraits, [personId]);
      await emptyRows(store.applications, idsOf(await store.applications.find({ personId })));
      await emptyRows(store.records, idsOf(await store.records.find({ personId })));
      await emptyRows(store.moderations, idsOf(await store.moderations.find({ personId })));
      await emptyRows(store.appeals, idsOf(await store.appeals.find({ personId })));
      await emptyRows(store.experience, idsOf(await store.experience.find({ personId })));
      await emptyRows(store.intents, idsOf(intents));
      await emptyRows(store.credentials, idsOf(credentials));
      await noteRemoved(store, personId, deps);
      await auditErasure(store, request, credentials);
      return [...new Set(credentials.map((row) => row.credentialId))];
    }),
  );
  const evidenceIds = await removeEvidence(personId, deps);
  await deps.purgeDestroyedKeys();
  return { personId, credentialIds, evidenceIds };
}

export interface PersonExport {
  readonly exportedAt: string;
  readonly person: Person;
  /** The photo as JPEG in base64, and whether the passport may show it. */
  readonly photo: Portrait | null;
  /** What the person agreed to, when and how. */
  readonly consentReceipts: readonly (Application['consent'] & { readonly applicationId: string })[];
  readonly applications: readonly Application[];
  readonly assessments: readonly object[];
  readonly certificates: readonly object[];
  readonly statusEvents: readonly object[];
  readonly experience: readonly ExperienceRecord[];
  readonly moderations: readonly Moderation[];
  readonly appeals: readonly Appeal[];
  /** What is kept as evidence; the files themselves are handed out one by one. */
  readonly evidence: readonly EvidenceFile[];
  readonly passports: readonly object[];
  /** The signed documents themselves, as text, in every form. */
  readonly credentials: readonly Pick<SignedCredential, 'credentialId' | 'form' | 'number' | 'signedAt' | 'json'>[];
  readonly auditTrail: readonly AuditRow[];
}

/** Everything held about one person, for that person. Leaves an audit row. ServiceError `not-found` (404). */
export async function exportPerson(
  { personId, actorId }: { readonly personId: string; readonly actorId: string },
  deps: Pick<PersonDataDeps, 'store' | 'clock'>,
): Promise<PersonExport> {
  const { read } = deps.store;
  const person = mustBeFound(await read.people.get(personId));
  await read.audit.append({
    action: 'person.export',
    actorId,
    subjectType: 'person',
    subjectId: personId,
    facts: {},
  });
  const { certificates, experience, passports, subjectIds } = await subjectsOf(read, personId);
  const applications = await read.applications.find({ personId });
  const records = await read.records.find({ personId });
  const decisions = await ofSubjects(idsOf(records), (recordId) => read.decisions.find({ recordId }));
  const credentials = await credentialsOf(read, subjectIds);
  const mentioned = new Set([personId, ...subjectIds, ...idsOf(applications), ...idsOf(records)]);
  return {
    exportedAt: deps.clock.now().toISOString(),
    person,
    photo: await read.portraits.get(personId),
    consentReceipts: applications.flatMap(({ id, consent }) =>
      consent === null ? [] : [{ applicationId: id, ...consent }],
    ),
    applications,
    assessments: records.map((record) => ({
      ...record,
      decisions: decisions.filter(({ recordId }) => recordId === record.id),
    })),
    certificates,
    statusEvents: await ofSubjects(subjectIds, (targetId) => read.statusEvents.find({ targetId })),
    experience,
    moderations: await read.moderations.find({ personId }),
    appeals: await read.appeals.find({ personId }),
    evidence: await read.evidenceFiles.find({ personId }),
    passports,
    credentials: credentials.map(({ credentialId, form, number, signedAt, json }) => ({
      credentialId,
      form,
      number,
      signedAt,
      json,
    })),
    auditTrail: await auditRowsAbout(read, mentioned),
  };
}

async function subjectsOf(store: IssuanceStore, personId: string) {
  const certificates = await store.certificates.find({ personId });
  const experience = await store.experience.find({ personId });
  const passports = await store.passports.find({ personId });
  return { certificates, experience, passports, subjectIds: idsOf([...certificates, ...experience, ...passports]) };
}

const credentialsOf = (store: IssuanceStore, subjectIds: readonly string[]): Promise<SignedCredential[]> =>
  ofSubjects(subjectIds, (subjectId) => store.credentials.find({ subjectId }));

const ofSubjects = async <T>(ids: readonly string[], find: (ids: readonly string[]) => Promise<T[]>): Promise<T[]> =>
  ids.length === 0 ? [] : find(ids);

const idsOf = (rows: readonly Stored[]): string[] => rows.map(({ id }) => id);

interface Rows<T extends Stored> {
  get(id: string): Promise<T | null>;
  update(row: T): Promise<T>;
}

/** Read after their key is gone, rows come without personal fields; written back, nothing of these is left in them. */
async function emptyRows<T extends Stored>(rows: Rows<T>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = await rows.get(id);
    if (row !== null) await rows.update(row);
  }
}

async function auditErasure(
  store: IssuanceStore,
  { personId, actorId, secondActorId, reason }: ErasePerson,
  credentials: readonly SignedCredential[],
): Promise<void> {
  const facts = { second: secondActorId, reason };
  await store.audit.append({ action: 'person.erase', actorId, subjectType: 'person', subjectId: personId, facts });
  for (const subjectId of new Set(credentials.map((row) => row.credentialId))) {
    await store.audit.append({ action: 'credential.erase', actorId, subjectType: 'credential', subjectId, facts });
  }
}

async function noteRemoved(store: IssuanceStore, personId: string, { clock }: PersonDataDeps): Promise<void> {
  const kept = await store.evidenceFiles.find({ personId, removedAt: null });
  for (const file of kept) await store.evidenceFiles.update({ ...file, removedAt: clock.now().toISOString() });
}

/** All of them, noted as removed or not: a run that was stopped after its transaction is finished by repeating it. */
async function removeEvidence(personId: string, deps: PersonDataDeps): Promise<readonly string[]> {
  const files = await deps.store.read.evidenceFiles.find({ personId });
  for (const { fileId } of files) await deps.evidence.remove(fileId);
  return idsOf(files);
}

const AUDIT_PAGE = 1_000;

async function auditRowsAbout(store: IssuanceStore, ids: ReadonlySet<string>): Promise<AuditRow[]> {
  const found: AuditRow[] = [];
  for (let from = 1; ; from += AUDIT_PAGE) {
    const page = await store.auditRows(from, AUDIT_PAGE);
    found.push(...page.filter((row) => ids.has(row.subjectId) || mentions(row.facts, ids)));
    if (page.length < AUDIT_PAGE) return found;
  }
}

const mentions = (facts: unknown, ids: ReadonlySet<string>): boolean =>
  isObject(facts) && Object.values(facts).some((fact) => typeof fact === 'string' && ids.has(fact));

function mustBeFound(person: Person | null): Person {
  if (person !== null) return person;
  throw new ServiceError('not-found', {
    status: 404,
    title: 'There is no such person.',
    whatToDo: 'Check the id of the person and try again.',
  });
}

const needsTwo = (): ServiceError =>
  refused([
    {
      code: 'R14',
      severity: 'block',
      message: 'Erasing a person needs two different people.',
      whatToDo: 'Name a second officer.',
    },
  ]);

const unfinished = (): ServiceError =>
  new ServiceError('issuance-unfinished', {
    status: 409,
    title: 'A certificate of this person is being issued at this moment.',
    whatToDo: 'Run resume, then erase the person.',
  });
