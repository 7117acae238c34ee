export * from './browser.js';
export * from './build.js';
export * from './model.js';
export * from './rollovers.js';
export * from './sign.js';
