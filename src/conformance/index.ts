export { startConformanceServer, type ConformanceServer } from './server.js';
export { profileNames, type ProfileName } from './profiles.js';
export { runJoseCose } from './jose-cose/run.js';
