export { startConformanceServer, type ConformanceAddresses, type ConformanceServer } from './server.js';
export { profileNames, profiles, type ProfileName } from './profiles.js';
export { runJoseCose, type JoseCoseRequest, type JoseCoseResult } from './jose-cose/run.js';
