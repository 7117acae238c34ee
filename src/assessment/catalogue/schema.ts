import { z } from 'zod';

const text = z.string().min(1).max(2_000);
const token = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'use lower-case letters, digits, dots and hyphens');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'use YYYY-MM-DD');
const unitCode = z.string().regex(/^[A-Z0-9]{3,20}$/, 'use capital letters and digits');

const unit = z.strictObject({
  code: unitCode.nullable(),
  revision: token,
  title: text,
  category: z.enum(['basic', 'common', 'core', 'elective', 'employability']),
  required: z.boolean(),
  hours: z.number().positive().max(10_000).optional(),
  confidence: text,
  note: text.optional(),
});

const cocCluster = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9:.-]{0,79}$/),
  title: text,
  unitCodes: z.array(unitCode).min(1).max(100),
  basis: text.optional(),
});

const frameworkLevel = z.strictObject({
  framework: token,
  level: z.string().min(1).max(20),
  basis: text,
  source: text,
  confidence: text,
});

const fieldCode = z.strictObject({ code: z.string().regex(/^\d{4}$/, 'four digits'), source: text });

const qualification = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+:[a-z0-9][a-z0-9-]{0,79}$/, 'use scheme:name in lower case'),
  revision: token,
  scheme: z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/),
  country: z.string().regex(/^[A-Z]{2}$/),
  title: text,
  level: text,
  awardType: z.enum(['NC', 'COC', 'NVQ', 'record-of-achievement']),
  code: z.string().min(1).max(40).nullable(),
  standard: z.strictObject({
    kind: z.enum(['TrainingRegulations', 'NationalCompetencyStandard']),
    code: z.string().min(1).max(40).nullable(),
    version: text,
    sector: text,
  }),
  status: z.enum(['current', 'superseded']),
  supersededBy: z.strictObject({ id: text, revision: token }).optional(),
  transitionUntil: day.optional(),
  iscedF: fieldCode.optional(),
  isco08: fieldCode.optional(),
  units: z.array(unit).min(1).max(200),
  cocClusters: z.array(cocCluster).max(100),
  requiredMethods: z
    .array(
      z.enum([
        'demonstration',
        'observation',
        'oral-questioning',
        'interview',
        'written-test',
        'portfolio',
        'work-sample',
        'third-party-report',
      ]),
    )
    .min(1)
    .max(8),
  nominalHours: z.number().positive().max(20_000).nullable(),
  minExperienceMonths: z.number().int().min(0).max(600).optional(),
  frameworkLevels: z.array(frameworkLevel).max(10),
  source: z.array(text).min(1).max(20),
  confidence: text,
  notes: z.array(text).max(20),
});

/** One file of qualifications: `data/<scheme>.json`, or a file an operator adds. Unknown members are refused. */
export const catalogueFileSchema = z.strictObject({
  format: z.literal('skills-passport-catalogue/1'),
  scheme: z.string().min(1).max(20),
  version: text,
  about: text,
  qualifications: z.array(qualification).min(1).max(500),
});

export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
