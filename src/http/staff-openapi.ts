import { z } from 'zod';
import { deskRoutes, type DeskRoute } from '../desk/index.js';
import { rolesAllowedTo } from '../staff/index.js';
import { ok, problem } from './openapi-parts.js';

const refusals = { 401: problem, 403: problem, 404: problem, 409: problem, 422: problem, 429: problem };
const answer = (description: string): object => ok(description, {});

interface InputSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

const templated = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
const namesIn = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

/** One operation, written from the same table that mounts and guards it. */
function operation(route: DeskRoute): object {
  const schema = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as InputSchema;
  const inPath = namesIn(route.path);
  const properties = Object.entries(schema.properties ?? {});
  const parameter = ([name, shape]: [string, object], where: 'path' | 'query'): object => ({
    name,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(name),
    schema: shape,
  });
  const path = properties.filter(([name]) => inPath.includes(name)).map((entry) => parameter(entry, 'path'));
  const rest = properties.filter(([name]) => !inPath.includes(name));
  const isReading = route.method === 'get';
  const body = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rest),
    required: (schema.required ?? []).filter((name) => !inPath.includes(name)),
  };
  return {
    summary: route.summary,
    description: `Needs \`${route.action}\`: ${rolesAllowedTo(route.action).join(', ')}.${
      route.kind === 'two-person' ? ' Makes a proposal; it is done when a second officer confirms it.' : ''
    }`,
    security: [{ staffSession: [] }],
    parameters: [...path, ...(isReading ? rest.map((entry) => parameter(entry, 'query')) : [])],
    ...(isReading ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...(route.kind === 'two-person' ? { 202: answer('The proposal.') } : { 200: answer('What is now stored.') }),
      ...refusals,
    },
  };
}

type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>;

function deskPaths(): Paths {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of deskRoutes) {
    const path = `/api/assessment${templated(route.path)}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return paths;
}

const plain = (summary: string, status = 200): object => ({
  summary,
  security: [{ staffSession: [] }],
  responses: { [status]: answer('Done.'), ...refusals },
});
const open = (summary: string): object => ({
  summary,
  responses: { 200: answer('Done.'), 401: problem, 403: problem, 410: problem, 422: problem, 429: problem },
});
const evidenceFile = ['recordId', 'fileId'].map((name) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}));
const personId = { name: 'personId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const proposalId = { name: 'proposalId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };

const staffPaths: Paths = {
  '/api/staff/join/options': { post: open('Begin to join or recover with a link: options for a new passkey.') },
  '/api/staff/join/verify': { post: open('Finish joining: the passkey is registered and the person is signed in.') },
  '/api/staff/ways': {
    get: open('Which ways in there are: passkeys always, the OpenID provider of the organisation.'),
  },
  '/api/staff/sign-in/options': { post: open('Begin to sign in with a passkey.') },
  '/api/staff/sign-in/verify': { post: open('Finish signing in with a passkey.') },
  '/api/staff/oidc/start': { post: open("Begin to sign in with the organisation's OpenID provider.") },
  '/api/staff/oidc/callback': { get: open("The provider's answer; leads back to the service.") },
  '/api/staff/sign-out': { post: plain('End the session.') },
  '/api/staff/me': { get: plain('Who is signed in, for which organisation, and what may be done there.') },
  '/api/staff/me/organization': { post: plain('Work for another organisation in which a role is held.') },
  '/api/staff/step-up/options': { post: plain('Begin to show again that it is you: options for a passkey.') },
  '/api/staff/step-up/verify': { post: plain('Shown: acts that need it are allowed for five minutes.') },
  '/api/staff/passkeys/options': { post: plain('Begin to register another passkey.') },
  '/api/staff/passkeys/verify': { post: plain('Finish registering another passkey.') },
  '/api/staff/accounts': { get: plain('Accounts and open links of the organisation.') },
  '/api/staff/invitations': { post: plain('Invite a colleague: the first half of a link.', 201) },
  '/api/staff/accounts/{accountId}/recovery': { post: plain('Begin the recovery of an account: first half.', 201) },
  '/api/staff/accounts/{accountId}/disable': { post: plain('Disable an account; its sessions end at once.') },
  '/api/staff/links/{linkId}/approve': { post: plain('Second administrator: the second half of a link.') },
  '/api/staff/links/{linkId}/withdraw': { post: plain('Withdraw a link.') },
  '/api/assessment/records/{recordId}/evidence-files/{fileId}': {
    post: {
      ...plain('Add a photo, paper or video to a record: the bytes as they are; `fileId` is a new UUID.', 201),
      parameters: evidenceFile,
    },
    get: { ...plain('One file of a record, as a download.'), parameters: evidenceFile },
  },
  '/api/assessment/candidates/{personId}/photo': {
    post: {
      ...plain(
        "The candidate's photo: the bytes as they are. `onPassport=yes`: the person agreed to its use there.",
        201,
      ),
      parameters: [
        personId,
        { name: 'takenAt', in: 'query', required: true, schema: { type: 'string', format: 'date-time' } },
        { name: 'onPassport', in: 'query', required: true, schema: { enum: ['yes', 'no'] } },
      ],
    },
    get: { ...plain('The photo as it is kept (JPEG).'), parameters: [personId] },
  },
  '/api/assessment/proposals': {
    get: plain(
      'Acts that wait for a second officer, the oldest first. What ended without an answer is not among them.',
    ),
  },
  '/api/assessment/proposals/{proposalId}/confirm': {
    post: { ...plain('Confirm as the second officer; the act is done.'), parameters: [proposalId] },
  },
  '/api/assessment/proposals/{proposalId}/withdraw': {
    post: { ...plain('Withdraw a proposal.'), parameters: [proposalId] },
  },
};

/** What the service says about its staff side in /api/openapi.json. */
export const staffOpenApi = (): { readonly paths: Paths; readonly securitySchemes: object } => ({
  paths: { ...staffPaths, ...deskPaths() },
  securitySchemes: {
    staffSession: {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-staff',
      description: 'Set by signing in. Requests that change something must carry the `Origin` of this service.',
    },
  },
});
