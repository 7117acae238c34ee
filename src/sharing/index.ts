export * from './browser.js';
export * from './ports.js';
export { createShareLinks, PIN_LOCK_MS, PIN_TRIES, type ShareLinks } from './share-links.js';
export { createYearGuard, YEAR_GUESSES, YEAR_WINDOW_MS, type YearGuard } from './year-guesses.js';
export { ANSWER_DAYS, createWorkerRequests, type WorkerRequests, type WorkerRequestView } from './worker-requests.js';
