export * from './settings.js';
export * from './describe.js';
