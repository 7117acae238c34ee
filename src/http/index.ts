export type { DemoPeople } from './staff-door.js';
export { createConformanceApp, listenSecurely, type ConformanceApi, type TlsIdentity } from './conformance-app.js';
export * from './deps.js';
export { unknownCode } from './passport-routes.js';
export type { RunningServer } from './listen-on.js';
export { createHttpApp, listen } from './server.js';
