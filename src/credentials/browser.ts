export * from './types.js';
export * from './status/browser.js';
