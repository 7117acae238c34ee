import type { Browser } from 'playwright-core';
import type { DemoSamples } from '../../../src/demo/samples.js';
import { launchBrowser } from '../../support/browser.js';
import { startDemo, type DemoServer } from '../../support/demo-server.js';

/** The demonstration in a process of its own, with the certificates it issued, and a browser to visit it. */
export interface RealService {
  readonly server: DemoServer;
  readonly samples: DemoSamples;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function openRealService(): Promise<RealService> {
  const server = await startDemo();
  try {
    const [samples, browser] = [await server.samples(), await launchBrowser()];
    const close = async (): Promise<void> => {
      await browser.close();
      await server.remove();
    };
    return { server, samples, browser, close };
  } catch (problem) {
    // Or the runner would wait for ever.
    await server.remove();
    throw problem;
  }
}
