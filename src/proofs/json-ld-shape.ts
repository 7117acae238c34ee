import { isObject, type JsonObject, type JsonValue } from '../shared/index.js';

/** Keywords of values that VC Data Model 2.0 itself uses (section 11.1: language and direction of text). */
const plainKeywords = new Set(['@context', '@value', '@language', '@direction']);

const MAX_DEPTH = 64;

/**
 * True when the JSON uses JSON-LD features that let one graph hide behind another JSON: `@nest`, `@reverse`,
 * `@included`, `@graph`, `@set`, `@id` and the like, nulls, IRIs as keys, or keys that reach into object prototypes. The
 * signature of an rdfc suite covers the graph only, so readers of the JSON would see something else (threat M1).
 */
export function hasHiddenShape(value: JsonValue | undefined, depth = 0): boolean {
  // Null makes no statement, so nobody signed that it is there.
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  // JSON-LD processing is recursive: what is deeper than this is refused before it starts.
  if (depth > MAX_DEPTH) return true;
  if (Array.isArray(value)) return value.some((item) => hasHiddenShape(item, depth + 1));
  return Object.entries(value).some(([name, member]) => {
    if (name === '@context') return isHiding(member);
    const isKeyword = name.startsWith('@') && !plainKeywords.has(name);
    return isKeyword || name.includes(':') || name === '__proto__' || hasHiddenShape(member, depth + 1);
  });
}

/**
 * A context object with a `@context` of its own: processors look inside and ignore whatever stands beside it, so nothing
 * may stand there. One object wrapped once is read like that object; documents of the W3C eddsa suite are written so.
 */
function isHiding(context: JsonValue | undefined): boolean {
  if (Array.isArray(context)) return context.some(isHiding);
  if (!isWrapper(context)) return false;
  const inner = context['@context'];
  return Object.keys(context).length > 1 || !isObject(inner) || isWrapper(inner);
}

const isWrapper = (context: JsonValue | undefined): context is JsonObject =>
  isObject(context) && Object.hasOwn(context, '@context');
