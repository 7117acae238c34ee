export * from './types.js';
export * from './contexts/index.js';
