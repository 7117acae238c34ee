import {
  ServiceError,
  parseIso,
  type AuditEvent,
  type Clock,
  type Ids,
  type Repository,
  type Stored,
  type Transactor,
} from '../../shared/index.js';
import type { Catalogue, Scheme } from '../catalogue/catalogue.js';
import type { Qualification, QualificationRef, ReasonClass, RuleResult, Waiver } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';

/** What the assessment services are built from. */
export interface AssessmentDeps {
  readonly store: Transactor<AssessmentStore>;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  /**
   * Carries a change of status into the published lists, within the transaction that `store` is bound to. Absent where
   * nothing is published: then only what was never issued can change its status.
   */
  readonly publishStatus?: (change: PublishedStatus) => Promise<void>;
}

/** What the published lists must say about an issued credential from now on. */
export interface PublishedStatus {
  readonly credentialId: string;
  readonly revoked: boolean;
  readonly suspended: boolean;
  /** The credential that takes its place, when it was replaced. */
  readonly replacedBy: string | null;
  readonly reasonClass: ReasonClass;
}

/**
 * Publishes a change, or throws: a status that stands in the register but not in the lists would be seen by nobody.
 * Nothing to do for what was never issued.
 */
export async function publishStatus(
  deps: AssessmentDeps,
  change: Omit<PublishedStatus, 'credentialId'> & { readonly credentialId: string | null },
): Promise<void> {
  const { credentialId } = change;
  if (credentialId === null) return;
  if (deps.publishStatus) return deps.publishStatus({ ...change, credentialId });
  throw new ServiceError('status-not-published', {
    status: 500,
    title: 'The status of an issued credential was to change without its published list.',
    whatToDo: 'Nothing was changed. Use the status command or the desk, which publish it.',
  });
}

/** Every command names who causes it; roles are checked where people sign in. */
export interface Command {
  readonly actorId: string;
}

export const nowIso = (deps: Pick<AssessmentDeps, 'clock'>): string => deps.clock.now().toISOString();

/** An instant in the one form that is stored and compared: ISO-8601 UTC with milliseconds. */
export const utc = (instant: string): string => parseIso(instant)?.toISOString() ?? instant;

export const newRow = (deps: Pick<AssessmentDeps, 'ids'>, id = deps.ids.uuid()): Stored => ({ id, version: 1 });

/** @throws ServiceError `not-found` (404) */
export async function mustGet<T extends Stored>(repository: Repository<T>, id: string, what: string): Promise<T> {
  const found = await repository.get(id);
  if (found) return found;
  throw new ServiceError('not-found', {
    status: 404,
    title: `There is no such ${what}.`,
    whatToDo: 'Check the number and search again.',
  });
}

/** Everything with these ids, in the order asked. @throws ServiceError `not-found` (404) when one is missing */
export async function mustGetAll<T extends Stored>(
  repository: Repository<T>,
  ids: readonly string[],
  what: string,
): Promise<readonly T[]> {
  const found = new Map((await findAll(repository, ids)).map((entity) => [entity.id, entity]));
  return ids.map((id) => {
    const entity = found.get(id);
    if (entity) return entity;
    throw new ServiceError('not-found', {
      status: 404,
      title: `There is no such ${what}.`,
      whatToDo: 'Check the numbers and search again.',
    });
  });
}

const findAll = async <T extends Stored>(repository: Repository<T>, ids: readonly string[]): Promise<T[]> =>
  ids.length === 0 ? [] : repository.find({ id: ids } as Parameters<Repository<T>['find']>[0], { limit: ids.length });

export function mustQualify(catalogue: Catalogue, ref: QualificationRef): Qualification {
  const found = catalogue.qualification(ref);
  if (found) return found;
  throw new ServiceError('qualification-unknown', {
    status: 422,
    title: 'This qualification and revision are not in the catalogue.',
    whatToDo: 'Choose a qualification from the catalogue, or add its file.',
  });
}

export function mustHaveScheme(catalogue: Catalogue, key: string): Scheme {
  const found = catalogue.scheme(key);
  if (found) return found;
  throw new ServiceError('scheme-unknown', {
    status: 422,
    title: 'This scheme is not registered.',
    whatToDo: 'Choose one of the registered schemes.',
  });
}

/** Input that cannot be used, whatever the rules say. @throws ServiceError `input-invalid` (422) */
export function requireInput(holds: boolean, title: string, whatToDo: string): void {
  if (!holds) throw new ServiceError('input-invalid', { status: 422, title, whatToDo });
}

type Facts = AuditEvent['facts'];

/** Appends to the audit trail inside the transaction at hand; `action` is `<thing>.<event>`. */
export function audit(
  store: Pick<AssessmentStore, 'audit'>,
  event: { readonly actorId: string; readonly action: string; readonly subjectId: string; readonly facts?: Facts },
): Promise<void> {
  const subjectType = event.action.split('.')[0] ?? event.action;
  return store.audit.append({ facts: {}, ...event, subjectType });
}

/** A reason given for going on although a rule warns (R06, R07) or blocks but can be waived (R03). */
export interface GivenReason {
  readonly rule: string;
  readonly reason: string;
}

const needReason = new Set(['R06', 'R07']);
const canBeWaived = new Set(['R03']);

/**
 * Settles warnings and waivable blocks with the reasons given. Without a reason, R06 and R07 block; with one, R03 no
 * longer does. Returns the settled results and the waivers to keep.
 */
export function settle(
  results: readonly RuleResult[],
  reasons: readonly GivenReason[],
  by: { readonly userId: string; readonly at: string },
): { readonly results: readonly RuleResult[]; readonly waivers: readonly Waiver[] } {
  const waivers: Waiver[] = [];
  const settled = results.map((result): RuleResult => {
    const reason = reasons.find((given) => given.rule === result.rule)?.reason.trim() ?? '';
    const asksReason =
      (result.outcome === 'warn' && needReason.has(result.rule)) ||
      (result.outcome === 'block' && canBeWaived.has(result.rule));
    if (!asksReason) return result;
    if (reason === '') return { ...result, outcome: 'block' };
    if (!waivers.some((known) => known.rule === result.rule))
      waivers.push({ rule: result.rule, reason, byUserId: by.userId, at: by.at });
    return { ...result, outcome: 'warn' };
  });
  return { results: settled, waivers };
}
