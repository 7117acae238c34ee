export * from './document-loader.js';
export { pinnedContexts } from './pinned-contexts.js';
