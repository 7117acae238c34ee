import type { FrameworkFile } from './data-schemas.js';
import type { Basis } from './schema-parts.js';
import type { EuLevelUrisFile, IscedFFile, IscedFile, IscoFile } from './table-schemas.js';

export type Orientation = 'general' | 'vocational' | 'unspecified' | null;
export interface IscedCode {
  readonly code: string;
  readonly level: string;
  readonly title: string;
  readonly orientation: Orientation;
  readonly completes: boolean | null;
}
export interface FieldOfStudy {
  readonly code: string;
  readonly title: string;
  readonly kind: 'field' | 'nfd' | 'nec' | 'interdisciplinary' | 'unknown';
  readonly uri: string;
}
export interface Occupation {
  readonly code: string;
  readonly title: string;
  readonly skillLevels: readonly number[];
  readonly uri: string;
}
export type SkillBand = 'low' | 'medium' | 'high';

/** Classification tables. The two big ones are read when first asked for. */
export interface LookupTables {
  readonly isced: IscedFile;
  readonly programmeCodes: ReadonlyMap<string, IscedCode>;
  readonly attainmentCodes: ReadonlyMap<string, IscedCode>;
  readonly fields: () => ReadonlyMap<string, FieldOfStudy>;
  readonly fieldBasis: () => Basis;
  readonly occupations: () => ReadonlyMap<string, Occupation>;
  readonly occupationBasis: () => IscoFile['basis'];
  readonly skillLevelToIsced: () => Readonly<Record<string, readonly string[]>>;
  /** Label of an EU level URI, or null; always null in the offline pack. */
  readonly euLevelLabel: (uri: string) => string | null;
}

interface TableSources {
  readonly isced: IscedFile;
  readonly iscedF: () => IscedFFile;
  readonly isco: () => IscoFile;
  readonly euLevelUris: () => EuLevelUrisFile | null;
}

export function lookupTables(sources: TableSources): LookupTables {
  let fields: ReadonlyMap<string, FieldOfStudy> | null = null;
  let occupations: ReadonlyMap<string, Occupation> | null = null;
  let labels: ReadonlyMap<string, string> | null = null;
  return {
    isced: sources.isced,
    programmeCodes: iscedCodes(sources.isced.programme),
    attainmentCodes: iscedCodes(sources.isced.attainment),
    fields: () => (fields ??= fieldMap(sources.iscedF())),
    fieldBasis: () => sources.iscedF().basis,
    occupations: () => (occupations ??= occupationMap(sources.isco())),
    occupationBasis: () => sources.isco().basis,
    skillLevelToIsced: () => sources.isco().skillLevelToIsced,
    euLevelLabel: (uri) => (labels ??= labelMap(sources.euLevelUris())).get(uri) ?? null,
  };
}

const iscedCodes = (rows: IscedFile['programme']): ReadonlyMap<string, IscedCode> =>
  new Map(
    rows.map(([code, title, orientation, completes]) => [
      code,
      { code, level: code.slice(0, 1), title, orientation, completes },
    ]),
  );

const fieldMap = (file: IscedFFile): ReadonlyMap<string, FieldOfStudy> =>
  new Map(file.items.map(([code, title, kind]) => [code, { code, title, kind, uri: `${file.uriPrefix}${code}` }]));

const occupationMap = (file: IscoFile): ReadonlyMap<string, Occupation> =>
  new Map(
    file.items.map(([code, title, skills]) => [
      code,
      { code, title, skillLevels: [...skills].map(Number), uri: `${file.uriPrefix}${code}` },
    ]),
  );

const labelMap = (file: EuLevelUrisFile | null): ReadonlyMap<string, string> =>
  new Map((file?.items ?? []).map(([label, tail]) => [`${file?.uriPrefix ?? ''}${tail}`, label]));

/**
 * The skill band of the policy papers (5-8 high, 3-4 medium, 1-2 low). That source's own grouping of ISCED levels; it
 * is not the ISCO skill level, which puts ISCED 2 one step higher. Null for levels 0 and 9.
 */
export const skillBandOf = (isced: IscedFile, level: string): SkillBand | null =>
  isced.levels.find((entry) => entry.code === level)?.skillBand ?? null;

/** ISCED 2011 seen as a target of comparisons. Level 9 is a residual and no level anybody can hold. */
export function iscedAsFramework(isced: IscedFile): FrameworkFile {
  return {
    format: 'skills-passport/framework/1',
    id: 'isced-2011',
    acronym: 'ISCED 2011',
    name: isced.name,
    shortName: 'international education',
    kind: 'classification',
    owner: isced.owner,
    legalBasis: null,
    status: 'in-force',
    statusNote: 'A statistical classification, not a qualifications framework',
    scope: 'all',
    uri: null,
    domains: [],
    aliases: ['ISCED'],
    acronymAlsoUsedIn: [],
    existsSince: null,
    editions: [],
    members: [],
    credit: null,
    basis: {
      structure: isced.basis.levels,
      membership: isced.basis.levels,
      qualifications: null,
      meanings: isced.basis.levels,
    },
    otherLevels: null,
    levels: isced.levels
      .filter((level) => level.code !== '9')
      .map((level) => ({
        code: level.code,
        title: level.title,
        meaning: level.meaning,
        sector: null,
        qualifications: [],
        minCredits: null,
        isced: null,
        uri: null,
      })),
    sources: isced.basis.levels.source === null ? [] : [isced.basis.levels.source],
    notes: ['Levels are those of ISCED 2011; 2013 is the list of fields.'],
  };
}
