export * from './ed25519-multikey.js';
export * from './multikey.js';
export * from './types.js';
