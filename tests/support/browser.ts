import chromium from '@sparticuz/chromium';
import { afterAll, beforeAll } from '@jest/globals';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A real Chromium: the one of `$CHROME_PATH`, else the one that comes with the development packages (x64 Linux).
 * Extra flags serve the camera tests.
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  const options = {
    executablePath: own ?? (await chromium.executablePath()),
    // Not the package's own flags: they switch web security off and end the process with the first closed window.
    args: ['--no-sandbox', own === undefined ? '--headless=shell' : '--headless=new', '--disable-gpu', ...flags],
    // A second headless flag beside ours crashes the bundled shell.
    ignoreDefaultArgs: ['--headless'],
  };
  // The bundled shell ends by a fault of its own now and then while it starts; nobody has visited anything by then.
  return playwright.launch(options).catch(() => playwright.launch(options));
}

export interface VisitedWorld<W> {
  readonly world: W;
  readonly browser: Browser;
}

/**
 * Before the tests of a file: a world and a browser to visit it, handed over once. Both are closed after the tests, also
 * after a start that failed half-way, or the runner would wait for ever.
 */
export function inBrowser<W extends { close(): Promise<void> }>(
  open: () => Promise<W>,
  handOver: (opened: VisitedWorld<W>) => unknown,
): void {
  let world: W | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    world = await open();
    browser = await launchBrowser();
    handOver({ world, browser });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
}
