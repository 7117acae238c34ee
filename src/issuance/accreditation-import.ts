import type { Accreditation, Organization } from '../assessment/index.js';
import { findEvery, isoDay, requireTwoOfficers, type AccreditationClaims, type JsonObject } from '../shared/index.js';
import type { AccreditationIssuingDeps } from './accreditation-credentials.js';
import { accreditationDocument } from './accreditation-document.js';
import {
  notAnAuthority,
  notForeign,
  notOurs,
  notTrusted,
  takenAway,
  unknownScope,
  unreadable,
} from './accreditation-import-refusals.js';
import { sha256 } from './cycle.js';
import { inDecision } from './deps.js';
import type { AccreditationCredential } from './model.js';
import type { IssuanceStore } from './ports.js';

/** What was found out about a document by our own verifier, with the trust list of the day. */
export interface JudgedAccreditation {
  readonly claims: AccreditationClaims;
  readonly number: string;
  /** As the signed trust list names the grantor; null when no list names it. */
  readonly grantor: {
    readonly did: string;
    readonly name: string;
    readonly country: string;
    /** Its operator lists it as one; awarding bodies are in the same list. */
    readonly isFrameworkAuthority: boolean;
  } | null;
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

/**
 * Two officers take over what a framework authority elsewhere signed: its accreditation of an awarding body of ours. It counts
 * when the trust list names it as a framework authority (through an operator recognised here), its signature holds, its status
 * is clear, its id is none of ours, and it does not bring back what was taken away.
 * From then on the body awards within it and no further, and the register can suspend or revoke it.
 *
 * @throws ServiceError R27, `accreditation-unreadable` (422), `accreditation-not-ours`, `accreditation-not-trusted`,
 *   `accreditation-not-foreign`, `accreditation-taken-away`, `accreditation-scope-unknown` (409)
 */
export async function importAccreditation(
  { json, actorId, secondActorId }: ImportAccreditation,
  deps: ImportDeps,
): Promise<AccreditationCredential> {
  requireTwoOfficers(actorId, secondActorId);
  const { claims, number, grantor, body, qualifications } = await judgeImport(json, deps);
  const now = deps.clock.now();
  return inDecision(deps, async (store) => {
    await assertTakeable({ claims, body, qualifications }, store);
    const [known] = await store.organizations.find({ did: grantor.did });
    if (known !== undefined && known.type !== 'framework-authority') throw notAnAuthority();
    const authority = known ?? (await store.organizations.insert(authorityOf(grantor, deps.ids.uuid())));
    const accreditation = await store.accreditations.insert({
      ...{ id: deps.ids.uuid(), version: 1, subjectType: 'organization', subjectId: body.id, role: 'awarding-body' },
      qualifications,
      ...{ number, grantedById: authority.id, validFrom: claims.from, validUntil: claims.until },
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

interface Importable extends Pick<JudgedAccreditation, 'claims' | 'number'> {
  readonly grantor: NonNullable<JudgedAccreditation['grantor']>;
  readonly body: Organization;
  readonly qualifications: Accreditation['qualifications'];
}

async function judgeImport(json: string, deps: ImportDeps): Promise<Importable> {
  const judged = await judgeSigned(json, deps);
  if (judged === null) throw unreadable();
  const { claims, number, grantor, isSignatureIntact, isStatusClear } = judged;
  const [body] = await deps.store.read.organizations.find({ did: claims.for, type: 'awarding-body' });
  if (body === undefined) throw notOurs();
  if (grantor === null || !isSignatureIntact || !isStatusClear)
    throw notTrusted({ isListed: grantor !== null, isIntact: isSignatureIntact });
  if (!grantor.isFrameworkAuthority || claims.by === claims.for) throw notAnAuthority();
  if (await isOurs(claims, deps)) throw notForeign();
  const qualifications = coveredBy(claims, body, deps);
  if (qualifications.length === 0) throw unknownScope();
  return { claims, number, grantor, body, qualifications };
}

async function assertTakeable(
  { claims, body, qualifications }: Pick<Importable, 'claims' | 'body' | 'qualifications'>,
  store: IssuanceStore,
): Promise<void> {
  if (await isIdTaken(claims.id, store)) throw notForeign();
  if (await isTakenAway({ body, qualifications, from: claims.from }, store)) throw takenAway();
}

/** Null for what is no accreditation credential. */
export async function judgeSigned(json: string, deps: ImportDeps): Promise<JudgedAccreditation | null> {
  const document = accreditationDocument(json);
  return document && deps.judgeAccreditation(document);
}

/** Whoever signs elsewhere names neither an address of ours nor a key of ours: its id would pass for something we issued. */
async function isOurs({ id, by }: AccreditationClaims, { keys, store, addresses }: ImportDeps): Promise<boolean> {
  const here = new Set((await keys.list()).map(({ controller }) => controller));
  const { origin } = new URL(addresses.publicUrl);
  const isOurAddress = URL.canParse(id) && new URL(id).origin === origin;
  const isOurBody = (await store.read.organizations.count({ did: by, type: 'awarding-body' })) > 0;
  return isOurAddress || isOurBody || here.has(by);
}

async function isIdTaken(credentialId: string, store: IssuanceStore): Promise<boolean> {
  const { statusEntries, credentials, accreditationCredentials } = store;
  for (const table of [statusEntries, credentials, accreditationCredentials])
    if ((await table.count({ credentialId })) > 0) return true;
  return false;
}

interface Wanted {
  readonly body: Organization;
  readonly qualifications: Accreditation['qualifications'];
  readonly from: string;
}

/** What was taken away is given back where it was taken away, not by bringing another paper that reaches behind it. */
async function isTakenAway({ body, qualifications, from }: Wanted, store: IssuanceStore): Promise<boolean> {
  const ids = new Set(qualifications.map(({ qualificationId }) => qualificationId));
  const held = { subjectType: 'organization', subjectId: body.id, state: ['suspended', 'revoked'] } as const;
  const turned = (await findEvery(store.accreditations, { ...held, state: [...held.state] })).filter((one) =>
    one.qualifications.some(({ qualificationId }) => ids.has(qualificationId)),
  );
  return turned.some(
    ({ state, stateChangedAt }) =>
      state === 'suspended' || stateChangedAt === null || from <= stateChangedAt.slice(0, 10),
  );
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
