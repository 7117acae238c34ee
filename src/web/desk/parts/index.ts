/** Everything screens are made of. */
export { ActChoice } from './act-choice.js';
export { ActDialog, useCheckedAction } from './act-dialog.js';
export { Button, Link } from './button.js';
export { Dialog } from './dialog.js';
export { FactSheet } from './fact-sheet.js';
export { CheckField, ErrorSummary, Field, SelectField, TextField, type FieldErrors } from './field.js';
export { FileDrop } from './file-drop.js';
export { Loading, Patience } from './loading.js';
export { Notice, OwnReason, ProblemNotice, Reason } from './notice.js';
export { Above, Page } from './page.js';
export { Progress, Steps } from './progress.js';
export { against, RuleAnswers } from './rule-answers.js';
export { StepByStep } from './step-by-step.js';
export { linkColumn, Table, type Column } from './table.js';
export { Tabs, type Tab } from './tabs.js';
export { Tiles, toggled, type Tile } from './tiles.js';
