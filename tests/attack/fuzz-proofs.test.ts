import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyAlgorithm } from '../../src/keys/index.js';
import { decode, encode, Tag } from 'cbor2';
import {
  deriveDisclosure,
  documentOfToken,
  presentSdJwt,
  verifyProofs,
  type DocumentProofs,
} from '../../src/proofs/index.js';
import {
  canonicalJson,
  isObject,
  seededIds,
  utf8,
  type Ids,
  type JsonObject,
  type JsonValue,
} from '../../src/shared/index.js';
import {
  created,
  credentialBy,
  documentLoader,
  expected,
  formatNamed,
  formats,
  freshSigner,
} from '../support/proofs.js';

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
  // As it would arrive: no edit makes what JSON cannot say.
  return JSON.parse(JSON.stringify(mutant)) as JsonObject;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=+/';

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
    parts.length === 1 ? mutateCose(ids, token) : mutatePayload(ids, token),
  ]);
}

/** Rewrites header, payload or signature of a COSE_Sign1 as other CBOR of the same structure. */
function mutateCose(ids: Ids, token: string): string {
  const tagged = decode<Tag>(new Uint8Array(Buffer.from(token, 'base64')), { preferMap: true });
  const [header, unprotected, payload, signature] = tagged.contents as [Uint8Array, unknown, Uint8Array, Uint8Array];
  const text = new TextDecoder().decode(payload);
  const flipped = (bytes: Uint8Array): Uint8Array => {
    const copy = new Uint8Array(bytes);
    copy[ids.integer(copy.length)] = ids.integer(256);
    return copy;
  };
  const parts = pick<unknown[]>(ids, [
    [header, unprotected, utf8(JSON.stringify(mutateJson(ids, JSON.parse(text) as JsonObject))), signature],
    [header, unprotected, utf8(` ${text}`), signature],
    [header, unprotected, flipped(payload), signature],
    [flipped(header), unprotected, payload, signature],
    [header, new Map([[4, utf8('did:key:zOther#zOther')]]), payload, signature],
    [header, unprotected, payload, flipped(signature)],
    [header, unprotected, payload],
  ]);
  return Buffer.from(encode(new Tag(pick(ids, [18, 18, 18, 98]), parts)))
    .toString('base64')
    .replace(/=+$/, '');
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
  ['vc+sd-jwt', 'Ed25519'],
  ['vc+cose', 'P-256'],
  ['ecdsa-sd-2023', 'P-256'],
];

describe.each(cases)(`fuzz with seed ${seed}: %s`, (id, algorithm) => {
  let secured: Secured;
  let controller = '';
  beforeAll(async () => {
    const { signer, record } = await freshSigner(algorithm);
    controller = record.controller;
    secured = await formatNamed(id).sign(credentialBy(controller), { signer, created });
    if (id.endsWith('sd-jwt')) secured = presentSdJwt(secured as string, ['achievement']) ?? '';
    if (id === 'ecdsa-sd-2023') secured = await deriveDisclosure(secured as JsonObject, shown, documentLoader);
  });

  it(`accepts none of ${mutants} mutants with another meaning, and gives each a reason`, async () => {
    const ids = seededIds(seed);
    const isExact = !id.includes('rdfc') && id !== 'ecdsa-sd-2023';
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

/** What the holder of the credential shows in the tests of selective disclosure. */
const shown = ['/validFrom', '/name', '/credentialSubject/achievement/name'];

/** Every statement that a document makes, as paths with values, without its proof. */
function statements(value: JsonValue | undefined, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${JSON.stringify(value)}`];
  if (Array.isArray(value)) return value.flatMap((item) => statements(item, path));
  return Object.entries(value).flatMap(([key, member]) => statements(member, `${path}/${key}`));
}

/** A base proof is the holder's secret: no verifier takes it, and what is derived of a changed one says nothing new. */
describe(`fuzz with seed ${seed}: ecdsa-sd-2023 base proofs`, () => {
  it(`accepts none of ${mutants} mutants, and of those that can be derived none with another statement`, async () => {
    const { signer, record } = await freshSigner('P-256');
    const base = (await formatNamed('ecdsa-sd-2023').sign(credentialBy(record.controller), {
      signer,
      created,
      mandatoryPointers: ['/issuer'],
    })) as JsonObject;
    const judge = async (document: JsonObject): Promise<string> =>
      (await verifyProofs(document, formats, { ...expected, expectedController: record.controller })).outcome;
    const derive = (document: JsonObject): Promise<JsonObject | null> =>
      deriveDisclosure(document, shown, documentLoader).catch(() => null);
    const { proof: _proof, ...said } = base;
    const known = new Set(statements(said));
    const honest = await derive(base);
    expect(honest && (await judge(honest))).toBe('verified');
    expect(await judge(base)).toBe('broken');
    const ids = seededIds(seed);
    let derived = 0;
    for (let count = 0; count < mutants; count++) {
      const mutant = mutateJson(ids, base);
      expect(await judge(mutant)).not.toBe('verified');
      // Deriving costs a hundred times as much as refusing.
      const shownMutant = count % 20 === 0 ? await derive(mutant) : null;
      if (shownMutant === null) continue;
      derived++;
      if ((await judge(shownMutant)) !== 'verified') continue;
      const { proof: _derived, ...told } = shownMutant;
      expect(statements(told).filter((statement) => !known.has(statement))).toEqual([]);
    }
    expect(derived).toBeGreaterThan(0);
  }, 3_600_000);
});
