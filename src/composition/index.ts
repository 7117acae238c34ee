export { openFrameworks, type Frameworks } from './frameworks.js';
