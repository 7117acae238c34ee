import { applyDisclosures, sha256Base64url } from '../../proofs/index.js';
import { base64urlEncode, randomIds, utf8, type JsonObject, type JsonValue } from '../../shared/index.js';
import { signedJws, verifiedJws } from './jose.js';
import type { Securing } from './secure.js';

/** `a.b[0].c` as steps; null when it is not such a path. */
function stepsOf(path: string): readonly (string | number)[] | null {
  const steps: (string | number)[] = [];
  for (const part of path.split('.')) {
    const [, name, indexes = ''] = /^([^.[\]]+)((?:\[\d{1,4}\])*)$/.exec(part) ?? [];
    if (name === undefined) return null;
    steps.push(name, ...[...indexes.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  }
  return steps;
}

const isContainer = (value: JsonValue | undefined): value is JsonObject | JsonValue[] =>
  typeof value === 'object' && value !== null;

const at = (node: JsonValue | undefined, step: string | number): JsonValue | undefined =>
  isContainer(node) && Object.hasOwn(node, step) ? (node as JsonObject)[step] : undefined;

/** Takes one claim out of `claims` and puts its digest there (RFC 9901 section 4.2); null when the path leads nowhere. */
function hide(claims: JsonObject, path: string): string | null {
  const steps = stepsOf(path);
  const last = steps?.at(-1);
  const parent = steps?.slice(0, -1).reduce<JsonValue | undefined>(at, claims);
  const value = last === undefined ? undefined : at(parent, last);
  if (last === undefined || value === undefined || !isContainer(parent)) return null;
  const salt = base64urlEncode(randomIds.bytes(16));
  const content = Array.isArray(parent) ? [salt, value] : [salt, last, value];
  const disclosure = base64urlEncode(utf8(JSON.stringify(content)));
  const digest = sha256Base64url(disclosure);
  if (Array.isArray(parent)) parent[Number(last)] = { '...': digest };
  else {
    const { [last]: _hidden, ...rest } = parent;
    for (const name of Object.keys(parent)) if (!Object.hasOwn(rest, name)) Reflect.deleteProperty(parent, name);
    // Sorted digests: their order must not tell which claim is which.
    parent._sd = [...((parent._sd ?? []) as string[]), digest].sort();
  }
  return disclosure;
}

/** `vc+sd-jwt` and `vp+sd-jwt`. */
export const sdJwt: Securing = {
  isPartial: true,
  mediaType: (kind) => (kind === 'credential' ? { typ: 'vc+sd-jwt', cty: 'vc' } : { typ: 'vp+sd-jwt', cty: 'vp' }),
  write(document, key, { type, paths }) {
    const claims: JsonObject = { ...structuredClone(document), _sd_alg: 'sha-256' };
    // Deepest first: a hidden parent then carries the digests of its hidden children.
    const ordered = [...paths].sort((left, right) => (stepsOf(right)?.length ?? 0) - (stepsOf(left)?.length ?? 0));
    const disclosures = ordered.map((path) => hide(claims, path));
    const token = disclosures.includes(null) ? null : signedJws(claims, key, type);
    return token === null ? null : [token, ...disclosures, ''].join('~');
  },
  read(token, key, type) {
    const [jws = '', ...rest] = token.split('~');
    // Without a key binding the text ends in "~".
    if (rest.pop() !== '') return null;
    const payload = verifiedJws(jws, key, type);
    return payload && applyDisclosures(payload, rest, sha256Base64url);
  },
};
