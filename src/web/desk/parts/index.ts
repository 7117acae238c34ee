/** Everything screens are made of. */
export { Button, Link } from './button.js';
export { Dialog } from './dialog.js';
export { FactSheet } from './fact-sheet.js';
export { CheckField, ErrorSummary, Field, SelectField, TextField, type FieldErrors } from './field.js';
export { FileDrop } from './file-drop.js';
export { Loading, Patience } from './loading.js';
export { Notice, OwnReason, ProblemNotice, Reason } from './notice.js';
export { Page } from './page.js';
export { Progress, Steps } from './progress.js';
export { Table, type Column } from './table.js';
export { Tabs, type Tab } from './tabs.js';
export { Tiles, type Tile } from './tiles.js';
