import type { Clock } from '../../shared/index.js';
import {
  createEddsaJcs2022,
  createSmallSchemaGate,
  streamGunzip,
  verify,
  type CryptoPort,
  type VerifyResult,
} from '../../verification/browser.js';
import type { FrameworkStore } from './framework-store.js';
import { policyFor } from './trust-policy.js';
import type { TrustStore } from './trust-store.js';

export type Check = (input: string, language: string) => Promise<VerifyResult>;

/** The published schemas, built into the page: what it accepts must not depend on what a server answers today. */
const schemas = Object.fromEntries(
  Object.entries(import.meta.glob('../../../credential-schemas/v1/*.json', { eager: true, import: 'default' })).map(
    ([path, schema]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), schema],
  ),
);

export interface PageVerifierDeps {
  readonly store: TrustStore;
  readonly frameworks: FrameworkStore;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
}

/** The verifier of the page: the server's pipeline on the browser's own parts. Nothing that is checked leaves it. */
export function createPageVerifier(deps: PageVerifierDeps): Check {
  const { store, frameworks, crypto, clock } = deps;
  const proofFormats = [createEddsaJcs2022(crypto)];
  const schemaGate = createSmallSchemaGate(schemas);
  return async (input, language) => {
    await store.settle();
    const state = store.state();
    const frameworkChecks = frameworks.state()?.answers.checks;
    return verify(input, {
      crypto,
      proofFormats,
      trustList: state.trustList,
      statusList: store.statusList,
      gunzip: streamGunzip,
      dictionaries: store.dictionaries,
      schemaGate,
      ...(frameworkChecks === undefined ? {} : { frameworkChecks }),
      now: clock.now(),
      language,
      policy: policyFor(state),
    });
  };
}
