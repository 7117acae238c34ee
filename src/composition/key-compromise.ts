import { createHash } from 'node:crypto';
import type { Service } from '../app.js';
import { transition, type Certificate } from '../assessment/index.js';
import {
  markReplaced,
  publishStatusLists,
  releaseCertificates,
  resume,
  type SignedCredential,
} from '../issuance/index.js';
import type { PublicKeyRecord } from '../keys/index.js';
import { canonicalJson, eachPage, isObject, refused, ServiceError, type Refusal } from '../shared/index.js';

/** One thing signed with the key. No personal data: the number is the one on the paper. */
export interface SignedThing {
  readonly credentialId: string;
  readonly subjectId: string;
  readonly kind: SignedCredential['kind'];
  readonly number: string;
  readonly signedAt: string;
}

export interface CompromisePlan {
  readonly key: PublicKeyRecord;
  readonly since: Date;
  /** In our register, signed at or after `since`. What a thief signed is in no register and cannot be listed. */
  readonly signedSince: readonly SignedThing[];
  /** Certificates in force that intent, audit trail and row seals bear out: they are issued anew. */
  readonly honest: readonly SignedThing[];
  /** Not issued anew by this drill, and why. */
  readonly left: readonly (SignedThing & { readonly why: string })[];
  /** Names exactly these certificates: both officers decide on this set and no other. */
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
  const things: (SignedThing & { readonly why: string | null })[] = [];
  const form = issuance.forms[0]?.id ?? '';
  for await (const rows of eachPage(store.read.credentials, { issuerDid: key.controller, form }, 500)) {
    for (const row of rows.filter((each) => methodOf(each) === keyId)) {
      const { credentialId, subjectId, kind, number, signedAt } = row;
      const why = await whyNot(service, row, { audited, altered });
      things.push({ credentialId, subjectId, kind, number, signedAt, why });
    }
  }
  const honest = things
    .filter(({ why }) => why === null)
    .toSorted((left, right) => (left.number < right.number ? -1 : 1));
  const ids = honest.map(({ credentialId }) => credentialId);
  return {
    key,
    since,
    signedSince: things.filter(({ signedAt }) => Date.parse(signedAt) >= since.getTime()),
    honest,
    left: things.flatMap((thing) => (thing.why === null ? [] : [{ ...thing, why: thing.why }])),
    set: createHash('sha256').update(canonicalJson({ keyId, ids })).digest('hex').slice(0, 16),
  };
}

interface Evidence {
  readonly audited: ReadonlyMap<string, string>;
  readonly altered: ReadonlySet<string>;
}

/** Null for what the register bears out; otherwise the reason, in a word or two. */
async function whyNot({ instance }: Service, row: SignedCredential, evidence: Evidence): Promise<string | null> {
  const { read } = instance.store;
  if (row.kind === 'passport' || row.kind === 'confirmed-experience') return `issue this ${row.kind} again at the desk`;
  const certificate = await read.certificates.get(row.subjectId);
  if (certificate === null || !isInForce(certificate, row)) return `not in force (${certificate?.state ?? 'no row'})`;
  const [intent] = await read.intents.find({ credentialId: row.credentialId });
  if (intent?.unsignedJson == null || contentOf(row) !== canonicalJson(JSON.parse(intent.unsignedJson)))
    return 'no intent says this';
  if (evidence.audited.get(row.credentialId) !== row.sha256) return 'not in the audit trail';
  const rows = [`signed_credential ${row.id}`, `issuance_intent ${intent.id}`, `certificate ${certificate.id}`];
  return rows.some((name) => evidence.altered.has(name)) ? 'a row was altered beside the service' : null;
}

const isInForce = ({ state, credentialId }: Certificate, row: SignedCredential): boolean =>
  credentialId === row.credentialId && transition('certificate', state, 'replace').ok;

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
}

/**
 * Marks the key, makes its successor and issues the honest certificates anew through the ordinary cycle. Cut short, it is
 * run again: what has a successor in force is not in the plan any more. @throws ServiceError `compromise-set-changed`, R27
 */
export async function carryOutCompromise(
  service: Service,
  plan: CompromisePlan,
  { actorId, secondActorId }: Officers,
): Promise<Reissued> {
  if (actorId === '' || actorId === secondActorId) throw twoOfficers();
  const { instance } = service;
  const made = await exchangeKey(service, plan, actorId);
  await service.trust.current({ fresh: true });
  // What an earlier run began is finished first, under the new key.
  await resume(service.issuance);
  const replaced: { from: string; to: string }[] = [];
  const left: { number: string; refusals: readonly Refusal[] }[] = [];
  for (const thing of plan.honest) {
    const successorId = await successorOf(service, thing.subjectId, actorId);
    const [result] = await releaseCertificates([successorId], secondActorId, service.issuance);
    const released = result?.ok === true || (await isReleased(service, successorId));
    if (!released) {
      left.push({ number: thing.number, refusals: result?.ok === false ? result.refusals : [] });
      continue;
    }
    await markReplaced(thing.subjectId, successorId, { actorId, secondActorId }, service.issuance);
    const successor = await instance.store.read.certificates.get(successorId);
    replaced.push({ from: thing.number, to: successor?.number ?? '' });
  }
  return { made, replaced, refused: left };
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

/** The one prepared by a run that was cut short, or a new one. */
async function successorOf({ instance, assessment }: Service, certificateId: string, actorId: string): Promise<string> {
  const open = ['approved' as const, 'active' as const];
  const [known] = await instance.store.read.certificates.find({ replacesId: certificateId, state: open });
  return (known ?? (await assessment.prepareReplacement({ actorId, certificateId, reason: 'corrected' }))).id;
}

const isReleased = async ({ instance }: Service, id: string): Promise<boolean> =>
  (await instance.store.read.certificates.get(id))?.state === 'active';

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

function proofless(row: SignedCredential): { readonly method: unknown; readonly content: string } | null {
  const document: unknown = row.json.startsWith('{') ? JSON.parse(row.json) : null;
  if (!isObject(document)) return null;
  const { proof, ...content } = document;
  const [first]: unknown[] = Array.isArray(proof) ? proof : [proof];
  return { method: isObject(first) ? first['verificationMethod'] : null, content: canonicalJson(content) };
}
const methodOf = (row: SignedCredential): unknown => proofless(row)?.method ?? null;
const contentOf = (row: SignedCredential): string | null => proofless(row)?.content ?? null;

const unknownKey = (): ServiceError =>
  new ServiceError('key-unknown', {
    status: 404,
    title: 'There is no key with this id in the key store.',
    whatToDo: 'List the keys and use an id exactly as listed.',
  });

export const setChanged = (): ServiceError =>
  new ServiceError('compromise-set-changed', {
    status: 409,
    title: 'These are not the certificates that the two officers decided on.',
    whatToDo:
      'Run the command with --dry-run again, read the plan together and give the set it names. Nothing was changed.',
  });

const twoOfficers = (): ServiceError =>
  refused([
    {
      code: 'R27',
      severity: 'block',
      message: 'Two different officers must agree to this.',
      whatToDo: 'Name another officer with --with.',
    },
  ]);
