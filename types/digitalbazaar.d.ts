/** The parts of the Digital Bazaar packages that this project calls; the packages ship no types of their own. */

interface DbSigner {
  readonly id: string;
  readonly algorithm: string;
  sign(request: { data: Uint8Array }): Promise<Uint8Array>;
}

type DbDocumentLoader = (url: string) => Promise<object>;

interface DbCryptosuite {
  readonly name: string;
  readonly requiredAlgorithm: string | readonly string[];
  canonize?: (document: object, options: object) => Promise<string>;
  createVerifier?: (request: { verificationMethod: object }) => Promise<unknown>;
  createVerifyData?: (request: object) => Promise<unknown>;
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: {
      signer?: DbSigner;
      date?: string | Date | null;
      cryptosuite: DbCryptosuite;
      legacyContext?: boolean;
    });
    /** Written into the proof as `created`, unchanged when it is a string. */
    date: Date | string | null | undefined;
    verifyProof(request: {
      proof: object;
      proofSet: object[];
      document: object;
      documentLoader: DbDocumentLoader;
    }): Promise<{ verified: boolean; error?: Error }>;
  }
}

declare module '@digitalbazaar/vc' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity';
  export function issue(options: {
    credential: object;
    suite: DataIntegrityProof;
    documentLoader: DbDocumentLoader;
    purpose?: object;
    now?: string | Date;
  }): Promise<object>;
  export function derive(options: {
    verifiableCredential: object;
    suite: DataIntegrityProof;
    documentLoader: DbDocumentLoader;
  }): Promise<object>;
  export function signPresentation(options: {
    presentation: object;
    suite: DataIntegrityProof;
    documentLoader: DbDocumentLoader;
    challenge?: string;
    domain?: string;
    purpose?: object;
  }): Promise<object>;
  export function verifyCredential(options: {
    credential: object;
    suite: DataIntegrityProof | DataIntegrityProof[];
    documentLoader: DbDocumentLoader;
    purpose?: object;
    now?: string | Date;
    checkStatus?: (options: object) => Promise<{ verified: boolean }>;
  }): Promise<{ verified: boolean; error?: unknown; results?: { verified: boolean; error?: unknown }[] }>;
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: DbCryptosuite & Required<Pick<DbCryptosuite, 'canonize' | 'createVerifier'>>;
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): DbCryptosuite;
  export function createVerifyCryptosuite(): DbCryptosuite;
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: DbCryptosuite & Required<Pick<DbCryptosuite, 'canonize' | 'createVerifier'>>;
}

declare module '@digitalbazaar/ecdsa-jcs-2019-cryptosuite' {
  export function createSignCryptosuite(): DbCryptosuite;
  export function createVerifyCryptosuite(): DbCryptosuite;
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): DbCryptosuite;
  export function createDiscloseCryptosuite(options?: {
    proofId?: string;
    selectivePointers?: readonly string[];
  }): DbCryptosuite;
  export function createVerifyCryptosuite(): DbCryptosuite;
  export function createConfirmCryptosuite(): DbCryptosuite;
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<{ signer(): DbSigner }>;
}

declare module '@digitalbazaar/ecdsa-multikey' {
  export function from(key: object): Promise<{ signer(): DbSigner }>;
}
