import { createHash } from 'node:crypto';
import {
  canonicalJson,
  isObject,
  isoSeconds,
  ServiceError,
  shortCode,
  type JsonObject,
  type Refusal,
} from '../shared/index.js';
import { judge, wishOf } from './authorise.js';
import { assertClockForward } from './clock-guard.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceIntent, SignedCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
import { asRefusal } from './refusals.js';
import { isClash, retryStale } from './retry.js';
import { secureCredential } from './securing.js';
import { markListChanged, publishStatusLists } from './status-lists.js';
import { assertNotStopped } from './stop-switch.js';
import { changedMeanwhile, isChangedMeanwhile, subjects } from './subjects.js';

/**
 * Steps 3-10 of the issuance cycle (docs/issuance-cycle.md) for one intent. Every call continues from what is durable, so
 * a fresh run and a resumed one are the same code. Returns the reasons when lint or rehearsal refuse; the intent is then
 * voided and its number never used again.
 */
export async function advance(intent: IssuanceIntent, deps: IssuanceDeps): Promise<readonly Refusal[]> {
  let current = intent;
  if (current.state === 'intended') {
    const prepared = await orAsStored(current, deps, () => prepare(current, deps));
    if (Array.isArray(prepared)) return prepared as readonly Refusal[];
    current = prepared as IssuanceIntent;
  }
  if (current.state !== 'will-sign') return [];
  try {
    await orAsStored(current, deps, () => signAndStore(current, deps));
    return [];
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
    return withdraw(current, [asRefusal(error), ...error.refusals], deps);
  }
}

/** Voids what must not be stored any more; no reasons when another process had finished it before. */
async function withdraw(
  intent: IssuanceIntent,
  refusals: readonly Refusal[],
  deps: IssuanceDeps,
): Promise<readonly Refusal[]> {
  const stored = await orAsStored(intent, deps, () => voidIntent(intent, refusals, deps));
  return stored === undefined || stored.state === 'voided' ? refusals : [];
}

/**
 * Two processes may hold the same intent: a release and a resume beside it. Every step is one transaction on the intent
 * row, so one of them wins; the other one continues from what the winner stored.
 */
async function orAsStored<R>(
  intent: IssuanceIntent,
  deps: IssuanceDeps,
  step: () => Promise<R>,
): Promise<R | IssuanceIntent> {
  try {
    return await step();
  } catch (error) {
    const stored = isClash(error) ? await deps.store.read.intents.get(intent.id) : null;
    if (stored !== null && stored.state !== intent.state) return stored;
    throw error;
  }
}

/** Steps 3-5: build, lint, rehearse with a throwaway key, store the exact unsigned text. */
async function prepare(intent: IssuanceIntent, deps: IssuanceDeps): Promise<IssuanceIntent | readonly Refusal[]> {
  // 3 build
  const unsigned = await subjects[intent.kind].build(deps.store.read, intent, deps);
  // 4 lint, then sign a copy with a throwaway key and let our own verifier judge it
  const lint = await deps.lint(unsigned, intent.kind);
  const refusals = lint.ok ? await deps.rehearse(lint.linted) : lint.refusals;
  if (!lint.ok || refusals.length > 0) {
    await voidIntent(intent, refusals, deps);
    return refusals;
  }
  await deps.reach?.('c2', intent.subjectId);
  // 5 record of intent: the exact bytes and the proof's time, so that a resumed run signs the same thing
  return deps.store.transaction(async (store) => {
    // An announcement dated before what stands ahead of it could never be signed.
    await assertClockForward({ store: { read: store }, clock: deps.clock });
    const stored = await store.intents.update({
      ...intent,
      state: 'will-sign',
      unsignedJson: lint.linted.json,
      proofCreated: isoSeconds(deps.clock.now()),
    });
    await store.audit.append(auditOf('issuance.will-sign', intent, { unsignedSha256: sha256(lint.linted.json) }));
    return stored;
  });
}

/** Steps 6-8: sign every form, verify and compare with step 5, store. */
async function signAndStore(intent: IssuanceIntent, deps: IssuanceDeps): Promise<IssuanceIntent> {
  await deps.reach?.('c3', intent.subjectId);
  const { unsignedJson, proofCreated } = intent;
  if (unsignedJson === null || proofCreated === null) throw damaged('An intent lost its unsigned text.');
  const unsigned = JSON.parse(unsignedJson) as JsonObject;
  const rows: SignedCredential[] = [];
  // Read again at the last moment: whoever stops issuing must see signatures end, also in the middle of a long run.
  await assertNotStopped(deps);
  await assertClockForward(deps);
  for (const form of deps.forms) {
    // 6 sign
    const secured = await secureCredential(intent, form, deps);
    await deps.reach?.('c4', intent.subjectId);
    const text = typeof secured === 'string' ? secured : JSON.stringify(secured);
    // 7 what was signed is what was linted, byte for byte, and our own verifier agrees
    if (contentOf(text) !== canonicalJson(unsigned))
      throw damaged('The signed content differs from the linted content.');
    if (!(await deps.confirmSigned(text, form.id))) throw damaged('A fresh signature did not verify.');
    rows.push(signedRow(intent, { form: form.id, text, unsigned }, deps));
  }
  await deps.reach?.('c5', intent.subjectId);
  // 8 one transaction: signed forms, subject, outbox, audit
  const signed = await retryStale(() => deps.store.transaction((store) => storeSigned(store, intent, rows, deps)));
  await deps.reach?.('c6', intent.subjectId);
  return signed;
}

async function storeSigned(
  store: IssuanceStore,
  intent: IssuanceIntent,
  rows: readonly SignedCredential[],
  deps: IssuanceDeps,
): Promise<IssuanceIntent> {
  await store.credentials.insertMany(rows);
  await assertStillStands(store, intent);
  await subjects[intent.kind].settle(store, intent, deps);
  await store.shortCodes.insert({
    id: deps.ids.uuid(),
    version: 1,
    code: shortCode(deps.ids),
    credentialId: intent.credentialId,
    createdAt: intent.proofCreated ?? '',
  });
  await store.outbox.insert({
    id: deps.ids.uuid(),
    version: 1,
    topic: 'status-list',
    subjectId: intent.statusListId,
    payload: {},
    createdAt: intent.proofCreated ?? '',
    doneAt: null,
  });
  await store.audit.append(auditOf('issuance.signed', intent, { signedSha256: rows[0]?.sha256 ?? '' }));
  return store.intents.update({ ...intent, state: 'signed' });
}

/** Signing takes time, and in it an award, or what it rests on, may have been cancelled. */
async function assertStillStands(store: IssuanceStore, intent: IssuanceIntent): Promise<void> {
  const judged = await judge(store, wishOf(intent));
  if (!judged.ok) throw changedMeanwhile(judged.refusals);
  if (judged.candidate.approvedBy !== intent.approvedBy) throw changedMeanwhile();
}

/** Steps 9-10 for all signed intents: publish the lists once, prove each printable code, mark as published. */
export async function publishSigned(intents: readonly IssuanceIntent[], deps: IssuanceDeps): Promise<void> {
  if (intents.length === 0) return;
  const slugs = [...new Set(intents.map((intent) => intent.statusListId))].toSorted();
  await retryStale(() =>
    deps.store.transaction(async (store) => {
      for (const slug of slugs) await markListChanged(store, slug);
    }),
  );
  await publishStatusLists(deps);
  for (const intent of intents) {
    await deps.reach?.('c7', intent.subjectId);
    const [row] = await deps.store.read.credentials.find({
      credentialId: intent.credentialId,
      form: deps.forms[0]?.id ?? '',
    });
    if (row && intent.kind !== 'passport') await deps.provePrintable(row.json);
  }
  await retryStale(() =>
    deps.store.transaction(async (store) => {
      for (const { id } of intents) {
        const intent = await store.intents.get(id);
        if (intent?.state !== 'signed') continue;
        await store.intents.update({ ...intent, state: 'published' });
        await store.audit.append(auditOf('issuance.published', intent, {}));
      }
    }),
  );
}

/** Ends an intent that must not be signed; its number is never used again, and the row explains the gap. */
export async function voidIntent(
  intent: IssuanceIntent,
  refusals: readonly Refusal[],
  deps: IssuanceDeps,
): Promise<void> {
  await deps.store.transaction(async (store) => {
    await store.intents.update({ ...intent, state: 'voided' });
    const codes = [...new Set(refusals.map((refusal) => refusal.code))].join(' ');
    await store.audit.append(auditOf('issuance.voided', intent, { codes }));
  });
}

/** The claims inside a secured form without its proof, canonical: what step 7 compares. */
function contentOf(secured: string): string {
  const payload: unknown = JSON.parse(
    secured.startsWith('{') ? secured : Buffer.from(secured.split('.')[1] ?? '', 'base64url').toString('utf8'),
  );
  if (!isObject(payload)) throw damaged('A signed form has no readable content.');
  const { proof: _proof, iat: _iat, ...content } = payload;
  return canonicalJson(content);
}

function signedRow(
  intent: IssuanceIntent,
  { form, text, unsigned }: { readonly form: string; readonly text: string; readonly unsigned: JsonObject },
  deps: IssuanceDeps,
): SignedCredential {
  return {
    id: deps.ids.uuid(),
    version: 1,
    credentialId: intent.credentialId,
    form,
    kind: intent.kind,
    subjectId: intent.subjectId,
    scheme: intent.scheme,
    number: intent.number,
    issuerDid: intent.issuerDid,
    json: text,
    sha256: sha256(text),
    signedAt: deps.clock.now().toISOString(),
    validUntil: typeof unsigned['validUntil'] === 'string' ? unsigned['validUntil'] : null,
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function auditOf(
  action: string,
  intent: IssuanceIntent,
  facts: Record<string, string | number | boolean | null>,
): Parameters<import('../shared/index.js').AuditSink['append']>[0] {
  return {
    action,
    actorId: intent.releasedBy,
    subjectType: intent.kind,
    subjectId: intent.subjectId,
    facts: { intent: intent.id, credential: intent.credentialId, ...facts },
  };
}

function damaged(title: string): ServiceError {
  return new ServiceError('issuance-stopped', {
    status: 500,
    title,
    whatToDo: 'Nothing was released. Run fsck, then resume; if it repeats, stop issuing and call the operator.',
  });
}
