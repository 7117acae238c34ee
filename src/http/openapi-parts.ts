/** The pieces that every description of an operation is put together from. */

export const problem = {
  description: 'Problem details (RFC 9457) with `code` and `whatToDo`.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

export const ok = (description: string, schema: object = { type: 'object' }): object => ({
  description,
  content: { 'application/json': { schema } },
});

export const pathParameter = (name: string, example: string): object => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
  example,
});

export const queryParameter = (name: string, example: string): object => ({
  ...pathParameter(name, example),
  in: 'query',
});

export const jsonBody = (schema: object, example: unknown): object => ({
  required: true,
  content: { 'application/json': { schema, example } },
});
