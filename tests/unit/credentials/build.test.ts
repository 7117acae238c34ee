import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { createDocumentLoader } from '../../../src/credentials/contexts/index.js';
import { buildAward } from '../../../src/credentials/build/index.js';
import { credentialKinds } from '../../../src/credentials/terms.js';
import { canonicalJson, type JsonObject, type JsonValue } from '../../../src/shared/index.js';
import { awardFacts, fixturePath, sample } from './samples.js';

const documentLoader = createDocumentLoader();
const expandSafely = (document: JsonObject): Promise<object[]> =>
  jsonld.expand(document, { documentLoader, safe: true });

describe('credential builder', () => {
  it.each(credentialKinds)('writes the %s fixture byte for byte', (kind) => {
    expect(`${JSON.stringify(sample(kind), null, 2)}\n`).toBe(readFileSync(fixturePath(kind), 'utf8'));
  });

  it.each(credentialKinds)('uses only terms that its contexts define: %s', async (kind) => {
    const [expanded] = await expandSafely(sample(kind));
    expect(JSON.stringify(expanded)).toContain('https://purl.imsglobal.org/spec/vc/');
  });

  it('is refused in safe mode when a term is not defined, so the test above can fail', async () => {
    await expect(expandSafely({ ...sample('national-certificate'), madeUpTerm: 1 })).rejects.toThrow();
  });

  it('leaves out what the facts do not have, instead of writing null or empty arrays', () => {
    const facts = awardFacts();
    const bare = buildAward({
      ...facts,
      validUntil: null,
      evidence: [],
      holder: { ...facts.holder, birthYear: null, maskedId: null },
      place: { ...facts.place, accreditationNo: null, assessorAccreditationNo: null },
      qualification: { ...facts.qualification, frameworkLevels: [] },
    });
    const values: (JsonValue | undefined)[] = [bare];
    for (let value = values.pop(); value !== undefined; value = values.pop()) {
      expect(value).not.toBeNull();
      expect(value).not.toEqual([]);
      if (typeof value === 'object' && value !== null) values.push(...Object.values(value));
    }
    expect(Object.keys(bare)).not.toContain('validUntil');
  });

  it('keeps a four-unit certificate small enough for the printed code', () => {
    expect(canonicalJson(sample('national-certificate')).length).toBeLessThan(4500);
  });
});
