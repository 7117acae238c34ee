import { payloadBytesOf, requireReadableDensity } from '../qr/density.js';
import { qrRaster, twoColourPng } from '../qr/render.js';
import { createDecodeThread } from '../scan/decode-thread.js';
import type { PassportLayout, PassportView } from '../types.js';
import { colours, createPaper, type TextBox } from './paper.js';
import { mm } from './typeset.js';
import { demonstration } from './wording.js';

/** Messengers shrink pictures to about 1600 pixels and recompress them; two colours and wide modules survive that. */
const PIXELS_PER_MODULE = 10;
const EDGE = 40;

/** One picture to send or keep in the gallery: the large code with name and number below it. */
export const messengerPicture: PassportLayout = {
  id: 'messenger',
  title: 'the picture for messengers',
  mediaType: 'image/png',
  maxPayloadBytes: 700,
  codes: ['sp1'],
  render: async (view) => {
    requireReadableDensity(payloadBytesOf(view.sp1Url), messengerPicture, []);
    const code = qrRaster(view.sp1Url, 'M', PIXELS_PER_MODULE);
    const caption = await drawCaption(view, code.side);
    const grey = new Uint8Array(code.side * (code.side + caption.height)).fill(255);
    grey.set(code.grey);
    grey.set(caption.grey, code.side * code.side);
    return twoColourPng(grey, code.side, code.side + caption.height);
  },
};

/** Set by the PDF typesetter, so that every script is shaped right, and turned into pixels one to one. */
async function drawCaption(view: PassportView, width: number): Promise<{ height: number; grey: Uint8Array }> {
  // On this paper one point is one pixel.
  const box = { x: EDGE / mm, width: (width - 2 * EDGE) / mm, align: 'centre' as const, colour: '#000000' };
  const [first = '', ...others] = view.names.map((name) => name.text);
  const lines: { text: string; style: Omit<TextBox, 'x' | 'y' | 'width'> }[] = [
    { text: first, style: { sizes: [44, 38, 34], maxLines: 3, weight: 600 } },
    ...others.map((text) => ({ text, style: { sizes: [36, 32], maxLines: 3 } })),
    { text: view.title, style: { sizes: [34, 30], maxLines: 3, weight: 600 as const } },
    { text: `No. ${view.number}`, style: { sizes: [32, 28] } },
    { text: `To check: open ${view.verifyHost} yourself and scan this code.`, style: { sizes: [26], maxLines: 3 } },
    ...(view.throwaway ? [{ text: demonstration, style: { sizes: [30, 26], weight: 600 as const } }] : []),
  ];
  const ruler = createPaper({ size: [width / mm, 100], title: 'Skills passport' });
  const gap = 6;
  const heights = lines.map(({ text, style }) => ruler.fit(text, { ...box, ...style }).height + gap);
  const height = Math.ceil(heights.reduce((sum, each) => sum + each, 0)) + EDGE;
  const paper = createPaper({ size: [width / mm, height / mm], title: 'Skills passport' });
  paper.rectangle({ x: 0, y: 0, width: width / mm, height: height / mm }, colours.white);
  lines.reduce((y, { text, style }) => paper.text(text, { ...box, ...style, y }) + gap / mm, 0);
  return { height, grey: await pixels(await paper.finish(), width, height) };
}

async function pixels(pdf: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const thread = createDecodeThread({ timeoutMs: 10_000, maxWaiting: 1 });
  try {
    const rendered = await thread.render(pdf, { scale: 1, maxPages: 1, maxPixels: width * height * 2 });
    const page = rendered?.pages[0];
    if (page?.width !== width || page.height !== height) throw new Error('the caption was not drawn at its size');
    return page.grey;
  } finally {
    await thread.close();
  }
}
