export { createSigningJudge } from './judge.js';
export { createProvenTrail } from './trail.js';
export { connectSigner } from './client.js';
export { serveSigner, type RunningSigner } from './server.js';
export type * from './protocol.js';
