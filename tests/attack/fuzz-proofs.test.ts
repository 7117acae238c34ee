import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyAlgorithm } from '../../src/keys/index.js';
import { documentOfToken, presentSdJwt, verifyProofs, type DocumentProofs } from '../../src/proofs/index.js';
import {
  canonicalJson,
  isObject,
  seededIds,
  type Ids,
  type JsonObject,
  type JsonValue,
} from '../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../support/proofs.js';

/** Mutants per format; `npm run fuzz` makes more. The seed makes every run the same; FUZZ_SEED tries another. */
const mutants = Number(process.env.FUZZ ?? 2_000);
const seed = Number(process.env.FUZZ_SEED ?? 20260301);

type Secured = JsonObject | string;

const pick = <T>(ids: Ids, items: readonly T[]): T => {
  const item = items[ids.integer(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** Every object and array inside, the value itself included. */
function containers(value: JsonValue | undefined): (JsonObject | JsonValue[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap((member) => containers(member))];
}

function twist(ids: Ids, value: JsonValue | undefined): JsonValue {
  if (typeof value === 'string') {
    const at = ids.integer(value.length + 1);
    const edits = [
      `${value.slice(0, at)}${String.fromCharCode(33 + ids.integer(90))}${value.slice(at + 1)}`,
      `${value.slice(0, at)}${value.slice(at + 1)}`,
      value.toUpperCase(),
      `${value} `,
      value.normalize('NFD'),
      '',
    ];
    return pick(ids, edits);
  }
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return pick<JsonValue>(ids, [[], [...value, 'x'], value.slice(1), { '@set': value }]);
  return pick<JsonValue>(ids, [null, {}, 'x', [value ?? null], { '@value': 'x' }]);
}

type Edit = (ids: Ids, target: Record<string, JsonValue | undefined>, key: string, document: JsonObject) => void;

const edits: readonly Edit[] = [
  (ids, target, key) => void (target[key] = twist(ids, target[key])),
  (ids, target, key) => void (target[key] = twist(ids, target[key])),
  (_ids, target, key) => void (Array.isArray(target) ? target.splice(Number(key), 1) : delete target[key]),
  (_ids, target, key) => void (target[key] = [target[key] ?? null, target[key] ?? null]),
  (ids, target, key) => {
    target[`${key}${pick(ids, ['X', ' ', '\u200b'])}`] = target[key];
    delete target[key];
  },
  (ids, target) =>
    void (target[pick(ids, ['level', '@nest', '@reverse', '@included', 'name', 'id', 'type', 'x:y'])] = 'x'),
  (ids, target, key) => {
    const other = pick(ids, Object.keys(target));
    [target[key], target[other]] = [target[other], target[key]];
  },
  (ids, target, key, document) => void (target[key] = structuredClone(pick(ids, containers(document)) as JsonValue)),
];

/** One to three edits anywhere in the document, its proof included. */
function mutateJson(ids: Ids, document: JsonObject): JsonObject {
  const mutant = structuredClone(document);
  for (let count = 1 + ids.integer(3); count > 0; count--) {
    const places = containers(mutant).filter((place) => Object.keys(place).length > 0);
    const target = pick(ids, places) as Record<string, JsonValue | undefined>;
    pick(ids, edits)(ids, target, pick(ids, Object.keys(target)), mutant);
  }
  return mutant;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=';

function mutateToken(ids: Ids, token: string): string {
  const at = ids.integer(token.length);
  const other = ids.integer(token.length);
  const parts = token.split(/([.~])/);
  return pick(ids, [
    token.slice(0, at) + ALPHABET[ids.integer(ALPHABET.length)] + token.slice(at + 1),
    token.slice(0, at) + token.slice(at + 1),
    token.slice(0, at) + ALPHABET[ids.integer(ALPHABET.length)] + token.slice(at),
    token.slice(0, Math.min(at, other)) + token.slice(Math.max(at, other)),
    parts.map((part, index) => (index === 2 * ids.integer(parts.length) ? (parts[0] ?? part) : part)).join(''),
    mutatePayload(ids, token),
  ]);
}

/** Rewrites one part of the token as other JSON, which only the signature can notice. */
function mutatePayload(ids: Ids, token: string): string {
  const parts = token.split(/([.~])/);
  const index = 2 * ids.integer(2);
  const json = JSON.parse(Buffer.from(parts[index] ?? '', 'base64url').toString('utf8')) as JsonObject;
  parts[index] = Buffer.from(JSON.stringify(mutateJson(ids, json))).toString('base64url');
  return parts.join('');
}

/** What a reader takes from a document: order and repetition in lists carry no meaning in JSON-LD (threat M9). */
function meaning(value: JsonValue | undefined): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map(meaning))].sort();
    return items.length === 1 ? (items[0] ?? '') : `[${items.join(',')}]`;
  }
  if (!isObject(value)) return canonicalJson(value ?? null);
  const members = Object.entries(value).map(([key, member]) => `${canonicalJson(key)}:${meaning(member)}`);
  return `{${members.sort().join(',')}}`;
}

function meaningOf(secured: Secured, isExact: boolean): string {
  if (typeof secured === 'string') return canonicalJson(documentOfToken(secured));
  const { proof: _proof, ...document } = secured;
  return isExact ? canonicalJson(document) : meaning(document);
}

const cases: readonly (readonly [string, KeyAlgorithm])[] = [
  ['eddsa-jcs-2022', 'Ed25519'],
  ['ecdsa-jcs-2019', 'P-256'],
  ['ecdsa-jcs-2019', 'P-384'],
  ['eddsa-rdfc-2022', 'Ed25519'],
  ['ecdsa-rdfc-2019', 'P-256'],
  ['vc+jwt', 'P-256'],
  ['dc+sd-jwt', 'Ed25519'],
];

describe.each(cases)(`fuzz with seed ${seed}: %s`, (id, algorithm) => {
  let secured: Secured;
  let controller = '';
  beforeAll(async () => {
    const { signer, record } = await freshSigner(algorithm);
    controller = record.controller;
    secured = await formatNamed(id).sign(credentialBy(controller), { signer, created });
    if (id === 'dc+sd-jwt') secured = presentSdJwt(secured as string, ['achievement']) ?? '';
  });

  it(`accepts none of ${mutants} mutants with another meaning, and gives each a reason`, async () => {
    const ids = seededIds(seed);
    const isExact = !id.includes('rdfc');
    const original = meaningOf(secured, isExact);
    const judge = (document: Secured): Promise<DocumentProofs> =>
      verifyProofs(document, formats, { ...expected, expectedController: controller });
    expect(await judge(secured)).toMatchObject({ outcome: 'verified' });
    const accepted: Secured[] = [];
    let changed = 0;
    for (let count = 0; count < mutants; count++) {
      const mutant = typeof secured === 'string' ? mutateToken(ids, secured) : mutateJson(ids, secured);
      const isSame = canonicalJson(mutant) === canonicalJson(secured);
      if (!isSame) changed++;
      const { outcome, reason } = await judge(mutant);
      if (outcome !== 'verified') expect(reason).toEqual(expect.any(String));
      else if (meaningOf(mutant, isExact) !== original) accepted.push(mutant);
    }
    expect(accepted).toEqual([]);
    expect(changed).toBeGreaterThan(mutants * 0.8);
  }, 600_000);
});
