import jsonld, { type ActiveContext } from 'jsonld';

/**
 * Makes copies of an active context share the definitions of its terms. jsonld copies the whole context several times for
 * each typed node, every definition with it, which is six sevenths of the work of canonicalizing one of our certificates. It
 * never changes a definition after it has handed the context on, so a copy needs a map of its own, not definitions of its
 * own (tests/unit/proofs/shared-terms.test.ts holds this with frozen ones). Every context takes over from the initial one
 * how it is copied; the initial one is the same object for all of this thread.
 */
export async function shareTermsBetweenContexts(): Promise<void> {
  const initial = await jsonld.processContext(null, null, {});
  initial.clone = copyOf;
}

/** What jsonld's own copy holds, except that the definitions are the same objects. */
function copyOf(this: ActiveContext): ActiveContext {
  const copy: ActiveContext = {
    mappings: new Map(this.mappings),
    protected: { ...this.protected },
    inverse: null,
    getInverse: this.getInverse,
    clone: this.clone,
    revertToPreviousContext: this.revertToPreviousContext,
  };
  if (this.previousContext) copy.previousContext = this.previousContext.clone();
  for (const member of ['@base', '@language', '@vocab'] as const) if (member in this) copy[member] = this[member];
  return copy;
}
