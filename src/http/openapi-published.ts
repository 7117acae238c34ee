import { jsonBody, ok, pathParameter, problem, queryParameter } from './openapi-parts.js';

/** Paths of what anybody may read or check in the forms of other standards: one part of the interface description. */
export const publishedPaths = {
  '/.well-known/did.json': {
    get: {
      summary: 'DID document of this host itself, when it signs in its own name.',
      responses: { 200: ok('DID document.'), 404: problem },
    },
  },
  '/trust-list/roots.json': {
    get: { summary: 'Public root keys that verifiers pin.', responses: { 200: ok('`{roots: [multikey]}`') } },
  },
  '/catalogue/{scheme}/{qualification}/{revision}': {
    get: {
      summary: 'What a qualification named in a credential is: units, level, sources.',
      parameters: [
        pathParameter('scheme', 'tesda'),
        pathParameter('qualification', 'domestic-work-nc2'),
        pathParameter('revision', 'tr-pre-2022'),
      ],
      responses: { 200: ok('Qualification.'), 404: problem },
    },
  },
  '/sites/{id}': {
    get: {
      summary: 'Name and country of a place named in a credential.',
      parameters: [pathParameter('id', '00000000-0000-4000-8000-000000000000')],
      responses: { 200: ok('Site.'), 404: problem },
    },
  },
  '/accreditations': {
    get: {
      summary:
        'Signed accreditations of a place and what the register says about them now; at most 50, never of people.',
      parameters: [queryParameter('holder', 'http://localhost:3000/sites/00000000-0000-4000-8000-000000000000')],
      responses: { 200: ok('`{holder, accreditations: [...]}`'), 400: problem },
    },
  },
  '/accreditations/{id}': {
    get: {
      summary: 'The accreditation of one place as the credential that the awarding body signed.',
      parameters: [pathParameter('id', '00000000-0000-4000-8000-000000000000')],
      responses: { 200: ok('Verifiable credential.'), 404: problem },
    },
  },
  '/credentials/verify': {
    post: {
      summary: 'VC-API: 200 when the credential verifies, 400 for any failure.',
      requestBody: jsonBody({ type: 'object' }, { verifiableCredential: {}, options: {} }),
      responses: { 200: ok('Verified.'), 400: ok('Not verified, with the reasons.') },
    },
  },
  '/presentations/challenge': {
    post: {
      summary: 'VC-API: a fresh challenge for one presentation.',
      responses: { 200: ok('`{challenge}`') },
    },
  },
  '/presentations/verify': {
    post: {
      summary: 'VC-API: 200 when the presentation and all in it verify, 400 for any failure.',
      requestBody: jsonBody({ type: 'object' }, { verifiablePresentation: {}, options: {} }),
      responses: { 200: ok('Verified.'), 400: ok('Not verified, with the reasons.') },
    },
  },
};
