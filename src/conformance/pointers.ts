import type { JsonValue } from '../shared/index.js';

/** Does a JSON Pointer (RFC 6901) lead to a value of this document? */
export function leadsSomewhere(document: JsonValue, pointer: string): boolean {
  if (pointer === '') return true;
  if (!pointer.startsWith('/') || pointer.length > 1_024) return false;
  let node: JsonValue | undefined = document;
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return false;
    node = (node as Readonly<Record<string, JsonValue | undefined>>)[name];
  }
  return node !== undefined;
}
