import { PDFiumLibrary } from '@hyzyla/pdfium';
import wasmUrl from '@hyzyla/pdfium/pdfium.wasm?url';
import { readCodes, type FoundCodes } from './read-code.js';

const maxPages = 8;
/** Characters. The small code of a card is a link of about 60; what can be verified is far longer. */
const longText = 200;
/** 72 dpi times this: the smallest code we print has 0.5 mm modules, which is then 6 pixels. */
const scales = [3, 4.2];

/** Draws the first pages of a PDF on this device and looks for the code with the most content: a card has one on each face. */
export async function readPdf(bytes: Uint8Array): Promise<FoundCodes> {
  const library = await PDFiumLibrary.init({ wasmUrl });
  try {
    const document = await library.loadDocument(bytes);
    const count = Math.min(document.getPageCount(), maxPages);
    let best: FoundCodes = { text: null, count: 0 };
    for (const scale of scales) {
      for (let index = 0; index < count; index++) {
        // A page can be drawn once: it is taken anew for the next scale.
        const { data, width, height } = await document.getPage(index).render({ scale, render: 'bitmap' });
        const found = await readCodes(new ImageData(new Uint8ClampedArray(data), width, height), true);
        if ((found.text?.length ?? 0) > (best.text?.length ?? 0)) best = found;
        if ((best.text?.length ?? 0) >= longText) return best;
      }
    }
    return best;
  } finally {
    library.destroy();
  }
}
