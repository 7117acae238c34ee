export * from './browser.js';
export { packSmallest, packSp1 } from './sp1-pack.js';
export { buildDictionaries, buildDictionary, dictionaryFile, readDictionaryFile } from './dictionary.js';
export type { BuiltDictionary, DictionaryPlan, DictionarySetPlan } from './dictionary.js';
export { skeletonOf } from './skeleton.js';
export * from './types.js';
