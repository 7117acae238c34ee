/** Arabic, room by room. */
export * from './house/ar.js';
export * from './scan/ar.js';
export * from './answer/ar.js';
export * from './data/ar.js';
export * from './levels/ar.js';
export * from './batch/ar.js';
export * from './receipts/ar.js';
export * from './passport/ar.js';
export * from './sharing/ar.js';
export * from './requests/ar.js';
