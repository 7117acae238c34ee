import { z } from 'zod';
import { reasonClasses } from '../shared/index.js';

/** Building blocks of request bodies: everything from outside is bounded. */
export const id = z.uuid();
/** Given by a desk that works without the network: as our own are written, so that one id has one spelling. */
export const newId = z.uuidv4().regex(/^[^A-Z]+$/);
export const ids = z.array(id).min(1).max(500);
/** Of this century or one beside it: what lies further away is mistyped. */
export const day = z.iso.date().refine((text) => /^(19|20|21)/.test(text));
export const instant = z.iso.datetime({ offset: true });
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const text = (max: number) => z.string().trim().min(1).max(max);
/** Signed or printed: on one line, and in the order in which it was typed. */
export const line = (max: number) => text(max).regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u);
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._/-]{0,79}$/);
/** Printed on a certificate or a passport. */
export const number = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
export const country = z.string().regex(/^[A-Z]{2}$/);
/** Who acts or is named as acting: an account or a person of the register. */
export const actor = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const qualification = { qualificationId: code, revision: code };
export const qualifications = z.array(z.strictObject(qualification)).min(1).max(50);
export const unitCodes = z.array(code).max(200);

/** Reasons given for going on although a rule warns, or for a waiver. */
export const reasons = z.array(z.strictObject({ rule: z.string().regex(/^R\d{2}$/), reason: text(500) })).max(10);

export const reasonClass = z.enum(reasonClasses);

/** Query parameters of every list. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};
/** Query parameters of the registers, whose rows carry labels. */
export const shown = {
  limit: z.coerce.number().int().min(1).max(200).default(100),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};
export const state = z
  .string()
  .regex(/^[a-z-]{1,40}$/)
  .exactOptional();
