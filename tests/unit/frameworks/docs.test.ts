import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadKnowledge, rules } from '../../../src/frameworks/index.js';
import { wordingOf } from '../../../src/frameworks/comparison-words.js';

const doc = readFileSync(join(import.meta.dirname, '../../../docs/frameworks.md'), 'utf8');
const rows = doc
  .split('\n')
  .filter((line) => /^\| Q\d\d/.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, 4),
  );

describe('docs/frameworks.md', () => {
  it('lists the rules of the registry, word for word', () => {
    expect(rows).toEqual(rules.map((rule) => [rule.id, rule.asks, rule.outcomes.join(', ')]));
  });

  it('uses the wording of the code', () => {
    for (const standing of [
      'official',
      'compared',
      'indicative',
      'no-counterpart',
      'table-not-loaded',
      'none',
    ] as const)
      expect(doc).toContain(`| ${wordingOf(standing, null)} |`);
  });

  it('names every framework that is without confirmed levels', () => {
    const open = [...loadKnowledge().frameworks.values()].filter(
      ({ file }) => file.basis.structure.confidence === 'none' || file.basis.structure.confidence === 'low',
    );
    const words: Readonly<Record<string, string>> = {
      'bi-nqf': 'Burundi',
      'na-nqf': 'Namibia',
      'np-nqf': 'Nepal',
      'qa-nqf': 'Qatar',
      'rw-rqf': 'Rwanda',
      'zm-zqf': 'Zambia',
      'zw-nqf': 'Zimbabwe',
    };
    expect(open.map(({ id }) => id).sort()).toEqual(Object.keys(words));
    for (const word of Object.values(words)) expect(doc).toContain(word);
  });
});
