import type { Settings } from '../config/index.js';
import { createFileKeyStore, createPkcs11KeyStore, type KeyStore } from '../keys/index.js';
import { ServiceError, type Clock, type Ids } from '../shared/index.js';
import type { RemoteSigner } from '../signer/index.js';

interface KeyParts {
  readonly clock: Clock;
  readonly throwaway: boolean;
  readonly ids: Ids;
}

/** Where this process finds keys to sign with: the signing process, a hardware token, or encrypted files. */
export async function openSigningKeys(
  settings: Settings,
  files: KeyStore,
  parts: KeyParts,
  signer: RemoteSigner | null,
): Promise<KeyStore> {
  if (signer !== null) return besides(signer.keys, files);
  return settings.token === null ? files : createPkcs11KeyStore({ ...settings.token, ...parts });
}

/** The keys of the signing process itself. @throws ServiceError `signer-keys-missing` */
export async function openSignersOwnKeys(settings: Settings, parts: KeyParts): Promise<KeyStore> {
  if (settings.token !== null) return createPkcs11KeyStore({ ...settings.token, ...parts });
  if (settings.signerKeys !== null) return createFileKeyStore({ ...settings.signerKeys, ...parts });
  throw new ServiceError('signer-keys-missing', {
    status: 500,
    title: 'The signing process has no keys to hold.',
    whatToDo: 'Set SIGNER_KEY_DIR and SIGNER_PASSPHRASE_FILE, or KEYS=pkcs11, for this process alone.',
  });
}

/** Issuing keys are the signer's; keys for receipts and the audit trail stay with this process. */
function besides(remote: KeyStore, local: KeyStore): KeyStore {
  const isRemote = (role: string): boolean => role === 'issuer' || role === 'status';
  const storeOf = async (id: string): Promise<KeyStore> =>
    (await local.list()).some((key) => key.id === id && !isRemote(key.role)) ? local : remote;
  return {
    list: async () => [
      ...(await remote.list()).filter((key) => isRemote(key.role)),
      ...(await local.list()).filter((key) => !isRemote(key.role)),
    ],
    signer: (controller, role, now) => (isRemote(role) ? remote : local).signer(controller, role, now),
    signerOf: async (id, now) => (await storeOf(id)).signerOf(id, now),
    create: (request) => (isRemote(request.role) ? remote : local).create(request),
    retire: async (id, at, compromised) => (await storeOf(id)).retire(id, at, compromised),
  };
}
