import type { Settings } from '../config/index.js';
import type { SigningPort } from '../issuance/index.js';
import { createFileKeyStore, createPkcs11KeyStore, type KeyStore } from '../keys/index.js';
import { ServiceError, type Clock, type Ids } from '../shared/index.js';
import { connectSigner } from '../signer/index.js';

interface KeyParts {
  readonly clock: Clock;
  readonly throwaway: boolean;
  readonly ids: Ids;
}

/** What this process signs with, and through whom when the issuing keys are elsewhere. */
export interface HeldKeys {
  readonly keys: KeyStore;
  readonly signing?: SigningPort;
}

/** Where this process finds keys: given (the signing process itself), the signing process, a hardware token, or files. */
export async function openSigningKeys(
  settings: Settings,
  files: KeyStore,
  parts: KeyParts,
  given?: KeyStore,
): Promise<HeldKeys> {
  if (given !== undefined) return { keys: given };
  if (settings.signer !== null) {
    const remote = connectSigner(settings.signer);
    return { keys: besides(remote.keys, files), signing: remote.signing };
  }
  return { keys: settings.token === null ? files : await createPkcs11KeyStore({ ...settings.token, ...parts }) };
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
