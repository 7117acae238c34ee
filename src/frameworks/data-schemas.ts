import { z } from 'zod';
import {
  basisSchema,
  confidenceSchema,
  country,
  day,
  frameworkId,
  frameworkIdPattern,
  levelCode,
  levelRef,
  link,
  text,
  year,
} from './schema-parts.js';

/**
 * Shapes of the reference data files, shipped and operator-supplied. Unknown is written `null`, never left out, so that
 * a reader can tell "not known" from "forgotten". Every file is closed: a member that is not listed here is refused.
 */
const qualificationSchema = z.strictObject({
  title: text(200),
  /** Lower-case word sequences that show this award in a title; `=x` matches only the whole title. */
  match: z.array(text(80)).max(20),
  since: year,
  confidence: confidenceSchema.nullable(),
});

const levelSchema = z.strictObject({
  code: levelCode,
  title: text(120),
  meaning: text(600).nullable(),
  sector: text(60).nullable(),
  qualifications: z.array(qualificationSchema).max(20),
  minCredits: z.strictObject({ credits: z.number().min(0).max(10_000), basis: basisSchema }).nullable(),
  isced: z
    .strictObject({ from: z.string().regex(/^[0-8]$/), to: z.string().regex(/^[0-8]$/), basis: basisSchema })
    .nullable(),
  uri: link,
});

export const frameworkSchema = z.strictObject({
  format: z.literal('skills-passport/framework/1'),
  id: frameworkId,
  acronym: text(40),
  name: text(200),
  /** Adjective for sentences: 'level 2 of 8 in the Philippine framework'. */
  shortName: text(60),
  kind: z.enum(['national', 'regional', 'continental', 'classification']),
  owner: text(200).nullable(),
  legalBasis: text(400).nullable(),
  status: z.enum(['in-force', 'draft', 'under-development', 'unknown']),
  statusNote: text(400),
  scope: z.enum(['all', 'higher-education', 'vocational', 'unknown']),
  uri: link,
  domains: z.array(text(120)).max(20),
  aliases: z.array(text(40)).max(10),
  acronymAlsoUsedIn: z.array(z.strictObject({ acronym: text(40), country })).max(20),
  existsSince: z.strictObject({ date: day, basis: basisSchema }).nullable(),
  editions: z
    .array(
      z.strictObject({
        label: text(80),
        from: day,
        until: day.nullable(),
        /** Null = the levels of this file. */
        levels: z.array(levelCode).max(40).nullable(),
        /** Level codes that mean something else in the present edition. */
        renumbered: z.array(levelCode).max(40),
        note: text(300),
        basis: basisSchema,
      }),
    )
    .max(10),
  members: z
    .array(z.strictObject({ country, status: z.enum(['member', 'later', 'former']), year, note: text(200).nullable() }))
    .max(80),
  credit: z
    .strictObject({
      hoursPerCredit: z.number().positive().max(1_000),
      creditsPerYear: z.number().positive().max(1_000).nullable(),
      hoursPerYear: z.number().positive().max(9_000).nullable(),
      basis: basisSchema,
    })
    .nullable(),
  basis: z.strictObject({
    structure: basisSchema,
    membership: basisSchema,
    qualifications: basisSchema.nullable(),
    meanings: basisSchema.nullable(),
  }),
  otherLevels: z.strictObject({ codes: z.array(levelCode).max(20), note: text(300) }).nullable(),
  /** Lowest first. */
  levels: z.array(levelSchema).max(40),
  sources: z
    .array(
      z
        .string()
        .max(500)
        .regex(/^https?:\/\/\S+$/),
    )
    .max(30),
  notes: z.array(text(500)).max(20),
});

const relationStatusSchema = z.enum([
  'official-referenced',
  'official-aligned',
  'national-correspondence',
  'official-compared',
  'official-referenced-historical',
  'report-published',
  'not-endorsed',
  'explicitly-unlevelled',
  'not-referenced',
  'no-counterpart',
  'indicative',
  'national-classification',
  'none-found',
  'unknown',
]);

const relationSchema = z.strictObject({
  from: frameworkId,
  to: frameworkId,
  status: relationStatusSchema,
  table: z.enum(['loaded', 'not-loaded', 'none']),
  year,
  source: link,
  confidence: confidenceSchema,
  note: text(400),
});

const edgeSchema = z.strictObject({
  from: levelRef,
  /** Null: the table says that this level has no counterpart. */
  to: levelRef.nullable(),
  toFramework: frameworkId,
  status: relationStatusSchema,
  year,
  source: link,
  confidence: confidenceSchema,
});

export const referencingSchema = z.strictObject({
  format: z.literal('skills-passport/referencing/1'),
  relations: z.array(relationSchema).max(2_000),
  edges: z.array(edgeSchema).max(10_000),
});

/** Minimum credits per level, laid over a framework: how the EAQFHE table of section 5.3 gets in. */
export const creditTableSchema = z.strictObject({
  format: z.literal('skills-passport/credits/1'),
  framework: frameworkId,
  hoursPerCredit: z.number().positive().max(1_000).nullable(),
  levels: z.array(z.strictObject({ level: levelCode, minCredits: z.number().min(0).max(10_000) })).max(40),
  basis: basisSchema,
});

const unitRef = z.strictObject({ code: text(40), revision: text(60).nullable() });

/** Explicit, sourced statements that one unit of competency covers another. Nothing is ever derived from titles. */
export const unitCorrespondenceSchema = z.strictObject({
  format: z.literal('skills-passport/unit-correspondences/1'),
  id: z.string().max(80).regex(frameworkIdPattern),
  title: text(200),
  /** 'sample' files show the format; results that use them say so. */
  nature: z.enum(['sourced', 'sample']),
  basis: basisSchema,
  pairs: z
    .array(
      z.strictObject({
        held: unitRef,
        required: unitRef,
        covers: z.enum(['full', 'part']),
        note: text(300).nullable(),
      }),
    )
    .max(5_000),
  targets: z
    .array(
      z.strictObject({
        id: text(120),
        title: text(200),
        units: z.array(z.strictObject({ code: text(40), revision: text(60).nullable(), title: text(200) })).max(200),
      }),
    )
    .max(200),
});

export type FrameworkFile = z.infer<typeof frameworkSchema>;
export type LevelRecord = FrameworkFile['levels'][number];
export type RelationStatus = z.infer<typeof relationStatusSchema>;
export type RelationRecord = z.infer<typeof relationSchema>;
export type EdgeRecord = z.infer<typeof edgeSchema>;
export type ReferencingFile = z.infer<typeof referencingSchema>;
export type CreditTableFile = z.infer<typeof creditTableSchema>;
export type UnitCorrespondenceFile = z.infer<typeof unitCorrespondenceSchema>;
