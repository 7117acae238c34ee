export { runCli } from './run.js';
export { describeReport } from './describe-report.js';
