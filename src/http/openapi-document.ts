import { jsonBody, ok, pathParameter, problem } from './openapi-parts.js';
import { publishedPaths } from './openapi-published.js';
import { schemas } from './openapi-schemas.js';
import { staffOpenApi } from './staff-openapi.js';
import { workerPaths } from './openapi-worker.js';

const claimExample = {
  title: 'Domestic Work NC II',
  framework: 'ph-pqf',
  level: '2',
  awardingCountry: 'PH',
  targetFramework: 'sadcqf',
  targetLevel: '2',
};

const paths = {
  '/api/verify': {
    post: {
      summary: 'Check a credential, the text or link of a code, a token, or an uploaded photo, PDF or JSON file.',
      description:
        'Answers 200 with the report whenever the input could be examined, whatever the verdict. Files go in the multipart field "file". A credential, or a text as JSON, is taken without the envelope too.',
      requestBody: jsonBody(
        {
          type: 'object',
          required: ['input'],
          properties: {
            input: { type: ['string', 'object'] },
            language: { type: 'string' },
            framework: {
              type: 'string',
              description:
                'Framework (id or acronym) or country (`KE`) of the employer, for "what does this level mean here".',
            },
          },
        },
        { input: 'https://verify.example.org/#01234...', language: 'en', framework: 'qa-nqf' },
      ),
      responses: {
        200: ok('The verification report.', { $ref: '#/components/schemas/VerificationReport' }),
        400: problem,
        413: problem,
        415: problem,
        422: problem,
        429: problem,
      },
    },
  },
  '/api/frameworks': {
    get: { summary: 'All frameworks and the version of the reference data.', responses: { 200: ok('List.') } },
  },
  '/api/frameworks/{id}': {
    get: {
      summary: 'One framework: levels, sources, relations.',
      parameters: [pathParameter('id', 'ph-pqf')],
      responses: { 200: ok('Framework.'), 404: problem },
    },
  },
  '/api/frameworks/{id}/levels/{level}': {
    get: {
      summary: 'What a level means.',
      parameters: [pathParameter('id', 'ph-pqf'), pathParameter('level', '2')],
      responses: { 200: ok('Level.'), 404: problem },
    },
  },
  '/api/frameworks/check': {
    post: {
      summary: 'Check a claim about level, field, occupation or credits by every rule that applies (Q01-Q35).',
      requestBody: jsonBody(
        { type: 'object', required: ['claim'], properties: { claim: { type: 'object' } } },
        { claim: claimExample },
      ),
      responses: { 200: ok('`{results: [{rule, outcome, code, sentence, source}]}`'), 400: problem },
    },
  },
  '/api/frameworks/compare': {
    post: {
      summary:
        'What a level corresponds to in another framework, on whose authority; or that no official relation is known.',
      description:
        'With a country, as `targetCountry` or in the place of the framework: `{country, answers}` for each framework that counts there. With neither: `{comparisons}` with every framework.',
      requestBody: jsonBody(
        {
          type: 'object',
          required: ['claim'],
          properties: {
            claim: { type: 'object', required: ['framework', 'level'] },
            targetFramework: { type: 'string', description: 'Framework id or acronym (`eqf`), or a country (`KE`).' },
            targetCountry: { type: 'string', description: 'Country of the employer (`KE`).' },
          },
        },
        { claim: { framework: 'ie-nfq', level: '6', awardingCountry: 'IE' }, targetFramework: 'eqf' },
      ),
      responses: { 200: ok('Comparison.'), 400: problem },
    },
  },
  '/api/frameworks/compare-units': {
    post: {
      summary:
        'Which required units of competency are covered by those held, which are missing, which cannot be compared.',
      requestBody: jsonBody(
        { type: 'object' },
        {
          held: [{ code: 'HCS913301', revision: 'tr-pre-2022' }],
          required: [{ code: 'HCS913301', revision: 'tr-pre-2022' }],
        },
      ),
      responses: { 200: ok('Gap list.'), 400: problem },
    },
  },
  '/api/frameworks/ladder.svg': {
    get: {
      summary:
        'The levels of two or more frameworks side by side, with official, compared, historical and missing links.',
      parameters: [
        { name: 'sides', in: 'query', required: true, schema: { type: 'string' }, example: 'ie-nfq:6,eqf' },
        { name: 'width', in: 'query', schema: { type: 'integer' }, example: 640 },
      ],
      responses: { 200: { description: 'image/svg+xml' }, 404: problem },
    },
  },
  '/api/passports/by-code/{code}': {
    post: {
      summary: "Open the worker's passport behind the small printed code, with the birth year as second factor.",
      parameters: [pathParameter('code', 'abcdefghijklmnopqrstuvwx23')],
      requestBody: jsonBody(
        { type: 'object', required: ['birthYear'], properties: { birthYear: { type: 'string' } } },
        { birthYear: '1988' },
      ),
      responses: {
        200: ok('Credential, code text, code picture and, with consent, the photo.'),
        404: problem,
        429: problem,
      },
    },
  },
  '/api/passports/by-code/{code}/print/{layout}': {
    post: {
      summary: 'The passport as a printable file.',
      parameters: [pathParameter('code', 'abcdefghijklmnopqrstuvwx23'), pathParameter('layout', 'card')],
      requestBody: jsonBody(
        {
          type: 'object',
          required: ['birthYear'],
          properties: { birthYear: { type: 'string' }, withPhoto: { type: 'boolean' } },
        },
        { birthYear: '1988', withPhoto: false },
      ),
      responses: { 200: { description: 'PDF or PNG.' }, 404: problem, 409: problem },
    },
  },
  ...workerPaths,
  ...publishedPaths,
  '/trust-list': {
    get: {
      summary: 'Signed trust list (compact JWS): issuers, keys, scopes, dictionaries.',
      responses: { 200: { description: 'application/jose' } },
    },
  },
  '/status/{list}': {
    get: {
      summary:
        'A signed Bitstring status list, fetched whole; `{slug}-token` is the same as `application/statuslist+jwt`.',
      parameters: [pathParameter('list', 'tesda-1-revocation')],
      responses: { 200: ok('BitstringStatusListCredential.'), 404: problem },
    },
  },
  '/status/elsewhere/{url}': {
    get: {
      summary:
        'A status list of an office that is recognised through another operator, passed on for the page that checks.',
      parameters: [pathParameter('url', 'https://example.org/status/1')],
      responses: { 200: ok('BitstringStatusListCredential.'), 404: problem },
    },
  },
  '/dict/{sha256}': {
    get: {
      summary: 'An immutable dictionary of the SP1 code.',
      parameters: [pathParameter('sha256', '0'.repeat(64))],
      responses: { 200: { description: 'Bytes.' }, 404: problem },
    },
  },
  '/issuers/{slug}/did.json': {
    get: {
      summary: 'DID document of an awarding body.',
      parameters: [pathParameter('slug', 'tesda')],
      responses: { 200: ok('DID document.'), 404: problem },
    },
  },
  '/1.0/identifiers/{did}': {
    get: {
      summary: 'DID resolution (did:web, did:key, did:jwk).',
      parameters: [pathParameter('did', 'did:key:z6Mk...')],
      responses: { 200: ok('Resolution result by Accept header.'), 400: problem, 404: problem },
    },
  },
  '/credential-schemas/v1/{name}': {
    get: {
      summary: 'JSON Schema of a credential kind.',
      parameters: [pathParameter('name', 'national-certificate.json')],
      responses: { 200: ok('JSON Schema 2020-12.'), 404: problem },
    },
  },
  '/health': { get: { summary: 'Is the service up?', responses: { 200: ok('Yes.'), 503: ok('No.') } } },
  '/ready': { get: { summary: 'Can it serve?', responses: { 200: ok('Yes.'), 503: ok('No.') } } },
  '/metrics': {
    get: { summary: 'Counters for Prometheus; no personal data.', responses: { 200: { description: 'text/plain' } } },
  },
};

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: typeof schemas; readonly securitySchemes: object };
}

/** OpenAPI 3.1 description of the public interface. A test checks that every path here answers and every route is here. */
export function openApiDocument(publicUrl: string): OpenApiDocument {
  const staff = staffOpenApi();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Skills Passport',
      version: '0.1.0',
      description: 'Verify skills credentials and read the reference data behind them.',
    },
    servers: [{ url: publicUrl }],
    paths: { ...paths, ...staff.paths },
    components: { schemas, securitySchemes: staff.securitySchemes },
  };
}
