/** French, room by room. */
export * from './house/fr.js';
export * from './scan/fr.js';
export * from './answer/fr.js';
export * from './data/fr.js';
export * from './levels/fr.js';
export * from './batch/fr.js';
export * from './receipts/fr.js';
export * from './passport/fr.js';
export * from './sharing/fr.js';
export * from './requests/fr.js';
