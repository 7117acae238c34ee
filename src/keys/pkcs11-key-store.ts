import { createHash } from 'node:crypto';
import { fromHex, isObject, parseJson, randomIds, toHex, type Clock, type Ids } from '../shared/index.js';
import { isRecord } from './key-files.js';
import { keyExists, newRecord, noSigningKey, retiredRecord, signingKey, signsAt, unknownKey } from './key-records.js';
import { encodeMultikey } from './multikey.js';
import { keySpecs, listedError } from './pkcs11-numbers.js';
import { openToken, type Token, type TokenOptions, type TokenRecord } from './pkcs11-token.js';
import type { KeyAlgorithm, KeyStore, PublicKeyRecord, Signer } from './types.js';

export interface Pkcs11KeyStoreOptions extends TokenOptions {
  readonly clock: Clock;
  /** Marks every key this store makes as a demonstration key, which production refuses. */
  readonly throwaway?: boolean;
  readonly ids?: Ids;
}

const FORMAT = 'skills-passport-token-key/1';

interface HeldKey {
  readonly record: PublicKeyRecord;
  readonly keyId: Buffer;
  readonly stored: TokenRecord;
}

/**
 * Keys that live in a hardware token and never leave it. What is known of each key (whose it is, when it may sign) lies
 * in the token too, as a private data object, so that neither can be changed without the PIN.
 *
 * ServiceErrors as of the file key store, and `hsm-driver-missing`, `hsm-module-unusable`, `hsm-token-missing`,
 * `wrong-hsm-pin`, `hsm-record-damaged`, `hsm-failed`.
 */
export async function createPkcs11KeyStore(options: Pkcs11KeyStoreOptions): Promise<KeyStore> {
  const { throwaway = false, ids = randomIds } = options;
  const token = await openToken(options);
  const proven = new Set<string>();

  function held(): readonly HeldKey[] {
    const byId = new Map<string, HeldKey>();
    for (const stored of token.records()) {
      const key = readRecord(stored);
      const known = byId.get(key.record.id);
      // Two records of one key: a retirement was cut short. The one that allows less counts.
      if (known === undefined || isTighter(key.record, known.record)) byId.set(key.record.id, key);
    }
    return [...byId.values()];
  }

  const list = (): readonly PublicKeyRecord[] => held().map(({ record }) => record);

  function find(id: string): HeldKey {
    const found = held().find(({ record }) => record.id === id);
    if (found === undefined) throw unknownKey();
    return found;
  }

  /** The record must speak of the very key in the token; asked once per key and process. */
  function prove({ record, keyId }: HeldKey): void {
    if (proven.has(record.id)) return;
    if (multikeyIn(token, record.algorithm, keyId) !== record.publicKeyMultibase)
      throw listedError('hsm-record-damaged');
    proven.add(record.id);
  }

  function signerFor(key: HeldKey): Signer {
    prove(key);
    const { id, algorithm } = key.record;
    const { hash } = keySpecs[algorithm];
    const digested = (data: Uint8Array): Buffer =>
      hash === null ? Buffer.from(data) : createHash(hash).update(data).digest();
    return {
      id,
      algorithm,
      sign: async (data) => new Uint8Array(token.sign(algorithm, key.keyId, digested(data))),
    };
  }

  return {
    list: async () => list(),
    signer: async (controller, role, now) => signerFor(find(signingKey(list(), controller, role, now).id)),
    signerOf: async (id, now) => {
      const key = find(id);
      if (!signsAt(key.record, now)) throw noSigningKey(key.record.role);
      return signerFor(key);
    },
    create: async (request) => {
      const existing = list();
      const wanted = request.fragment === undefined ? null : `${request.controller}#${request.fragment}`;
      // Before the pair is made: a refused one would stay in the token for nothing.
      if (wanted !== null && existing.some(({ id }) => id === wanted)) throw keyExists();
      const keyId = Buffer.from(ids.bytes(16));
      token.generate(request.algorithm, keyId, request.fragment ?? request.role);
      const multikey = multikeyIn(token, request.algorithm, keyId);
      if (multikey === null) throw listedError('hsm-failed');
      const record = newRecord(request, multikey, existing, throwaway);
      token.addRecord(record.id, writeRecord(record, keyId));
      return record;
    },
    retire: async (id, at, compromised) => {
      const key = find(id);
      const record = retiredRecord(key.record, at, compromised);
      // First the new record, then the old one away: cut short in between, the tighter one counts.
      token.addRecord(id, writeRecord(record, key.keyId));
      token.removeRecord(key.stored.handle);
      return record;
    },
  };
}

function multikeyIn(token: Token, algorithm: KeyAlgorithm, keyId: Buffer): string | null {
  const point = token.publicPoint(algorithm, keyId);
  if (point === null) return null;
  if (algorithm === 'Ed25519') return encodeMultikey({ algorithm, raw: new Uint8Array(point) });
  const size = (point.length - 1) / 2;
  const isEven = ((point.at(-1) ?? 0) & 1) === 0;
  // SEC 1, section 2.3.3: the sign of y and then x.
  const raw = Uint8Array.of(isEven ? 2 : 3, ...point.subarray(1, 1 + size));
  return encodeMultikey({ algorithm, raw });
}

const writeRecord = (record: PublicKeyRecord, keyId: Buffer): string =>
  JSON.stringify({ format: FORMAT, keyId: toHex(keyId), public: record });

function readRecord(stored: TokenRecord): HeldKey {
  const parsed = parseJson(stored.value);
  const content = parsed.ok && isObject(parsed.value) && parsed.value['format'] === FORMAT ? parsed.value : null;
  const keyId = typeof content?.['keyId'] === 'string' ? fromHex(content['keyId']) : null;
  const record: unknown = content?.['public'];
  if (keyId === null || !isRecord(record)) throw listedError('hsm-record-damaged');
  return { record, keyId: Buffer.from(keyId), stored };
}

const endOf = ({ validUntil }: PublicKeyRecord): number => (validUntil === null ? Infinity : Date.parse(validUntil));
const isTighter = (left: PublicKeyRecord, right: PublicKeyRecord): boolean =>
  (left.revokedAt !== null && right.revokedAt === null) || endOf(left) < endOf(right);
