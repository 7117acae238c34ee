/** Swahili, room by room. */
export * from './house/sw.js';
export * from './scan/sw.js';
export * from './answer/sw.js';
export * from './data/sw.js';
export * from './levels/sw.js';
export * from './batch/sw.js';
export * from './receipts/sw.js';
export * from './passport/sw.js';
export * from './sharing/sw.js';
export * from './requests/sw.js';
