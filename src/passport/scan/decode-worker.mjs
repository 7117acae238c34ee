/**
 * Runs foreign pictures and PDFs through WebAssembly decoders in a thread of its own, so that a file made to take for
 * ever can be stopped by ending the thread. Both modules are read from node_modules, never from the network.
 * Messages: {id, kind: 'decode', width, height, grey} -> {id, texts}; {id, kind: 'render', pdf, scale, maxPages,
 * maxPixels} -> {id, pages: [{width, height, grey}], pageCount}; anything that goes wrong -> {id, failed}.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const wasmOf = async (path) => {
  const bytes = await readFile(require.resolve(path));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};

let reader;
async function zxing() {
  const module = await import('zxing-wasm/reader');
  module.prepareZXingModule({ overrides: { wasmBinary: await wasmOf('zxing-wasm/reader/zxing_reader.wasm') } });
  return module;
}

let library;
async function pdfium() {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  return PDFiumLibrary.init({ wasmBinary: await wasmOf('@hyzyla/pdfium/pdfium.wasm') });
}

async function decode({ width, height, grey }) {
  reader ??= zxing();
  const pixels = new Uint32Array(grey.length);
  // Not Uint32Array.from: over an iterator and a callback a drawn page takes seconds instead of a hundredth of one.
  for (let index = 0; index < grey.length; index++) pixels[index] = 0xff000000 | (grey[index] * 0x010101);
  const rgba = new Uint8ClampedArray(pixels.buffer);
  const options = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 };
  const found = await (await reader).readBarcodes({ width, height, data: rgba }, options);
  return { texts: found.filter((result) => result.isValid).map((result) => result.text) };
}

async function render({ pdf, scale, maxPages, maxPixels }) {
  library ??= pdfium();
  const document = await (await library).loadDocument(pdf);
  try {
    const pageCount = document.getPageCount();
    const pages = [];
    for (let index = 0; index < Math.min(pageCount, maxPages); index++) {
      const page = document.getPage(index);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const area = originalWidth * originalHeight;
      if (!(area > 0)) continue;
      const bounded = Math.min(scale, Math.sqrt(maxPixels / area));
      const { width, height, data } = await page.render({ scale: bounded, colorSpace: 'Gray', render: 'bitmap' });
      pages.push({ width, height, grey: data });
    }
    return { pages, pageCount };
  } finally {
    document.destroy();
  }
}

parentPort.on('message', async (job) => {
  try {
    const answer = await (job.kind === 'render' ? render(job) : decode(job));
    parentPort.postMessage({ id: job.id, ...answer });
  } catch (error) {
    parentPort.postMessage({ id: job.id, failed: error instanceof Error ? error.message : 'unknown' });
  }
});
