export * from './bits.js';
export * from './entry.js';
export * from './gunzip.js';
export * from './read.js';
export * from './successor.js';
