/** Filipino, room by room. */
export * from './house/fil.js';
export * from './scan/fil.js';
export * from './answer/fil.js';
export * from './data/fil.js';
export * from './levels/fil.js';
export * from './batch/fil.js';
export * from './receipts/fil.js';
export * from './passport/fil.js';
export * from './sharing/fil.js';
export * from './requests/fil.js';
