import { documentOfToken, type ProofFormat } from '../proofs/index.js';
import { canonicalJson, isObject, isoSeconds, ServiceError, type JsonObject } from '../shared/index.js';
import { auditOf, sha256 } from './cycle.js';
import { assertClockForward } from './clock-guard.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceIntent, SignedCredential } from './model.js';
import { isClash } from './retry.js';
import { assertStands } from './standing.js';
import { assertNotStopped } from './stop-switch.js';

/**
 * An award that was released already, in one more secured form: same id, number and status entry, exactly the content that
 * was linted (step 5 of the cycle). The rules of the cycle hold: the stop switch, an audit row before the key is used,
 * verified and compared before it is stored, stored before anybody gets it. A crash in between leaves the row of intent
 * and no signature that anybody has; asking again begins anew. Asked for twice, the stored one is given.
 *
 * ServiceErrors: `no-such-award` (404), `issuance-stopped-by-switch` (503), `form-not-offered` (501) where the keys are in a
 * process of their own, which signs what is being released and nothing else, `form-not-for-passports` (409), and those of
 * `assertStands`.
 */
export async function furtherForm(
  credentialId: string,
  format: ProofFormat,
  deps: IssuanceDeps,
): Promise<SignedCredential> {
  const { read } = deps.store;
  const [known] = await read.credentials.find({ credentialId, form: format.id });
  if (known) return known;
  const intents = await read.intents.find({ credentialId });
  const intent = intents.find(({ state }) => state === 'signed' || state === 'published');
  if (!intent || intent.unsignedJson === null || intent.unsignedJson === '') throw noSuchAward();
  if (deps.signing !== undefined) throw notOffered();
  if (intent.kind === 'passport') throw isBundle();
  await assertNotStopped(deps);
  await assertClockForward(deps);
  await assertStands(intent, deps);
  const facts = { form: format.id, unsignedSha256: sha256(intent.unsignedJson) };
  await deps.store.transaction((store) => store.audit.append(auditOf('issuance.form-will-sign', intent, facts)));
  const row = await signed(intent, format, deps);
  try {
    await deps.store.transaction(async (store) => {
      await store.credentials.insert(row);
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

async function signed(intent: IssuanceIntent, format: ProofFormat, deps: IssuanceDeps): Promise<SignedCredential> {
  const now = deps.clock.now();
  const unsigned = JSON.parse(intent.unsignedJson ?? '') as JsonObject;
  const secured = await format.sign(unsigned, {
    signer: await deps.keys.signer(intent.issuerDid, 'issuer', now),
    created: isoSeconds(now),
    tokenStatus: { idx: intent.revocationIndex, uri: deps.addresses.statusList(intent.statusListId, 'token') },
  });
  const json = typeof secured === 'string' ? secured : JSON.stringify(secured);
  const content = contentOf(json);
  if (content === null || canonicalJson(content) !== canonicalJson(unsigned)) throw damaged();
  if (!(await deps.confirmSigned(json, format.id))) throw damaged();
  const [first] = await deps.store.read.credentials.find({ credentialId: intent.credentialId });
  const signedAt = now.toISOString();
  return {
    ...mustExist(first, 'credential'),
    id: deps.ids.uuid(),
    version: 1,
    form: format.id,
    json,
    sha256: sha256(json),
    signedAt,
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

const notOffered = (): ServiceError =>
  new ServiceError('form-not-offered', {
    status: 501,
    title: 'This service keeps its keys apart and does not sign further forms.',
    whatToDo: 'Take the certificate in the form eddsa-jcs-2022 or eddsa-rdfc-2022.',
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
