export * from './types.js';
export * from './multikey.js';
export { publicKeyObject, publicKeyObjectOf, multikeyOf } from './key-objects.js';
export { createFileKeyStore, type FileKeyStore } from './file-key-store.js';
export { createRootKeyFile, openKeyFile } from './key-file.js';
export { createPkcs11KeyStore } from './pkcs11-key-store.js';
export { createMemoryKeyStore } from './memory-key-store.js';
export { assertProductionKeys } from './example-keys.js';
export { signsAt } from './key-records.js';
