import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { createScanner, layoutById, qrPng, scanImage, scanPdf } from '../../../src/passport/index.js';
import { createDecodeThread } from '../../../src/passport/scan/decode-thread.js';
import { maxFileBytes } from '../../../src/passport/scan/scanner.js';
import { utf8 } from '../../../src/shared/index.js';
import { sampleView } from './sample-views.js';

const scanner = createScanner();
afterAll(() => scanner.close());
const view = sampleView();
const bytesOf = async (image: Sharp): Promise<Uint8Array> => new Uint8Array(await image.toBuffer());
const code = qrPng(view.sp1Url, 'M', 6);

async function pdfOf(draw: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => document.on('end', resolve));
  draw(document);
  document.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}

/** A PNG that claims `side` x `side` pixels in a few kilobytes. */
function bombPng(side: number): Uint8Array {
  const chunk = (type: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', head),
      chunk('IDAT', rows),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('scanning pictures', () => {
  it('reads PNG, JPEG and WebP, turned, small, pale and blurred', async () => {
    const png = await code;
    const pictures = [
      sharp(png),
      sharp(png).jpeg({ quality: 60 }),
      sharp(png).webp({ quality: 60 }),
      sharp(png).rotate(17, { background: '#ddd' }).jpeg({ quality: 70 }),
      sharp(png).resize(340),
      sharp(png).linear(0.35, 120),
      sharp(png).blur(1.5),
      sharp(png).extend({ top: 900, left: 1200, right: 800, bottom: 600, background: '#b8a890' }).jpeg(),
    ];
    for (const picture of pictures) {
      const result = await scanner.scanImage(await bytesOf(picture));
      expect(result).toEqual({ ok: true, text: view.sp1Url, texts: [view.sp1Url] });
    }
  });

  it('prefers the one passport code among several and asks when there are two', async () => {
    const side = (text: string): Promise<Uint8Array> => qrPng(text, 'M', 4);
    const together = async (texts: string[]): Promise<Uint8Array> => {
      const codes = await Promise.all(texts.map(side));
      const composites = codes.map((input, index) => ({ input: Buffer.from(input), left: 20 + 460 * index, top: 20 }));
      const canvas = { width: 40 + 460 * texts.length, height: 480, channels: 3 as const, background: '#fff' };
      return bytesOf(sharp({ create: canvas }).composite(composites).png());
    };
    const one = await scanner.scanImage(await together([view.shortUrl, view.sp1Url]));
    expect(one.ok && one.text).toBe(view.sp1Url);
    expect(one.ok && [...one.texts].sort()).toEqual([view.shortUrl, view.sp1Url].sort());
    const two = await scanner.scanImage(await together([view.sp1Url, view.sp1Url.replace('#3', '#2')]));
    expect(two).toMatchObject({ ok: false, code: 'E19', message: '2 codes found.' });
    expect(!two.ok && two.texts).toHaveLength(2);
    const none = await scanner.scanImage(await together([view.shortUrl, 'https://elsewhere.example/']));
    expect(none).toMatchObject({ ok: false, code: 'E19' });
  });

  it('says so when there is no code', async () => {
    const canvas = (width: number, height: number): Sharp =>
      sharp({ create: { width, height, channels: 3, background: '#7a9' } }).png();
    expect(await scanner.scanImage(await bytesOf(canvas(800, 600)))).toMatchObject({ ok: false, code: 'E10' });
    expect(await scanner.scanImage(await bytesOf(canvas(1, 1)))).toMatchObject({ ok: false, code: 'E10' });
  });

  it('refuses bombs by their claimed size, before unpacking', async () => {
    for (const side of [20_000, 7_000, 70_000]) {
      expect(await scanner.scanImage(bombPng(side))).toMatchObject({ ok: false, code: 'E14' });
    }
    const large = new Uint8Array(maxFileBytes + 1);
    large.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(await scanner.scanImage(large)).toMatchObject({ ok: false, code: 'E14' });
    large.set(utf8('%PDF-1.7'));
    expect(await scanner.scanPdf(large)).toMatchObject({ ok: false, code: 'E14' });
  });

  it('names other types by their bytes, whatever they are called', async () => {
    const png = await code;
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [utf8('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'), /SVG or HTML/],
      [utf8('<!doctype html><title>x</title>'), /SVG or HTML/],
      [utf8('GIF89a......'), /GIF/],
      [utf8('PK\u0003\u0004......'), /ZIP/],
      [utf8('hello'), /unknown/],
      [new Uint8Array(0), /unknown/],
      [png.slice(0, 40), /damaged picture/],
      [Uint8Array.of(...png.slice(0, 8), ...utf8('<svg xmlns="http://www.w3.org/2000/svg"/>')), /damaged picture/],
    ];
    for (const [bytes, message] of cases) {
      const result = await scanner.scanImage(bytes);
      expect(result).toMatchObject({ ok: false, code: 'E15' });
      expect(!result.ok && result.message).toMatch(message);
    }
  });

  it('works one file at a time as well', async () => {
    expect((await scanImage(await code)).ok).toBe(true);
    expect(await scanPdf(utf8('%PDF-1.7 nothing'))).toMatchObject({ ok: false, code: 'E16' });
  });
});

describe('scanning PDFs', () => {
  it('reads the passport code of a certificate and of a card', async () => {
    for (const id of ['a4', 'card', 'sheet']) {
      const result = await scanner.scanFile(await layoutById(id).render(view));
      expect(result.ok && result.text).toBe(view.sp1Url);
      expect(result.ok && result.texts).toHaveLength(2);
    }
  });

  it('reads a small picture of a code inside a page', async () => {
    const png = Buffer.from(await code);
    const pdf = await pdfOf((document) => void document.image(png, 80, 80, { width: 90 }));
    const result = await scanner.scanPdf(pdf);
    expect(result.ok && result.text).toBe(view.sp1Url);
  });

  it('looks at five pages only', async () => {
    const png = Buffer.from(await code);
    const pdf = await pdfOf((document) => {
      for (let page = 0; page < 5; page++) document.addPage();
      document.image(png, 80, 80, { width: 200 });
    });
    expect(await scanner.scanPdf(pdf)).toMatchObject({ ok: false, code: 'E16' });
  });

  it('says so when it is a PDF of something else, broken, or no PDF', async () => {
    const letter = await pdfOf((document) => void document.text('Dear sir'));
    expect(await scanner.scanPdf(letter)).toMatchObject({ ok: false, code: 'E16' });
    expect(await scanner.scanPdf(letter.slice(0, 200))).toMatchObject({ ok: false, code: 'E16' });
    expect(await scanner.scanPdf(await code)).toMatchObject({ ok: false, code: 'E15' });
    expect(await scanner.scanPdf(utf8('%PDF-1.7\n<html>'))).toMatchObject({ ok: false, code: 'E16' });
  });

  it('does not draw a page that claims to be as large as a field', async () => {
    const huge = await pdfOf((document) => {
      document
        .addPage({ size: [14_400, 14_400] })
        .rect(0, 0, 14_400, 14_400)
        .fill('#ccc');
    });
    expect(await scanner.scanPdf(huge)).toMatchObject({ ok: false, code: 'E16' });
  });
});

describe('the decoding thread', () => {
  it('ends work that takes too long and goes on with the next', async () => {
    const thread = createDecodeThread({ timeoutMs: 1, maxWaiting: 4 });
    const image = { width: 2000, height: 2000, grey: new Uint8Array(4_000_000).fill(255) };
    expect(await thread.decode(image)).toEqual([]);
    expect(await thread.render(utf8('%PDF-1.7'), { scale: 1, maxPages: 1, maxPixels: 1000 })).toBeNull();
    await thread.close();
  });

  it('refuses a queue without end', async () => {
    const thread = createDecodeThread({ timeoutMs: 10_000, maxWaiting: 1 });
    const image = { width: 50, height: 50, grey: new Uint8Array(2500).fill(255) };
    const first = thread.decode(image);
    await expect(thread.decode(image)).rejects.toMatchObject({ code: 'E32', status: 503 });
    expect(await first).toEqual([]);
    await thread.close();
  });
});
