import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { base64urlEncode, randomIds, utf8 } from '../../../shared/index.js';
import type { DeskSay } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import { DeskProblem } from '../api/problem.js';

interface Begun {
  readonly ceremonyId: string;
  readonly options: unknown;
}

export interface LinkKey {
  readonly first: string;
  readonly second?: string;
}

/** Joins or recovers with a link: options, the device's question, registration. @throws DeskProblem */
export async function joinWithPasskey(
  api: Api,
  { key, displayName }: { readonly key: LinkKey; readonly displayName: string },
  say: DeskSay,
): Promise<void> {
  requirePasskeys(say);
  const begun = await api.post<Begun>('/api/staff/join/options', {
    key,
    ...(displayName === '' ? {} : { displayName }),
  });
  await register(api, begun, '/api/staff/join/verify', say);
}

async function register(api: Api, { ceremonyId, options }: Begun, verify: string, say: DeskSay): Promise<void> {
  const response = await asked(
    () => startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] }),
    say,
  );
  await api.post(verify, { ceremonyId, response: bare(response) });
}

/** The first passkey of somebody who is signed in; the session that follows has just shown who it is. @throws DeskProblem */
export async function addPasskey(api: Api, say: DeskSay): Promise<void> {
  requirePasskeys(say);
  const begun = await api.post<Begun>('/api/staff/passkeys/options');
  await register(api, begun, '/api/staff/passkeys/verify', say);
}

/** @throws DeskProblem */
export const signInWithPasskey = (api: Api, say: DeskSay): Promise<void> => presentAt('/api/staff/sign-in', api, say);

/** Shows within the session that it is still the same person. @throws DeskProblem */
export const stepUpWithPasskey = (api: Api, say: DeskSay): Promise<void> => presentAt('/api/staff/step-up', api, say);

/**
 * Without the network: the device itself asks for the finger or PIN of the passkey of this account. It opens only what is
 * on this device; the service still wants a sign-in before it answers.
 * @throws DeskProblem
 */
export async function unlockWithPasskey(accountId: string, say: DeskSay): Promise<void> {
  requirePasskeys(say);
  const challenge = base64urlEncode(randomIds.bytes(32));
  const { response } = await asked(
    () => startAuthentication({ optionsJSON: { challenge, userVerification: 'required', allowCredentials: [] } }),
    say,
  );
  if (response.userHandle !== base64urlEncode(utf8(accountId))) throw told('lock-other', say('lock.other'));
}

async function presentAt(path: string, api: Api, say: DeskSay): Promise<void> {
  requirePasskeys(say);
  const begun = await api.post<Begun>(`${path}/options`);
  const response = await asked(
    () =>
      startAuthentication({ optionsJSON: begun.options as Parameters<typeof startAuthentication>[0]['optionsJSON'] }),
    say,
  );
  await api.post(`${path}/verify`, { ceremonyId: begun.ceremonyId, response: bare(response) });
}

/** Only what the service reads: browsers disagree about the rest, and some of it is null. */
function bare(response: object): object {
  return Object.fromEntries(Object.entries(response).filter(([, value]) => value !== null && value !== undefined));
}

function requirePasskeys(say: DeskSay): void {
  if (!browserSupportsWebAuthn()) throw told('passkey-none', say('passkey.none'));
}

/** The device's own answer in our words: most people only pressed the wrong button. */
async function asked<T>(ask: () => Promise<T>, say: DeskSay): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const code = error instanceof WebAuthnError ? error.code : '';
    if (name === 'InvalidStateError' || code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
      throw told('passkey-known', say('passkey.known'));
    if (name === 'NotAllowedError' || name === 'AbortError') throw told('passkey-cancelled', say('passkey.cancelled'));
    throw told('passkey-failed', say('passkey.failed'));
  }
}

const told = (code: string, title: string): DeskProblem => new DeskProblem({ status: 400, code, title, whatToDo: '' });
