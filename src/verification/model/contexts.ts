import { isObject } from '../../shared/index.js';
import { problem, type ModelProblem, type ModelRule, type ModelVersion } from './problem.js';
import { isUrl, valuesOf } from './values.js';

const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1';
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';

const MAX_DEPTH = 64;

/** Which data model a document follows, by its first context. */
export const versionOf = (document: Readonly<Record<string, unknown>>): ModelVersion =>
  valuesOf(document['@context'])[0] === CREDENTIALS_V1 ? '1.1' : '2.0';

/** `@context` (VCDM 2.0 section 4.3): a list that begins with a base context and then has URLs or inline objects. */
export const checkContexts: ModelRule = (document) => {
  const contexts = document['@context'];
  if (!Array.isArray(contexts) || contexts.length === 0) return [problem('context-missing', '/@context')];
  const [base] = contexts as unknown[];
  const problems: ModelProblem[] =
    base === CREDENTIALS_V1 || base === CREDENTIALS_V2 ? [] : [problem('context-base', '/@context/0')];
  contexts.forEach((item: unknown, index) => {
    const at = `/@context/${index}`;
    if (!isUrl(item) && !isObject(item)) problems.push(problem('context-item', at));
    else if (isObject(item) && !hasUsableTerms(item)) problems.push(problem('context-term', at));
  });
  return problems;
};

/**
 * Terms of an inline context map to names without blanks: `https ://x` is no address, though processors take it for one.
 * A context wrapped in another is read as if it stood alone, so its terms are held to the same.
 */
function hasUsableTerms(context: object): boolean {
  return Object.entries(context).every(([term, definition]: [string, unknown]) => {
    if (term === '@context' && isObject(definition)) return hasUsableTerms(definition);
    const target = isObject(definition) ? definition['@id'] : definition;
    return typeof target !== 'string' || !/\s/.test(target);
  });
}

/** Every context URL that a document names, at any depth, and that `isKnown` does not know. */
export function unknownContexts(document: unknown, isKnown: (url: string) => boolean): readonly string[] {
  const found = new Set<string>();
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: document, depth: 0 }];
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { value, depth } = item;
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) continue;
    for (const [name, member] of Object.entries(value)) {
      if (name === '@context') {
        for (const context of valuesOf(member))
          if (typeof context === 'string' && !isKnown(context)) found.add(context);
      }
      pending.push({ value: member, depth: depth + 1 });
    }
  }
  return [...found];
}
