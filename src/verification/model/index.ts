export * from './check-model.js';
export { unknownContexts, versionOf } from './contexts.js';
export * from './envelope.js';
export { modelProblems, type ModelProblemCode } from './problem.js';
export { uncheckedResources } from './related-resources.js';
export { instantOf, valuesOf } from './values.js';
