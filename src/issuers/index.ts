export * from './accreditation-chain.js';
export * from './browser.js';
export * from './build.js';
export * from './differences.js';
export * from './model.js';
export * from './sign.js';
export * from './unsigned.js';
