export * from './browser.js';
export * from './ports.js';
export { createShareLinks, PIN_LOCK_MS } from './share-links.js';
export { createYearGuard, YEAR_GUESSES, YEAR_WINDOW_MS, type YearGuard } from './year-guesses.js';
export { createWorkerRequests, type WorkerRequestView } from './worker-requests.js';
