import type { z } from 'zod';
import { ServiceError } from '../shared/index.js';

/** What was sent, in the shape that is expected. @throws ServiceError `input-invalid` (422) that names fields, never values */
export function parsedInput<T>(schema: z.ZodType<T>, sent: unknown): T {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  throw new ServiceError('input-invalid', {
    status: 422,
    title: 'Something in this request is missing or not as expected.',
    whatToDo: 'Correct the fields named.',
    // Paths only: the values may be personal data.
    refusals: result.error.issues.slice(0, 20).map((issue) => ({
      code: 'input-invalid',
      severity: 'block',
      message: 'This field is missing or not as expected.',
      whatToDo: 'See the description of this address in /api/docs.',
      at: `/${issue.path.map(String).join('/')}`,
    })),
  });
}
