import { documentOfToken, readJws, type ProofFormat } from '../proofs/index.js';
import { canonicalJson, isObject, isoSeconds, ServiceError, type JsonObject } from '../shared/index.js';
import { auditOf, sha256 } from './cycle.js';
import { assertClockForward } from './clock-guard.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceIntent, SignedCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
import { isClash } from './retry.js';
import { unsupported } from './form-support.js';
import { assertStands, notBorneOut, notInForce } from './standing.js';
import { assertNotStopped } from './stop-switch.js';

/** Written before the key is used; the signing process looks for it. */
export const FORM_WILL_SIGN = 'issuance.form-will-sign';

/**
 * An award that was released already, in one more secured form: same id, number and status entry, exactly the content that
 * was linted (step 5 of the cycle). The rules of the cycle hold: the stop switch, an audit row before the key is used,
 * verified and compared before it is stored, stored before anybody gets it. A crash in between leaves the row of intent
 * and no signature that anybody has; asking again begins anew. Asked for twice, the stored one is given, unless its key was lost since.
 *
 * ServiceErrors: `no-such-award` (404), `issuance-stopped-by-switch` (503), `form-not-for-passports` (409), those of
 * `assertStands`, and where the keys are in a process of their own those of the signing process.
 */
export async function furtherForm(
  credentialId: string,
  format: ProofFormat,
  deps: IssuanceDeps,
): Promise<SignedCredential> {
  const { read } = deps.store;
  const [known] = await read.credentials.find({ credentialId, form: format.id });
  if (known && !(await isUnderLostKey(known, deps))) return known;
  const intent = await releasedIntent(credentialId, read);
  await assertNotStopped(deps);
  await assertClockForward(deps);
  await assertStands(intent, deps);
  // A signing process of its own asks for itself and says why it refuses.
  const doubt = deps.signing ? null : await unsupported(intent, deps);
  if (doubt !== null) throw doubt.because === 'register' ? notInForce() : notBorneOut();
  const facts = { form: format.id, unsignedSha256: sha256(intent.unsignedJson) };
  await deps.store.transaction((store) => store.audit.append(auditOf(FORM_WILL_SIGN, intent, facts)));
  const row = { ...(await signed(intent, format, deps)), ...(known && { id: known.id, version: known.version }) };
  try {
    await deps.store.transaction(async (store) => {
      await (known ? store.credentials.update(row) : store.credentials.insert(row));
      await store.audit.append(auditOf('issuance.form-signed', intent, { form: format.id, signedSha256: row.sha256 }));
    });
    return row;
  } catch (error) {
    // Somebody asked at the same moment: theirs is stored, ours was never handed out.
    const [theirs] = isClash(error) ? await read.credentials.find({ credentialId, form: format.id }) : [];
    if (theirs) return theirs;
    throw error;
  }
}

/** Worth nothing any more, and not the first form: one under the key that signs now takes its place. */
async function isUnderLostKey(row: SignedCredential, { keys }: Pick<IssuanceDeps, 'keys'>): Promise<boolean> {
  const method = methodOfForm(row);
  return (await keys.list()).some(({ id, revokedAt }) => id === method && revokedAt !== null);
}

/** The verification method that a form names in its proof or header; null when it cannot be read. */
export function methodOfForm({ json }: Pick<SignedCredential, 'json'>): string | null {
  if (!json.startsWith('{')) {
    const kid = readJws(json.split('~', 1)[0] ?? '')?.header.kid;
    return typeof kid === 'string' ? kid : null;
  }
  const document: unknown = JSON.parse(json);
  const [proof]: unknown[] = isObject(document) ? [document['proof']].flat() : [];
  const method = isObject(proof) ? proof['verificationMethod'] : null;
  return typeof method === 'string' ? method : null;
}

export type ReleasedIntent = IssuanceIntent & { readonly unsignedJson: string };

/** The intent behind something that was released one by one. @throws ServiceError `no-such-award`, `form-not-for-passports` */
export async function releasedIntent(
  credentialId: string,
  read: Pick<IssuanceStore, 'intents'>,
): Promise<ReleasedIntent> {
  const intents = await read.intents.find({ credentialId });
  const intent = intents.find(({ state }) => state === 'signed' || state === 'published');
  if (!intent || intent.unsignedJson === null || intent.unsignedJson === '') throw noSuchAward();
  if (intent.kind === 'passport') throw isBundle();
  return { ...intent, unsignedJson: intent.unsignedJson };
}

/** With a key that is at hand: no question is asked here. */
export async function signForm(
  intent: ReleasedIntent,
  format: ProofFormat,
  { keys, clock, addresses }: Pick<IssuanceDeps, 'keys' | 'clock' | 'addresses'>,
): Promise<JsonObject | string> {
  const now = clock.now();
  return format.sign(JSON.parse(intent.unsignedJson) as JsonObject, {
    signer: await keys.signer(intent.issuerDid, 'issuer', now),
    created: isoSeconds(now),
    tokenStatus: { idx: intent.revocationIndex, uri: addresses.statusList(intent.statusListId, 'token') },
  });
}

async function signed(intent: ReleasedIntent, format: ProofFormat, deps: IssuanceDeps): Promise<SignedCredential> {
  const secured = deps.signing
    ? await deps.signing.furtherForm(intent.credentialId, format.id)
    : await signForm(intent, format, deps);
  const json = typeof secured === 'string' ? secured : JSON.stringify(secured);
  const content = contentOf(json);
  if (content === null || canonicalJson(content) !== canonicalJson(JSON.parse(intent.unsignedJson))) throw damaged();
  if (!(await deps.confirmSigned(json, format.id))) throw damaged();
  const [first] = await deps.store.read.credentials.find({ credentialId: intent.credentialId });
  return {
    ...mustExist(first, 'credential'),
    id: deps.ids.uuid(),
    version: 1,
    form: format.id,
    json,
    sha256: sha256(json),
    signedAt: deps.clock.now().toISOString(),
  };
}

/** What a secured form says, without what secures it. */
export function contentOf(secured: string): JsonObject | null {
  if (!secured.startsWith('{')) return documentOfToken(secured);
  const value: unknown = JSON.parse(secured);
  if (!isObject(value)) return null;
  const { proof: _proof, ...content } = value;
  return content;
}

const noSuchAward = (): ServiceError =>
  new ServiceError('no-such-award', {
    status: 404,
    title: 'There is nothing to sign here: this was not released, or its data was erased.',
    whatToDo: 'Ask the office that issued it.',
  });

/** A token holds one credential of bounded size; the documents in a passport carry signatures of their own. */
const isBundle = (): ServiceError =>
  new ServiceError('form-not-for-passports', {
    status: 409,
    title: 'A passport of several certificates is not given out in this form.',
    whatToDo: 'Take each certificate by itself, with its own code.',
  });

const damaged = (): ServiceError =>
  new ServiceError('issuance-stopped', {
    status: 500,
    title: 'A further form differs from what was released, so it was not stored.',
    whatToDo: 'Run fsck; if it repeats, stop issuing and call the operator.',
  });
