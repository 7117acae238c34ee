import { ServiceError } from '../shared/index.js';
import type { KeyAlgorithm } from './types.js';

/** Constants of PKCS#11 2.40 and 3.0 (OASIS), as far as used. */
export const numbers = {
  CKF_RW_SESSION: 0x2,
  CKF_SERIAL_SESSION: 0x4,
  CKU_USER: 1,
  CKO_DATA: 0x0,
  CKO_PUBLIC_KEY: 0x2,
  CKO_PRIVATE_KEY: 0x3,
  CKA_CLASS: 0x0,
  CKA_TOKEN: 0x1,
  CKA_PRIVATE: 0x2,
  CKA_LABEL: 0x3,
  CKA_APPLICATION: 0x10,
  CKA_VALUE: 0x11,
  CKA_ID: 0x102,
  CKA_SENSITIVE: 0x103,
  CKA_SIGN: 0x108,
  CKA_VERIFY: 0x10a,
  CKA_EXTRACTABLE: 0x162,
  CKA_EC_PARAMS: 0x180,
  CKA_EC_POINT: 0x181,
  CKR_PIN_INCORRECT: 0xa0,
  CKR_USER_ALREADY_LOGGED_IN: 0x100,
  CKR_CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const;

interface KeySpec {
  /** CKA_EC_PARAMS, DER in hex: all spellings of the curve, the older one first. */
  readonly curveNames: readonly string[];
  readonly generateMechanism: number;
  readonly signMechanism: number;
  /** Hashed here before CKM_ECDSA; null: the token signs the message itself. */
  readonly hash: 'sha256' | 'sha384' | null;
  readonly pointLength: number;
  readonly signatureLength: number;
}

const CKM_EC_KEY_PAIR_GEN = 0x1040;
const CKM_ECDSA = 0x1041;
const CKM_EC_EDWARDS_KEY_PAIR_GEN = 0x1055;
const CKM_EDDSA = 0x1057;

export const keySpecs: Readonly<Record<KeyAlgorithm, KeySpec>> = {
  Ed25519: {
    curveNames: ['130c656477617264733235353139', '06032b6570'],
    generateMechanism: CKM_EC_EDWARDS_KEY_PAIR_GEN,
    signMechanism: CKM_EDDSA,
    hash: null,
    pointLength: 32,
    signatureLength: 64,
  },
  'P-256': {
    curveNames: ['06082a8648ce3d030107'],
    generateMechanism: CKM_EC_KEY_PAIR_GEN,
    signMechanism: CKM_ECDSA,
    hash: 'sha256',
    pointLength: 65,
    signatureLength: 64,
  },
  'P-384': {
    curveNames: ['06052b81040022'],
    generateMechanism: CKM_EC_KEY_PAIR_GEN,
    signMechanism: CKM_ECDSA,
    hash: 'sha384',
    pointLength: 97,
    signatureLength: 96,
  },
};

export type HsmProblem =
  | 'hsm-driver-missing'
  | 'hsm-module-unusable'
  | 'hsm-token-missing'
  | 'wrong-hsm-pin'
  | 'hsm-record-damaged'
  | 'hsm-failed';

const words: Readonly<Record<HsmProblem, readonly [title: string, whatToDo: string]>> = {
  'hsm-driver-missing': [
    'The optional package pkcs11js, through which keys in hardware are used, is not installed.',
    'Install python3, make and a C++ compiler, then run npm ci again; or set KEYS=file. Nothing was signed.',
  ],
  'hsm-module-unusable': [
    'The PKCS#11 module cannot be loaded.',
    "Set PKCS11_MODULE to the library of the hardware's maker, for this kind of processor. Nothing was signed.",
  ],
  'hsm-token-missing': [
    'No token with this label is there.',
    'Connect the hardware and compare PKCS11_TOKEN with its label. Nothing was signed.',
  ],
  'wrong-hsm-pin': [
    'The token refuses the PIN. It is not given again, because tokens lock after a few wrong ones.',
    'Correct the file named by PKCS11_PIN_FILE, then start again. Nothing was signed.',
  ],
  'hsm-record-damaged': [
    'A key record in the token is damaged.',
    'Restore the token from its backup. Do not delete anything: signatures made with its keys stay valid.',
  ],
  'hsm-failed': [
    'The token did not do what it was asked to.',
    'Look at the hardware and its own log, then run resume. Nothing was signed.',
  ],
};

export function listedError(code: HsmProblem, cause?: unknown): ServiceError {
  const [title, whatToDo] = words[code];
  return new ServiceError(code, { status: 503, title, whatToDo, cause });
}

/** A signature of another length is none. */
export function mustRead(signature: Buffer, length: number): Buffer {
  if (signature.length !== length) throw listedError('hsm-failed');
  return signature;
}
