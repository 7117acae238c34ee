import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { csvCell, sourcesOfText } from '../../src/web/check/batch.js';
import { inBrowser } from '../support/browser.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

let world: PageWorld;
let browser: Browser;
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));

async function open(): Promise<{ page: Page; sent: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  context.setDefaultTimeout(10_000);
  const sent: string[] = [];
  context.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  const page = await context.newPage();
  await page.goto(`${world.server.origin}/batch`);
  await page.waitForSelector('main input[type=file]:enabled', { state: 'attached' });
  return { page, sent };
}

const rows = (page: Page): Promise<string[][]> =>
  page
    .locator('.batch-table tbody tr')
    .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')));

/** RFC 4180, as a spreadsheet reads it. */
function cells(csv: string): string[][] {
  const lines = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  return lines.map((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
  );
}

describe('many files at once', () => {
  it('gives each file and each line its own answer and uploads nothing', async () => {
    const { page, sent } = await open();
    const url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
    const expired = await world.office.award('certificate-of-competency', { validUntil: '2026-06-01' });
    const png = await QRCode.toBuffer(url, { errorCorrectionLevel: 'M', scale: 6, margin: 4 });
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
    await page.setInputFiles('main input[type=file]', [
      file('card.png', png),
      file('=cmd|calc.json', Buffer.from(JSON.stringify(expired))),
      file('@changed.json', Buffer.from(JSON.stringify({ ...world.genuine, name: 'x' }))),
      file('photo.zip', Buffer.from('PK\x03\x04\0\0')),
    ]);
    await page.fill('textarea', `${url}\n\n26137402004521\n`);
    await page.click('.batch-paste button');
    await page.waitForSelector('text=6 of 6 checked');
    expect((await rows(page)).map(([name, answer]) => [name, answer?.replace(/ ?[A-Z]\d\d.*/, '')])).toEqual([
      ['card.png', 'Genuine and current'],
      ['=cmd|calc.json', 'Genuine but expired'],
      ['@changed.json', 'Altered'],
      ['photo.zip', expect.stringContaining('another kind of file')],
      ['Line 1', 'Genuine and current'],
      ['Line 3', expect.stringContaining('A number alone cannot be checked here.')],
    ]);
    // After a broken signature nothing of the document is shown.
    expect((await rows(page))[2]?.slice(2)).toEqual(['', '', '']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the table (CSV)' }).click(),
    ]);
    const table = cells(await readFile(await download.path(), 'utf8'));
    expect(table).toHaveLength(7);
    expect(table[0]?.slice(0, 2)).toEqual(['File or line', 'Answer']);
    expect(table[2]?.[0]).toBe("'=cmd|calc.json");
    expect(table[3]?.[0]).toBe("'@changed.json");
    expect(table[3]?.slice(5)).toEqual(['I10', 'altered']);
    expect(table[1]?.[3]).toBe('MARIA LOURDES SANTOS');
    expect(sent).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('stopped, keeps what was checked and says what was not', async () => {
    const { page } = await open();
    const one = world.digitsOf(world.genuine);
    await page.fill('textarea', Array.from({ length: 60 }, () => one).join('\n'));
    await page.click('.batch-paste button');
    await page.waitForSelector('.tone-genuine-and-current');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.waitForSelector('text=Stopped. What was checked stays.');
    const told = await rows(page);
    const done = told.filter(([, answer]) => answer === 'Genuine and current').length;
    expect(told).toHaveLength(60);
    expect(done).toBeGreaterThanOrEqual(1);
    expect(done).toBeLessThan(60);
    expect(told.at(-1)?.[1]).toBe('Not checked: stopped');
    await page.getByRole('button', { name: 'Clear the list' }).click();
    expect(await page.locator('.batch-table').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it('takes dropped files, and not more than it can show', async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const data = new DataTransfer();
      for (let index = 0; index < 502; index++) data.items.add(new File(['PK\u0003\u0004'], `${index}.zip`));
      document.querySelector('.drop')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    });
    await page.waitForSelector('text=At most 500 at once. The rest was not added.');
    expect(await page.locator('.batch-table tbody tr').count()).toBe(500);
    await page.context().close();
  }, 60_000);
});

describe('a cell of the table', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['  =1', `"'  =1"`],
    ['\t=1', `"' =1"`],
    ['\r=1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['a"b', '"a""b"'],
    ['a,b\nc', '"a,b c"'],
    ['MARIA', '"MARIA"'],
  ])('%j is written %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('keeps a pretty-printed certificate in one piece', () => {
    const name = (line: number): string => String(line);
    expect(sourcesOfText('{\n  "a": 1\n}', name)).toEqual([{ name: '1', text: '{\n  "a": 1\n}' }]);
    expect(sourcesOfText('x\n\n y ', name)).toEqual([
      { name: '1', text: 'x' },
      { name: '3', text: 'y' },
    ]);
  });
});
