import type { Accreditation, Organization } from '../assessment/index.js';
import {
  buildAccreditation,
  MAX_ACCREDITED,
  type AccreditationFacts,
  type UnsignedCredential,
} from '../credentials/index.js';
import {
  canonicalJson,
  findEvery,
  isObject,
  isoDay,
  isoSeconds,
  ServiceError,
  type JsonObject,
  type Refusal,
} from '../shared/index.js';
import { holdersOf, PUBLISHED_SUBJECTS, type AccreditedHolder } from './accreditation-holders.js';
import { isGranted } from './accreditation-grants.js';
import { assertClockForward } from './clock-guard.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps, NamedAccreditation } from './deps.js';
import { mustExist, statusFacts } from './facts.js';
import type { AccreditationCredential } from './model.js';
import { isClash } from './retry.js';
import { allotIndexes } from './status-lists.js';
import { assertNotStopped } from './stop-switch.js';

/** Written before the key is used; the signing process looks for it. */
export const ACCREDITATION_WILL_SIGN = 'accreditation-credential.will-sign';

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
 * ServiceErrors: `issuance-stopped-by-switch`, `clock-set-back` (503), and where the keys are in a process of their own those of
 * that process.
 */
export async function issueAccreditations(
  actorId: string,
  deps: AccreditationIssuingDeps,
): Promise<IssuedAccreditations> {
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
  const here = await controllersHere(deps);
  const wanted: Wanted[] = [];
  for (const accreditation of granted) {
    const grantor = await grantorOf(accreditation, here, deps);
    if (grantor === null) continue;
    for (const holder of await holdersOf(read, accreditation, deps.addresses)) {
      if (known.has(`${accreditation.id} ${holder.id}`)) continue;
      wanted.push({ accreditation, holder, grantor, actorId });
    }
  }
  const rank = ({ accreditation }: Wanted): number => Number(accreditation.subjectType !== 'organization');
  return wanted.toSorted((left, right) => rank(left) - rank(right));
}

const controllersHere = async ({ keys }: Pick<IssuanceDeps, 'keys'>): Promise<ReadonlySet<string>> =>
  new Set((await keys.list()).map(({ controller }) => controller));

async function grantorOf(
  { grantedById }: Accreditation,
  here: ReadonlySet<string>,
  { store }: Pick<IssuanceDeps, 'store'>,
): Promise<Grantor | null> {
  const grantor = await store.read.organizations.get(grantedById);
  if (!grantor?.did || !GRANTORS.has(grantor.type) || !here.has(grantor.did)) return null;
  return { ...grantor, did: grantor.did };
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
  const unsigned = await build(wanted, { id, slug: slot.slug, index }, deps);
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
    await store.audit.append({ ...audited, action: ACCREDITATION_WILL_SIGN, facts });
  });
  const json = await sign({ ...row, unsigned: lint.json }, deps);
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
  { grantor, accreditation }: Omit<Wanted, 'actorId'>,
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
}

async function build(
  wanted: Omit<Wanted, 'actorId'>,
  allotted: Allotted,
  deps: AccreditationIssuingDeps,
): Promise<UnsignedCredential> {
  return buildAccreditation(factsOf(wanted, { ...allotted, authorizedBy: await authorityOf(wanted, deps) }, deps));
}

/**
 * What this credential must say, made of nothing but the register: the process that holds the keys asks it. Null when the
 * register knows no such accreditation in force, nobody here grants it, its entry in the lists is not its own, or - for an
 * awarding body, which grants in turn - the audit trail does not say that two officers granted it.
 */
export async function rebuildAccreditation(
  { accreditationId, credentialId, holder: holderId }: NamedAccreditation,
  deps: AccreditationIssuingDeps,
): Promise<{ readonly json: string; readonly issuerDid: string } | null> {
  const { read } = deps.store;
  const accreditation = await read.accreditations.get(accreditationId);
  if (accreditation?.state !== 'active' || !(await isGranted(accreditation, read))) return null;
  const grantor = await grantorOf(accreditation, await controllersHere(deps), deps);
  const holder = (await holdersOf(read, accreditation, deps.addresses)).find(({ id }) => id === holderId);
  const [entry] = await read.statusEntries.find({ credentialId });
  const [list] = await read.statusLists.find({ slug: entry?.listSlug ?? '' });
  const prefix = `${deps.addresses.publicUrl}/accreditations/`;
  const isOwn = entry && !entry.revoked && !entry.suspended && list?.issuerDid === grantor?.did;
  if (grantor === null || holder === undefined || !isOwn || !credentialId.startsWith(prefix)) return null;
  const allotted = { id: credentialId.slice(prefix.length), slug: entry.listSlug, index: entry.index };
  const lint = await deps.lintAccreditation(await build({ accreditation, holder, grantor }, allotted, deps));
  return lint.ok ? { json: lint.json, issuerDid: grantor.did } : null;
}

function factsOf(
  { accreditation, holder, grantor }: Omit<Wanted, 'actorId'>,
  { id, slug, index, authorizedBy }: Allotted & { readonly authorizedBy: string },
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

type Unsigned = NamedAccreditation & { readonly issuerDid: string; readonly unsigned: string };

/** Has the exact linted text signed in the form of the card, and gives it out only when our own verifier agrees. */
async function sign(wanted: Unsigned, deps: IssuanceDeps): Promise<string> {
  await assertNotStopped(deps);
  await assertClockForward(deps);
  const { accreditationId, credentialId, holder, issuerDid, unsigned } = wanted;
  const secured = deps.signing
    ? await deps.signing.accreditation({ accreditationId, credentialId, holder })
    : await signAccreditation(unsigned, issuerDid, deps);
  const { proof: _proof, ...content } = secured;
  const json = JSON.stringify(secured);
  const form = mustExist(deps.forms[0], 'proof format');
  if (canonicalJson(content) !== unsigned || !(await deps.confirmSigned(json, form.id))) throw damaged();
  return json;
}

/** With a key that is at hand: no question is asked here. */
export async function signAccreditation(
  unsigned: string,
  issuerDid: string,
  { keys, clock, forms }: Pick<IssuanceDeps, 'keys' | 'clock' | 'forms'>,
): Promise<JsonObject> {
  const content: unknown = JSON.parse(unsigned);
  const form = mustExist(forms[0], 'proof format');
  const now = clock.now();
  const signer = await keys.signer(issuerDid, 'issuer', now);
  const secured = isObject(content) ? await form.sign(content, { signer, created: isoSeconds(now) }) : null;
  if (!isObject(secured)) throw damaged();
  return secured;
}

const damaged = (): ServiceError =>
  new ServiceError('issuance-stopped', {
    status: 500,
    title: 'A signed accreditation differs from what was linted, so it was not stored.',
    whatToDo: 'Run fsck; if it repeats, stop issuing and call the operator.',
  });
