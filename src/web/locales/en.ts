/** English, room by room. */
export * from './house/en.js';
export * from './scan/en.js';
export * from './answer/en.js';
export * from './data/en.js';
export * from './levels/en.js';
export * from './batch/en.js';
export * from './receipts/en.js';
export * from './passport/en.js';
export * from './sharing/en.js';
export * from './requests/en.js';
