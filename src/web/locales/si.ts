/** Sinhala, room by room. */
export * from './house/si.js';
export * from './scan/si.js';
export * from './answer/si.js';
export * from './data/si.js';
export * from './levels/si.js';
export * from './batch/si.js';
export * from './receipts/si.js';
export * from './passport/si.js';
export * from './sharing/si.js';
export * from './requests/si.js';
