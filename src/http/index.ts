export type { DemoPeople } from './staff-door.js';
export { createConformanceApp, listenSecurely, type TlsIdentity } from './conformance-app.js';
export * from './deps.js';
export { noPhoto, unknownCode, unknownForm, unknownNumber } from './passport-fields.js';
export type { HolderKey, ReceiptDoor, WorkerDoor } from './worker-door.js';
export { assertPortIsFree } from './listen-on.js';
export { createHttpApp, listen } from './server.js';
