import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  compareWithAll,
  describeFindings,
  describeFramework,
  frameworksIndex,
  frameworkView,
  levelView,
  listFrameworks,
  loadKnowledge,
  packKnowledge,
  skillBandOf,
  unpackKnowledge,
} from '../../../src/frameworks/index.js';

const knowledge = loadKnowledge();
const all = [...knowledge.frameworks.values()];

describe('the shipped knowledge base', () => {
  it('has 36 frameworks and ISCED 2011, each file named by its id', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../src/frameworks/data/frameworks'));
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual(
      all
        .map((one) => one.id)
        .filter((id) => id !== 'isced-2011')
        .sort(),
    );
    expect(files).toHaveLength(36);
  });

  it('has the whole of ISCED 2011, ISCED-F 2013 and ISCO-08', () => {
    const { tables } = knowledge;
    const units = [...tables.occupations().keys()];
    expect([tables.programmeCodes.size, tables.attainmentCodes.size, tables.fields().size, units.length]).toEqual([
      73, 41, 220, 619,
    ]);
    expect([1, 2, 3, 4].map((digits) => units.filter((code) => code.length === digits).length)).toEqual([
      10, 43, 130, 436,
    ]);
    expect(tables.fields().get('1011')).toEqual({
      code: '1011',
      title: 'Domestic services',
      kind: 'field',
      uri: 'http://data.europa.eu/snb/isced-f/1011',
    });
    expect(tables.euLevelLabel('http://data.europa.eu/snb/qdr/c_f77c7095')).toBe('DQR Level 1');
    expect(tables.euLevelLabel('http://data.europa.eu/snb/qdr/c_00000000')).toBeNull();
  });

  it('keeps every edge and relation between things that exist', () => {
    for (const edges of knowledge.edgesFrom.values())
      for (const edge of edges) {
        const [from = '', level = ''] = edge.from.split(':');
        expect(knowledge.frameworks.get(from)?.levels.has(level)).toBe(true);
        if (edge.to !== null)
          expect(knowledge.frameworks.get(edge.toFramework)?.levels.has(edge.to.split(':')[1] ?? '')).toBe(true);
        expect(knowledge.relations.has(`${from}>${edge.toFramework}`)).toBe(true);
      }
    for (const relation of knowledge.relations.values())
      expect([knowledge.frameworks.has(relation.from), knowledge.frameworks.has(relation.to)]).toEqual([true, true]);
  });

  it('has loaded tables exactly where a relation says so', () => {
    const loaded = [...knowledge.relations.values()]
      .filter((relation) => relation.table === 'loaded')
      .map((relation) => `${relation.from}>${relation.to}`);
    const drawn = [...knowledge.edgesFrom.values()].flat().map((edge) => `${edge.fromFramework}>${edge.toFramework}`);
    expect([...new Set(drawn)].sort()).toEqual(loaded.sort());
  });

  it('carries no guessed statements and nothing that only an earlier draft said', () => {
    const folder = join(import.meta.dirname, '../../../src/frameworks/data');
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const text of texts) expect(text).not.toMatch(/candidate|recalled|this session|TODO/i);
    expect(knowledge.edgesFrom.get('ph-pqf:2>aqrf')).toBeUndefined();
    expect(knowledge.edgesFrom.get('za-nqf:4>sadcqf')).toBeUndefined();
    expect(knowledge.frameworks.get('eaqfhe')?.file.levels.flatMap((level) => level.qualifications)).toEqual([]);
  });

  it('gives a source for every statement it is sure of, apart from the policy paper that has no address', () => {
    const bases = all.flatMap(({ file }) => [
      file.basis.structure,
      file.basis.qualifications,
      file.basis.meanings,
      file.credit?.basis,
      file.existsSince?.basis,
      ...file.levels.flatMap((level) => [level.minCredits?.basis, level.isced?.basis]),
    ]);
    expect(
      bases.flatMap((basis) => (basis && basis.confidence === 'high' && basis.source === null ? [basis.note] : [])),
    ).toEqual([]);
  });

  it('names levels once, lowest first, and members once', () => {
    for (const { file, levels, members } of all) {
      expect(levels.size).toBe(file.levels.length);
      expect(members.size).toBe(file.members.length);
    }
  });

  it('tells the skill band of the policy papers', () => {
    const { isced } = knowledge.tables;
    expect(['0', '1', '2', '3', '4', '5', '8', '9'].map((level) => skillBandOf(isced, level))).toEqual([
      null,
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
      null,
    ]);
  });

  it('has a version and a hash that does not depend on the order of reading', () => {
    expect(knowledge.version).toBe('2026-11');
    expect(knowledge.sha256()).toMatch(/^[0-9a-f]{64}$/);
    expect(loadKnowledge().sha256()).toBe(knowledge.sha256());
  });
});

describe('the offline pack', () => {
  const text = JSON.stringify(packKnowledge(knowledge));
  it('stays under 40 KB compressed', () => {
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(40_000);
  });
  it('compares exactly like the server', () => {
    const offline = unpackKnowledge(JSON.parse(text));
    expect(offline.sha256()).toBe(knowledge.sha256());
    for (const { id, levels } of all) {
      const level = [...levels.keys()][Math.floor(levels.size / 2)] ?? '1';
      expect(compareWithAll(offline, { framework: id, level })).toEqual(
        compareWithAll(knowledge, { framework: id, level }),
      );
    }
  });
  it.each([[null], ['x'], [{}], [{ format: 'skills-passport/knowledge-pack/2' }]])('refuses %j', (pack) => {
    expect(() => unpackKnowledge(pack)).toThrow('not a knowledge pack of a known format');
  });
});

describe('what runs in a browser', () => {
  it('reaches neither Node nor the validation library', () => {
    const folder = join(import.meta.dirname, '../../../src/frameworks');
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      const source = readFileSync(join(folder, file), 'utf8');
      for (const [, clause = '', from = ''] of source.matchAll(/^(?:import|export)\s+([^;]*?)from '([^']+)'/gms)) {
        if (/^type\b/.test(clause)) continue;
        expect(from).not.toMatch(/^node:|^zod|^csv/);
        if (from.startsWith('.') && !from.includes('/shared/')) visit(join(file, '..', from).replace(/\.js$/, '.ts'));
      }
    };
    visit('browser.ts');
    expect(seen.has('checks/registry.ts')).toBe(true);
    expect(seen.has('load.ts')).toBe(false);
  });
});

describe('views and lines', () => {
  it('lists every framework with its certainty', () => {
    const index = frameworksIndex(knowledge);
    expect(index).toMatchObject({ version: '2026-11', checkedOn: '2026-11-22', operatorFiles: [], problems: [] });
    expect(index.frameworks).toHaveLength(37);
    expect(index.frameworks.find((one) => one.id === 'ph-pqf')).toEqual({
      id: 'ph-pqf',
      acronym: 'PQF',
      name: 'Philippine Qualifications Framework',
      kind: 'national',
      countries: ['PH'],
      levels: 8,
      status: 'in-force',
      confidence: 'high',
      suppliedBy: 'shipped',
      source: 'https://pqf.gov.ph/Home/Details/7',
    });
    expect(listFrameworks(knowledge)).toHaveLength(39);
  });

  it('shows a framework with its relations, and nothing for an unknown id', () => {
    expect(
      frameworkView(knowledge, 'ph-pqf')?.relations.map((relation) => [
        relation.to,
        relation.status,
        relation.suppliedBy,
      ]),
    ).toEqual([
      ['isced-2011', 'national-classification', 'shipped'],
      ['aqrf', 'official-referenced', 'shipped'],
    ]);
    expect(frameworkView(knowledge, 'nope')).toBeNull();
    expect(describeFramework(knowledge, 'nope')).toBeNull();
    expect(describeFramework(knowledge, 'ph-pqf')?.slice(0, 2)).toEqual([
      'Philippine Qualifications Framework (PQF, ph-pqf)',
      'Status: in-force. In force.',
    ]);
  });

  it('shows a level with what is known elsewhere', () => {
    const view = levelView(knowledge, 'ph-pqf', '2');
    expect(view).toMatchObject({
      framework: 'ph-pqf',
      level: '2',
      of: 8,
      meaning: null,
      awards: ['National Certificate II (NC II)', 'Senior high school diploma'],
      suppliedBy: 'shipped',
    });
    expect(view?.elsewhere.map((one) => [one.framework, one.standing])).toEqual([
      ['aqrf', 'table-not-loaded'],
      ['isced-2011', 'table-not-loaded'],
    ]);
    expect(levelView(knowledge, 'ph-pqf', '9')).toBeNull();
    expect(levelView(knowledge, 'nope', '1')).toBeNull();
  });

  it('prints findings in columns, each with what it rests on', () => {
    expect(describeFindings([])).toEqual(['The claim says nothing that a rule can check.']);
    expect(
      describeFindings([
        { rule: 'Q03', outcome: 'fail', code: 'Q03-x', sentence: 'No.', basis: 'A list', source: 'https://x.example' },
        { rule: 'Q09', outcome: 'unknown', code: 'Q09-x', sentence: 'Hm.', basis: 'None', source: null },
      ]),
    ).toEqual(['Q03  fail     No.', '     A list. https://x.example', 'Q09  unknown  Hm.', '     None']);
  });
});
