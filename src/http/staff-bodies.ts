import { z } from 'zod';
import { line, parsedInput } from '../desk/index.js';
import {
  staffRoles,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  type StaffRole,
} from '../staff/index.js';

const secret = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/);
const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const key = z.strictObject({ first: secret, second: secret.exactOptional() });
const displayName = line(120);
const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** Other members that browsers add are dropped: nothing reads them. */
const credential = <R extends z.ZodRawShape>(response: R) =>
  z.object({
    id: base64url(1_400),
    rawId: base64url(1_400),
    type: z.literal('public-key'),
    response: z.object(response),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  });

const registration = credential({
  clientDataJSON: base64url(8_000),
  attestationObject: base64url(20_000),
  transports: z
    .array(z.string().regex(/^[a-z-]{1,20}$/))
    .max(8)
    .exactOptional(),
});
const assertion = credential({
  clientDataJSON: base64url(8_000),
  authenticatorData: base64url(8_000),
  signature: base64url(4_000),
  userHandle: base64url(200).exactOptional(),
});

const finished = <R>(response: z.ZodType<R>) => z.strictObject({ ceremonyId: secret, response });

export const staffBodies = {
  nothing: z.strictObject({}),
  joinOptions: z.strictObject({ key, displayName: displayName.exactOptional() }),
  register: finished(registration),
  signIn: finished(assertion),
  oidcStart: z.strictObject({ key: key.exactOptional() }),
  demoEntry: z.strictObject({ key: id }),
  organization: z.strictObject({ organizationId: id }),
  invitation: z.strictObject({
    displayName,
    organizationId: id.exactOptional(),
    roles: z
      .array(z.enum(staffRoles as [StaffRole, ...StaffRole[]]))
      .min(1)
      .max(10),
    personId: z.uuid().exactOptional(),
  }),
} as const;

/** @throws ServiceError `input-invalid` (422) that names fields, never values */
export const parsedBody = <T>(schema: z.ZodType<T>, body: unknown): T => parsedInput(schema, body ?? {});

export const asRegistration = (response: z.output<typeof registration>): RegistrationResponseJSON => ({
  ...response,
  clientExtensionResults: {},
});

export const asAssertion = (response: z.output<typeof assertion>): AuthenticationResponseJSON => ({
  ...response,
  clientExtensionResults: {},
});
