import { createHash } from 'node:crypto';
import type { Service } from '../app.js';
import { transition } from '../assessment/index.js';
import {
  contentOf,
  methodOfForm,
  publishStatusLists,
  reissueAccreditations,
  resume,
  type SignedCredential,
} from '../issuance/index.js';
import type { PublicKeyRecord } from '../keys/index.js';
import { canonicalJson, eachPage, requireTwoOfficers, ServiceError, type Refusal } from '../shared/index.js';
import { reissueThings } from './key-compromise-reissue.js';

/** One thing signed with the key. No personal data: the number is the one on the paper. */
export interface SignedThing {
  readonly credentialId: string;
  readonly subjectId: string;
  readonly kind: SignedCredential['kind'];
  readonly scheme: string;
  readonly number: string;
  readonly signedAt: string;
}

export interface CompromisePlan {
  readonly key: PublicKeyRecord;
  readonly since: Date;
  /** In our register, signed at or after `since`. What a thief signed is in no register and cannot be listed. */
  readonly signedSince: readonly SignedThing[];
  /**
   * Certificates, experience and passports in force that intent, audit trail and row seals bear out: they are issued anew, in
   * this order. With them passports under other keys that hold something of this one.
   */
  readonly honest: readonly SignedThing[];
  /** Not issued anew by this drill, and why. */
  readonly left: readonly (SignedThing & { readonly why: string })[];
  /** Further forms under this key of awards whose first form is under another: made anew when their holders ask. */
  readonly furtherForms: number;
  /** Names exactly these things: both officers decide on this set and no other. */
  readonly set: string;
}

/** What losing this key means. Changes nothing. @throws ServiceError `key-unknown` */
export async function planCompromise(service: Service, keyId: string, since: Date): Promise<CompromisePlan> {
  const { instance, issuance } = service;
  const { store } = instance;
  const key = (await instance.keys.list()).find(({ id }) => id === keyId);
  if (key === undefined) throw unknownKey();
  const audited = await auditedHashes(service);
  const altered = new Set((await store.read.brokenSeals()).map(({ table, rowId }) => `${table} ${rowId ?? ''}`));
  const form = issuance.forms[0]?.id ?? '';
  const things: JudgedThing[] = [];
  const others: SignedCredential[] = [];
  const judged = async (row: SignedCredential): Promise<JudgedThing> => {
    const { credentialId, subjectId, kind, scheme, number, signedAt } = row;
    const why = await whyNot(service, row, { audited, altered });
    return { credentialId, subjectId, kind, scheme, number, signedAt, why };
  };
  for await (const rows of eachPage(store.read.credentials, { issuerDid: key.controller, form }, 500)) {
    for (const row of rows) {
      if (methodOfForm(row) === keyId) things.push(await judged(row));
      else if (row.kind === 'passport') others.push(row);
    }
  }
  const signedSince = things.filter(({ signedAt }) => Date.parse(signedAt) >= since.getTime()).map(withoutWhy);
  things.push(...(await Promise.all((await holding(things, others, service)).map(judged))));
  const honest = things
    .filter(({ why }) => why === null)
    .map(withoutWhy)
    .toSorted((left, right) => rank(left) - rank(right) || (left.number < right.number ? -1 : 1));
  const ids = honest.map(({ credentialId }) => credentialId);
  return {
    key,
    since,
    signedSince,
    honest,
    furtherForms: await furtherFormsUnder(key, things, service),
    left: things.flatMap((thing) => (thing.why === null ? [] : [{ ...thing, why: thing.why }])),
    set: createHash('sha256').update(canonicalJson({ keyId, ids })).digest('hex').slice(0, 16),
  };
}

type JudgedThing = SignedThing & { readonly why: string | null };

const withoutWhy = ({ why: _why, ...thing }: JudgedThing): SignedThing => thing;

/** What a passport holds comes before the passport. */
const rank = ({ kind }: SignedThing): number => (kind === 'passport' ? 2 : Number(kind === 'confirmed-experience'));

/** Passports in force that carry something signed with the lost key: it is worth nothing inside them either. */
async function holding(
  things: readonly SignedThing[],
  passports: readonly SignedCredential[],
  { instance }: Service,
): Promise<readonly SignedCredential[]> {
  const lost = new Set(things.map(({ subjectId }) => subjectId));
  const found: SignedCredential[] = [];
  for (const row of passports) {
    const passport = await instance.store.read.passports.get(row.subjectId);
    const isTouched = [...(passport?.certificateIds ?? []), ...(passport?.experienceIds ?? [])].some((id) =>
      lost.has(id),
    );
    if (isTouched && passport?.state === 'active') found.push(row);
  }
  return found;
}

async function furtherFormsUnder(
  { id, controller }: PublicKeyRecord,
  things: readonly SignedThing[],
  { instance, issuance }: Service,
): Promise<number> {
  const listed = new Set(things.map(({ credentialId }) => credentialId));
  let found = 0;
  for (const { id: form } of issuance.furtherForms)
    for await (const rows of eachPage(instance.store.read.credentials, { issuerDid: controller, form }, 500))
      found += rows.filter((row) => !listed.has(row.credentialId) && methodOfForm(row) === id).length;
  return found;
}

interface Evidence {
  readonly audited: ReadonlyMap<string, string>;
  readonly altered: ReadonlySet<string>;
}

/** Null for what the register bears out; otherwise the reason, in a word or two. */
async function whyNot({ instance }: Service, row: SignedCredential, evidence: Evidence): Promise<string | null> {
  const { read } = instance.store;
  const subject = await subjectOf(row, read);
  if (subject?.credentialId !== row.credentialId || !subject.isInForce)
    return `not in force (${subject?.state ?? 'no row'})`;
  const [intent] = await read.intents.find({ credentialId: row.credentialId });
  const content = contentOf(row.json);
  if (intent?.unsignedJson == null || canonicalJson(content) !== canonicalJson(JSON.parse(intent.unsignedJson)))
    return 'no intent says this';
  if (evidence.audited.get(row.credentialId) !== row.sha256) return 'not in the audit trail';
  const rows = [`signed_credential ${row.id}`, `issuance_intent ${intent.id}`, `${subject.table} ${row.subjectId}`];
  return rows.some((name) => evidence.altered.has(name)) ? 'a row was altered beside the service' : null;
}

interface Subject {
  readonly table: string;
  readonly credentialId: string | null;
  readonly state: string;
  readonly isInForce: boolean;
}

async function subjectOf(
  { kind, subjectId }: SignedCredential,
  read: Service['instance']['store']['read'],
): Promise<Subject | null> {
  switch (kind) {
    case 'passport': {
      const row = await read.passports.get(subjectId);
      return row && { ...row, table: 'skills_passport', isInForce: row.state === 'active' };
    }
    case 'confirmed-experience': {
      const row = await read.experience.get(subjectId);
      return row && { ...row, table: 'experience_record', isInForce: row.state.startsWith('confirmed') };
    }
    default: {
      const row = await read.certificates.get(subjectId);
      const isInForce = row !== null && transition('certificate', row.state, 'replace').ok;
      return row && { ...row, table: 'certificate', isInForce };
    }
  }
}

export interface Officers {
  /** Two people who both saw the plan. */
  readonly actorId: string;
  readonly secondActorId: string;
}

export interface Reissued {
  readonly made: PublicKeyRecord;
  /** Old number -> new number. */
  readonly replaced: readonly { readonly from: string; readonly to: string }[];
  readonly refused: readonly { readonly number: string; readonly refusals: readonly Refusal[] }[];
  /** Credentials of accreditations that were signed anew. */
  readonly accreditations: number;
}

/**
 * Marks the key, makes its successor and issues the honest things anew through the ordinary cycle. Cut short, it is
 * run again: what has a successor in force is not in the plan any more. @throws ServiceError `compromise-set-changed`, R27
 */
export async function carryOutCompromise(
  service: Service,
  plan: CompromisePlan,
  { actorId, secondActorId }: Officers,
): Promise<Reissued> {
  requireTwoOfficers(actorId, secondActorId);
  const made = await exchangeKey(service, plan, actorId);
  await service.trust.current({ fresh: true });
  // What an earlier run began is finished first, under the new key.
  await resume(service.issuance);
  const accreditations = await reissueAccreditations(plan.key.id, actorId, service.accreditationIssuing);
  await publishStatusLists(service.issuance);
  const replaced: { from: string; to: string }[] = [];
  const left: { number: string; refusals: readonly Refusal[] }[] = [];
  for await (const [thing, outcome] of reissueThings(service, plan.honest, { actorId, secondActorId })) {
    if (outcome.ok) replaced.push({ from: thing.number, to: outcome.number });
    else left.push({ number: thing.number, refusals: outcome.refusals });
  }
  return { made, replaced, refused: left, accreditations: accreditations.issued.length };
}

/** The key is marked first: from here on verifiers refuse it, however far the rest gets. */
async function exchangeKey(
  { instance, issuance }: Service,
  plan: CompromisePlan,
  actorId: string,
): Promise<PublicKeyRecord> {
  const { keys, clock, store } = instance;
  const { id, controller, role, algorithm } = plan.key;
  if (plan.key.revokedAt === null) {
    await keys.retire(id, plan.since, true);
    await store.transaction((tx) =>
      tx.audit.append({
        action: 'key.compromise',
        actorId,
        subjectType: 'key',
        subjectId: id,
        facts: { since: plan.since.toISOString(), honest: plan.honest.length, set: plan.set },
      }),
    );
  }
  const now = clock.now();
  const held = await keys.list();
  const standby = held.find(
    (key) => key.controller === controller && key.role === role && key.revokedAt === null && key.validUntil === null,
  );
  const made = standby ?? (await keys.create({ controller, role, algorithm, validFrom: now, validUntil: null }));
  if (role === 'status') {
    // Lists under the lost key would leave every certificate unconfirmed until they are old.
    const rows = await store.read.statusLists.find({ issuerDid: controller });
    await store.transaction(async (tx) => {
      for (const row of rows) await tx.statusLists.update({ ...row, publishedAt: null });
    });
    await publishStatusLists(issuance);
  }
  return made;
}

async function auditedHashes({ instance }: Service): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let from = 1; ; from += PAGE) {
    const rows = await instance.store.read.auditRows(from, PAGE);
    for (const { action, facts } of rows)
      if (action === 'issuance.signed') found.set(String(facts['credential']), String(facts['signedSha256']));
    if (rows.length < PAGE) return found;
  }
}
const PAGE = 500;

const unknownKey = (): ServiceError =>
  new ServiceError('key-unknown', {
    status: 404,
    title: 'There is no key with this id in the key store.',
    whatToDo: 'List the keys and use an id exactly as listed.',
  });

export const setChanged = (): ServiceError =>
  new ServiceError('compromise-set-changed', {
    status: 409,
    title: 'This is not the set that the two officers decided on.',
    whatToDo:
      'Run the command with --dry-run again, read the plan together and give the set it names. Nothing was changed.',
  });
