import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A real Chromium: the one of `$CHROME_PATH`, else the one that comes with the development packages (x64 Linux).
 * Extra flags serve the camera tests.
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  return playwright.launch({
    executablePath: own ?? (await chromium.executablePath()),
    // Not the package's own flags: they switch web security off and end the process with the first closed window.
    args: ['--no-sandbox', own === undefined ? '--headless=shell' : '--headless=new', '--disable-gpu', ...flags],
    // A second headless flag beside ours crashes the bundled shell.
    ignoreDefaultArgs: ['--headless'],
  });
}
