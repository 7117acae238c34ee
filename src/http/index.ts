export {
  createConformanceApp,
  listenSecurely,
  type ConformanceApi,
  type SecureServer,
  type TlsIdentity,
} from './conformance-app.js';
export * from './deps.js';
export { unknownCode } from './passport-routes.js';
export { createHttpApp, listen, type RunningServer } from './server.js';
