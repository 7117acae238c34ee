'use strict';
const hooks = require('node:async_hooks');
const process = require('node:process');
const { TestEnvironment } = require('jest-environment-node');

/** `String`, `Error`, `Map` and so on. */
const builtIns = Object.getOwnPropertyNames(globalThis).filter(
  (name) => /^[A-Z]/.test(name) && typeof globalThis[name] === 'function',
);

/**
 * Jest makes one for every suite and never gives it up, and each one takes a step at every promise from then on: after a
 * hundred suites more than the suites themselves. Later lines of Node do without that step, and without letting this be set.
 */
const storages = new Set();
if (Object.getOwnPropertyDescriptor(hooks, 'AsyncLocalStorage')?.writable)
  hooks.AsyncLocalStorage = class extends hooks.AsyncLocalStorage {
    constructor(...given) {
      super(...given);
      storages.add(this);
    }
  };

/**
 * Where Jest's own parts run beside modules that Node loaded (runtime.cjs). Both have the same built-in classes, so that
 * `expect.any(String)` means the `String` of the test. What a suite changes in `process.env` ends with it.
 */
module.exports = class NativeModulesEnvironment extends TestEnvironment {
  #variables = { ...process.env };

  constructor(config, context) {
    super(config, context);
    for (const name of builtIns) this.global[name] = globalThis[name];
  }

  async teardown() {
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
    await super.teardown();
    for (const storage of storages) storage.disable();
    storages.clear();
  }
};
