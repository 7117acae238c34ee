import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A real Chromium: the one of `$CHROME_PATH`, else the one that comes with the development packages (x64 Linux).
 * Extra flags serve the camera tests.
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  // The bundled shell brings its own headless flag, and a second one crashes it.
  const args = own === undefined ? chromium.args.filter((flag) => !flag.startsWith('--headless')) : ['--no-sandbox'];
  return playwright.launch({
    executablePath: own ?? (await chromium.executablePath()),
    args: [...args, own === undefined ? '--headless=shell' : '--headless=new', '--disable-gpu', ...flags],
    ignoreDefaultArgs: ['--headless'],
  });
}
