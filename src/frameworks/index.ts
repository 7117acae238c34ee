export * from './browser.js';
export { loadKnowledge, type LoadOptions } from './load.js';
export type { KnowledgeProblem } from './knowledge.js';
export { packKnowledge } from './pack.js';
export { rules } from './checks/registry.js';
export {
  catalogueAlignment,
  lintAlignment,
  type AlignableQualification,
  type CatalogueAlignment,
} from './alignment.js';
export { compareUnits, targetUnits, type UnitComparison, type UnitKey } from './units.js';
export { importTable, type ImportOptions, type ImportResult, type RowProblem } from './import-table.js';
export { parseOperatorFile } from './operator-files.js';
export { parseComparison, parseUnitComparison } from './requests.js';
export { frameworksIndex, frameworkView, levelView } from './views.js';
export * from './describe.js';
export { levelSheet, type LevelSheetContent } from './level-sheet.js';
