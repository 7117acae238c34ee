import { describe, expect, it } from '@jest/globals';
import { describeFramework, levelView, loadKnowledge } from '../../../src/frameworks/index.js';

const knowledge = loadKnowledge();
const bandsOf = (framework: string, level: string) => levelView(knowledge, framework, level)?.skillBands ?? null;

describe('the skill bands of the policy papers', () => {
  it.each([
    ['1', 'low'],
    ['2', 'low'],
    ['3', 'medium'],
    ['4', 'medium'],
    ['5', 'high'],
    ['6', 'high'],
    ['7', 'high'],
    ['8', 'high'],
  ])('group ISCED %s as %s, as that source says', (level, band) => {
    expect(bandsOf('isced-2011', level)).toMatchObject({
      bands: [band],
      isced: { from: level, to: level },
      sentence: `The policy papers group ISCED ${level} as ${band}-skilled. It is not the ISCO skill level.`,
      basis: { note: 'Grouping used in the GFMD 2020 background paper on skilling migrants, footnote 22' },
      iscedBasis: null,
    });
  });

  it('name every band that a level may reach, and what its ISCED level rests on', () => {
    expect(bandsOf('ph-pqf', '2')).toMatchObject({
      bands: ['low', 'medium'],
      isced: { from: '2', to: '4' },
      sentence: 'The policy papers group ISCED 2 to 4 as low- to medium-skilled. It is not the ISCO skill level.',
      iscedBasis: { source: 'http://www.psa.gov.ph/classification/psced/technical-notes' },
    });
  });

  it('are not guessed where no ISCED level is known', () => {
    expect(bandsOf('isced-2011', '0')).toBeNull();
    expect(bandsOf('lk-nvq', '4')).toBeNull();
    expect(describeFramework(knowledge, 'lk-nvq')?.find((line) => line.startsWith('  4 '))).not.toContain('skilled');
    expect(describeFramework(knowledge, 'aqrf')?.join('\n')).not.toContain('skilled]');
  });

  it('stand on the command line too, with whose grouping it is', () => {
    const lines = describeFramework(knowledge, 'ph-pqf') ?? [];
    expect(lines.find((line) => line.startsWith('  2 '))).toMatch(/ \[low or medium-skilled\]$/);
    expect(lines).toContain(
      '[..-skilled]: Grouping used in the GFMD 2020 background paper on skilling migrants, footnote 22, by ISCED level; not the ISCO skill levels.',
    );
  });
});
