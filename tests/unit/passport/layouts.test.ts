import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  buildDictionary,
  layoutById,
  layouts,
  packSp1,
  printAllCards,
  proveCode,
  proveReadable,
  qrPng,
  qrSvg,
  qrTerminal,
  type PassportView,
} from '../../../src/passport/index.js';
import { createDecodeThread } from '../../../src/passport/scan/decode-thread.js';
import { breakLines, fitText, scriptRuns, visualRuns } from '../../../src/passport/layouts/typeset.js';
import { readableDate } from '../../../src/passport/layouts/wording.js';
import { qualification, sampleCredential } from './sample-awards.js';
import { longNames, sampleView } from './sample-views.js';

const of = qualification('tesda:domestic-work-nc2');
const credential = sampleCredential(of, { seed: 11 });
const dictionary = buildDictionary({ dictId: 1, skeletons: [sampleCredential(of, { seed: 12 })] });
const packed = packSp1(credential, dictionary, 'verify.example.org');
const sp1Url = packed.ok ? packed.url : '';
const dictionariesFor = (dictId: number): Uint8Array[] => (dictId === 1 ? [dictionary.bytes] : []);
const thread = createDecodeThread({ timeoutMs: 20_000, maxWaiting: 8 });
afterAll(() => thread.close());

const portrait = sharp({ create: { width: 400, height: 500, channels: 3, background: '#89a' } })
  .webp()
  .toBuffer();
const full = async (): Promise<PassportView> =>
  sampleView({
    sp1Url,
    names: longNames,
    photo: new Uint8Array(await portrait),
    throwaway: true,
    country: 'LK',
    title: 'National Certificate - Computer Hardware and Network Technician',
    units: Array.from({ length: 22 }, (_, index) => ({
      code: `TRS5123${index + 10}`,
      title: 'Participate in workplace communication and interpersonal relations',
      category: 'core',
      competent: index % 5 !== 0,
    })),
  });

describe.each(layouts.map((layout) => [layout.id, layout] as const))('layout %s', (_, layout) => {
  it('gives the issued credential back from its pixels, short and crowded', async () => {
    for (const view of [sampleView({ sp1Url }), await full()]) {
      const files = await proveReadable({ credential, view, layouts: [layout], dictionariesFor });
      expect(files.map((file) => file.id)).toEqual(['svg', 'png', layout.id]);
    }
  }, 60_000);

  it('refuses a code that it would print too densely', async () => {
    const dense = sampleView({ sp1Url: `https://verify.example.org/#${'0'.repeat(17 * 101)}` });
    await expect(layout.render(dense)).rejects.toMatchObject({ code: 'P21', status: 409 });
  });

  it('keeps the person out of the file’s metadata', async () => {
    const bytes = await layout.render(sampleView({ sp1Url }));
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toMatch(/MARIA|VILLANUEVA|26130502017345/);
    if (layout.mediaType === 'application/pdf') expect(text.startsWith('%PDF-1.7')).toBe(true);
    else expect(text.slice(1, 4)).toBe('PNG');
  });
});

describe('reading back', () => {
  it('releases nothing when the code belongs to another credential', async () => {
    const other = sampleCredential(of, { seed: 13 });
    const attempt = proveReadable({ credential: other, view: sampleView({ sp1Url }), layouts: [], dictionariesFor });
    await expect(attempt).rejects.toMatchObject({ code: 'P22', status: 500 });
  });

  it('proves the bare code quickly for bulk release', async () => {
    const using = { dictionariesFor, thread };
    await expect(proveCode(sp1Url, credential, using)).resolves.toBeUndefined();
    const other = sampleCredential(of, { seed: 13 });
    await expect(proveCode(sp1Url, other, using)).rejects.toMatchObject({ code: 'P22' });
    await expect(proveCode(sampleView().sp1Url, credential, using)).rejects.toMatchObject({ code: 'P22' });
  });

  it('releases nothing when the dictionary is not there to read it', async () => {
    const attempt = proveReadable({ credential, view: sampleView({ sp1Url }), layouts: [], dictionariesFor: () => [] });
    await expect(attempt).rejects.toMatchObject({ code: 'P22' });
  });

  it('releases nothing when a promised code is missing or another one is drawn', async () => {
    const blank = { ...layoutById('card'), render: async () => layoutById('card').render(sampleView()) };
    const view = sampleView({ sp1Url });
    await expect(proveReadable({ credential, view, layouts: [blank], dictionariesFor })).rejects.toMatchObject({
      code: 'P22',
    });
    const wordless = { ...layoutById('messenger'), codes: ['sp1', 'short'] as const };
    await expect(proveReadable({ credential, view, layouts: [wordless], dictionariesFor })).rejects.toMatchObject({
      code: 'P22',
    });
  });
});

describe('a session’s cards', () => {
  it('come as front and back in the order given', async () => {
    const views = [sampleView({ sp1Url }), sampleView({ shortUrl: 'https://verify.example.org/c/zzz' })];
    const rendered = await thread.render(await printAllCards(views), { scale: 4, maxPages: 10, maxPixels: 1e7 });
    const texts = [];
    for (const page of rendered?.pages ?? []) texts.push(await thread.decode(page));
    expect(texts).toEqual([[views[0]?.shortUrl], [sp1Url], [views[1]?.shortUrl], [views[1]?.sp1Url]]);
  });

  it('are refused together when one code is too dense', async () => {
    const dense = sampleView({ sp1Url: `https://verify.example.org/#${'0'.repeat(17 * 70)}` });
    await expect(printAllCards([sampleView({ sp1Url }), dense])).rejects.toMatchObject({ code: 'P21' });
  });

  it('know no other layouts', () => {
    expect(() => layoutById('poster')).toThrow(expect.objectContaining({ code: 'no-such-layout', status: 404 }));
  });
});

describe('QR drawings', () => {
  it('have whole pixels, two colours and four white modules around', async () => {
    const { data, info } = await sharp(await qrPng('https://a.example/c/x', 'Q', 10))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number): number => data[(y * info.width + x) * info.channels] ?? -1;
    expect(info.width % 10).toBe(0);
    expect(new Set(data.filter((__, index) => index % info.channels === 0))).toEqual(new Set([0, 255]));
    expect([pixel(39, 39), pixel(40, 40), pixel(109, 40), pixel(110, 40)]).toEqual([255, 0, 0, 255]);
  });

  it('carry black on a white box as SVG and in a terminal', () => {
    expect(qrSvg('https://a.example/c/x', 'Q')).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
    expect(
      qrTerminal('https://a.example/c/x', 'Q')
        .split('\n')
        .every((line) => line.endsWith('\u001b[0m')),
    ).toBe(true);
  });

  it('refuse a text that no symbol holds', () => {
    expect(() => qrSvg('x'.repeat(5000), 'M')).toThrow(expect.objectContaining({ code: 'P21' }));
  });
});

describe('typesetting', () => {
  const measure = (text: string, size: number): number => [...text].length * size * 0.5;

  it('cuts a text where another script begins and keeps joiners with their letter', () => {
    expect(scriptRuns('Ana ශ්‍රී 1').map((run) => [run.face, run.text])).toEqual([
      ['latin', 'Ana '],
      ['sinhala', 'ශ්‍රී'],
      ['latin', ' 1'],
    ]);
    expect(scriptRuns('Łódź').map((run) => run.face)).toEqual(['latin-ext', 'latin', 'latin-ext']);
  });

  it('places the words of an Arabic line from right to left and leaves Latin words in order', () => {
    const text = visualRuns('فاطمة نور Al Noor 7').map((run) => run.text);
    expect(text.join('')).toBe('Al Noor 7 نور فاطمة');
  });

  it('shrinks, then wraps, and never loses a letter', () => {
    const name = 'MARIA CLARA DELA CRUZ-VILLANUEVA-DE-LOS-SANTOS';
    const fitted = fitText(name, { width: 60, sizes: [11, 9, 6], maxLines: 3 }, measure);
    expect(fitted.size).toBe(6);
    expect(fitted.lines.join('').replace(/ /g, '')).toBe(name.replace(/ /g, ''));
    expect(breakLines('  ', 10, 10, measure)).toEqual([]);
  });

  it('writes months in letters', () => {
    expect(readableDate('2025-05-05')).toBe('5 May 2025');
    expect(readableDate('2025-13-05')).toBe('2025-13-05');
    expect(readableDate('May 2025')).toBe('May 2025');
  });
});
