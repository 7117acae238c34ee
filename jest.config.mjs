/** Jest runs TypeScript through swc and native ES modules; types are checked apart by `npm run typecheck`. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js'] },
  transform: { '^.+\\.tsx?$': ['@swc/jest', {}] },
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // Only to end what hangs: several suites share two cores with a browser and a database.
  testTimeout: 90_000,
  // As many as the cores they are meant for: a third one was measured and saved nothing (818 s both ways, 4,187 tests).
  maxWorkers: 2,
  // Modules are loaded anew for each file and never let go; a worker that grew is replaced rather than slowed by its own heap.
  workerIdleMemoryLimit: '1.5GB',
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
};
