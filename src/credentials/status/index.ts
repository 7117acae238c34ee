export * from './browser.js';
export * from './entry.js';
export * from './allot.js';
export * from './build.js';
export * from './zlib.js';
export * from './token-status-list.js';
