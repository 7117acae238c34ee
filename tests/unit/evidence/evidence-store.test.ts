import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  createEvidenceStore,
  servingHeaders,
  type EvidenceStore,
  type EvidenceStoreOptions,
} from '../../../src/evidence/index.js';
import { fixedClock, randomIds } from '../../../src/shared/index.js';
import { face } from '../../support/face.js';

const EICAR = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));

const photo = async (format: 'jpeg' | 'png' | 'webp'): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
      .withExif({ IFD0: { Artist: 'Tracercamera' }, IFD3: { GPSLatitudeRef: 'N' } })
      .toFormat(format)
      .toBuffer(),
  );
const pdf = (body = ''): Uint8Array =>
  bytesOf(`%PDF-1.4\n1 0 obj << /Type /Catalog ${body} >> endobj\ntrailer << >>\n%%EOF\n`);
function box(type: string, ...content: (Uint8Array | string)[]): Uint8Array {
  const inner = joined(...content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(inner.length + 8);
  return joined(size, type, inner);
}
const video = (...extra: Uint8Array[]): Uint8Array =>
  joined(
    box('ftyp', 'isom\0\0\0\0'),
    box('moov', box('mvhd', '\0'.repeat(20)), box('udta', 'Tracerplace +14.5+121.0')),
    box('mdat', 'frames'),
    ...extra,
  );
/** A PNG whose header says 50,000 x 50,000 pixels. */
async function pixelBomb(): Promise<Uint8Array> {
  const bytes = Buffer.from(await photo('png'));
  bytes.writeUInt32BE(50_000, 16);
  bytes.writeUInt32BE(50_000, 20);
  return new Uint8Array(bytes);
}

describe('evidence store', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'evidence-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const open = (options: Partial<EvidenceStoreOptions> = {}): EvidenceStore =>
    createEvidenceStore({
      dir,
      key: new Uint8Array(32).fill(3),
      clock: fixedClock('2026-03-01T00:00:00Z'),
      ids: randomIds,
      ...options,
    });
  const files = (): string[] =>
    readdirSync(dir, { recursive: true })
      .map((name) => join(dir, String(name)))
      .filter((path) => statSync(path).isFile());

  it.each(['jpeg', 'png', 'webp'] as const)(
    'keeps a %s as it looks, without what the camera wrote into it',
    async (format) => {
      const original = await photo(format);
      expect(Buffer.from(original).includes('Tracercamera')).toBe(true);
      const stored = await open().put(original);
      const opened = await open().get(stored.id);
      expect(opened).toMatchObject({ ...stored, mediaType: `image/${format}`, storedAt: '2026-03-01T00:00:00Z' });
      const shown = await sharp(opened?.bytes).metadata();
      expect([shown.width, shown.height, shown.exif, shown.format]).toEqual([64, 48, undefined, format]);
      expect(stored.originalSha256).not.toBe(stored.storedSha256);
    },
  );

  it('keeps PDFs as they are and videos without their descriptions', async () => {
    const document = await open().put(pdf());
    expect((await open().get(document.id))?.bytes).toEqual(pdf());
    expect(document.originalSha256).toBe(document.storedSha256);
    const film = await open().get((await open().put(video())).id);
    const text = Buffer.from(film?.bytes ?? []).toString('latin1');
    expect([film?.bytes.length, text.includes('Tracerplace'), text.includes('frames')]).toEqual([
      video().length,
      false,
      true,
    ]);
  });

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['the EICAR test file', 'evidence-type', () => bytesOf(EICAR)],
    [
      'an SVG with a script',
      'evidence-type',
      () => bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['an HTML page', 'evidence-type', () => bytesOf('<!doctype html><script>alert(1)</script>')],
    ['a GIF that is a program', 'evidence-type', () => bytesOf('GIF89a/*\x01*/=1;alert(1)')],
    ['a ZIP (office document)', 'evidence-type', () => bytesOf('PK\x03\x04\x14\x00word/document.xml')],
    ['an executable', 'evidence-type', () => bytesOf('MZ\x90\x00\x03')],
    [
      'a PNG signature before HTML',
      'evidence-unreadable',
      () => joined('\x89PNG\r\n\x1a\n', '<script>alert(1)</script>'),
    ],
    ['half a JPEG', 'evidence-unreadable', async () => (await photo('jpeg')).subarray(0, 400)],
    ['a pixel bomb', 'evidence-unreadable', pixelBomb],
    [
      'a PDF that opens a script',
      'evidence-unreadable',
      () => pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
    ],
    ['the same under escaped names', 'evidence-unreadable', () => pdf('/Open#41ction << /S /J#61vaScript >>')],
    ['a PDF that is a page', 'evidence-unreadable', () => joined('%PDF-1.4\n<html><script>1</script>', pdf())],
    ['a PDF with a program behind it', 'evidence-unreadable', () => joined(pdf(), 'PK\x03\x04 something to run')],
    ['a PDF without an end', 'evidence-unreadable', () => bytesOf('%PDF-1.4\n')],
    ['a video with a page behind it', 'evidence-unreadable', () => joined(video(), '<html><script>alert(1)</script>')],
    ['a video with a box of its own', 'evidence-unreadable', () => video(box('evil', '<script>'))],
    ['a video without a film', 'evidence-unreadable', () => box('ftyp', 'isom\0\0\0\0')],
    ['nothing', 'evidence-unreadable', () => new Uint8Array(0)],
  ])('refuses %s', async (_what, code, make) => {
    await expect(open().put(await make())).rejects.toMatchObject({ code });
    expect(files()).toEqual([]);
  });

  it('drops what is hidden behind a picture', async () => {
    const stored = await open().put(joined(await photo('jpeg'), '<script>alert(1)</script>', 'PK\x05\x06'));
    const text = Buffer.from((await open().get(stored.id))?.bytes ?? []).toString('latin1');
    expect([text.includes('<script>'), text.includes('PK\x05\x06')]).toEqual([false, false]);
  });

  it('refuses what is too large, what a scanner finds and what it cannot judge', async () => {
    await expect(open({ maxBytes: 100 }).put(await photo('png'))).rejects.toMatchObject({ code: 'evidence-too-large' });
    const scan = async (bytes: Uint8Array) =>
      Buffer.from(bytes).includes('EICAR') ? ('infected' as const) : ('clean' as const);
    const carrier = joined(pdf().subarray(0, -6), EICAR, '\n%%EOF\n');
    await expect(open({ scan }).put(carrier)).rejects.toMatchObject({ code: 'evidence-infected' });
    await expect(open({ scan }).put(pdf())).resolves.toMatchObject({ mediaType: 'application/pdf' });
    const broken = open({ scan: () => Promise.reject(new Error('down')) }).put(pdf());
    await expect(broken).rejects.toMatchObject({ code: 'evidence-not-scanned' });
  });

  it('is unreadable on the disk and notices every change', async () => {
    const stored = await open().put(pdf());
    const [path = ''] = files();
    const sealed = readFileSync(path);
    expect([sealed.includes('Catalog'), sealed.includes('pdf'), statSync(path).mode & 0o077]).toEqual([
      false,
      false,
      0,
    ]);
    for (const at of [0, 5, 40, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      await expect(open().get(stored.id)).rejects.toMatchObject({ code: 'evidence-damaged' });
    }
    writeFileSync(path, sealed);
    const other = open({ key: new Uint8Array(32).fill(4) }).get(stored.id);
    await expect(other).rejects.toMatchObject({ code: 'evidence-damaged' });
    await open().remove(stored.id);
    await open().remove(stored.id);
    expect(await open().get(stored.id)).toBeNull();
  });

  it.each(['../../etc/passwd', '..%2f..%2fetc', 'a'.repeat(25), `${'a'.repeat(26)}/..`, 'A'.repeat(26), '\0'])(
    'takes no path for an id: %j',
    async (id) => {
      expect(await open().get(id)).toBeNull();
      await expect(open().remove(id)).resolves.toBeUndefined();
    },
  );

  it('is served to be saved, never shown or run', async () => {
    const stored = await open().put(pdf());
    expect(servingHeaders(stored)).toMatchObject({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="evidence-${stored.id}.pdf"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
  });

  it('survives 300 files of noise behind true first bytes', async () => {
    const heads = ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'RIFF\x10\0\0\0WEBP', '%PDF-1.7', '\0\0\0\x18ftypisom'];
    for (let round = 0; round < 300; round++) {
      const noise = joined(heads[round % heads.length] ?? '', randomIds.bytes(200 + round));
      await expect(open().put(noise)).rejects.toMatchObject({ code: 'evidence-unreadable' });
    }
    expect(files()).toEqual([]);
  });

  describe('portraits', () => {
    const kept = (): readonly string[] => readdirSync(dir, { recursive: true }).map(String);

    it('are cut to 4:5 without what the camera wrote, and are kept by others', async () => {
      const store = open();
      const { jpeg, sha256 } = await store.portrait(new Uint8Array(await face()));
      expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 600 });
      expect(Buffer.from(jpeg).includes('Tracercamera')).toBe(false);
      expect((await sharp(jpeg).metadata()).exif).toBeUndefined();
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(await store.portrait(new Uint8Array(await face()))).toEqual({ jpeg, sha256 });
      expect(kept()).toEqual([]);
    });

    it('pass the scanner and the limits like evidence, and are pictures with light in them', async () => {
      const picture = new Uint8Array(await face());
      const refused = (store: EvidenceStore, bytes: Uint8Array) =>
        store.portrait(bytes).catch((error: unknown) => error);
      expect(await refused(open({ scan: async () => 'infected' }), picture)).toMatchObject({
        code: 'evidence-infected',
      });
      expect(await refused(open({ scan: async () => 'unknown' }), picture)).toMatchObject({
        code: 'evidence-not-scanned',
      });
      expect(await refused(open({ maxBytes: 1_000 }), picture)).toMatchObject({ code: 'evidence-too-large' });
      expect(await refused(open(), await pixelBomb())).toMatchObject({ code: 'evidence-unreadable' });
      expect(await refused(open(), pdf())).toMatchObject({ code: 'evidence-type', status: 415 });
      expect(await refused(open(), await photo('png'))).toMatchObject({ code: 'D14', status: 422 });
      expect(await refused(open(), new Uint8Array(await face({ light: 0.05 })))).toMatchObject({ code: 'D14' });
    });
  });
});
