import { describe, expect, it } from '@jest/globals';
import {
  compareClaim,
  compareWithAll,
  describeComparison,
  describeComparisons,
  loadKnowledge,
} from '../../../src/frameworks/index.js';

const knowledge = loadKnowledge();
const compare = (framework: string, level: string, target: string, awardingCountry?: string) =>
  compareClaim(knowledge, { framework, level, ...(awardingCountry === undefined ? {} : { awardingCountry }) }, target);

describe('comparing a level with another framework', () => {
  it.each([
    ['ph-pqf', '2', 'sadcqf', 'none', null, 'no official relation known', 'No official relation to SADCQF is known.'],
    ['ph-pqf', '2', 'ke-knqf', 'none', null, 'no official relation known', 'No official relation to KNQF is known.'],
    ['ph-pqf', '2', 'de-dqr', 'none', null, 'no official relation known', 'No official relation to DQR is known.'],
    [
      'ph-pqf',
      '2',
      'aqrf',
      'table-not-loaded',
      null,
      'is related, level not known',
      'PQF was formally referenced to AQRF in 2019. Its table of levels is not loaded here, so the level is not known.',
    ],
    [
      'za-nqf',
      '5',
      'sadcqf',
      'not-established',
      null,
      'no official relation known',
      'A report was published in 2019, but that it was accepted is not confirmed. No official relation to SADCQF is known.',
    ],
    ['ie-nfq', '6', 'eqf', 'official', '5', 'corresponds to', 'NFQ 6 corresponds to EQF 5.'],
    ['eqf', '6', 'ie-nfq', 'official', '7 or 8', 'corresponds to', 'EQF 6 corresponds to NFQ 7 or 8.'],
    [
      'lk-nvq',
      '4',
      'lk-slqf',
      'official',
      '2',
      'corresponds to',
      'NVQ 4 corresponds to SLQF 2 (national table of 2012).',
    ],
    [
      'nz-nzqcf',
      '3',
      'eqf',
      'compared',
      '4',
      'was compared with',
      'NZQCF 3 was compared with EQF 4 in 2016. This is not a formal referencing.',
    ],
    [
      'gb-rqf',
      '3',
      'eqf',
      'historical',
      '4',
      'was referenced in 2010 (no longer current)',
      'RQF 3 was referenced to EQF 4 in 2010 (no longer current).',
    ],
    [
      'de-dqr',
      '6',
      'ie-nfq',
      'indicative',
      '7 or 8',
      'is indicatively near',
      'Indicative only: two official tables lead from DQR 6 to NFQ 7 or 8.',
    ],
    [
      'ke-knqf',
      '5',
      'isced-2011',
      'indicative',
      '4',
      'is indicatively near',
      'Indicative only: KNQF 5 is usually seen near ISCED 2011 4; no authority says so.',
    ],
    [
      'nz-nzqcf',
      '8',
      'eqf',
      'no-counterpart',
      null,
      'has no counterpart',
      'NZQCF 8 has no counterpart in the table with EQF.',
    ],
    [
      'ae-qfe',
      '5',
      'nz-nzqcf',
      'not-endorsed',
      null,
      'no official relation known',
      'A mapping with NZQCF exists but was not endorsed. No official relation to NZQCF is known.',
    ],
    [
      'ph-pqf',
      '2',
      'ph-pqf',
      'same-framework',
      '2',
      'is the same framework',
      'This is level 2 of 8 in the framework you chose.',
    ],
    ['ph-pqf', '9', 'eqf', 'cannot-compare', null, 'cannot be compared', 'PQF has no level 9.'],
    ['ph-pqf', '<b>9</b>', 'eqf', 'cannot-compare', null, 'cannot be compared', 'PQF has no such level.'],
    [
      'ecowas-rqf',
      '2',
      'eqf',
      'cannot-compare',
      null,
      'cannot be compared',
      'ECOWAS RQF has not adopted any levels yet.',
    ],
    ['qa-nqf', '2', 'eqf', 'cannot-compare', null, 'cannot be compared', 'We have no table for Qatar NQF.'],
    [
      'nope',
      '2',
      'eqf',
      'cannot-compare',
      null,
      'cannot be compared',
      'We do not know the framework of the certificate.',
    ],
    [
      'ph-pqf',
      '2',
      'nope',
      'cannot-compare',
      null,
      'cannot be compared',
      'We do not know the framework to compare with.',
    ],
    [
      'PQF',
      '2',
      'eqf',
      'cannot-compare',
      null,
      'cannot be compared',
      'PQF is used in more than one country. Name the country or the framework id.',
    ],
  ])('%s %s with %s: %s', (...[framework, level, target, standing, there, wording, sentence]) => {
    const comparison = compare(framework, level, target);
    expect(comparison).toMatchObject({ standing, level: there, wording, sentence });
    expect(comparison.whatToAsk.length).toBeGreaterThan(0);
    expect(comparison.caution).toContain('The same number does not mean the same level.');
  });

  it('resolves an acronym with its country', () => {
    expect(compare('PQF', '2', 'eqf', 'PH')).toMatchObject({
      standing: 'none',
      here: { framework: 'ph-pqf', level: '2', of: 8 },
    });
  });

  it('says "corresponds to" only where every table is official and direct', () => {
    for (const framework of knowledge.frameworks.values())
      for (const level of framework.levels.keys())
        for (const { comparison } of compareWithAll(knowledge, { framework: framework.id, level })) {
          if (comparison.wording !== 'corresponds to') continue;
          expect(comparison.path.length).toBeGreaterThan(0);
          expect(
            comparison.path
              .map((step) => step.status)
              .filter(
                (status) => !['official-referenced', 'official-aligned', 'national-correspondence'].includes(status),
              ),
          ).toEqual([]);
          expect(comparison.indicative).toBe(false);
        }
  });

  it('shows both hops of a chain with their sources, and what the level means where it is known', () => {
    const comparison = compare('de-dqr', '6', 'ie-nfq');
    expect(comparison.path.map((step) => [step.from, step.to, step.backwards])).toEqual([
      ['de-dqr:6', 'eqf:6', false],
      ['eqf:6', 'ie-nfq:7', true],
      ['eqf:6', 'ie-nfq:8', true],
    ]);
    expect(comparison.sources.map((source) => source.year)).toEqual([2012, 2009]);
    expect(comparison.there.map((side) => side.awards[0])).toEqual([
      "Ordinary bachelor's degree",
      "Honours bachelor's degree",
    ]);
  });

  it('answers the Kenyan, South African, German and Sri Lankan employers of an NC II holder alike', () => {
    for (const target of ['ke-knqf', 'za-nqf', 'de-dqr', 'lk-nvq', 'lk-slqf'])
      expect(compare('ph-pqf', '2', target)).toMatchObject({ standing: 'none', level: null });
  });

  it('compares with every other framework at once, ISCED included', () => {
    const rows = compareWithAll(knowledge, { framework: 'ph-pqf', level: '2' });
    expect(rows).toHaveLength(36);
    expect(rows.filter((row) => row.comparison.standing !== 'none').map((row) => row.framework)).toEqual([
      'aqrf',
      'isced-2011',
    ]);
  });

  it('prints plain lines', () => {
    expect(describeComparison(compare('ie-nfq', '6', 'eqf'))).toEqual([
      'NFQ 6 corresponds to EQF 5.',
      'NFQ 6 of 10: Advanced Certificate; Higher Certificate',
      'EQF 5 of 8: Has wide and specialised knowledge; leads and reviews work where change cannot be foreseen.',
      'Table: ie-nfq:6 > eqf:5, official-referenced, 2009',
      'Ask: For a regulated job, ask the competent authority whether recognition is needed.',
      'Ask: Look at the units of competency: they say what the person can do.',
      'Source: https://www2.nzqa.govt.nz/international/recognition-arrangements/ireland-nz',
      'The same number does not mean the same level. Recognition is decided by the competent authority of the country.',
      'Data version 2026-11',
    ]);
    const lines = describeComparisons(compareWithAll(knowledge, { framework: 'ph-pqf', level: '2' }));
    expect(lines.at(-1)).toBe('No official relation is known to the other 34 frameworks.');
  });
});
