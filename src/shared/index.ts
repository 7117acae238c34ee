export * from './audit.js';
export * from './clock.js';
export * from './encoding.js';
export * from './errors.js';
export * from './ids.js';
export * from './jcs.js';
export * from './json.js';
export * from './repository.js';
