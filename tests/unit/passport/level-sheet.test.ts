import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { levelSheet, loadKnowledge } from '../../../src/frameworks/index.js';
import { printLevelSheet } from '../../../src/passport/index.js';

const knowledge = loadKnowledge();
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

interface Pages {
  readonly texts: readonly string[];
  /** How many points of each page have the colour of the certificate's level. */
  readonly marked: readonly number[];
}

async function rendered(pdf: Uint8Array): Promise<Pages> {
  const document = await pdfium.loadDocument(pdf);
  const texts: string[] = [];
  const marked: number[] = [];
  for (const page of document.pages()) {
    texts.push(page.getText().replace(/\s+/g, ' '));
    const { data } = await page.render({ scale: 1, render: 'bitmap' });
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const colour = [data[at], data[at + 1], data[at + 2]].sort((left, right) => Number(left) - Number(right));
      if (colour.join() === '11,79,108') count += 1;
    }
    marked.push(count);
  }
  return { texts, marked };
}

describe('the level sheet', () => {
  it('draws what the screen draws and names every source, one framework a page', async () => {
    const sheet = levelSheet(knowledge, { framework: 'ph-pqf', level: '2' }, 'KE');
    if (sheet === null) throw new Error('no sheet');
    const { texts, marked } = await rendered(await printLevelSheet(sheet));
    expect(texts).toHaveLength(2);
    texts.forEach((text, page) => {
      const part = sheet.parts[page];
      expect(text).toContain('This certificate is level 2 of 8 in the Philippine framework.');
      expect(text).toContain('no official relation known');
      expect(text).toContain('Recognition is decided by the competent authority');
      for (const { lines } of part?.notes ?? [])
        for (const { link } of lines) if (link !== null) expect(text).toContain(link.slice(0, 40));
    });
    // A box of about 190 by 46 pixels, filled.
    for (const count of marked) expect(count).toBeGreaterThan(3_000);
  });

  it.each([
    ['ie-nfq', '6', 'eqf', 'official: corresponds to'],
    ['nz-nzqcf', '3', 'eqf', 'compared only'],
    ['gb-rqf', '3', 'eqf', 'former, no longer current'],
  ])('explains the lines from %s %s to %s in words', async (framework, level, to, words) => {
    const sheet = levelSheet(knowledge, { framework, level }, to);
    if (sheet === null) throw new Error('no sheet');
    const { texts } = await rendered(await printLevelSheet(sheet));
    expect(texts.join(' ')).toContain(words);
    expect(texts.join(' ')).toContain('high confidence');
  });

  it('of the longest ladders fits its paper', async () => {
    for (const [framework, level, to] of [
      ['in-nsqf', '4.5', 'gb-sct-scqf'],
      ['gb-sct-scqf', '6', 'ie-nfq'],
    ] as const) {
      const sheet = levelSheet(knowledge, { framework, level }, to);
      if (sheet === null) throw new Error('no sheet');
      const { texts } = await rendered(await printLevelSheet(sheet));
      expect(texts.length).toBeLessThanOrEqual(2);
      expect(texts.join(' ')).toContain('Who says so');
    }
  });

  it('is refused for what is not known', () => {
    expect(levelSheet(knowledge, { framework: 'ph-pqf', level: '12' }, 'KE')).toBeNull();
    expect(levelSheet(knowledge, { framework: 'ph-pqf', level: '2' }, 'nowhere')).toBeNull();
    expect(levelSheet(knowledge, { framework: 'nope', level: '2' }, 'eqf')).toBeNull();
  });
});
