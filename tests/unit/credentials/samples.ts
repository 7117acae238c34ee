import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAward, buildExperience, buildPassport } from '../../../src/credentials/build/index.js';
import { credentialKinds } from '../../../src/credentials/terms.js';
import type {
  AwardFacts,
  CredentialKind,
  ExperienceFacts,
  PassportFacts,
  UnsignedCredential,
} from '../../../src/credentials/types.js';
import type { JsonObject } from '../../../src/shared/index.js';

/** A deep copy made of this realm's own objects; structuredClone under Jest gives another realm's arrays. */
export const copyOf = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

const folder = join(import.meta.dirname, '../../fixtures/credentials');
const readFacts = <T>(kind: CredentialKind): T =>
  JSON.parse(readFileSync(join(folder, `${kind}.facts.json`), 'utf8')) as T;

export const awardKinds = [
  'national-certificate',
  'certificate-of-competency',
  'nvq-certificate',
  'record-of-achievement',
] as const;
export const awardFacts = (kind: (typeof awardKinds)[number] = 'national-certificate'): AwardFacts =>
  readFacts<AwardFacts>(kind);
export const experienceFacts = (): ExperienceFacts => readFacts<ExperienceFacts>('confirmed-experience');

/** Right shape, no meaning: for tests of shape only. */
export function withShapedProof<T extends JsonObject>(document: T): T & JsonObject {
  const issuer = document['issuer'] as { id: string };
  return {
    ...document,
    proof: {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-jcs-2022',
      created: '2026-05-20T08:00:00Z',
      verificationMethod: `${issuer.id}#key-2026`,
      proofPurpose: 'assertionMethod',
      proofValue: `z${'3'.repeat(87)}`,
    },
  };
}

export const passportFacts = (): PassportFacts => ({
  ...readFacts<PassportFacts>('passport'),
  credentials: [withShapedProof(buildAward(awardFacts())), withShapedProof(buildExperience(experienceFacts()))],
});

export function sample(kind: CredentialKind): UnsignedCredential {
  if (kind === 'passport') return buildPassport(passportFacts());
  if (kind === 'confirmed-experience') return buildExperience(experienceFacts());
  return buildAward(awardFacts(kind));
}

export const fixturePath = (kind: CredentialKind): string => join(folder, `${kind}.unsigned.json`);

/** `npx tsx tests/unit/credentials/samples.ts` writes the golden files anew, for review before commit. */
if (process.argv[1] === import.meta.filename) {
  for (const kind of credentialKinds) writeFileSync(fixturePath(kind), `${JSON.stringify(sample(kind), null, 2)}\n`);
}
