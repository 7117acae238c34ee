export * from './check-model.js';
export { CREDENTIALS_V1, CREDENTIALS_V2, unknownContexts, versionOf } from './contexts.js';
export * from './envelope.js';
export { modelProblems, problem, type ModelProblem, type ModelProblemCode } from './problem.js';
export { uncheckedResources } from './related-resources.js';
export { instantOf, isUrl, valuesOf } from './values.js';
