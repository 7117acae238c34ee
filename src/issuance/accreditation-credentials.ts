import type { Accreditation, Organization } from '../assessment/index.js';
import {
  buildAccreditation,
  MAX_ACCREDITED,
  type AccreditationFacts,
  type UnsignedCredential,
} from '../credentials/index.js';
import { canonicalJson, findEvery, isObject, isoDay, isoSeconds, ServiceError, type Refusal } from '../shared/index.js';
import { holdersOf, PUBLISHED_SUBJECTS, type AccreditedHolder } from './accreditation-holders.js';
import { assertClockForward } from './clock-guard.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist, statusFacts } from './facts.js';
import type { AccreditationCredential } from './model.js';
import { isClash } from './retry.js';
import { allotIndexes } from './status-lists.js';
import { assertNotStopped } from './stop-switch.js';

export interface AccreditationIssuingDeps extends IssuanceDeps {
  lintAccreditation(
    document: UnsignedCredential,
  ): Promise<
    { readonly ok: true; readonly json: string } | { readonly ok: false; readonly refusals: readonly Refusal[] }
  >;
}

export interface IssuedAccreditations {
  readonly issued: readonly AccreditationCredential[];
  /** Places whose accreditation could not be signed, with the reasons. */
  readonly refused: readonly { readonly accreditationId: string; readonly refusals: readonly Refusal[] }[];
}

/**
 * Signs a credential for each holder of an accreditation in force that has none yet: awarding bodies, sites, and the sites of
 * missions for the days of the mission. People's accreditations are never published, so they get none. Only what is granted by
 * somebody whose key is here is signed; the others' credentials are imported. The rules of the issuance cycle hold: stop
 * switch, clock, lint, audit row before the key is used, compared and verified before it is stored. Asking again issues only
 * what is missing, so a run that was cut short is continued by the next one.
 *
 * ServiceErrors: `issuance-stopped-by-switch`, `clock-set-back` (503), `form-not-offered` (501) where the keys are in a process
 * of their own, which signs awards that two officers approved and nothing else.
 */
export async function issueAccreditations(
  actorId: string,
  deps: AccreditationIssuingDeps,
): Promise<IssuedAccreditations> {
  if (deps.signing !== undefined) throw notOffered();
  const issued: AccreditationCredential[] = [];
  const refused: { accreditationId: string; refusals: readonly Refusal[] }[] = [];
  for (const wanted of await missing(actorId, deps)) {
    const outcome = await issueOne(wanted, deps);
    if (outcome?.ok) issued.push(outcome.row);
    else if (outcome) refused.push({ accreditationId: wanted.accreditation.id, refusals: outcome.refusals });
  }
  return { issued, refused };
}

interface Wanted {
  readonly accreditation: Accreditation;
  readonly holder: AccreditedHolder;
  readonly grantor: Grantor;
  readonly actorId: string;
}

interface Grantor {
  readonly did: string;
  readonly legalName: string;
  readonly scheme: string | null;
}

/** Bodies before places: the credential of a place names that of the body that grants it. */
async function missing(actorId: string, deps: AccreditationIssuingDeps): Promise<Wanted[]> {
  const { read } = deps.store;
  const granted = await findEvery(read.accreditations, { subjectType: [...PUBLISHED_SUBJECTS], state: 'active' });
  const signed = await findEvery(read.accreditationCredentials, { supersededAt: null });
  const known = new Set(signed.map(({ accreditationId, holder }) => `${accreditationId} ${holder}`));
  const here = new Set((await deps.keys.list()).map(({ controller }) => controller));
  const wanted: Wanted[] = [];
  for (const accreditation of granted) {
    const grantor = await read.organizations.get(accreditation.grantedById);
    if (!grantor?.did || !GRANTORS.has(grantor.type) || !here.has(grantor.did)) continue;
    for (const holder of await holdersOf(read, accreditation, deps.addresses)) {
      if (known.has(`${accreditation.id} ${holder.id}`)) continue;
      wanted.push({ accreditation, holder, grantor: { ...grantor, did: grantor.did }, actorId });
    }
  }
  const rank = ({ accreditation }: Wanted): number => Number(accreditation.subjectType !== 'organization');
  return wanted.toSorted((left, right) => rank(left) - rank(right));
}

const GRANTORS: ReadonlySet<Organization['type']> = new Set(['framework-authority', 'awarding-body']);

type Outcome =
  | { readonly ok: true; readonly row: AccreditationCredential }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Null when somebody else signed it at the same moment. */
async function issueOne(wanted: Wanted, deps: AccreditationIssuingDeps): Promise<Outcome | null> {
  const { did } = wanted.grantor;
  const id = deps.ids.uuid();
  const now = deps.clock.now();
  const slot = await deps.store.transaction((store) => allotIndexes(store, did, 1, deps));
  const index = slot.indexes[0] ?? 0;
  const unsigned = buildAccreditation(
    factsOf(wanted, { id, slug: slot.slug, index, authorizedBy: await authorityOf(wanted, deps) }, deps),
  );
  const lint = await deps.lintAccreditation(unsigned);
  if (!lint.ok) return lint;
  const row = {
    ...{ id, version: 1, accreditationId: wanted.accreditation.id, credentialId: unsigned.id, issuerDid: did },
    holder: wanted.holder.id,
  };
  const audited = { subjectType: 'accreditation', subjectId: wanted.accreditation.id, actorId: wanted.actorId };
  await deps.store.transaction(async (store) => {
    await assertNotStopped({ store: { read: store } });
    await assertClockForward({ store: { read: store }, clock: deps.clock });
    await store.statusEntries.insert({
      ...{ id: deps.ids.uuid(), version: 1, listSlug: slot.slug, index, credentialId: unsigned.id },
      ...{ revoked: false, suspended: false, replacedBy: null, changedAt: null, reasonClass: null },
    });
    const facts = { credential: unsigned.id, unsignedSha256: sha256(lint.json) };
    await store.audit.append({ ...audited, action: 'accreditation-credential.will-sign', facts });
  });
  const json = await sign(lint.json, did, deps);
  const signed = { ...row, json, sha256: sha256(json), signedAt: now.toISOString(), supersededAt: null };
  try {
    await deps.store.transaction(async (store) => {
      await store.accreditationCredentials.insert(signed);
      const facts = { credential: unsigned.id, signedSha256: signed.sha256 };
      await store.audit.append({ ...audited, action: 'accreditation-credential.signed', facts });
    });
  } catch (error) {
    // Theirs is stored; ours was handed to nobody.
    if (isClash(error)) return null;
    throw error;
  }
  return { ok: true, row: signed };
}

/** What the grantor rests on: its own accreditation by a framework authority, else the signed trust list that names it. */
async function authorityOf(
  { grantor, accreditation }: Wanted,
  { store, addresses }: AccreditationIssuingDeps,
): Promise<string> {
  const above = await store.read.accreditationCredentials.find({ holder: grantor.did, supersededAt: null });
  if (above.length === 0) return `${addresses.publicUrl}/trust-list`;
  const grants = await store.read.accreditations.find({ id: above.map(({ accreditationId }) => accreditationId) });
  const inForce = above.filter(({ accreditationId }) =>
    grants.some(({ id, state }) => id === accreditationId && state === 'active'),
  );
  const latest = inForce.findLast(({ accreditationId }) => accreditationId !== accreditation.id);
  return latest?.credentialId ?? `${addresses.publicUrl}/trust-list`;
}

interface Allotted {
  readonly id: string;
  readonly slug: string;
  readonly index: number;
  readonly authorizedBy: string;
}

function factsOf(
  { accreditation, holder, grantor }: Wanted,
  { id, slug, index, authorizedBy }: Allotted,
  deps: IssuanceDeps,
): AccreditationFacts {
  const { addresses, catalogue } = deps;
  const scheme = holder.scheme ?? grantor.scheme ?? '';
  const qualifications = catalogue
    .qualifications()
    .filter((entry) => entry.scheme === scheme)
    .map((entry) => ({ entry, ref: { qualificationId: entry.id, revision: entry.revision } }))
    .filter(({ ref }) =>
      catalogue
        .coveredBy(ref)
        .some((covered) =>
          accreditation.qualifications.some(
            (held) => held.qualificationId === covered.qualificationId && held.revision === covered.revision,
          ),
        ),
    )
    .map(({ entry, ref }) => ({ id: addresses.qualification(ref), title: entry.title, revision: entry.revision }));
  return {
    credentialId: `${addresses.publicUrl}/accreditations/${id}`,
    scheme,
    issuer: { did: grantor.did, name: grantor.legalName },
    number: accreditation.number,
    holder: { id: holder.id, name: holder.name },
    may: holder.scheme === null ? 'assess' : 'award',
    qualifications: qualifications.slice(0, MAX_ACCREDITED),
    from: holder.from,
    until: holder.until,
    grantedOn: isoDay(deps.clock.now()),
    authorizedBy,
    schemaUrl: addresses.schema('accreditation'),
    status: statusFacts(addresses, { statusListId: slug, revocationIndex: index }),
  };
}

/** Signs the exact linted text in the form of the card, and gives it out only when our own verifier agrees. */
async function sign(unsignedJson: string, issuerDid: string, deps: IssuanceDeps): Promise<string> {
  const form = mustExist(deps.forms[0], 'proof format');
  await assertNotStopped(deps);
  await assertClockForward(deps);
  const unsigned: unknown = JSON.parse(unsignedJson);
  if (!isObject(unsigned)) throw damaged();
  const now = deps.clock.now();
  const signer = await deps.keys.signer(issuerDid, 'issuer', now);
  const secured = await form.sign(unsigned, { signer, created: isoSeconds(now) });
  if (!isObject(secured)) throw damaged();
  const { proof: _proof, ...content } = secured;
  const json = JSON.stringify(secured);
  if (canonicalJson(content) !== unsignedJson || !(await deps.confirmSigned(json, form.id))) throw damaged();
  return json;
}

const notOffered = (): ServiceError =>
  new ServiceError('form-not-offered', {
    status: 501,
    title: 'This service keeps its keys apart and signs no accreditations as credentials.',
    whatToDo: 'The signed trust list says the same: use that.',
  });

const damaged = (): ServiceError =>
  new ServiceError('issuance-stopped', {
    status: 500,
    title: 'A signed accreditation differs from what was linted, so it was not stored.',
    whatToDo: 'Run fsck; if it repeats, stop issuing and call the operator.',
  });
