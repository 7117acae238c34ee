import type { Accreditation, Application, AssessmentRecord, Certificate, RuleResult, Session } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { findEvery, type Filter, type Page, type Repository, type Stored } from '../../shared/index.js';
import { mustGetAll, mustHaveScheme, mustQualify, type AssessmentDeps } from './context.js';
import { authorityRules, type RecordCase } from './record-facts.js';

export type KnownCase = Pick<RecordCase, 'record' | 'application' | 'session'>;

/** Everything about these records, in their order: a handful of queries, however many records. */
export async function loadCases(
  store: AssessmentStore,
  recordIds: readonly string[],
  deps: AssessmentDeps,
): Promise<readonly RecordCase[]> {
  const records = await mustGetAll(store.records, recordIds, 'assessment record');
  const applications = byId(await mustGetAll(store.applications, distinct(records, 'applicationId'), 'application'));
  const sessions = byId(await mustGetAll(store.sessions, distinct(records, 'sessionId'), 'session'));
  const known = records.flatMap((record): KnownCase[] => {
    const application: Application | undefined = applications.get(record.applicationId);
    const session: Session | undefined = sessions.get(record.sessionId);
    return application && session ? [{ record, application, session }] : [];
  });
  return completeCases(store, known, deps);
}

/** Adds person, qualification, scheme and the awards that count (R10). */
export async function completeCases(
  store: AssessmentStore,
  known: readonly KnownCase[],
  deps: AssessmentDeps,
): Promise<readonly RecordCase[]> {
  const records = known.map(({ record }) => record);
  const personIds = distinct(records, 'personId');
  const people = byId(await mustGetAll(store.people, personIds, 'person'));
  const awards =
    personIds.length === 0 ? [] : await findEvery(store.certificates, { personId: personIds, state: 'active' });
  return known.flatMap((entry): RecordCase[] => {
    const person = people.get(entry.record.personId);
    if (!person) return [];
    const qualification = mustQualify(deps.catalogue, entry.record);
    const policy = mustHaveScheme(deps.catalogue, entry.record.scheme);
    return [{ ...entry, person, qualification, policy, held: awards.filter((award) => counts(award, entry.record)) }];
  });
}

/** An active award of the same person and standard revision that was valid on the day of the assessment. */
const counts = (award: Certificate, record: AssessmentRecord): boolean =>
  award.personId === record.personId &&
  award.qualificationId === record.qualificationId &&
  award.revision === record.revision &&
  (award.validUntil === null || award.validUntil >= record.assessedOn);

const byId = <T extends Stored>(entities: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entities.map((entity) => [entity.id, entity]));

const distinct = <K extends 'applicationId' | 'sessionId' | 'personId'>(
  records: readonly AssessmentRecord[],
  key: K,
): readonly string[] => [...new Set(records.map((record) => record[key]))];

/**
 * R01-R03 for many records of one transaction. Accreditations are asked for once: sessions share assessors and site, and
 * nothing in such a transaction changes them.
 */
export function createAuthority(
  store: AssessmentStore,
  deps: AssessmentDeps,
): (facts: RecordCase) => Promise<readonly RuleResult[]> {
  const reading = { ...store, accreditations: remembering(store.accreditations) };
  return (facts) => authorityRules(reading, facts, deps);
}

function remembering(repository: Repository<Accreditation>): Repository<Accreditation> {
  const got = new Map<string, Promise<Accreditation | null>>();
  const found = new Map<string, Promise<Accreditation[]>>();
  const once = <T>(memory: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> => {
    const known = memory.get(key);
    if (known) return known;
    const asked = ask();
    memory.set(key, asked);
    return asked;
  };
  return {
    ...repository,
    get: (id) => once(got, id, () => repository.get(id)),
    find: (filter: Filter<Accreditation>, page?: Page) =>
      once(found, JSON.stringify([filter, page ?? null]), () => repository.find(filter, page)),
  };
}
