import { canonicalJson, type Refusal } from '../../shared/index.js';
import { claimedKind } from '../schema/claimed-kind.js';
import { credentialKinds } from '../terms.js';
import type { LintedCredential, UnsignedCredential } from '../types.js';
import { lintSubject, refusal, type LintContext } from './lint.js';
import { lintRegistry } from './registry.js';

export type LintResult =
  | { readonly ok: true; readonly linted: LintedCredential }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * The only door to signing. Runs every lint and, when none refuses, returns the credential frozen together with its
 * canonical text (RFC 8785): what is signed is what was linted, whatever happens to the argument afterwards.
 */
export async function lint(document: UnsignedCredential, context: LintContext): Promise<LintResult> {
  const json = canonicalJson(document);
  const copy = frozen(JSON.parse(json) as UnsignedCredential);
  const claimed = claimedKind(copy);
  const kind = credentialKinds.find((known) => known === claimed);
  if (!kind) {
    const message = 'The credential does not name a published schema of ours.';
    return { ok: false, refusals: [refusal('L01', message, 'Report it with the code.', '/credentialSchema')] };
  }
  const subject = lintSubject(copy, kind);
  const refusals: Refusal[] = [];
  for (const [index, rule] of lintRegistry.entries()) {
    refusals.push(...(await rule.run(subject, context)));
    if (index === 0 && refusals.length > 0) break;
  }
  return refusals.length > 0
    ? { ok: false, refusals }
    : { ok: true, linted: { document: copy, json } as unknown as LintedCredential };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
