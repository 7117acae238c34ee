export { createSigningJudge, type SigningJudge } from './judge.js';
export { connectSigner, type RemoteSigner } from './client.js';
export { serveSigner, type RunningSigner } from './server.js';
export type * from './protocol.js';
