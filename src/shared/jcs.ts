/** Deeper data is refused: the walk is recursive and real documents have depth 8. */
const MAX_DEPTH = 64;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const noForm = (): TypeError => new TypeError('no canonical JSON');

function quoted(text: string): string {
  if (LONE_SURROGATE.test(text)) throw noForm();
  return JSON.stringify(text);
}

/**
 * JSON Canonicalization Scheme (RFC 8785) over parsed JSON. Same output as `canonicalJson`, but about twice as fast, and
 * bounded in depth: it runs on every signature and every verification. Members whose value is undefined are left out.
 * Throws a TypeError for what has no canonical form (NaN, half surrogate pairs, functions, depth over 64).
 */
export function jcs(value: unknown, depth = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw noForm();
    // ECMAScript prints numbers as RFC 8785 section 3.2.2.3 demands; only -0 differs between String and JSON.
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || depth >= MAX_DEPTH) throw noForm();
  if (Array.isArray(value)) return `[${value.map((item) => jcs(item, depth + 1)).join(',')}]`;
  return objectText(value as Readonly<Record<string, unknown>>, depth);
}

function objectText(value: Readonly<Record<string, unknown>>, depth: number): string {
  let text = '';
  // Array.prototype.sort orders by UTF-16 code units, which is the order of RFC 8785 section 3.2.3.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) text += `${text ? ',' : ''}${quoted(key)}:${jcs(member, depth + 1)}`;
  }
  return `{${text}}`;
}
