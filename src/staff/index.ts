export * from './types.js';
export * from './ports.js';
export * from './roles.js';
export { noSuch, notAllowed, signInAgain } from './refusals.js';
export { ABSOLUTE_MS, requireStepUp, type SignedIn } from './sessions.js';
export type { AccountView } from './accounts.js';
export type { AuthenticationResponseJSON, Entered, RegistrationResponseJSON } from './passkeys.js';
export { createStaffServices, type StaffServices } from './services.js';
export { changedRoles } from './change-roles.js';
