/** Jest runs the suites; Node loads them, by the build's own transpiler (types are checked apart by `npm run typecheck`). */
export default {
  testEnvironment: '<rootDir>/tests/support/native-modules/environment.cjs',
  runtime: '<rootDir>/tests/support/native-modules/runtime.cjs',
  transform: {},
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // Only to end what hangs: several suites share two cores with a browser and a database.
  testTimeout: 90_000,
  // As many as the cores they are meant for: a third one was measured and saved nothing on two.
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
};
