import type { Attribute, Handle, PKCS11 } from 'pkcs11js';
import { ServiceError } from '../shared/index.js';
import { keySpecs, listedError, mustRead, numbers } from './pkcs11-numbers.js';
import type { KeyAlgorithm } from './types.js';

export interface TokenOptions {
  /** Path of the PKCS#11 module of the hardware's maker. */
  readonly modulePath: string;
  readonly tokenLabel: string;
  readonly pin: string;
}

/** A data object of ours in the token. */
export interface TokenRecord {
  readonly handle: Handle;
  readonly value: string;
}

/** The few things asked of a token; private keys are named, never read. */
export interface Token {
  generate(algorithm: KeyAlgorithm, keyId: Buffer, label: string): void;
  /** CKA_EC_POINT of the public key, without its DER header; null when there is no such key pair. */
  publicPoint(algorithm: KeyAlgorithm, keyId: Buffer): Buffer | null;
  /** `digest` for ECDSA, the message for EdDSA; `r || s` comes back. */
  sign(algorithm: KeyAlgorithm, keyId: Buffer, data: Buffer): Buffer;
  records(): readonly TokenRecord[];
  addRecord(label: string, value: string): void;
  removeRecord(handle: Handle): void;
}

const APPLICATION = 'skills-passport';
const MOST_OBJECTS = 1_000;

/**
 * Opens the token and keeps one session. A session that the hardware ended is opened again once; a wrong PIN is given
 * once and never again, because tokens lock after a few.
 *
 * ServiceErrors: `hsm-driver-missing`, `hsm-module-unusable`, `hsm-token-missing`, `wrong-hsm-pin`, `hsm-failed`.
 */
export async function openToken(options: TokenOptions): Promise<Token> {
  const module = await loadModule(options.modulePath);
  let session: Handle | null = null;
  let isPinWrong = false;

  function login(): Handle {
    if (isPinWrong) throw listedError('wrong-hsm-pin');
    const slot = module.C_GetSlotList(true).find((each) => tokenLabel(module, each) === options.tokenLabel);
    if (slot === undefined) throw listedError('hsm-token-missing');
    const opened = module.C_OpenSession(slot, numbers.CKF_SERIAL_SESSION | numbers.CKF_RW_SESSION);
    try {
      module.C_Login(opened, numbers.CKU_USER, options.pin);
    } catch (error) {
      if (codeOf(error) === numbers.CKR_USER_ALREADY_LOGGED_IN) return opened;
      isPinWrong = codeOf(error) === numbers.CKR_PIN_INCORRECT;
      throw listedError(isPinWrong ? 'wrong-hsm-pin' : 'hsm-failed', error);
    }
    return opened;
  }

  /** Everything is asked through here: foreign errors never get out as they are. */
  function using<R>(work: (session: Handle) => R): R {
    const known = session;
    try {
      return work((session ??= login()));
    } catch (error) {
      session = null;
      if (error instanceof ServiceError) throw error;
      if (known === null) throw listedError('hsm-failed', error);
      try {
        return work((session = login()));
      } catch (again) {
        throw again instanceof ServiceError ? again : listedError('hsm-failed', again);
      }
    }
  }

  function find(on: Handle, template: Attribute[]): readonly Handle[] {
    module.C_FindObjectsInit(on, template);
    try {
      return module.C_FindObjects(on, MOST_OBJECTS);
    } finally {
      module.C_FindObjectsFinal(on);
    }
  }

  using(() => undefined);
  return {
    generate: (algorithm, keyId, label) => using((on) => generatePair(module, on, { algorithm, keyId, label })),
    publicPoint: (algorithm, keyId) =>
      using((on) => {
        const [key] = find(on, keyTemplate(numbers.CKO_PUBLIC_KEY, keyId));
        if (key === undefined || find(on, keyTemplate(numbers.CKO_PRIVATE_KEY, keyId)).length !== 1) return null;
        const [point] = module.C_GetAttributeValue(on, key, [{ type: numbers.CKA_EC_POINT }]);
        const { pointLength } = keySpecs[algorithm];
        return point === undefined || point.value.length < pointLength ? null : point.value.subarray(-pointLength);
      }),
    sign: (algorithm, keyId, data) =>
      using((on) => {
        const [key] = find(on, keyTemplate(numbers.CKO_PRIVATE_KEY, keyId));
        if (key === undefined) throw listedError('hsm-failed');
        const { signMechanism, signatureLength } = keySpecs[algorithm];
        module.C_SignInit(on, { mechanism: signMechanism }, key);
        return mustRead(module.C_Sign(on, data, Buffer.alloc(signatureLength)), signatureLength);
      }),
    records: () =>
      using((on) =>
        find(on, ours()).map((handle) => {
          const [value] = module.C_GetAttributeValue(on, handle, [{ type: numbers.CKA_VALUE }]);
          return { handle, value: value?.value.toString('utf8') ?? '' };
        }),
      ),
    addRecord: (label, value) =>
      using((on) => {
        module.C_CreateObject(on, [
          ...ours(),
          { type: numbers.CKA_TOKEN, value: true },
          // Private: nobody without the PIN reads or changes when a key may sign.
          { type: numbers.CKA_PRIVATE, value: true },
          { type: numbers.CKA_LABEL, value: label },
          { type: numbers.CKA_VALUE, value: Buffer.from(value, 'utf8') },
        ]);
      }),
    removeRecord: (handle) => using((on) => module.C_DestroyObject(on, handle)),
  };
}

const keyTemplate = (objectClass: number, keyId: Buffer): Attribute[] => [
  { type: numbers.CKA_CLASS, value: objectClass },
  { type: numbers.CKA_ID, value: keyId },
];
const ours = (): Attribute[] => [
  { type: numbers.CKA_CLASS, value: numbers.CKO_DATA },
  { type: numbers.CKA_APPLICATION, value: APPLICATION },
];

interface NewPair {
  readonly algorithm: KeyAlgorithm;
  readonly keyId: Buffer;
  readonly label: string;
}

/** The private half is made in the token, cannot be read there, and cannot be taken out. */
function generatePair(module: PKCS11, session: Handle, { algorithm, keyId, label }: NewPair): void {
  const { curveNames, generateMechanism } = keySpecs[algorithm];
  const named: Attribute[] = [
    { type: numbers.CKA_TOKEN, value: true },
    { type: numbers.CKA_ID, value: keyId },
    { type: numbers.CKA_LABEL, value: label },
  ];
  const privateHalf: Attribute[] = [
    ...named,
    { type: numbers.CKA_PRIVATE, value: true },
    { type: numbers.CKA_SENSITIVE, value: true },
    { type: numbers.CKA_EXTRACTABLE, value: false },
    { type: numbers.CKA_SIGN, value: true },
  ];
  for (const [index, curveName] of curveNames.entries()) {
    const publicHalf: Attribute[] = [
      ...named,
      { type: numbers.CKA_VERIFY, value: true },
      { type: numbers.CKA_EC_PARAMS, value: Buffer.from(curveName, 'hex') },
    ];
    try {
      module.C_GenerateKeyPair(session, { mechanism: generateMechanism }, publicHalf, privateHalf);
      return;
    } catch (error) {
      // Tokens before PKCS#11 3.0 know the curve by its name, later ones by its number.
      if (index === curveNames.length - 1) throw error;
    }
  }
}

const tokenLabel = (module: PKCS11, slot: Handle): string => {
  try {
    return module.C_GetTokenInfo(slot).label.replace(/[\0 ]+$/, '');
  } catch {
    return '';
  }
};

const codeOf = (error: unknown): number => Number((error as { readonly code?: unknown } | null)?.code);

async function loadModule(path: string): Promise<PKCS11> {
  let driver: typeof import('pkcs11js');
  try {
    const imported = (await import('pkcs11js')) as typeof import('pkcs11js') & { default?: typeof import('pkcs11js') };
    driver = imported.default ?? imported;
  } catch (cause) {
    throw listedError('hsm-driver-missing', cause);
  }
  const module = new driver.PKCS11();
  try {
    module.load(path);
  } catch (cause) {
    throw listedError('hsm-module-unusable', cause);
  }
  try {
    module.C_Initialize();
  } catch (cause) {
    if (codeOf(cause) !== numbers.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw listedError('hsm-module-unusable', cause);
  }
  return module;
}
