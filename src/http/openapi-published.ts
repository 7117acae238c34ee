/** Paths of what anybody may read or check in the forms of other standards: one part of the interface description. */
const json = (description: string): object => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
const problem = {
  description: 'Problem details (RFC 9457) with `code` and `whatToDo`.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const parameter = (name: string, example: string): object => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
  example,
});
const posted = (example: unknown): object => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object' }, example } },
});

export const publishedPaths = {
  '/.well-known/did.json': {
    get: {
      summary: 'DID document of this host itself, when it signs in its own name.',
      responses: { 200: json('DID document.'), 404: problem },
    },
  },
  '/trust-list/roots.json': {
    get: { summary: 'Public root keys that verifiers pin.', responses: { 200: json('`{roots: [multikey]}`') } },
  },
  '/catalogue/{scheme}/{qualification}/{revision}': {
    get: {
      summary: 'What a qualification named in a credential is: units, level, sources.',
      parameters: [
        parameter('scheme', 'tesda'),
        parameter('qualification', 'domestic-work-nc2'),
        parameter('revision', 'tr-pre-2022'),
      ],
      responses: { 200: json('Qualification.'), 404: problem },
    },
  },
  '/sites/{id}': {
    get: {
      summary: 'Name and country of a place named in a credential.',
      parameters: [parameter('id', '00000000-0000-4000-8000-000000000000')],
      responses: { 200: json('Site.'), 404: problem },
    },
  },
  '/credentials/verify': {
    post: {
      summary: 'VC-API: 200 when the credential verifies, 400 for any failure.',
      requestBody: posted({ verifiableCredential: {}, options: {} }),
      responses: { 200: json('Verified.'), 400: json('Not verified, with the reasons.') },
    },
  },
  '/presentations/challenge': {
    post: {
      summary: 'VC-API: a fresh challenge for one presentation.',
      responses: { 200: json('`{challenge}`') },
    },
  },
  '/presentations/verify': {
    post: {
      summary: 'VC-API: 200 when the presentation and all in it verify, 400 for any failure.',
      requestBody: posted({ verifiablePresentation: {}, options: {} }),
      responses: { 200: json('Verified.'), 400: json('Not verified, with the reasons.') },
    },
  },
};
