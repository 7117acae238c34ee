import type { Service } from '../../src/app.js';
import { signTrustList, type TrustedIssuer, type TrustList } from '../../src/issuers/index.js';
import { isoSeconds } from '../../src/shared/index.js';

export interface Stranger {
  readonly roots: readonly string[];
  /** Its list as it would sign it today, with what the test wants else. */
  sign(dids: readonly string[], more?: Partial<TrustList>): Promise<string>;
}

/** Another operator with a root key of its own; its issuers look like `pattern`, with no keys and no scope. */
export async function otherOperator(
  { instance: { keys, clock } }: Service,
  operator: string,
  pattern: TrustedIssuer,
): Promise<Stranger> {
  const { id, publicKeyMultibase } = await keys.create({
    controller: `https://${operator}.example/roots`,
    role: 'root',
    algorithm: 'Ed25519',
    validFrom: clock.now(),
    validUntil: null,
  });
  const signer = await keys.signerOf(id, clock.now());
  return {
    roots: [publicKeyMultibase],
    sign: (dids, more = {}) =>
      signTrustList(
        {
          version: 1,
          operator,
          issuedAt: isoSeconds(clock.now()),
          nextUpdate: '2026-12-31T00:00:00Z',
          dictionaries: [],
          issuers: dids.map((did) => ({ ...pattern, did, keys: [], scopes: [], places: [], qualifications: [] })),
          ...more,
        },
        signer,
      ),
  };
}
