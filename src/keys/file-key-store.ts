import { ServiceError, isoSeconds, randomIds, type Clock, type Ids } from '../shared/index.js';
import { createKeyFiles, damagedFile, type KeyFile } from './key-files.js';
import { exportPrivateKey, generatePrivateKey, multikeyOf, signBytes } from './key-objects.js';
import { keyExists, newRecord, noSigningKey, retiredRecord, signingKey, signsAt, unknownKey } from './key-records.js';
import { createKeySealer, keyFacts, type KeySealer, type PassphraseSalt } from './sealed-key.js';
import { createUnsealing, wrongPassphrase } from './key-unsealing.js';
import { createSecretFiles, secretFacts, secretFileName, type SecretFile } from './secret-files.js';
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

/** A key store whose folder also keeps the instance's own secrets, sealed with the same passphrase. */
export interface FileKeyStore extends KeyStore {
  /**
   * 32 random bytes under this name (`[a-z-]`), made on first use and the same ever after. Losing the file loses what
   * was encrypted with it. ServiceErrors: `wrong-key-passphrase`, `damaged-key-file`, `example-keys-in-production` when
   * a store for real keys meets a secret of the demonstration.
   */
  openSecret(name: string): Promise<Uint8Array>;
}

const SECRET_BYTES = 32;

function throwawaySecret(): ServiceError {
  return new ServiceError('example-keys-in-production', {
    status: 500,
    title: 'The key folder holds a secret of the demonstration, which anyone can know.',
    whatToDo: 'Point the key folder at an empty directory and use an empty database. Nothing was read or changed.',
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
}: FileKeyStoreOptions): FileKeyStore {
  const files = createKeyFiles(dir, ids);
  const secrets = createSecretFiles(dir, ids);
  const sealer = createKeySealer(passphrase, ids);

  const { privateKey, prove } = createUnsealing(sealer);

  async function list(): Promise<readonly PublicKeyRecord[]> {
    const all = await files.readAll();
    for (const file of all) await prove(file);
    return all.map((file) => file.public);
  }

  async function fileOf(id: string): Promise<KeyFile> {
    const file = (await files.readAll()).find((candidate) => candidate.public.id === id);
    if (!file) throw unknownKey();
    return file;
  }

  const openFile = (file: SecretFile): Promise<Uint8Array> => openSecretFile(file, sealer, throwaway);

  /** One passphrase per folder: a second one would split it into halves that no process can open together. */
  async function commonSalt(): Promise<PassphraseSalt> {
    const [key] = await files.readAll();
    if (key) await privateKey(key);
    const [secret] = await secrets.readAll();
    if (secret) await openFile(secret);
    return key?.secret.passphrase ?? secret?.secret.passphrase ?? sealer.newSalt();
  }

  async function openSecret(name: string): Promise<Uint8Array> {
    const known = await secrets.read(name);
    if (known) return openFile(known);
    const salt = await commonSalt();
    const content = Buffer.from(ids.bytes(SECRET_BYTES));
    const facts = { name, throwaway };
    const secret = await sealer.seal(secretFacts(facts), content, salt);
    const isOurs = await secrets.add({ public: facts, createdAt: isoSeconds(clock.now()), secret });
    // Another process made it at the same moment: its bytes count.
    return isOurs ? new Uint8Array(content) : openSecret(name);
  }

  return {
    openSecret,
    list,
    async signer(controller, role, now): Promise<Signer> {
      const { id, algorithm } = signingKey(await list(), controller, role, now);
      const key = await privateKey(await fileOf(id));
      return { id, algorithm, sign: async (data) => signBytes(algorithm, key, data) };
    },
    async signerOf(id, now): Promise<Signer> {
      const file = await fileOf(id);
      const { algorithm, role } = file.public;
      if (!signsAt(file.public, now)) throw noSigningKey(role);
      const key = await privateKey(file);
      return { id, algorithm, sign: async (data) => signBytes(algorithm, key, data) };
    },
    async create(request) {
      const salt = await commonSalt();
      const key = generatePrivateKey(request.algorithm);
      const record = newRecord(request, multikeyOf(key) ?? '', await list(), throwaway);
      const pkcs8 = exportPrivateKey(key);
      const secret = await sealer.seal(keyFacts(record), pkcs8, salt);
      pkcs8.fill(0);
      if (!(await files.add({ public: record, createdAt: isoSeconds(clock.now()), secret }))) throw keyExists();
      return record;
    },
    async retire(id, at, compromised) {
      const file = await fileOf(id);
      const record = retiredRecord(file.public, at, compromised);
      const pkcs8 = exportPrivateKey(await privateKey(file));
      const secret = await sealer.seal(keyFacts(record), pkcs8, file.secret.passphrase);
      pkcs8.fill(0);
      await files.replace({ public: record, createdAt: file.createdAt, secret });
      return record;
    },
  };
}

async function openSecretFile(file: SecretFile, sealer: KeySealer, throwaway: boolean): Promise<Uint8Array> {
  const opened = await sealer.open(secretFacts(file.public), file.secret);
  if (opened === 'wrong-passphrase') throw wrongPassphrase();
  if (opened === 'damaged' || opened.length !== SECRET_BYTES) throw damagedFile(secretFileName(file.public.name));
  if (file.public.throwaway && !throwaway) throw throwawaySecret();
  return new Uint8Array(opened);
}
