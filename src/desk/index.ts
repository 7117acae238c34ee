export { createDesk, type Desk } from './desk.js';
export type { Asker } from './request.js';
export { createEvidenceDesk, type EvidenceDesk, type NewEvidence } from './evidence.js';
export { createPortraitDesk, type NewPortrait, type PortraitDesk } from './portraits.js';
export type * from './ports.js';
export { csvFile, DeskFile } from './file.js';
export { createReleaseRunner, type ReleaseRunner } from './release-runner.js';
export { routeName, type DeskRoute } from './route.js';
export { deskRoutes } from './routes/registry.js';
