import { z } from 'zod';

/** Pieces that the schemas of all data files share. */
export const text = (max: number) => z.string().min(1).max(max);
export const link = z
  .string()
  .max(500)
  .regex(/^https?:\/\/\S+$/)
  .nullable();
export const year = z.int().min(1900).max(2100).nullable();
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const frameworkIdPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const frameworkId = z.string().max(40).regex(frameworkIdPattern);
export const levelCode = z
  .string()
  .max(10)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/);
export const levelRef = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9.-]*$/);
export const country = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

/** high = read in the source; medium = read in part or at second hand; low = general knowledge, not read; none = no data. */
export const confidenceSchema = z.enum(['high', 'medium', 'low', 'none']);

/** What a statement rests on. A statement of low confidence never makes a claim fail. */
export const basisSchema = z.strictObject({
  source: link,
  year,
  status: z.enum(['current', 'historical', 'draft', 'unknown']),
  confidence: confidenceSchema,
  note: text(400),
});

export type Confidence = z.infer<typeof confidenceSchema>;
export type Basis = z.infer<typeof basisSchema>;
