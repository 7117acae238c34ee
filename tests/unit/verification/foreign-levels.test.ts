import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDocumentLoader } from '../../../src/credentials/index.js';
import { frameworkChecksForReport, loadKnowledge } from '../../../src/frameworks/index.js';
import { createNodeCrypto, createProofFormats, documentOfToken } from '../../../src/proofs/index.js';
import { signJws } from '../../../src/proofs/jws.js';
import type { JsonObject, JsonValue } from '../../../src/shared/index.js';
import type { VerifyDeps } from '../../../src/verification/index.js';
import { createOffice, depsFor } from '../../support/issue-fixture.js';
import { freshSigner } from '../../support/proofs.js';
import { reportOf } from '../../support/report-of.js';

/** A badge of another vendor, signed by a key of its own, that names levels by alignment. */
let deps: VerifyDeps;
beforeAll(async () => {
  const office = await createOffice();
  const proofFormats = createProofFormats({ crypto: createNodeCrypto(), documentLoader: createDocumentLoader() });
  const frameworkChecks = frameworkChecksForReport(loadKnowledge(), '2026-11-22');
  deps = await depsFor(office, {}, { proofFormats, documentOfToken, frameworkChecks });
});

async function levelsIn(alignment: JsonValue | undefined, framework?: string) {
  const { signer, record } = await freshSigner();
  const badge: JsonObject = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: record.controller, type: ['Profile'], name: 'Example University' },
    validFrom: '2020-01-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://example.com/achievements/1',
        type: ['Achievement'],
        name: 'Badge',
        ...(alignment === undefined ? {} : { alignment }),
      },
    },
  };
  const token = await signJws({ typ: 'vc+jwt', cty: 'vc', kid: record.id }, badge, signer);
  const key = async (id: string) => (id === record.id ? record : null);
  const report = await reportOf(token, {
    ...deps,
    resolveKey: key,
    ...(framework === undefined ? {} : { framework }),
  });
  expect([report.foreign, report.verdict, report.checks[0]?.code]).toEqual([true, 'cannot-confirm', 'I00']);
  return {
    claims: report.claims?.frameworkClaims,
    lines: report.checks.filter(({ answer }) => answer === 'frameworks').map(({ code, detail }) => [code, detail]),
  };
}
const aligned = (targetFramework: string, targetCode: string): JsonObject => ({
  type: ['Alignment'],
  targetName: 'x',
  targetUrl: 'https://example.com/x',
  targetFramework,
  targetCode,
});

describe("levels that somebody else's badge names", () => {
  it.each(['EQF', 'eqf', 'European Qualifications Framework'])('are told as claims: %s', async (name) => {
    const { claims, lines } = await levelsIn([aligned(name, 'Level 4')]);
    expect(claims).toEqual([{ framework: name, level: 'Level 4' }]);
    expect(lines[0]).toEqual(['Q34', 'The issuer claims EQF 4. This is a claim, not our finding.']);
    expect(lines.join(' ')).not.toMatch(/Yes\.|makes no level|claims no level/);
  });

  it('that cannot be are said to be none', async () => {
    const { lines } = await levelsIn(aligned('EQF', '9'));
    expect(lines).toContainEqual(['Q03', 'EQF has no level 9. It has 8 levels, 1 to 8.']);
  });

  it('of a framework that is not known here are not passed over', async () => {
    expect((await levelsIn([aligned('Moon Framework', '4')])).lines).toEqual([
      ['Q01', 'We do not know this framework, so its level cannot be checked.'],
    ]);
  });

  it("are set beside the employer's framework without being confirmed", async () => {
    const { lines } = await levelsIn([aligned('ph-pqf', '2')], 'sadcqf');
    expect(lines.at(-1)).toEqual(['Q09', 'No official relation to SADCQF is known.']);
  });

  it('are not taken from skills, occupations, addresses or shapes that are none', async () => {
    for (const none of [
      undefined,
      'EQF 4',
      [null, 4, 'x'],
      [aligned('ESCO', '4'), aligned('isco-08', '9111'), aligned('isced-f-2013', '1011')],
      [aligned('EQF', 'http://data.europa.eu/snb/eqf/4'), aligned('EQF', ''), { targetFramework: 'EQF' }],
    ]) {
      const { claims, lines } = await levelsIn(none);
      expect([claims, lines]).toEqual([[], [['Q00', 'The document claims no level of any framework.']]]);
    }
  });

  it('are read up to five', async () => {
    expect((await levelsIn(Array.from({ length: 50 }, () => aligned('EQF', '4')))).claims).toHaveLength(5);
  });
});
