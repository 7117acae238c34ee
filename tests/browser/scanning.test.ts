import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { launchBrowserFilming, stillFilm } from '../support/film.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

/** The camera and the PDF path, each through its own large reader that is fetched only when used. */
let world: PageWorld;
let browser: Browser;
let url: string;
beforeAll(async () => {
  world = await createPageWorld();
  url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
  browser = await launchBrowserFilming(filmOf(url));
}, 120_000);
afterAll(async () => {
  // Also after a start that failed half-way, or the runner would wait for ever.
  await browser?.close();
  await world?.server.stop();
});

const width = 640;
const height = 480;

/** A film with the code held still in the middle. */
function filmOf(text: string): Buffer {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' });
  const scale = Math.floor(height / (modules.size + 8));
  const [left, top] = [width, height].map((side) => Math.floor((side - modules.size * scale) / 2)) as [number, number];
  const luma = Buffer.alloc(width * height, 235);
  for (let y = 0; y < modules.size * scale; y++) {
    for (let x = 0; x < modules.size * scale; x++) {
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) luma[(top + y) * width + left + x] = 16;
    }
  }
  return stillFilm({ width, height, luma });
}

async function openPage(): Promise<{ page: Page; asked: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  await page.goto(world.server.origin);
  await page.waitForSelector('.data-fresh');
  return { page, asked };
}

describe('scanning', () => {
  it('reads the card in front of the camera, stops the camera and verifies', async () => {
    const { page, asked } = await openPage();
    await page.click('.landing .scan');
    expect(await page.textContent('h1.verdict-title')).toBe('Genuine and current');
    expect(await page.locator('video').count()).toBe(0);
    expect(asked.filter((address) => !address.startsWith(`${world.server.origin}/`))).toEqual([]);
    await page.context().close();
  });

  it('reads the code in an uploaded PDF on this device', async () => {
    const { page, asked } = await openPage();
    const png = await QRCode.toBuffer(url, { errorCorrectionLevel: 'M', scale: 8, margin: 4 });
    const document = new PDFDocument({ size: 'A4' });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = new Promise((resolve) => document.on('end', resolve));
    document.text('National Certificate').image(png, 60, 120, { width: 140 }).end();
    await done;
    const buffer = Buffer.concat(chunks);
    await page.setInputFiles('input[type=file]', { name: 'a.pdf', mimeType: 'application/pdf', buffer });
    expect(await page.textContent('h1.verdict-title')).toBe('Genuine and current');
    expect(asked.filter((address) => !address.startsWith(`${world.server.origin}/`))).toEqual([]);
    await page.context().close();
  });
});
