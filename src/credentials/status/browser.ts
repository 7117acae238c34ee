export * from './bits.js';
export * from './gunzip.js';
export * from './look-up.js';
export * from './plain-entry.js';
export * from './read.js';
export * from './successor.js';
