import type { Service } from '../app.js';
import { assertProductionKeys } from '../keys/index.js';

/** What must be true before production serves: no throwaway key, and the key files open with the passphrase given. */
export async function assertReadyForProduction({ instance }: Service): Promise<void> {
  const keys = await instance.keys.list();
  assertProductionKeys(keys);
  const root = keys.find((key) => key.role === 'root');
  if (root) await instance.keys.signer(root.controller, 'root', instance.clock.now());
}
