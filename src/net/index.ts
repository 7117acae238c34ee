export * from './types.js';
export * from './safe-fetch.js';
export { isPublicAddress } from './public-address.js';
