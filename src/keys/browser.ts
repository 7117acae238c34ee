export * from './multikey.js';
export * from './types.js';
