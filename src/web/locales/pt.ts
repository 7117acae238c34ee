/** Portuguese, room by room. */
export * from './house/pt.js';
export * from './scan/pt.js';
export * from './answer/pt.js';
export * from './data/pt.js';
export * from './levels/pt.js';
export * from './batch/pt.js';
export * from './receipts/pt.js';
export * from './passport/pt.js';
export * from './sharing/pt.js';
export * from './requests/pt.js';
