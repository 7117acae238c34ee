export * from './browser.js';
export * from './build.js';
export * from './sign.js';
