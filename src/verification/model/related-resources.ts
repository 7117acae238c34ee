import { base58Decode, base64urlDecode, isObject, toHex } from '../../shared/index.js';
import { idProblems } from './names.js';
import { problem, type ModelProblem, type ModelRule } from './problem.js';
import { valuesOf } from './values.js';

type HashName = 'sha256' | 'sha384' | 'sha512';
interface Digest {
  readonly hash: HashName;
  readonly hex: string;
}

/**
 * Digests under which an immutable resource was published. The base context was published more than once: with the
 * revision of July 2024 (commit 8d0ee107 of w3c/vc-data-model), whose bytes credentials of that time name, and with the
 * Recommendation, which prints its own SHA-256. Both are accepted.
 */
const publishedDigests: Readonly<Record<string, readonly Digest[]>> = {
  'https://www.w3.org/ns/credentials/v2': [
    { hash: 'sha256', hex: '24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9' },
    { hash: 'sha256', hex: '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734' },
    {
      hash: 'sha384',
      hex: '35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9d1dcaada40eda7ef921c6b8c0ae107a0',
    },
    {
      hash: 'sha384',
      hex: '97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614',
    },
  ],
};

const multihashes: Readonly<Record<string, HashName>> = { '1220': 'sha256', '2030': 'sha384', '1340': 'sha512' };
const lengths: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 };
const MAX_DIGEST_LENGTH = 1_024;

/** Subresource Integrity (VCDM 2.0 section 5.3): one or more `<hash>-<base64>`, separated by blanks. */
function sriDigests(text: string): readonly Digest[] | null {
  const digests = text.trim().split(/\s+/).map(sriDigest);
  return digests.every((digest) => digest !== null) ? digests : null;
}

function sriDigest(part: string): Digest | null {
  const [, name, base64] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/.exec(part) ?? [];
  const hash = (['sha256', 'sha384', 'sha512'] as const).find((known) => known === name);
  const bytes = base64urlDecode((base64 ?? '').replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''));
  return hash !== undefined && bytes?.length === lengths[hash] ? { hash, hex: toHex(bytes) } : null;
}

/** Multibase (`u` or `z`) of a multihash; a bare SHA-256 is read too, because issuers were seen to leave the header out. */
function multibaseDigest(text: string): Digest | null {
  const bytes = text.startsWith('u')
    ? base64urlDecode(text.slice(1))
    : text.startsWith('z')
      ? base58Decode(text.slice(1))
      : null;
  if (bytes === null) return null;
  if (bytes.length === lengths.sha256) return { hash: 'sha256', hex: toHex(bytes) };
  const hash = multihashes[toHex(bytes.subarray(0, 2))];
  return hash !== undefined && bytes.length === lengths[hash] + 2 ? { hash, hex: toHex(bytes.subarray(2)) } : null;
}

function digestsOf(resource: Readonly<Record<string, unknown>>): readonly Digest[] | 'malformed' {
  const { digestSRI, digestMultibase } = resource;
  const digests: Digest[] = [];
  for (const value of [...valuesOf(digestSRI), ...valuesOf(digestMultibase)]) {
    if (typeof value !== 'string' || value.length > MAX_DIGEST_LENGTH) return 'malformed';
  }
  for (const value of valuesOf(digestSRI) as readonly string[]) {
    const read = sriDigests(value);
    if (read === null) return 'malformed';
    digests.push(...read);
  }
  for (const value of valuesOf(digestMultibase) as readonly string[]) {
    const read = multibaseDigest(value);
    if (read === null) return 'malformed';
    digests.push(read);
  }
  return digests;
}

const publishedAt = (id: unknown): readonly Digest[] =>
  typeof id === 'string' && Object.hasOwn(publishedDigests, id) ? (publishedDigests[id] ?? []) : [];

/** Null when nothing published says otherwise: a hash function we hold no digest for decides nothing. */
function digestProblem(resource: Readonly<Record<string, unknown>>, at: string): ModelProblem | null {
  const digests = digestsOf(resource);
  if (digests === 'malformed') return problem('related-resource-digest-malformed', at);
  if (digests.length === 0) return problem('related-resource-digest-missing', at);
  const published = publishedAt(resource['id']);
  const isWrong = ({ hash, hex }: Digest): boolean => {
    const comparable = published.filter((known) => known.hash === hash);
    return comparable.length > 0 && !comparable.some((known) => known.hex === hex);
  };
  return digests.some(isWrong) ? problem('related-resource-digest-mismatch', at) : null;
}

/** `relatedResource` (VCDM 2.0 section 5.3): objects with distinct ids and digests that are those of the resource. */
export const checkRelatedResources: ModelRule = ({ relatedResource }) => {
  const seen = new Set<unknown>();
  return valuesOf(relatedResource).flatMap((resource, index): readonly ModelProblem[] => {
    const at = Array.isArray(relatedResource) ? `/relatedResource/${index}` : '/relatedResource';
    if (!isObject(resource)) return [problem('related-resource-not-object', at)];
    const { id } = resource;
    if (id === undefined) return [problem('related-resource-id-missing', at)];
    const isRepeated = seen.has(id);
    seen.add(id);
    const digest = digestProblem(resource, at);
    return [
      ...idProblems(resource, at),
      ...(isRepeated ? [problem('related-resource-repeated', at)] : []),
      ...(digest === null ? [] : [digest]),
    ];
  });
};

/** Ids of the related resources whose content this service does not hold, so that no digest could be compared. */
export const uncheckedResources = ({ relatedResource }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  valuesOf(relatedResource).flatMap((resource) =>
    isObject(resource) && publishedAt(resource['id']).length === 0 ? [resource['id']] : [],
  );
