import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { encode } from 'cbor2';

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
}
interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}

/** What a test can make go wrong. */
export interface Mischief {
  readonly origin?: string;
  readonly challenge?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  /** Keeps the signature counter where it was, as a copied authenticator would. */
  readonly stuckCounter?: boolean;
  readonly damagedSignature?: boolean;
}

const FLAGS = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 } as const;
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array): string => Buffer.from(data).toString('base64url');

/**
 * A passkey in software: ES256, no attestation, user verification always done unless asked otherwise. Makes the same
 * bytes as an authenticator behind `navigator.credentials` (WebAuthn Level 3, sections 6.1 and 6.5).
 */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let counter = 1;
  let userHandle = base64url(randomBytes(16));

  const clientData = (type: string, challenge: string, mischief: Mischief): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: mischief.challenge ?? challenge,
        origin: mischief.origin ?? origin,
        crossOrigin: false,
      }),
    );

  function authenticatorData(rpId: string, mischief: Mischief, attested: Uint8Array = new Uint8Array()): Buffer {
    const verified = (mischief.userVerified ?? true) ? FLAGS.userVerified : 0;
    const head = Buffer.alloc(5);
    head[0] = FLAGS.userPresent | verified | (attested.length > 0 ? FLAGS.attested : 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(mischief.rpId ?? rpId), head, attested]);
  }

  return {
    id: base64url(credentialId),
    register(options: CreationOptions, mischief: Mischief = {}) {
      userHandle = options.user.id;
      const attested = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        coseKey(publicKey),
      ]);
      const authData = authenticatorData(options.rp.id ?? '', mischief, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return {
        id: base64url(credentialId),
        rawId: base64url(credentialId),
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options.challenge, mischief)),
          attestationObject: base64url(encode(attestation)),
          transports: ['internal'],
        },
      };
    },
    signIn(options: RequestOptions, mischief: Mischief = {}) {
      if (!mischief.stuckCounter) counter++;
      const authData = authenticatorData(options.rpId ?? '', mischief);
      const client = clientData('webauthn.get', options.challenge, mischief);
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(client)]))
        .sign(privateKey);
      if (mischief.damagedSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
      return {
        id: base64url(credentialId),
        rawId: base64url(credentialId),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(authData),
          signature: base64url(signature),
          userHandle,
        },
      };
    },
  };
}

export type Authenticator = ReturnType<typeof createAuthenticator>;

/** COSE_Key of a P-256 public key (RFC 9053, section 7.1.1). */
function coseKey(publicKey: KeyObject): Uint8Array {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  );
}
