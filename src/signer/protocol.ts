import { z } from 'zod';
import type { Refusal } from '../shared/index.js';

/** One request or answer is one line of JSON. The largest is a status list. */
export const MAX_LINE = 4_194_304;

const text = (max: number): z.ZodString => z.string().min(1).max(max);
const instant = z.iso.datetime();

/** What the main process may ask of the process that holds the keys. Anything else is refused unread. */
export const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('keys') }),
  z.strictObject({
    op: z.literal('credential'),
    intentId: z.uuid(),
    form: text(40),
    /** The exact text recorded in step 5 of the issuance cycle. */
    unsigned: text(262_144),
    created: instant,
    /** The two officers, as the main process knows them. */
    approvedBy: text(100),
    releasedBy: text(100),
  }),
  /** What was released, in one more form. Named only: what it says is read from the register. */
  z.strictObject({ op: z.literal('further-form'), credentialId: text(200), form: text(40) }),
  z.strictObject({
    op: z.literal('accreditation'),
    accreditationId: z.uuid(),
    credentialId: text(500),
    holder: text(500),
  }),
  z.strictObject({ op: z.literal('token-status-list'), slug: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  z.strictObject({
    op: z.literal('status-list'),
    listId: text(200),
    form: text(40),
    unsigned: z.record(z.string(), z.json()),
  }),
  z.strictObject({
    op: z.literal('create'),
    controller: text(500),
    role: z.enum(['issuer', 'status']),
    algorithm: z.enum(['Ed25519', 'P-256', 'P-384']),
    validFrom: instant,
    validUntil: instant.nullable(),
    fragment: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,60}$/)
      .optional(),
  }),
  z.strictObject({ op: z.literal('retire'), id: text(600), at: instant, compromised: z.boolean() }),
]);

export type SignerRequest = z.output<typeof requestSchema>;

export type Asked<O extends SignerRequest['op']> = Extract<SignerRequest, { op: O }>;

/** `value`: what was asked for. Otherwise an expected failure, as a ServiceError carries it. */
export type SignerAnswer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly status: number;
      readonly title: string;
      readonly whatToDo: string;
      readonly refusals: readonly Omit<Refusal, 'at'>[];
    };
