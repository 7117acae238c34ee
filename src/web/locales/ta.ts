/** Tamil, room by room. */
export * from './house/ta.js';
export * from './scan/ta.js';
export * from './answer/ta.js';
export * from './data/ta.js';
export * from './levels/ta.js';
export * from './batch/ta.js';
export * from './receipts/ta.js';
export * from './passport/ta.js';
export * from './sharing/ta.js';
export * from './requests/ta.js';
