import type { KeyObject } from 'node:crypto';
import { ServiceError, isoSeconds, randomIds, type Clock, type Ids } from '../shared/index.js';
import { createKeyFiles, damagedFile, keyFileName, type KeyFile } from './key-files.js';
import { exportPrivateKey, generatePrivateKey, importPrivateKey, multikeyOf, signBytes } from './key-objects.js';
import { keyExists, newRecord, retiredRecord, signingKey, unknownKey } from './key-records.js';
import { createKeySealer } from './sealed-key.js';
import type { KeyStore, PublicKeyRecord, Signer } from './types.js';

export interface FileKeyStoreOptions {
  /** Folder of the key files; made on first use, readable by the owner only. */
  readonly dir: string;
  readonly passphrase: string;
  readonly clock: Clock;
  /** Marks every key this store makes as a demonstration key, which production refuses. */
  readonly throwaway?: boolean;
  readonly ids?: Ids;
}

function wrongPassphrase(): ServiceError {
  return new ServiceError('wrong-key-passphrase', {
    status: 503,
    title: 'The passphrase does not open the key store.',
    whatToDo: 'Set the passphrase with which the keys were created and start again. Nothing was signed or changed.',
  });
}

/**
 * Key store in a folder of JSON files: public part in the clear, private part encrypted with scrypt and AES-256-GCM.
 * Private keys are decrypted and imported once per process. Other processes may add or retire keys meanwhile:
 * ask for the signer again for each piece of work.
 *
 * ServiceErrors: `wrong-key-passphrase`, `damaged-key-file` (names the file), `key-exists`, `key-unknown`,
 * `no-signing-key`.
 */
export function createFileKeyStore({
  dir,
  passphrase,
  clock,
  throwaway = false,
  ids = randomIds,
}: FileKeyStoreOptions): KeyStore {
  const files = createKeyFiles(dir, ids);
  const sealer = createKeySealer(passphrase, ids);
  const privateKeys = new Map<string, Promise<KeyObject>>();

  async function unseal(file: KeyFile): Promise<KeyObject> {
    const opened = await sealer.open(file.public, file.secret);
    if (opened === 'wrong-passphrase') throw wrongPassphrase();
    if (opened === 'damaged') throw damagedFile(keyFileName(file.public.id));
    const key = importPrivateKey(opened);
    opened.fill(0);
    if (multikeyOf(key) !== file.public.publicKeyMultibase) throw damagedFile(keyFileName(file.public.id));
    return key;
  }

  function privateKey(file: KeyFile): Promise<KeyObject> {
    const known = privateKeys.get(file.public.id) ?? unseal(file);
    privateKeys.set(file.public.id, known);
    // A failed opening must not be remembered as this key's fate.
    known.catch(() => privateKeys.delete(file.public.id));
    return known;
  }

  const list = async (): Promise<readonly PublicKeyRecord[]> => (await files.readAll()).map((file) => file.public);

  async function fileOf(id: string): Promise<KeyFile> {
    const file = (await files.readAll()).find((candidate) => candidate.public.id === id);
    if (!file) throw unknownKey();
    return file;
  }

  return {
    list,
    async signer(controller, role, now): Promise<Signer> {
      const { id, algorithm } = signingKey(await list(), controller, role, now);
      const key = await privateKey(await fileOf(id));
      return { id, algorithm, sign: async (data) => signBytes(algorithm, key, data) };
    },
    async create(request) {
      const existing = await files.readAll();
      const [first] = existing;
      // One passphrase per store: a second one would split the folder into halves that no process can open together.
      if (first) await privateKey(first);
      const salt = first?.secret.passphrase ?? (await sealer.newSalt());
      const key = generatePrivateKey(request.algorithm);
      const records = existing.map((file) => file.public);
      const record = newRecord(request, multikeyOf(key) ?? '', records, throwaway);
      const pkcs8 = exportPrivateKey(key);
      const secret = await sealer.seal(record, pkcs8, salt);
      pkcs8.fill(0);
      if (!(await files.add({ public: record, createdAt: isoSeconds(clock.now()), secret }))) throw keyExists();
      privateKeys.set(record.id, Promise.resolve(key));
      return record;
    },
    async retire(id, at, compromised) {
      const file = await fileOf(id);
      const record = retiredRecord(file.public, at, compromised);
      await files.replace({ ...file, public: record });
      return record;
    },
  };
}
