import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { assessableUnits, loadCatalogue, schemeRegistry, type Qualification } from '../../../src/assessment/index.js';
import { ServiceError } from '../../../src/shared/index.js';

const catalogue = loadCatalogue();
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const added = (change: (entry: Record<string, unknown>) => void): string => {
  const entry = structuredClone(catalogue.qualifications('TESDA').at(-1)) as unknown as Record<string, unknown>;
  entry['id'] = 'tesda:example-nc2';
  change(entry);
  return JSON.stringify({
    format: 'skills-passport-catalogue/1',
    scheme: 'TESDA',
    version: '1',
    about: 'an operator file',
    qualifications: [entry],
  });
};

function refusal(files: Readonly<Record<string, string>>): string {
  try {
    loadCatalogue(folderWith(files));
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    if (error instanceof ServiceError) {
      expect(error.code).toBe('catalogue-invalid');
      return error.refusals[0]?.at ?? '';
    }
  }
  throw new Error('the file was accepted');
}

describe('the shipped catalogue', () => {
  it('carries 20 qualifications with 277 unit entries, each with a source and a confidence', () => {
    const all = catalogue.qualifications();
    expect(all).toHaveLength(20);
    expect(all.reduce((sum, entry) => sum + entry.units.length, 0)).toBe(277);
    expect(catalogue.qualifications('TESDA')).toHaveLength(8);
    expect(catalogue.qualifications('NVQSL')).toHaveLength(12);
    for (const entry of all) {
      expect(entry.source.length).toBeGreaterThan(0);
      expect(entry.confidence).not.toBe('');
      expect(entry.units.every((unit) => unit.confidence !== '')).toBe(true);
    }
  });

  it('prints the right title for a unit code that two revisions share', () => {
    expect(catalogue.unit('K72S004U05', 'pre-2023')?.title).toBe('Manage databases');
    expect(catalogue.unit('K72S004U05', 'r2')?.title).toBe(
      'Perform basic operations of cloud computing including internet and email services',
    );
    expect(catalogue.unit('K72S004U05', 'r3')).toBeNull();
  });

  it('gives Domestic Work NC II its field, level, clusters and a unit that cannot be assessed', () => {
    const found = catalogue.qualification({ qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' });
    expect(found).toMatchObject({
      level: 'NC II',
      iscedF: { code: '1011' },
      nominalHours: 714,
      frameworkLevels: [{ framework: 'ph-pqf', level: '2' }],
    });
    expect(found?.cocClusters.map((cluster) => cluster.unitCodes)).toEqual([
      ['HCS913301'],
      ['HCS913302'],
      ['HCS913303'],
      ['HCS913304'],
    ]);
    expect(found?.units.filter((unit) => unit.code === null).map((unit) => unit.required)).toEqual([false]);
    expect(found && assessableUnits(found)).toHaveLength(12);
  });

  it('knows that an accreditation for a replaced revision covers the successor, not the other way round', () => {
    const ref = (revision: string) => ({ qualificationId: 'nvqsl:k72s004-nvq4', revision });
    expect(catalogue.coveredBy(ref('r2'))).toEqual([ref('r2'), ref('pre-2023')]);
    expect(catalogue.coveredBy(ref('pre-2023'))).toEqual([ref('pre-2023')]);
  });

  it('finds by id, code and title without case, current revision first', () => {
    expect(catalogue.search('domestic work nc ii').map((entry) => entry.id)).toEqual(['tesda:domestic-work-nc2']);
    expect(catalogue.search('K72S004Q3L4').map((entry) => entry.revision)).toEqual(['pre-2023']);
    expect(catalogue.search('nvqsl:k72s004-nvq4').map((entry) => entry.status)).toEqual(['current', 'superseded']);
    expect(catalogue.search('plumbing')).toEqual([]);
  });
});

describe('schemes', () => {
  it.each(schemeRegistry.map((scheme) => [scheme.key, scheme] as const))('%s is complete', (key, scheme) => {
    expect(catalogue.scheme(key)?.title).toBe(scheme.title);
    expect(Object.keys(scheme.sources).length).toBeGreaterThan(2);
    expect(scheme.numberCode).toMatch(/^\d{2}$/);
    expect(schemeRegistry.filter((other) => other.numberCode === scheme.numberCode)).toHaveLength(1);
    expect(`26${scheme.numberCode}1234567890`).toMatch(new RegExp(scheme.identifierPatterns['certificateNo'] ?? '^$'));
  });

  it('unknown schemes are unknown', () => expect(catalogue.scheme('XX')).toBeNull());
});

describe('an operator folder', () => {
  it('adds a qualification, and replaces a shipped revision of the same id', () => {
    const more = loadCatalogue(folderWith({ 'example.json': added(() => undefined), 'readme.txt': 'x' }));
    expect(more.qualifications()).toHaveLength(21);
    const replaced = loadCatalogue(
      folderWith({
        'massage.json': added((entry) => {
          entry['id'] = 'tesda:massage-therapy-nc2';
          entry['title'] = 'Massage Therapy NC II (corrected)';
        }),
      }),
    );
    expect(replaced.qualifications()).toHaveLength(20);
    expect(replaced.search('Massage Therapy NC II (corrected)')).toHaveLength(1);
  });

  it.each<readonly [string, string, (entry: Record<string, unknown>) => void]>([
    ['an unknown member', 'bad.json#/qualifications/0', (entry) => (entry['levels'] = 2)],
    ['a wrong award type', 'bad.json#/qualifications/0/awardType', (entry) => (entry['awardType'] = 'PhD')],
    ['no source', 'bad.json#/qualifications/0/source', (entry) => (entry['source'] = [])],
    [
      'an impossible day',
      'bad.json#/qualifications/0/transitionUntil',
      (entry) => (entry['transitionUntil'] = '2023-02-30'),
    ],
    [
      'a unit of another revision',
      'bad.json#/qualifications/0/units/0/revision',
      (entry) => (unitsOf(entry)[0] = { ...unitsOf(entry)[0], revision: 'r9' }),
    ],
    [
      'a required unit without a code',
      'bad.json#/qualifications/0/units/0/code',
      (entry) => (unitsOf(entry)[0] = { ...unitsOf(entry)[0], code: null }),
    ],
    [
      'a unit listed twice',
      'bad.json#/qualifications/0/units',
      (entry) => unitsOf(entry).push({ ...unitsOf(entry)[0] }),
    ],
    [
      'a cluster of unknown units',
      'bad.json#/qualifications/0/cocClusters/0/unitCodes',
      (entry) => (entry['cocClusters'] = [{ id: 'x', title: 'x', unitCodes: ['ABC123'] }]),
    ],
    ['an unknown scheme', 'tesda:example-nc2', (entry) => (entry['scheme'] = 'OTHER')],
    [
      'an unknown successor',
      'tesda:example-nc2',
      (entry) => (entry['supersededBy'] = { id: 'tesda:none', revision: 'r1' }),
    ],
    [
      'another title for a known unit',
      'tesda:example-nc2',
      (entry) => (unitsOf(entry)[0] = { ...unitsOf(entry)[0], title: 'Something else' }),
    ],
  ])('refuses %s and names the place', (_, at, change) => {
    expect(refusal({ 'bad.json': added(change) })).toBe(at);
  });

  it('refuses what is not JSON, duplicate keys, and one revision twice', () => {
    expect(refusal({ 'bad.json': '{"a":1,"a":2}' })).toBe('bad.json');
    expect(refusal({ 'bad.json': 'TITLE;CODE' })).toBe('bad.json');
    expect(refusal({ 'a.json': added(() => undefined), 'b.json': added(() => undefined) })).toBe('added files');
  });
});

const unitsOf = (entry: Record<string, unknown>): Record<string, unknown>[] =>
  entry['units'] as Record<string, unknown>[] & Qualification['units'];
