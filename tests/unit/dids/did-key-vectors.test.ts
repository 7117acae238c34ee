import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { VerificationMethod } from 'did-resolver';
import { createDidResolver, jwkOfMultikey, multikeyOfJwk } from '../../../src/dids/index.js';
import { base58Decode, fixedClock } from '../../../src/shared/index.js';

const folder = join(import.meta.dirname, '../../conformance/vectors/did-key');
const resolver = createDidResolver({
  fetch: async () => {
    throw new Error('did:key fetches nothing');
  },
  clock: fixedClock('2026-11-22T09:00:00Z'),
  localDocument: () => null,
});

interface Vector {
  readonly did: string;
  readonly methods: readonly VerificationMethod[];
}

function vectors(file: string): Vector[] {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Record<string, unknown>>;
  const documents =
    file === 'x25519.json'
      ? Object.entries(content.didDocument ?? {})
      : Object.entries(content).map(([did, vector]) => [did, vector.didDocument] as const);
  return documents.map(([did, document]) => ({
    did,
    methods: (document as { verificationMethod?: VerificationMethod[] }).verificationMethod ?? [],
  }));
}

async function outcomes(file: string): Promise<Record<string, number>> {
  const count: Record<string, number> = {};
  for (const { did } of vectors(file)) {
    const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
    const outcome = didDocument === null ? String(didResolutionMetadata.error) : 'resolved';
    count[outcome] = (count[outcome] ?? 0) + 1;
  }
  return count;
}

describe('the did:key vectors', () => {
  it.each<[string, Record<string, number>]>([
    ['ed25519-x25519.json', { resolved: 5 }],
    // P-256 three times, P-384 twice; the other two are P-521.
    ['nist-curves.json', { resolved: 5, unsupportedPublicKeyType: 2 }],
    // The sixth joins a G1 and a G2 key.
    ['bls12381.json', { resolved: 5, unsupportedPublicKeyType: 1 }],
    ['secp256k1.json', { unsupportedPublicKeyType: 6 }],
    ['rsa.json', { unsupportedPublicKeyType: 2 }],
    ['x25519.json', { unsupportedPublicKeyType: 4 }],
  ])('%s', async (file, expected) => {
    expect(await outcomes(file)).toEqual(expected);
  });

  it.each(['ed25519-x25519.json', 'nist-curves.json', 'bls12381.json'])(
    'the keys of %s are the bytes the vector gives, in base58 or as a JWK',
    async (file) => {
      let compared = 0;
      for (const { did, methods } of vectors(file)) {
        const { didDocument } = await resolver.resolve(did);
        const [method] = didDocument?.verificationMethod ?? [];
        const [expected] = methods;
        if (method === undefined || expected === undefined) continue;
        const multibase = method.publicKeyMultibase ?? '';
        expect(method.id).toBe(expected.id);
        expect(didDocument?.assertionMethod).toEqual([method.id]);
        expect(didDocument?.authentication).toEqual([method.id]);
        if (expected.publicKeyBase58 === undefined) expect(multikeyOfJwk(expected.publicKeyJwk)).toBe(multibase);
        else expect(base58Decode(multibase.slice(1))?.subarray(2)).toEqual(base58Decode(expected.publicKeyBase58));
        compared++;
      }
      expect(compared).toBe(5);
    },
  );

  it('P-256 and P-384 keys have the coordinates the vector gives, both ways', async () => {
    let compared = 0;
    for (const { did, methods } of vectors('nist-curves.json')) {
      const { didDocument } = await resolver.resolve(did);
      const multibase = didDocument?.verificationMethod?.[0]?.publicKeyMultibase;
      const jwk = methods[0]?.publicKeyJwk;
      if (multibase === undefined || jwk === undefined) continue;
      expect(jwkOfMultikey(multibase)).toEqual({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y });
      expect(multikeyOfJwk(jwk)).toBe(multibase);
      compared++;
    }
    // The fifth of the five is given in base58 and compared above.
    expect(compared).toBe(4);
  });
});
