'use strict';
const { register } = require('node:module');
const process = require('node:process');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

let isRegistered = false;

/**
 * Loads suites, and all that they import, by Node itself and once for each worker, as in a server that runs for long. Jest
 * would read, link and compile every module anew for each suite, where no optimised code survives: a quarter of the time of
 * a whole run went there. What it gives up is what no suite uses: replacing modules. Jest still runs the suites, with its
 * time limits, hooks, matchers and reports.
 */
class NativeModulesRuntime extends Runtime {
  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** @param {string} path of a suite */
  async unstable_importModule(path) {
    if (!isRegistered) {
      register(pathToFileURL(require.resolve('./hooks.mjs')));
      process.setSourceMapsEnabled(true);
      isRegistered = true;
    }
    // Node knows the source maps of what it loaded; Jest's own way of telling places knows only what Jest loaded.
    Error.prepareStackTrace = undefined;
    globalThis[Symbol.for('jest-globals-of-this-suite')] = this.requireModuleOrMock(path, '@jest/globals');
    await import(pathToFileURL(path).href);
  }
}

module.exports = { __esModule: true, default: NativeModulesRuntime };
