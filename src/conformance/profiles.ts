import type { KeyAlgorithm } from '../keys/index.js';

/** One issuer of the conformance server: the key it holds and the form it signs in. */
export interface Profile {
  readonly algorithm: KeyAlgorithm;
  /** Id of a proof format. */
  readonly format: string;
  /** Adds a `credentialStatus` of its own to what it signs. */
  readonly withStatus?: true;
}

/** By the name in the address. A further profile = one line, as long as its proof format exists. */
export const profiles = {
  'eddsa-rdfc-2022': { algorithm: 'Ed25519', format: 'eddsa-rdfc-2022' },
  'eddsa-jcs-2022': { algorithm: 'Ed25519', format: 'eddsa-jcs-2022' },
  'ecdsa-rdfc-2019-p256': { algorithm: 'P-256', format: 'ecdsa-rdfc-2019' },
  'ecdsa-rdfc-2019-p384': { algorithm: 'P-384', format: 'ecdsa-rdfc-2019' },
  'ecdsa-jcs-2019-p256': { algorithm: 'P-256', format: 'ecdsa-jcs-2019' },
  'ecdsa-jcs-2019-p384': { algorithm: 'P-384', format: 'ecdsa-jcs-2019' },
  'ecdsa-sd-2023': { algorithm: 'P-256', format: 'ecdsa-sd-2023' },
  'vc-jwt': { algorithm: 'P-256', format: 'vc+jwt' },
  'status-list': { algorithm: 'Ed25519', format: 'eddsa-rdfc-2022', withStatus: true },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;
export const profileNames = Object.keys(profiles) as readonly ProfileName[];

export const isProfileName = (name: string): name is ProfileName => Object.hasOwn(profiles, name);
