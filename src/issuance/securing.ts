import type { UnsignedCredential } from '../credentials/index.js';
import type { ProofFormat } from '../proofs/index.js';
import { isoSeconds, type JsonObject } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceIntent, StatusListRow } from './model.js';
import { subjects } from './subjects.js';

/** Step 6 for one form: with keys at hand, or by the process that holds them and makes its own checks. */
export async function secureCredential(
  intent: IssuanceIntent,
  form: ProofFormat,
  deps: IssuanceDeps,
): Promise<JsonObject | string> {
  if (deps.signing !== undefined) return deps.signing.credential(intent, form.id);
  const unsigned = JSON.parse(mustExist(intent.unsignedJson, 'unsigned text')) as JsonObject;
  const signer = await deps.keys.signer(intent.issuerDid, 'issuer', deps.clock.now());
  return form.sign(unsigned, { signer, created: mustExist(intent.proofCreated, 'time of the proof') });
}

/** A status list, secured in the form of the card. */
export async function secureList(
  row: Pick<StatusListRow, 'id' | 'issuerDid'>,
  unsigned: JsonObject,
  deps: IssuanceDeps,
): Promise<JsonObject> {
  const form = mustExist(deps.forms[0], 'proof format');
  const now = deps.clock.now();
  if (deps.signing !== undefined) return deps.signing.statusList(row.id, unsigned, form.id);
  const signer = await deps.keys.signer(row.issuerDid, 'status', now);
  return (await form.sign(unsigned, { signer, created: isoSeconds(now) })) as JsonObject;
}

/** Steps 3 and 4a once more, from what is stored now: what this intent may sign and nothing else. */
export async function rebuild(intent: IssuanceIntent, deps: IssuanceDeps): ReturnType<IssuanceDeps['lint']> {
  return deps.lint(await subjects[intent.kind].build(deps.store.read, intent, deps), intent.kind);
}

/** Step 4a once more, for text that was linted before: the rules of today judge it. */
export async function lintAgain(
  { unsignedJson, kind }: Pick<IssuanceIntent, 'unsignedJson' | 'kind'>,
  deps: Pick<IssuanceDeps, 'lint'>,
): ReturnType<IssuanceDeps['lint']> {
  return deps.lint(JSON.parse(mustExist(unsignedJson, 'unsigned text')) as UnsignedCredential, kind);
}
