import * as client from 'openid-client';
import { base64urlEncode, ServiceError } from '../shared/index.js';
import { takeUp } from './accounts.js';
import { createCeremonies } from './ceremonies.js';
import { audit, instant, newRow, type StaffDeps } from './context.js';
import type { LinkCommands, LinkKey } from './links.js';
import type { Entered } from './passkeys.js';
import { signInFailed } from './refusals.js';
import type { SessionCommands } from './sessions.js';

export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OidcParts extends StaffDeps {
  readonly provider: OidcProvider;
  readonly redirectUri: string;
  readonly links: LinkCommands;
  readonly sessions: SessionCommands;
  /** Plain http to the provider, for tests and development on one machine. */
  readonly allowHttp: boolean;
}

export interface OidcCommands {
  /** Where to send the browser, and the secret that ties the answer to this browser. With a link the account is joined. */
  begin(key?: LinkKey): Promise<{ readonly url: string; readonly binding: string }>;
  /** The provider's answer. @throws `sign-in-failed`, D11 */
  finish(answer: URL, binding: string | null): Promise<Entered>;
}

interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly linkId: string | null;
}

const TIMEOUT_SECONDS = 5;
const FRESH_MS = 60_000;
/** How long ago the provider may have asked who it is, in seconds by its own clock. */
const ASKED_WITHIN_SECONDS = 300;

/**
 * Sign-in with the organisation's own OpenID provider: authorization code with PKCE (RFC 7636), state and nonce. Only
 * identities that joined with a link can enter; the provider's claims give no role.
 */
export function createOidc(parts: OidcParts): OidcCommands {
  const { store, ids, clock, links, sessions, redirectUri } = parts;
  const flows = createCeremonies<Flow>(parts, 'oidc');
  let discovered: { readonly at: number; readonly answer: Promise<client.Configuration> } | null = null;

  /** Asked again after a minute: nobody is sent to a provider that is away. */
  function configuration(): Promise<client.Configuration> {
    const now = clock.now().getTime();
    if (discovered !== null && now - discovered.at < FRESH_MS) return discovered.answer;
    const answer = discover(parts).catch((error: unknown) => {
      discovered = null;
      throw unavailable(error);
    });
    discovered = { at: now, answer };
    return answer;
  }

  return {
    begin: async (key) => {
      const linkId = key === undefined ? null : (await links.look(key)).id;
      const config = await configuration();
      const random = (): string => base64urlEncode(ids.bytes(32));
      const flow: Flow = { state: random(), nonce: random(), verifier: random(), linkId };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        response_type: 'code',
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        // Desks are shared: the provider asks who it is, or whoever sat here before would be signed in again.
        prompt: 'login',
        // The answer then says when it asked: the address can be changed on the way, the signed answer cannot.
        max_age: String(ASKED_WITHIN_SECONDS),
        state: flow.state,
        nonce: flow.nonce,
      });
      return { url: url.href, binding: await flows.begin(flow) };
    },
    finish: async (answer, binding) => {
      const flow = binding === null ? null : await flows.finish(binding);
      if (flow === null) throw signInFailed();
      const { subject, isProven } = await identified(await configuration(), answer, flow);
      const issuer = parts.provider.issuer;
      return store.transaction(async (tx) => {
        if (flow.linkId !== null) {
          const account = await takeUp(tx, flow.linkId, { accountId: ids.uuid() }, parts);
          await tx.staffIdentities.insert({
            ...newRow(parts),
            accountId: account.id,
            issuer,
            subject,
            createdAt: instant(parts),
            state: 'active',
          });
          await audit(tx, { action: 'staff.add-identity', actorId: account.id, subjectId: account.id });
          return { account, token: (await sessions.open(tx, account, 'oidc', isProven)).token };
        }
        const [identity] = await tx.staffIdentities.find({ issuer, subject, state: 'active' });
        const account = identity ? await tx.staffAccounts.get(identity.accountId) : null;
        if (account?.state !== 'active') throw signInFailed();
        return { account, token: (await sessions.open(tx, account, 'oidc', isProven)).token };
      });
    },
  };
}

async function discover({ provider, allowHttp }: OidcParts): Promise<client.Configuration> {
  return client.discovery(
    new URL(provider.issuer),
    provider.clientId,
    undefined,
    client.ClientSecretBasic(provider.clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      ...(allowHttp ? { execute: [client.allowInsecureRequests] } : {}),
    },
  );
}

interface Identified {
  readonly subject: string;
  /** The provider says that it has just asked; some never say. */
  readonly isProven: boolean;
}

async function identified(config: client.Configuration, answer: URL, flow: Flow): Promise<Identified> {
  try {
    const tokens = await client.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || claims.sub.length > 255) throw new TypeError('no usable subject');
    const { sub: subject, iat, auth_time: askedAt } = claims;
    return { subject, isProven: askedAt !== undefined && iat - askedAt <= ASKED_WITHIN_SECONDS };
  } catch (error) {
    throw signInFailed(error);
  }
}

const unavailable = (cause: unknown): ServiceError =>
  new ServiceError('sign-in-unavailable', {
    status: 503,
    title: 'The sign-in service of your organisation does not answer.',
    whatToDo: 'Sign in with a passkey, or try again in a minute.',
    cause,
  });
