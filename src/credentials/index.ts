export * from './types.js';
export * from './terms.js';
export * from './build/index.js';
export * from './contexts/index.js';
export * from './status/index.js';
