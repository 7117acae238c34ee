import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  catalogueAlignment,
  frameworkChecksForReport,
  lintAlignment,
  loadKnowledge,
  type AlignableQualification,
} from '../../../src/frameworks/index.js';
import type { CheckResult, VerifiedClaims } from '../../../src/verification/types.js';

const knowledge = loadKnowledge();
const checks = frameworkChecksForReport(knowledge, '2026-11-22');
/** Compiles only while our lines fit the verification report. */
const fits: (claims: VerifiedClaims, options: { framework?: string; language: string }) => readonly CheckResult[] =
  checks;

const claims = (title: string, ...levels: readonly (readonly [string, string])[]) => ({
  title,
  awardedOn: '2025-05-05',
  frameworkClaims: levels.map(([framework, level]) => ({ framework, level })),
});
const told = (lines: readonly CheckResult[]) => lines.map((line) => [line.code, line.outcome, line.detail]);
const english = { language: 'en' };
const ncII = 'NC II is level 2 of 8 in the Philippine framework.';

describe('level claims in a verification report', () => {
  it('confirms a level that every rule supports', () => {
    const lines = checks(claims('Domestic Work NC II', ['ph-pqf', '2']), english);
    expect(told(lines)).toEqual([['Q00', 'pass', `Yes. ${ncII}`]]);
    expect(lines[0]).toMatchObject({
      id: 'frameworks',
      answer: 'frameworks',
      title: 'Are the level claims right?',
      source: 'https://pqf.gov.ph/Home/Details/7',
      evidence: { framework: 'ph-pqf', level: '2' },
    });
    expect(typeof fits).toBe('function');
  });

  it('says plainly when a title is not at the level', () => {
    expect(told(checks(claims('Domestic Work NC II', ['ph-pqf', '3']), english))).toEqual([
      [
        'Q07',
        'fail',
        'This title is not level 3: in PQF it belongs to level 2. The claim is not supported; this does not make the certificate false.',
      ],
    ]);
  });

  it.each([
    ['nothing claimed', claims('x'), [['Q00', 'not-applicable', 'The document claims no level of any framework.']]],
    [
      'an unknown framework',
      claims('x', ['foo', '2']),
      [['Q01', 'unknown', 'We do not know this framework, so its level cannot be checked.']],
    ],
    ['no such level', claims('x', ['ph-pqf', '9']), [['Q03', 'fail', 'PQF has no level 9. It has 8 levels, 1 to 8.']]],
  ])('tells %s', (_name, input, expected) => {
    expect(told(checks(input, english))).toEqual(expected);
  });

  it('shows a second level as the claim of the issuer beside our own finding', () => {
    const lines = checks(claims('Domestic Work NC II', ['ph-pqf', '2'], ['sadcqf', '2']), english);
    expect(told(lines)).toEqual([
      ['Q00', 'pass', `Yes. ${ncII}`],
      [
        'Q09',
        'fail',
        'No official relation between PQF and SADCQF is known. The level claimed there is not supported.',
      ],
      ['Q34', 'info', 'The issuer claims SADCQF 2. This is a claim, not our finding.'],
    ]);
    expect(lines[1]?.evidence).toMatchObject({ claimedBy: 'issuer', framework: 'sadcqf' });
  });

  it('finds the national level even when the issuer names the regional one first', () => {
    const lines = checks(claims('Ausbildung', ['eqf', '4'], ['de-dqr', '4']), english);
    expect(told(lines)).toEqual([
      ['Q00', 'pass', 'Yes. This award is level 4 of 8 in the German framework.'],
      ['Q10', 'pass', 'The table puts DQR 4 at EQF 4, as claimed.'],
      ['Q34', 'info', 'The issuer claims EQF 4. This is a claim, not our finding.'],
    ]);
  });

  it.each([
    ['sadcqf', 'Q09', 'info', `${ncII} No official relation to SADCQF is known.`],
    ['ke-knqf', 'Q09', 'info', `${ncII} No official relation to KNQF is known.`],
    ['ph-pqf', 'Q00', 'pass', ncII],
    [
      'aqrf',
      'Q09',
      'unknown',
      `${ncII} PQF was formally referenced to AQRF in 2019. Its table of levels is not loaded here, so the level is not known.`,
    ],
    ['XX', 'Q01', 'unknown', 'We do not know the framework you chose, so nothing can be said about it.'],
    ['PQF', 'Q01', 'unknown', 'We do not know the framework you chose, so nothing can be said about it.'],
  ])('answers an employer who chose %s', (framework, code, outcome, detail) => {
    const lines = checks(claims('Domestic Work NC II', ['ph-pqf', '2']), { ...english, framework });
    expect(told(lines.slice(1))).toEqual([[code, outcome, detail]]);
  });

  it.each([
    ['KE', ['KNQF', 'EAQFHE']],
    ['ZA', ['SANQF', 'SADCQF']],
    ['DE', ['DQR', 'EQF']],
    ['LK', ['NVQ', 'SLQF']],
  ])('answers an employer in %s for the national frameworks, then the regional one', (country, acronyms) => {
    const lines = checks(claims('Domestic Work NC II', ['ph-pqf', '2']), { ...english, framework: country });
    expect(told(lines.slice(1))).toEqual(
      acronyms.map((acronym) => ['Q09', 'info', `${ncII} No official relation to ${acronym} is known.`]),
    );
  });

  it('answers a Sri Lankan employer for both frameworks of the country', () => {
    const lines = checks(claims('Domestic Work NC II', ['ph-pqf', '2']), { ...english, framework: 'LK' });
    expect(lines.slice(1).map((line) => line.evidence?.['framework'])).toEqual(['lk-nvq', 'lk-slqf']);
  });

  it.each([
    ['ie-nfq', '6', 'eqf', 'Q10', 'pass'],
    ['nz-nzqcf', '3', 'eqf', 'Q11', 'warn'],
    ['gb-rqf', '3', 'eqf', 'Q12', 'warn'],
    ['ae-qfe', '5', 'nz-nzqcf', 'Q13', 'info'],
    ['nz-nzqcf', '8', 'eqf', 'Q14', 'info'],
    ['de-dqr', '5', 'ie-nfq', 'Q15', 'warn'],
    ['za-nqf', '5', 'sadcqf', 'Q09', 'unknown'],
    ['ecowas-rqf', '5', 'eqf', 'Q04', 'unknown'],
  ])('%s %s for an employer with %s is %s', (...[framework, level, chosen, code, outcome]) => {
    const lines = checks(claims('Award', [framework, level]), { ...english, framework: chosen });
    expect(lines.at(-1)).toMatchObject({ code, outcome, title: 'What is this level in the framework you chose?' });
  });
});

const basis = { basis: 'Framework table', source: 'https://pqf.gov.ph/Home/Details/7', confidence: 'seen' };
const domesticWork = {
  id: 'tesda:domestic-work-nc2',
  title: 'Domestic Work NC II',
  level: 'NC II',
  country: 'PH',
  frameworkLevels: [{ framework: 'ph-pqf', level: '2', ...basis }],
};

describe('what may go on a credential (R26)', () => {
  it('takes the level with its basis and the codes that a rule supports', () => {
    expect(catalogueAlignment(knowledge, domesticWork)).toMatchObject({
      alignments: [
        {
          framework: 'ph-pqf',
          level: '2',
          targetName: 'PQF Level 2',
          targetUrl: 'https://pqf.gov.ph/Home/Details/7',
          basis: 'Framework table',
        },
      ],
      isced: null,
      iscedF: { code: '1011', title: 'Domestic services', uri: 'http://data.europa.eu/snb/isced-f/1011' },
      isco: { code: '9111', title: 'Domestic Cleaners and Helpers' },
      refusals: [],
    });
  });

  it('uses official level URIs where there are any', () => {
    const dqr = {
      ...domesticWork,
      title: 'Ausbildung',
      level: '4',
      country: 'DE',
      frameworkLevels: [{ framework: 'de-dqr', level: '4', ...basis }],
    };
    expect(catalogueAlignment(knowledge, dqr).alignments[0]?.targetUrl).toMatch(
      /^http:\/\/data\.europa\.eu\/snb\/qdr\/c_[0-9a-f]{8}$/,
    );
  });

  it('puts no level on a part of a qualification', () => {
    expect(catalogueAlignment(knowledge, domesticWork, 'part').alignments).toEqual([]);
  });

  it('guesses no code for a qualification without one', () => {
    expect(catalogueAlignment(knowledge, { ...domesticWork, id: 'tesda:massage-therapy-nc2' })).toMatchObject({
      isced: null,
      iscedF: null,
      isco: null,
    });
  });

  it.each([
    ['an unknown framework', { framework: 'nope' }],
    ['an unknown level', { level: '9' }],
    ['a level that the title contradicts', { level: '3' }],
    ['no source', { source: ' ' }],
    ['no basis', { basis: '' }],
    ['a framework of another country', { framework: 'lk-nvq' }],
  ])('refuses %s', (_name, change) => {
    const result = catalogueAlignment(knowledge, {
      ...domesticWork,
      frameworkLevels: [{ framework: 'ph-pqf', level: '2', ...basis, ...change }],
    });
    expect(result.alignments).toEqual([]);
    expect(result.refusals).toMatchObject([{ code: 'R26', severity: 'block' }]);
  });

  it.each([
    ['as in the national table', 'lk-slqf', '2', 0],
    ['other than in the national table', 'lk-slqf', '3', 1],
    ['without any table', 'eqf', '4', 1],
  ])('signs for a second framework only %s', (...[, framework, level, refusals]) => {
    const nvq = { ...domesticWork, title: 'Electrician', level: 'NVQ 4', country: 'LK' };
    const frameworkLevels = [
      { framework: 'lk-nvq', level: '4', ...basis },
      { framework, level, ...basis },
    ];
    const result = catalogueAlignment(knowledge, { ...nvq, frameworkLevels });
    expect([result.refusals.length, result.alignments.length]).toEqual([refusals, 2 - refusals]);
  });

  it('does not sign for a referencing whose table has not been read', () => {
    const frameworkLevels = [...domesticWork.frameworkLevels, { framework: 'aqrf', level: '2', ...basis }];
    expect(catalogueAlignment(knowledge, { ...domesticWork, frameworkLevels }).refusals[0]?.message).toContain(
      'The table of levels is not loaded here',
    );
  });

  it('finds nothing to refuse in the shipped catalogue, and knows the ids it classifies', () => {
    const folder = join(import.meta.dirname, '../../../src/assessment/data');
    const catalogue = ['tesda.json', 'nvqsl.json'].flatMap(
      (name) =>
        (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { qualifications: AlignableQualification[] })
          .qualifications,
    );
    expect(catalogue.length).toBeGreaterThan(10);
    expect(catalogue.flatMap((one) => catalogueAlignment(knowledge, one).refusals)).toEqual([]);
    const ids = new Set(catalogue.map((one) => one.id));
    expect(knowledge.classifications.items.filter((item) => !ids.has(item.qualification))).toEqual([]);
  });

  it('lints a credential against the catalogue', () => {
    const alignment = catalogueAlignment(knowledge, domesticWork);
    expect(lintAlignment(alignment, [{ framework: 'ph-pqf', level: '2' }])).toEqual([]);
    expect(
      lintAlignment(alignment, [
        { framework: 'ph-pqf', level: '3' },
        { framework: 'eqf', level: '2' },
      ]),
    ).toMatchObject([{ code: 'R26' }, { code: 'R26' }]);
  });
});
