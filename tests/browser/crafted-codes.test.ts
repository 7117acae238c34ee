import { expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import QRCode from 'qrcode';
import { inBrowser } from '../support/browser.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

let world: PageWorld;
let browser: Browser;
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));

const OWN = 'passport.example.org';
const hosts: readonly string[] = [
  'evil.example',
  'passport.example.org.evil.example',
  'passport-example.org',
  'pässport.example.org',
  'passp\u043ert.example.org',
  'xn--passprt-jwf.example.org',
  'passport.example.org@evil.example',
  'user:passport.example.org@evil.example',
  'evil.example:8443',
  '127.0.0.1',
  '[::1]',
  '2130706433',
  '169.254.169.254',
  'localhost:3999',
];
const ends: readonly string[] = [
  '/',
  '/#',
  '/#1234567890',
  '/?next=https://passport.example.org/#12',
  '//passport.example.org/',
  '/login',
  '/p/ABCD-EFGH-JKMN',
  '/s/share-me',
  '/%2e%2e/#99',
  '/api/staff/sign-out',
  '\\@passport.example.org/',
];
const schemes: readonly string[] = ['https:', 'http:', 'HTTPS:', ''];

const others: readonly string[] = [
  'javascript:globalThis.__ran=1',
  'JaVaScRiPt:globalThis.__ran=1//https://passport.example.org/#1',
  'java\tscript:globalThis.__ran=1',
  'data:text/html,<script>globalThis.__ran=1</script>',
  'data:text/html;base64,PHNjcmlwdD5nbG9iYWxUaGlzLl9fcmFuPTE8L3NjcmlwdD4=',
  'vbscript:msgbox(1)',
  'blob:https://passport.example.org/1',
  'file:///etc/passwd',
  'intent://evil.example/#Intent;scheme=https;package=a.b;end',
  'android-app://a.b/https/evil.example',
  'market://details?id=a.b',
  'tel:+631234',
  'sms:+631234?body=x',
  'mailto:a@evil.example',
  'WIFI:T:WPA;S:evil;P:x;;',
  'BEGIN:VCARD\nURL:https://evil.example\nEND:VCARD',
  'openid4vp://?request_uri=https://evil.example',
  '/desk',
  '//evil.example',
  '\\\\evil.example\\x',
  '#/desk',
  '../../desk',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<script>globalThis.__ran=1</script>',
  '{"@context":"https://evil.example/context","type":"VerifiableCredential"}',
  `https://${OWN}/#${'7'.repeat(3_000)}`,
  'x'.repeat(2_500),
];

/** What a sticker over the true code could hold: no certificate of ours, whatever it looks like. */
const texts: readonly string[] = [
  ...others,
  ...schemes.flatMap((scheme) => hosts.flatMap((host) => ends.map((end) => `${scheme}//${host}${end}`))),
].slice(0, 320);

it('of 300 crafted codes none opens a page, asks another host, runs anything or is called genuine', async () => {
  expect(new Set(texts).size).toBeGreaterThanOrEqual(300);
  const context = await browser.newContext({ locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const asked: string[] = [];
  const moved: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('page', (opened) => moved.push(`new window ${opened.url()}`));
  await page.goto(world.server.origin);
  await page.waitForSelector('.data-fresh');
  page.on('framenavigated', (frame) => moved.push(frame.url()));
  page.on('dialog', (dialog) => {
    moved.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const wrong: string[] = [];
  for (const text of texts) {
    const buffer = await QRCode.toBuffer(text, { errorCorrectionLevel: 'L', scale: 4, margin: 4 });
    await page.setInputFiles('input[type=file]', { name: 'sticker.png', mimeType: 'image/png', buffer });
    const shown = page.locator(':is(.problem, .verdict, .passport-entry):not([data-seen])').first();
    await shown.waitFor();
    await shown.evaluate((element) => element.setAttribute('data-seen', ''));
    const said = await page.innerText('main');
    if (/genuine and current/i.test(said)) wrong.push(`called genuine: ${text}`);
    const ways = await page.$$eval('main a[href], main form[action]', (links) =>
      links.map((link) => link.getAttribute('href') ?? link.getAttribute('action') ?? ''),
    );
    const out = ways.filter((way) => /evil|^(?:javascript|data|intent|tel|sms|file|blob):/i.test(way));
    if (out.length > 0) wrong.push(`leads to ${out.join()}: ${text}`);
    if ((await page.locator('input[type=file]').count()) === 0) await page.goto(world.server.origin);
  }
  expect(wrong).toEqual([]);
  expect(moved.filter((address) => address !== `${world.server.origin}/`)).toEqual([]);
  expect(
    asked.filter((address) => !address.startsWith(`${world.server.origin}/`) && !address.startsWith('blob:')),
  ).toEqual([]);
  expect(await page.evaluate(() => (globalThis as { __ran?: number }).__ran)).toBeUndefined();
  await context.close();
}, 240_000);
