import { z } from 'zod';
import { basisSchema, frameworkId, levelCode, text } from './schema-parts.js';

/** Shapes of the classification tables and word lists. Rows are tuples: the tables are long and read often. */
const orientation = z.enum(['general', 'vocational', 'unspecified']).nullable();
export const iscedSchema = z.strictObject({
  format: z.literal('skills-passport/isced/1'),
  id: z.literal('isced-2011'),
  name: text(200),
  owner: text(200),
  basis: z.strictObject({
    levels: basisSchema,
    codes: basisSchema,
    achievementTypes: basisSchema,
    skillBands: basisSchema,
  }),
  achievementTypes: z.record(z.string().max(60), z.array(z.string().regex(/^[0-8]$/))),
  levels: z.array(
    z.strictObject({
      code: z.string().regex(/^\d$/),
      title: text(200),
      meaning: text(300),
      skillBand: z.enum(['low', 'medium', 'high']).nullable(),
    }),
  ),
  /** [code, title, orientation, completes the level] */
  programme: z.array(z.tuple([z.string().regex(/^\d{3}$/), text(200), orientation, z.boolean().nullable()])),
  attainment: z.array(z.tuple([z.string().regex(/^\d{3}$/), text(200), orientation, z.boolean().nullable()])),
});

export const iscedFSchema = z.strictObject({
  format: z.literal('skills-passport/isced-f/1'),
  id: z.literal('isced-f-2013'),
  name: text(200),
  owner: text(200),
  uriPrefix: z.string(),
  basis: basisSchema,
  /** [code, title, kind] */
  items: z.array(
    z.tuple([
      z.string().regex(/^\d{2,4}$/),
      text(200),
      z.enum(['field', 'nfd', 'nec', 'interdisciplinary', 'unknown']),
    ]),
  ),
});

export const iscoSchema = z.strictObject({
  format: z.literal('skills-passport/isco/1'),
  id: z.literal('isco-08'),
  name: text(200),
  owner: text(200),
  uriPrefix: z.string(),
  basis: z.strictObject({ titles: basisSchema, skillLevels: basisSchema }),
  skillLevelToIsced: z.record(z.string(), z.array(z.string().regex(/^[0-8]$/))),
  /** [code, title, skill levels as digits] */
  items: z.array(z.tuple([z.string().regex(/^\d{1,4}$/), text(200), z.string().regex(/^[1-4]{1,3}$/)])),
});

export const euLevelUrisSchema = z.strictObject({
  format: z.literal('skills-passport/eu-level-uris/1'),
  schemeUri: z.string(),
  uriPrefix: z.string(),
  basis: basisSchema,
  /** [label, last path segment] */
  items: z.array(z.tuple([text(200), z.string().regex(/^c_[0-9a-f]{8}$/)])),
});

export const titleWordsSchema = z.strictObject({
  format: z.literal('skills-passport/title-words/1'),
  basis: basisSchema,
  /** A word that changes what the next word means: 'postgraduate' before 'diploma'. */
  qualifiers: z.array(text(40)),
  partWords: z.array(text(60)),
  fields: z.array(z.strictObject({ words: z.array(text(60)), fields: z.array(z.string().regex(/^\d{4}$/)) })),
});

export const awardingBodiesSchema = z.strictObject({
  format: z.literal('skills-passport/awarding-bodies/1'),
  bodies: z.array(
    z.strictObject({
      framework: frameworkId,
      names: z.array(text(120)).min(1),
      levels: z.array(levelCode),
      basis: basisSchema,
    }),
  ),
});

const code = z.strictObject({ code: z.string().regex(/^\d{1,4}$/), basis: text(60) }).nullable();
export const classificationsSchema = z.strictObject({
  format: z.literal('skills-passport/classifications/1'),
  bases: z.record(z.string(), basisSchema),
  items: z.array(z.strictObject({ qualification: text(120), isced: code, iscedF: code, isco: code })),
});

export type IscedFile = z.infer<typeof iscedSchema>;
export type IscedFFile = z.infer<typeof iscedFSchema>;
export type IscoFile = z.infer<typeof iscoSchema>;
export type EuLevelUrisFile = z.infer<typeof euLevelUrisSchema>;
export type TitleWordsFile = z.infer<typeof titleWordsSchema>;
export type AwardingBodiesFile = z.infer<typeof awardingBodiesSchema>;
export type ClassificationsFile = z.infer<typeof classificationsSchema>;
