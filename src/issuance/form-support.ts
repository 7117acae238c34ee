import type { Refusal } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import type { ReleasedIntent } from './further-forms.js';
import { lintAgain } from './securing.js';
import { isReleasedByTwo, stillAuthorised } from './standing.js';

export interface Unsupported {
  readonly because: 'approval' | 'register' | 'lint' | 'content';
  readonly refusals: readonly Refusal[];
}

/**
 * Would this be signed today? Asked of a released award before any further signature, wherever its keys are: approved and
 * released by two, still supported by the accreditation register, and still what the lints let pass. Null: nothing speaks
 * against it.
 */
export async function unsupported(intent: ReleasedIntent, deps: IssuanceDeps): Promise<Unsupported | null> {
  if (!(await isReleasedByTwo(intent, deps.store.read))) return { because: 'approval', refusals: [] };
  const refusals = await stillAuthorised(intent, deps);
  if (refusals.length > 0) return { because: 'register', refusals };
  const lint = await lintAgain(intent, deps);
  if (!lint.ok) return { because: 'lint', refusals: lint.refusals };
  return lint.linted.json === intent.unsignedJson ? null : { because: 'content', refusals: [] };
}
