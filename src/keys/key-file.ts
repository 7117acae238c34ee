import { basename, dirname } from 'node:path';
import { ServiceError, type Clock } from '../shared/index.js';
import { createFileKeyStore } from './file-key-store.js';
import { keyFileName } from './key-files.js';
import type { PublicKeyRecord, Signer } from './types.js';

/**
 * One key out of a key file that was carried here, as an offline machine has it: no instance, no database.
 * ServiceErrors: `key-unknown` when the path names no key file, and those of the file key store.
 */
export async function openKeyFile(
  path: string,
  passphrase: string,
  clock: Clock,
): Promise<{ readonly record: PublicKeyRecord; readonly signer: Signer }> {
  const store = createFileKeyStore({ dir: dirname(path), passphrase, clock });
  const record = (await store.list()).find(({ id }) => keyFileName(id) === basename(path));
  if (record === undefined) {
    throw new ServiceError('key-unknown', {
      status: 404,
      title: 'This is not a key file of this service.',
      whatToDo: 'Name the file that "trust root-key" wrote; it ends in .key.json and keeps its name when copied.',
    });
  }
  return { record, signer: await store.signerOf(record.id, clock.now()) };
}

/** Makes a root key in a folder of its own and returns its file. Its DID is the key itself: it belongs to no instance. */
export async function createRootKeyFile(
  dir: string,
  passphrase: string,
  clock: Clock,
): Promise<{ readonly record: PublicKeyRecord; readonly fileName: string }> {
  const store = createFileKeyStore({ dir, passphrase, clock });
  const record = await store.create({
    controller: 'did:key',
    role: 'root',
    algorithm: 'Ed25519',
    validFrom: clock.now(),
    validUntil: null,
  });
  return { record, fileName: keyFileName(record.id) };
}
