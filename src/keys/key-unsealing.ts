import type { KeyObject } from 'node:crypto';
import { ServiceError, canonicalJson } from '../shared/index.js';
import { damagedFile, keyFileName, type KeyFile } from './key-files.js';
import { importPrivateKey, multikeyOf } from './key-objects.js';
import { firstKeyFacts, keyFacts, type KeySealer } from './sealed-key.js';

export interface Unsealing {
  /** Decrypted and imported once per process. ServiceErrors `wrong-key-passphrase`, `damaged-key-file`. */
  privateKey(file: KeyFile): Promise<KeyObject>;
  /**
   * Are the facts beside the key the ones it was sealed with? With another passphrase nothing can be told, nor signed.
   * ServiceError `damaged-key-file` when they are not.
   */
  prove(file: KeyFile): Promise<void>;
}

/** Opens key files, each only once. */
export function createUnsealing(sealer: KeySealer): Unsealing {
  const privateKeys = new Map<string, Promise<KeyObject>>();
  const proven = new Set<string>();

  const sealedBytes = (file: KeyFile): Promise<Buffer | 'wrong-passphrase' | 'damaged'> => {
    const isFirst = file.format === 'skills-passport-key/1';
    return sealer.open(isFirst ? firstKeyFacts(file.public) : keyFacts(file.public), file.secret);
  };

  async function unseal(file: KeyFile): Promise<KeyObject> {
    const opened = await sealedBytes(file);
    if (opened === 'wrong-passphrase') throw wrongPassphrase();
    if (opened === 'damaged') throw damagedFile(keyFileName(file.public.id));
    const key = importPrivateKey(opened);
    opened.fill(0);
    if (multikeyOf(key) !== file.public.publicKeyMultibase) throw damagedFile(keyFileName(file.public.id));
    return key;
  }

  return {
    privateKey: (file) => {
      // By the seal too: a file that was exchanged meanwhile is opened anew.
      const name = sealName(file);
      const known = privateKeys.get(name) ?? unseal(file);
      privateKeys.set(name, known);
      // A failed opening must not be remembered as this key's fate.
      known.catch(() => privateKeys.delete(name));
      return known;
    },
    prove: async (file) => {
      if (proven.has(sealName(file))) return;
      const opened = await sealedBytes(file);
      if (opened === 'damaged') throw damagedFile(keyFileName(file.public.id));
      if (opened === 'wrong-passphrase') return;
      opened.fill(0);
      proven.add(sealName(file));
    },
  };
}

const sealName = (file: KeyFile): string => canonicalJson({ public: file.public, tag: file.secret.tag });

export function wrongPassphrase(): ServiceError {
  return new ServiceError('wrong-key-passphrase', {
    status: 503,
    title: 'The passphrase does not open the key store.',
    whatToDo: 'Set the passphrase with which the keys were created and start again. Nothing was signed or changed.',
  });
}
