import { createAssessmentServices, type Accreditation, type Organization } from '../assessment/index.js';
import {
  findEvery,
  isoDay,
  parseJson,
  isObject,
  ServiceError,
  type AccreditationClaims,
  type JsonObject,
} from '../shared/index.js';
import type { AccreditationIssuingDeps } from './accreditation-credentials.js';
import { sha256 } from './cycle.js';
import type { AccreditationCredential } from './model.js';

/** What was found out about a document by our own verifier, with the trust list of the day. */
export interface JudgedAccreditation {
  readonly claims: AccreditationClaims;
  readonly number: string;
  /** As the signed trust list names the grantor; null when no list names it. */
  readonly grantor: { readonly did: string; readonly name: string; readonly country: string } | null;
  readonly isSignatureIntact: boolean;
  /** Neither suspended nor revoked, as read now; what could not be read is not clear. */
  readonly isStatusClear: boolean;
  /** Its own lists say that it is suspended or revoked. */
  readonly isWithdrawn: boolean;
}

export interface ImportDeps extends AccreditationIssuingDeps {
  /** Null for what is no accreditation credential. */
  judgeAccreditation(document: JsonObject): Promise<JudgedAccreditation | null>;
}

export interface ImportAccreditation {
  /** The credential as received. */
  readonly json: string;
  readonly actorId: string;
  readonly secondActorId: string;
}

const LIMITS = { maxLength: 262_144, maxDepth: 12, maxNodes: 10_000 };

/**
 * Two officers take over what a framework authority elsewhere signed: its accreditation of an awarding body of ours. It counts
 * when the authority is in the trust list (through an operator recognised here), its signature holds and its status is clear.
 * From then on the body awards within it and no further, and the register can suspend or revoke it.
 *
 * @throws ServiceError R27, `accreditation-unreadable` (422), `accreditation-not-ours`, `accreditation-not-trusted`,
 *   `accreditation-scope-unknown` (409)
 */
export async function importAccreditation(
  { json, actorId, secondActorId }: ImportAccreditation,
  deps: ImportDeps,
): Promise<AccreditationCredential> {
  if (actorId === '' || secondActorId === '' || actorId === secondActorId) throw twoOfficers();
  const parsed = parseJson(json, LIMITS);
  const judged = parsed.ok && isObject(parsed.value) ? await deps.judgeAccreditation(parsed.value) : null;
  if (judged === null) throw unreadable();
  const { claims, grantor, isSignatureIntact, isStatusClear } = judged;
  const { read } = deps.store;
  const [body] = await read.organizations.find({ did: claims.for, type: 'awarding-body' });
  if (body === undefined) throw notOurs();
  if (grantor === null || !isSignatureIntact || !isStatusClear) throw notTrusted(judged);
  const qualifications = coveredBy(claims, body, deps);
  if (qualifications.length === 0) throw unknownScope();
  const now = deps.clock.now();
  return deps.store.transaction(async (store) => {
    const [known] = await store.organizations.find({ did: grantor.did });
    const authority = known ?? (await store.organizations.insert(authorityOf(grantor, deps.ids.uuid())));
    const accreditation = await store.accreditations.insert({
      ...{ id: deps.ids.uuid(), version: 1, subjectType: 'organization', subjectId: body.id, role: 'awarding-body' },
      qualifications,
      ...{ number: judged.number, grantedById: authority.id, validFrom: claims.from, validUntil: claims.until },
      ...{ state: 'active', retroactiveFrom: null, stateChangedAt: now.toISOString() },
    });
    const row = await store.accreditationCredentials.insert({
      ...{ id: deps.ids.uuid(), version: 1, accreditationId: accreditation.id, credentialId: claims.id },
      ...{ issuerDid: claims.by, holder: claims.for, json, sha256: sha256(json) },
      ...{ signedAt: now.toISOString(), supersededAt: null },
    });
    await store.audit.append({
      action: 'accreditation-credential.imported',
      actorId,
      subjectType: 'accreditation',
      subjectId: accreditation.id,
      facts: { credential: claims.id, sha256: row.sha256, secondActor: secondActorId, on: isoDay(now) },
    });
    return row;
  });
}

/**
 * What an authority elsewhere suspended or revoked after it was taken over is suspended here: the service may take away by
 * itself, and officers decide what follows. What could not be read changes nothing. Returns how many.
 */
export async function followImported(actorId: string, deps: ImportDeps): Promise<number> {
  const { read } = deps.store;
  const here = new Set((await deps.keys.list()).map(({ controller }) => controller));
  const services = createAssessmentServices(deps);
  let suspended = 0;
  for (const { issuerDid, accreditationId, json } of await findEvery(read.accreditationCredentials, {
    supersededAt: null,
  })) {
    if (here.has(issuerDid) || (await read.accreditations.get(accreditationId))?.state !== 'active') continue;
    const parsed = parseJson(json, LIMITS);
    const judged = parsed.ok && isObject(parsed.value) ? await deps.judgeAccreditation(parsed.value) : null;
    if (judged?.isWithdrawn !== true) continue;
    await services.suspendAccreditation({ actorId, accreditationId, reasonClass: 'accreditation-void' });
    suspended++;
  }
  return suspended;
}

const authorityOf = (
  { did, name, country }: NonNullable<JudgedAccreditation['grantor']>,
  id: string,
): Organization => ({
  ...{ id, version: 1, type: 'framework-authority', legalName: name, shortName: name, country, did },
  ...{ parentId: null, scheme: null, registrationIds: [] },
});

function coveredBy(
  { qualifications }: AccreditationClaims,
  { scheme }: Organization,
  { catalogue, addresses }: ImportDeps,
): Accreditation['qualifications'] {
  const own = catalogue.qualifications().filter((entry) => entry.scheme === scheme);
  const refs = own.map(({ id, revision }) => ({ qualificationId: id, revision }));
  return refs.filter((ref) => qualifications.includes(addresses.qualification(ref)));
}

const twoOfficers = (): ServiceError =>
  new ServiceError('R27', {
    status: 409,
    title: 'Two different officers must agree to this.',
    whatToDo: 'Name another officer with --with.',
  });

const unreadable = (): ServiceError =>
  new ServiceError('accreditation-unreadable', {
    status: 422,
    title: 'This is no accreditation credential.',
    whatToDo: 'Use the file exactly as the framework authority published it.',
  });

const unknownScope = (): ServiceError =>
  new ServiceError('accreditation-scope-unknown', {
    status: 409,
    title: 'This accreditation names no qualification revision of our catalogue.',
    whatToDo: 'Ask the authority to name the qualifications by the addresses of this service.',
  });

const notOurs = (): ServiceError =>
  new ServiceError('accreditation-not-ours', {
    status: 409,
    title: 'This accreditation is not for an awarding body of this service.',
    whatToDo: 'Compare the DID it names with "issuer list".',
  });

function notTrusted({ grantor, isSignatureIntact }: JudgedAccreditation): ServiceError {
  const title =
    grantor === null
      ? 'No trust list names the framework authority that signed this.'
      : isSignatureIntact
        ? 'This accreditation is suspended, revoked, or its status could not be read.'
        : 'The signature of this accreditation does not hold.';
  return new ServiceError('accreditation-not-trusted', {
    status: 409,
    title,
    whatToDo: 'Nothing was taken over. Recognise the operator of the authority first ("trust import"), or ask it.',
  });
}
