import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { base64urlDecode, base64urlEncode, utf8 } from '../shared/index.js';
import { takeUp } from './accounts.js';
import { createCeremonies, type Ceremonies } from './ceremonies.js';
import { audit, instant, newRow, type StaffDeps } from './context.js';
import type { LinkCommands, LinkKey } from './links.js';
import { linkEnded, signInFailed } from './refusals.js';
import { requireRecentSignIn, requireStepUp, type SessionCommands, type SignedIn } from './sessions.js';
import type { StaffAccount, StaffPasskey, StaffSession } from './types.js';

export type { AuthenticationResponseJSON, RegistrationResponseJSON };

export interface PasskeyParts extends StaffDeps {
  readonly links: LinkCommands;
  readonly sessions: SessionCommands;
  /** The one origin pages are served from; its host is the relying party. */
  readonly publicUrl: string;
  /** Shown by the authenticator. */
  readonly operator: string;
}

export interface Entered {
  readonly account: StaffAccount;
  readonly token: string;
}

export interface Begun<O> {
  readonly ceremonyId: string;
  readonly options: O;
}

export interface PasskeyCommands {
  /** First half of joining with a link. @throws D11 */
  beginWithLink(key: LinkKey, displayName?: string): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>>;
  /** Whoever signs in with the organisation's provider may have none. */
  hasOne(accountId: string): Promise<boolean>;
  /** Another passkey for somebody who is signed in. Who has one uses it first, who has none signs in first. @throws `step-up`, `sign-in-old` */
  beginAnother(signedIn: SignedIn): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>>;
  /** Registers and signs in. `as` is who is signed in already; null when joining. @throws D11, `sign-in-failed`, `conflict` */
  finishRegistration(ceremonyId: string, response: RegistrationResponseJSON, as: StaffAccount | null): Promise<Entered>;
  /** No account is named: the authenticator knows whose passkey it is. */
  beginSignIn(): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>>;
  /** @throws `sign-in-failed`, whatever was wrong */
  finishSignIn(ceremonyId: string, response: AuthenticationResponseJSON): Promise<Entered>;
  /** Uses a passkey of the account again within its session. */
  beginStepUp(signedIn: SignedIn): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>>;
  /** @throws `sign-in-failed` */
  finishStepUp(ceremonyId: string, response: AuthenticationResponseJSON, signedIn: SignedIn): Promise<StaffSession>;
}

type Ceremony =
  | {
      readonly kind: 'join';
      readonly challenge: string;
      readonly linkId: string;
      readonly accountId: string;
      readonly displayName?: string;
    }
  | { readonly kind: 'add'; readonly challenge: string; readonly accountId: string }
  | { readonly kind: 'sign-in'; readonly challenge: string }
  | { readonly kind: 'step-up'; readonly challenge: string; readonly accountId: string };
type Registering = Extract<Ceremony, { kind: 'join' | 'add' }>;

const hasPasskey = async (accountId: string, { store }: PasskeyParts): Promise<boolean> =>
  (await store.read.staffPasskeys.count({ accountId, state: 'active' })) > 0;

/** Passkeys (WebAuthn Level 3): discoverable, with user verification, without attestation. */
export function createPasskeys(parts: PasskeyParts): PasskeyCommands {
  const { store, ids, links, sessions, publicUrl } = parts;
  const rpID = new URL(publicUrl).hostname;
  const ceremonies = createCeremonies<Ceremony>(parts, 'passkey');
  const expected = { publicUrl, rpID };

  async function registration(
    ceremony: Registering,
    userName: string,
  ): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
    const known = await store.read.staffPasskeys.find({ accountId: ceremony.accountId, state: 'active' });
    const options = await generateRegistrationOptions({
      rpName: parts.operator,
      rpID,
      userName,
      userDisplayName: userName,
      userID: utf8(ceremony.accountId),
      challenge: challengeBytes(ceremony.challenge),
      attestationType: 'none',
      excludeCredentials: known.map((passkey) => ({ id: passkey.credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { ceremonyId: await ceremonies.begin(ceremony), options };
  }

  const newChallenge = (): string => base64urlEncode(ids.bytes(32));

  return {
    beginWithLink: async (key, displayName) => {
      const link = await links.look(key);
      const account = link.accountId === null ? null : await store.read.staffAccounts.get(link.accountId);
      return registration(
        {
          kind: 'join',
          challenge: newChallenge(),
          linkId: link.id,
          accountId: account?.id ?? ids.uuid(),
          ...(displayName === undefined ? {} : { displayName }),
        },
        account?.displayName ?? (link.displayName || (displayName ?? 'Administrator')),
      );
    },
    hasOne: (accountId) => hasPasskey(accountId, parts),
    beginAnother: async ({ account, session }) => {
      const require = (await hasPasskey(account.id, parts)) ? requireStepUp : requireRecentSignIn;
      require(session, parts);
      return registration({ kind: 'add', challenge: newChallenge(), accountId: account.id }, account.displayName);
    },
    finishRegistration: async (ceremonyId, response, as) => {
      const ceremony = await ceremonies.finish(ceremonyId);
      if (ceremony?.kind !== 'join' && ceremony?.kind !== 'add') throw linkEnded();
      if (ceremony.kind === 'add' && ceremony.accountId !== as?.id) throw signInFailed();
      const passkey = await verifiedPasskey(ceremony, response, expected, parts);
      return store.transaction(async (tx) => {
        const account =
          ceremony.kind === 'join'
            ? await takeUp(tx, ceremony.linkId, ceremony, parts)
            : await tx.staffAccounts.get(ceremony.accountId);
        if (account?.state !== 'active') throw signInFailed();
        await tx.staffPasskeys.insert({ ...passkey, accountId: account.id });
        await audit(tx, {
          action: 'staff.add-passkey',
          actorId: account.id,
          subjectId: account.id,
          facts: { passkey: passkey.id },
        });
        const { token } = await sessions.open(tx, account, 'passkey');
        return { account, token };
      });
    },
    beginSignIn: async () => {
      const challenge = newChallenge();
      const options = await askedOf(rpID, challenge);
      return { ceremonyId: await ceremonies.begin({ kind: 'sign-in', challenge }), options };
    },
    finishSignIn: async (ceremonyId, response) => {
      const ceremony = await ceremonies.finish(ceremonyId);
      if (ceremony?.kind !== 'sign-in') throw signInFailed();
      return signIn(response, { ...expected, challenge: ceremony.challenge }, parts);
    },
    ...createStepUp(ceremonies, parts),
  };
}

async function signIn(
  response: AuthenticationResponseJSON,
  expected: Expected & { readonly challenge: string },
  parts: PasskeyParts,
): Promise<Entered> {
  const { store, sessions } = parts;
  const [passkey] = await store.read.staffPasskeys.find({ credentialId: response.id, state: 'active' });
  if (!passkey) throw signInFailed();
  const counter = await newCounter(passkey, response, expected);
  return store.transaction(async (tx) => {
    const account = await tx.staffAccounts.get(passkey.accountId);
    if (account?.state !== 'active') throw signInFailed();
    // The optimistic lock also refuses the same assertion sent twice at once.
    await tx.staffPasskeys.update({ ...passkey, counter, lastUsedAt: instant(parts) });
    const { token } = await sessions.open(tx, account, 'passkey');
    return { account, token };
  });
}

/** What the browser is asked for. Without `own` the authenticator knows whose passkey it is. */
const askedOf = (rpID: string, challenge: string, own?: readonly StaffPasskey[]) =>
  generateAuthenticationOptions({
    rpID,
    challenge: challengeBytes(challenge),
    userVerification: 'required',
    ...(own === undefined ? {} : { allowCredentials: own.map((passkey) => ({ id: passkey.credentialId })) }),
  });

/** A passkey of the account, used again within its session. */
function createStepUp(
  ceremonies: Ceremonies<Ceremony>,
  parts: PasskeyParts,
): Pick<PasskeyCommands, 'beginStepUp' | 'finishStepUp'> {
  const { store, ids, publicUrl } = parts;
  const rpID = new URL(publicUrl).hostname;
  const expected = { publicUrl, rpID };
  return {
    beginStepUp: async ({ account }) => {
      const own = await store.read.staffPasskeys.find({ accountId: account.id, state: 'active' });
      const challenge = base64urlEncode(ids.bytes(32));
      const options = await askedOf(rpID, challenge, own);
      return { ceremonyId: await ceremonies.begin({ kind: 'step-up', challenge, accountId: account.id }), options };
    },
    finishStepUp: async (ceremonyId, response, signedIn) => {
      const ceremony = await ceremonies.finish(ceremonyId);
      if (ceremony?.kind !== 'step-up' || ceremony.accountId !== signedIn.account.id) throw signInFailed();
      return stepUp(response, { ...expected, challenge: ceremony.challenge }, signedIn, parts);
    },
  };
}

async function stepUp(
  response: AuthenticationResponseJSON,
  expected: Expected & { readonly challenge: string },
  { account, session }: SignedIn,
  parts: PasskeyParts,
): Promise<StaffSession> {
  const { store, sessions } = parts;
  const [passkey] = await store.read.staffPasskeys.find({ credentialId: response.id, state: 'active' });
  if (passkey?.accountId !== account.id) throw signInFailed();
  const counter = await newCounter(passkey, response, expected);
  return store.transaction(async (tx) => {
    await tx.staffPasskeys.update({ ...passkey, counter, lastUsedAt: instant(parts) });
    await audit(tx, {
      action: 'staff.step-up',
      actorId: account.id,
      subjectId: account.id,
      facts: { session: session.id, passkey: passkey.id },
    });
    return sessions.assert(tx, session);
  });
}

const challengeBytes = (challenge: string): Uint8Array<ArrayBuffer> => base64urlDecode(challenge) ?? new Uint8Array();

interface Expected {
  readonly publicUrl: string;
  readonly rpID: string;
}

async function verifiedPasskey(
  ceremony: Registering,
  response: RegistrationResponseJSON,
  { publicUrl, rpID }: Expected,
  deps: StaffDeps,
): Promise<StaffPasskey> {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: publicUrl,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw signInFailed(error);
  });
  if (!verified.verified) throw signInFailed();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    ...newRow(deps),
    accountId: ceremony.accountId,
    credentialId: credential.id,
    publicKey: base64urlEncode(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
    createdAt: instant(deps),
    lastUsedAt: null,
    state: 'active',
  };
}

/** The signature counter after this sign-in. A counter that does not rise means a copied authenticator: refused. */
async function newCounter(
  passkey: StaffPasskey,
  response: AuthenticationResponseJSON,
  { publicUrl, rpID, challenge }: Expected & { readonly challenge: string },
): Promise<number> {
  const publicKey = base64urlDecode(passkey.publicKey) ?? new Uint8Array();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: publicUrl,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey, counter: passkey.counter },
  }).catch((error: unknown) => {
    throw signInFailed(error);
  });
  if (!verified) throw signInFailed();
  return authenticationInfo.newCounter;
}
