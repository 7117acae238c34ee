export type KeyRole = 'issuer' | 'status' | 'root' | 'audit';
export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384';

/** A public key as the rest of the house sees it. The private half never leaves `keys/`. */
export interface PublicKeyRecord {
  /** Full verification method id: `did:web:...#key-2026-1`. */
  readonly id: string;
  readonly controller: string;
  readonly role: KeyRole;
  readonly algorithm: KeyAlgorithm;
  /** Multikey form (Controlled Identifiers 1.0). */
  readonly publicKeyMultibase: string;
  /** May sign from..until; verifies for ever unless `revokedAt` is set. ISO instants. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly revokedAt: string | null;
  /** Demonstration and example keys say so; production refuses them. */
  readonly throwaway: boolean;
}

/** Signs bytes. Made by a KeyStore for one key; imported once and reused. */
export interface Signer {
  readonly id: string;
  readonly algorithm: KeyAlgorithm;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface CreateKeyRequest {
  /** DID the key belongs to. The bare word `did:key` makes the DID from the new key itself. */
  readonly controller: string;
  readonly role: KeyRole;
  readonly algorithm: KeyAlgorithm;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** Fragment of the key id; left out, the next free `key-<year>-<number>` is taken. */
  readonly fragment?: string;
}

export interface KeyStore {
  list(): Promise<readonly PublicKeyRecord[]>;
  /** The key that signs now for this controller and role; ServiceError `no-signing-key` when none is in its window. */
  signer(controller: string, role: KeyRole, now: Date): Promise<Signer>;
  /** This very key, for statements that an elder root key makes. ServiceErrors `key-unknown`, `no-signing-key`. */
  signerOf(id: string, now: Date): Promise<Signer>;
  /** Makes a key; ServiceError `key-exists` when the name is taken. */
  create(request: CreateKeyRequest): Promise<PublicKeyRecord>;
  /** Ends a key's signing window (rotation) or marks it compromised. */
  retire(id: string, at: Date, compromised: boolean): Promise<PublicKeyRecord>;
}
