export * from './document-loader.js';
export { pinnedContexts, type PinnedContext } from './pinned-contexts.js';
