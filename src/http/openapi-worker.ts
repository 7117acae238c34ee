import { jsonBody, ok, pathParameter, problem } from './openapi-parts.js';

const code = pathParameter('code', 'abcdefghijklmnopqrstuvwx23');
const year = { birthYear: { type: 'string', pattern: '^[0-9]{4}$' } };
const query = (name: string, example: string): object => ({
  name,
  in: 'query',
  required: true,
  schema: { type: 'string' },
  example,
});

const holderPost = (summary: string, properties: object, example: object, more: readonly object[] = []): object => ({
  post: {
    summary,
    parameters: [code, ...more],
    requestBody: jsonBody(
      { type: 'object', required: ['birthYear'], properties: { ...year, ...properties } },
      { birthYear: '1988', ...example },
    ),
    responses: { 200: ok('What is stored now.'), 400: problem, 404: problem, 409: problem, 429: problem },
  },
});

/** What a worker and those who were shown something may ask. Secrets, numbers and years travel in bodies only. */
export const workerPaths = {
  '/api/passports/look-up': {
    post: {
      summary: 'Find a passport by its printed number and the birth year; one answer for wrong and for unknown.',
      requestBody: jsonBody(
        { type: 'object', required: ['number', 'birthYear'], properties: { number: { type: 'string' }, ...year } },
        { number: '26130502017345', birthYear: '1988' },
      ),
      responses: { 200: ok('Credential, code and code picture.'), 400: problem, 404: problem, 429: problem },
    },
  },
  '/api/passports/by-code/{code}/credential': {
    post: {
      summary:
        'The signed credential as a file, in the form that a wallet asks for. Made and recorded when first asked for.',
      parameters: [code],
      requestBody: jsonBody(
        {
          type: 'object',
          required: ['birthYear', 'form'],
          properties: { ...year, form: { enum: ['eddsa-jcs-2022', 'eddsa-rdfc-2022', 'vc+jwt', 'dc+sd-jwt'] } },
        },
        { birthYear: '1988', form: 'dc+sd-jwt' },
      ),
      responses: {
        200: { description: 'application/vc, application/vc+jwt or application/dc+sd-jwt.' },
        400: problem,
        404: problem,
        429: problem,
        503: problem,
      },
    },
  },
  '/api/passports/by-code/{code}/shares': holderPost(
    'Make a link that shows one certificate, all of them, or all with the photo; its secret is answered once.',
    {
      scope: { enum: ['one', 'all', 'photo'] },
      days: { enum: [1, 7, 30] },
      pin: { type: 'string', pattern: '^[0-9]{6}$' },
    },
    { scope: 'one', days: 7, pin: '402817' },
  ),
  '/api/passports/by-code/{code}/shares/list': holderPost('The links made, and how often each was opened.', {}, {}),
  '/api/passports/by-code/{code}/shares/{link}/stop': holderPost('Stop a link now.', {}, {}, [
    pathParameter('link', '00000000-0000-4000-8000-000000000000'),
  ]),
  '/api/passports/by-code/{code}/requests': holderPost(
    'Ask the office for a correction or about renewal.',
    { kind: { enum: ['name', 'birth-date', 'award', 'other', 'renewal'] } },
    { kind: 'name' },
  ),
  '/api/passports/by-code/{code}/requests/list': holderPost('What was asked and when it is answered.', {}, {}),
  '/api/shares/open': {
    post: {
      summary: 'What a link shows. W13 stopped or unknown, W14 ended, W15 PIN needed, W11 wrong PIN, W12 locked.',
      requestBody: jsonBody(
        { type: 'object', required: ['secret'], properties: { secret: { type: 'string' }, pin: { type: 'string' } } },
        { secret: 'abcdefghijklmnopqrstuvwx23', pin: '402817' },
      ),
      responses: {
        200: ok('Signed credentials; the photo as JPEG in base64 only where the link shows it.'),
        403: problem,
        404: problem,
        410: problem,
        429: problem,
      },
    },
  },
  '/api/receipts': {
    post: {
      summary: 'Check a certificate of this service again and sign the answer. Takes no personal data, stores nothing.',
      requestBody: jsonBody(
        {
          type: 'object',
          required: ['credentialId', 'sha256'],
          properties: {
            credentialId: { type: 'string' },
            sha256: { type: 'string', description: 'SHA-256 of the credential in canonical JSON (RFC 8785), hex.' },
          },
        },
        { credentialId: 'urn:uuid:00000000-0000-4000-8000-000000000000', sha256: '0'.repeat(64) },
      ),
      responses: { 200: ok('The receipt as compact JWS.'), 400: problem, 404: problem, 429: problem },
    },
  },
  '/receipts/keys.json': {
    get: { summary: 'Public keys of receipts (Multikey).', responses: { 200: ok('Keys.') } },
  },
  '/api/frameworks/level-sheet.pdf': {
    get: {
      summary: 'A level beside a framework, or beside the frameworks of a country, on A4.',
      parameters: [query('framework', 'ph-pqf'), query('level', '2'), query('to', 'KE')],
      responses: { 200: { description: 'PDF.' }, 404: problem, 429: problem },
    },
  },
};
