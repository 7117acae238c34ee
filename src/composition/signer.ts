import { composeService, type ServiceOptions } from '../app.js';
import type { Settings } from '../config/index.js';
import { randomIds, ServiceError, systemClock } from '../shared/index.js';
import { createProvenTrail, createSigningJudge, serveSigner, type RunningSigner } from '../signer/index.js';
import { codeOf } from './background.js';
import { noteConfiguration } from './configuration.js';
import { createLog } from './log.js';
import { openSignersOwnKeys } from './signing-keys.js';

/**
 * The signing process: its own keys, its own database connection, its own judgement. @throws ServiceError
 * `signer-not-configured`, `signer-keys-missing`, and those of the key stores
 */
export async function startSigner(settings: Settings, options: ServiceOptions = {}): Promise<RunningSigner> {
  if (settings.signer === null) {
    throw new ServiceError('signer-not-configured', {
      status: 500,
      title: 'There is no address for the signing process.',
      whatToDo: 'Set SIGNER=unix:/path for both processes.',
    });
  }
  const { clock = systemClock, ids = randomIds, throwawayKeys = !settings.production } = options;
  const keys = await openSignersOwnKeys(settings, { clock, ids, throwaway: throwawayKeys });
  const service = await composeService(settings, { ...options, signingKeys: keys });
  const log = createLog(settings);
  const trail = createProvenTrail(service.instance.store.read);
  try {
    await noteConfiguration(service.instance, 'signer', log);
    const running = await serveSigner(settings.signer, {
      keys,
      judge: createSigningJudge(service.accreditationIssuing, trail),
      log: (facts) => log.info(facts, 'signer'),
    });
    // Beside the first requests: it takes as long as the trail is.
    const stopping = new AbortController();
    const checked = trail
      .checkAll(stopping.signal)
      .catch((error: unknown) => log.error({ task: 'audit-trail', code: codeOf(error) }, 'task failed'));
    return {
      close: async () => {
        stopping.abort();
        await running.close();
        await checked;
        await service.close();
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}
