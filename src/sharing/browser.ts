/** What the pages know of sharing: the shape of receipts and the choices of a link. */
export { readReceipt, RECEIPT_TYPE, type Receipt } from './receipt.js';
export * from './types.js';
