import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  checkClaim,
  loadKnowledge,
  packKnowledge,
  parseClaim,
  unpackKnowledge,
} from '../../../src/frameworks/index.js';
import type { FrameworkClaim } from '../../../src/frameworks/types.js';

interface Vector {
  readonly id: string;
  readonly claim: FrameworkClaim;
  readonly expect: Readonly<Record<string, string>>;
}
const path = join(import.meta.dirname, '../../fixtures/frameworks/check-vectors.json');
const { vectors } = JSON.parse(readFileSync(path, 'utf8')) as { readonly vectors: readonly Vector[] };
const knowledge = loadKnowledge();
const offline = unpackKnowledge(JSON.parse(JSON.stringify(packKnowledge(knowledge))));

describe('the published check vectors', () => {
  it('are all there', () => {
    expect(vectors).toHaveLength(28);
    expect(vectors.flatMap((vector) => Object.keys(vector.expect))).toHaveLength(54);
  });

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s gives the stated outcomes', (_id, vector) => {
    const outcomes = Object.fromEntries(
      checkClaim(knowledge, vector.claim).map((finding) => [finding.rule, finding.outcome]),
    );
    expect(outcomes).toMatchObject(vector.expect);
  });

  it.each(vectors.map((vector) => [vector.id, vector] as const))(
    '%s reads the same from the offline pack',
    (_id, vector) => {
      expect(parseClaim(vector.claim)).toEqual({ ok: true, claim: vector.claim });
      expect(checkClaim(offline, vector.claim)).toEqual(checkClaim(knowledge, vector.claim));
    },
  );
});
