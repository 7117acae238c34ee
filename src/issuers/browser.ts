export * from './types.js';
export * from './authority.js';
export * from './read.js';
export * from './rollovers.js';
export * from './signed.js';
