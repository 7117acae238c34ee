import type { KeyObject } from 'node:crypto';
import { generatePrivateKey, multikeyOf, signBytes } from './key-objects.js';
import { newRecord, noSigningKey, retiredRecord, signingKey, signsAt, unknownKey } from './key-records.js';
import type { KeyStore, PublicKeyRecord } from './types.js';

interface HeldKey {
  readonly record: PublicKeyRecord;
  readonly key: KeyObject;
}

/**
 * Keys that live and die with the process, for tests, the demonstration and the throwaway signature of the lint step.
 * Every one is marked `throwaway`, so none can become a production key by accident.
 */
export function createMemoryKeyStore(): KeyStore {
  const held = new Map<string, HeldKey>();
  const list = (): PublicKeyRecord[] => [...held.values()].map(({ record }) => record);
  const get = (id: string): HeldKey => {
    const found = held.get(id);
    if (!found) throw unknownKey();
    return found;
  };
  return {
    list: async () => list(),
    async signer(controller, role, now) {
      const { id, algorithm } = signingKey(list(), controller, role, now);
      const { key } = get(id);
      return { id, algorithm, sign: async (data) => signBytes(algorithm, key, data) };
    },
    async signerOf(id, now) {
      const { record, key } = get(id);
      if (!signsAt(record, now)) throw noSigningKey(record.role);
      return { id, algorithm: record.algorithm, sign: async (data) => signBytes(record.algorithm, key, data) };
    },
    async create(request) {
      const key = generatePrivateKey(request.algorithm);
      const record = newRecord(request, multikeyOf(key) ?? '', list(), true);
      held.set(record.id, { record, key });
      return record;
    },
    async retire(id, at, compromised) {
      const { record, key } = get(id);
      const retired = retiredRecord(record, at, compromised);
      held.set(id, { record: retired, key });
      return retired;
    },
  };
}
