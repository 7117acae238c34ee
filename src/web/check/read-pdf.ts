import { PDFiumLibrary } from '@hyzyla/pdfium';
import wasmUrl from '@hyzyla/pdfium/pdfium.wasm?url';
import { readCodes, type FoundCodes } from './read-code.js';

const maxPages = 8;
/** 72 dpi times this: the smallest code we print has 0.5 mm modules, which is then 6 pixels. */
const scales = [3, 4.2];

/** Draws the first pages of a PDF on this device and looks for a code in each. */
export async function readPdf(bytes: Uint8Array): Promise<FoundCodes> {
  const library = await PDFiumLibrary.init({ wasmUrl });
  try {
    const document = await library.loadDocument(bytes);
    const pages = [...document.pages()].slice(0, maxPages);
    for (const scale of scales) {
      for (const page of pages) {
        const { data, width, height } = await page.render({ scale, render: 'bitmap' });
        const found = await readCodes(new ImageData(new Uint8ClampedArray(data), width, height), true);
        if (found.text !== null) return found;
      }
    }
    return { text: null, count: 0 };
  } finally {
    library.destroy();
  }
}
