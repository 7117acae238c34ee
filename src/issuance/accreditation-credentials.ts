import type { Accreditation, Site } from '../assessment/index.js';
import {
  buildAccreditation,
  MAX_ACCREDITED,
  type AccreditationFacts,
  type UnsignedCredential,
} from '../credentials/index.js';
import { canonicalJson, findEvery, isObject, isoDay, isoSeconds, ServiceError, type Refusal } from '../shared/index.js';
import { assertClockForward } from './clock-guard.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist, statusFacts } from './facts.js';
import type { AccreditationCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
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
 * Signs a credential for each place whose accreditation is in force and that has none yet: sites, and the sites of missions
 * for the days of the mission. People's accreditations are never published, so they get none. The rules of the issuance
 * cycle hold: stop switch, lint, audit row before the key is used, compared and verified before it is stored. Asking again
 * issues only what is missing.
 *
 * ServiceErrors: `issuance-stopped-by-switch` (503), `form-not-offered` (501) where the keys are in a process of their own,
 * which signs awards that two officers approved and nothing else.
 */
export async function issueAccreditations(
  actorId: string,
  deps: AccreditationIssuingDeps,
): Promise<IssuedAccreditations> {
  if (deps.signing !== undefined) throw notOffered();
  const { read } = deps.store;
  const granted = await findEvery(read.accreditations, { subjectType: ['site', 'mission'], state: 'active' });
  const issued: AccreditationCredential[] = [];
  const refused: { accreditationId: string; refusals: readonly Refusal[] }[] = [];
  for (const accreditation of granted) {
    for (const place of await placesOf(read, accreditation)) {
      const known = await read.accreditationCredentials.count({
        accreditationId: accreditation.id,
        holder: deps.addresses.site(place.site.id),
      });
      const outcome = known > 0 ? null : await issueOne({ accreditation, place, actorId }, deps);
      if (outcome === null) continue;
      if (outcome.ok) issued.push(outcome.row);
      else refused.push({ accreditationId: accreditation.id, refusals: outcome.refusals });
    }
  }
  return { issued, refused };
}

interface Place {
  readonly site: Site;
  readonly from: string;
  readonly until: string;
}

/** A mission is at its sites on its own days and on no others. */
async function placesOf(store: IssuanceStore, accreditation: Accreditation): Promise<Place[]> {
  const { subjectType, subjectId, role, validFrom, validUntil } = accreditation;
  if (subjectType === 'site' && role === 'assessment-centre') {
    const site = mustExist(await store.sites.get(subjectId), 'site');
    return [{ site, from: validFrom, until: validUntil }];
  }
  const mission = subjectType === 'mission' && role === 'mission' ? await store.missions.get(subjectId) : null;
  if (mission === null || mission.state === 'cancelled' || mission.siteIds.length === 0) return [];
  const from = mission.startsOn > validFrom ? mission.startsOn : validFrom;
  const until = mission.endsOn < validUntil ? mission.endsOn : validUntil;
  const sites = from <= until ? await store.sites.find({ id: [...mission.siteIds] }) : [];
  return sites.map((site) => ({ site, from, until }));
}

interface Wanted {
  readonly accreditation: Accreditation;
  readonly place: Place;
  readonly actorId: string;
}

type Outcome =
  | { readonly ok: true; readonly row: AccreditationCredential }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Null when there is nothing to sign: no awarding body grants it, or somebody else signed it at the same moment. */
async function issueOne(wanted: Wanted, deps: AccreditationIssuingDeps): Promise<Outcome | null> {
  const grantor = await deps.store.read.organizations.get(wanted.accreditation.grantedById);
  if (grantor === null || grantor.type !== 'awarding-body' || grantor.did === null) return null;
  const body = { did: grantor.did, legalName: grantor.legalName, scheme: grantor.scheme ?? '' };
  const id = deps.ids.uuid();
  const now = deps.clock.now();
  const slot = await deps.store.transaction((store) => allotIndexes(store, body.did, 1, deps));
  const index = slot.indexes[0] ?? 0;
  const unsigned = buildAccreditation(factsOf(wanted, { id, body, slug: slot.slug, index }, deps));
  const lint = await deps.lintAccreditation(unsigned);
  if (!lint.ok) return lint;
  const row = {
    ...{ id, version: 1, accreditationId: wanted.accreditation.id, credentialId: unsigned.id, issuerDid: body.did },
    holder: deps.addresses.site(wanted.place.site.id),
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
  const json = await sign(lint.json, body.did, deps);
  const signed = { ...row, json, sha256: sha256(json), signedAt: now.toISOString() };
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

interface Allotted {
  readonly id: string;
  readonly body: { readonly did: string; readonly legalName: string; readonly scheme: string };
  readonly slug: string;
  readonly index: number;
}

function factsOf(
  { accreditation, place }: Wanted,
  { id, body, slug, index }: Allotted,
  deps: IssuanceDeps,
): AccreditationFacts {
  const { addresses, catalogue } = deps;
  const qualifications = catalogue
    .qualifications()
    .filter(({ scheme }) => scheme === body.scheme)
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
    scheme: body.scheme,
    issuer: { did: body.did, name: body.legalName },
    number: accreditation.number,
    holder: { id: addresses.site(place.site.id), name: place.site.name },
    qualifications: qualifications.slice(0, MAX_ACCREDITED),
    from: place.from,
    until: place.until,
    grantedOn: isoDay(deps.clock.now()),
    authorizedBy: `${addresses.publicUrl}/trust-list`,
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
