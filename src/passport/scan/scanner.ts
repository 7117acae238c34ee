import sharp from 'sharp';
import { pictureSlots, ServiceError } from '../../shared/index.js';
import { parseSp1Text } from '../codec/sp1-refusal.js';
import { createDecodeThread, type DecodeThread, type DecodeThreadOptions, type GreyImage } from './decode-thread.js';
import { fileTypeOf, readablePictures } from './file-type.js';

/** Why no single code text came out; wording as on screen. */
export interface ScanRefusal {
  readonly ok: false;
  readonly code: 'E10' | 'E14' | 'E15' | 'E16' | 'E19';
  readonly message: string;
  readonly whatToDo: string;
  /** For E19: what was found, to choose from. */
  readonly texts?: readonly string[];
}
export type ScanResult =
  | {
      readonly ok: true;
      /** The code to judge: the only one, or the only SP1 code among several. */
      readonly text: string;
      /** Every code found, each once. */
      readonly texts: readonly string[];
    }
  | ScanRefusal;

export interface Scanner {
  /** A photo or screenshot: PNG, JPEG or WebP by its first bytes. */
  scanImage(bytes: Uint8Array): Promise<ScanResult>;
  /** A PDF; at most five pages are looked at. */
  scanPdf(bytes: Uint8Array): Promise<ScanResult>;
  /** Either of them, by its first bytes. */
  scanFile(bytes: Uint8Array): Promise<ScanResult>;
  close(): Promise<void>;
}

export const maxFileBytes = 12 * 1024 * 1024;
/** A 48-megapixel phone camera delivers 12 or 48; more than this is a bomb or a poster scan. */
const MAX_INPUT_PIXELS = 40_000_000;
const MAX_SIDE = 65_535;
const MAX_PDF_PAGES = 5;
const MAX_PAGE_PIXELS = 16_000_000;
/** PDF points to pixels: 216, 300 and 432 dpi. A page scaled badly once loses its code, so several are tried. */
const PDF_SCALES = [3, 300 / 72, 6];

/** Reads QR codes out of files from outside. Bounded in bytes, pixels, pages and time; nothing is fetched. */
export function createScanner(
  options: DecodeThreadOptions = { timeoutMs: 8_000, maxWaiting: 32 },
  thread: DecodeThread = createDecodeThread(options),
): Scanner {
  const scanImage = async (bytes: Uint8Array): Promise<ScanResult> => {
    const type = fileTypeOf(bytes);
    if (bytes.length > maxFileBytes) return tooLarge();
    if (!readablePictures.has(type)) return wrongType(type);
    const texts = await codesInPicture(bytes, thread);
    return Array.isArray(texts) ? choose(texts, noCode) : texts;
  };
  const scanPdf = async (bytes: Uint8Array): Promise<ScanResult> => {
    if (bytes.length > maxFileBytes) return tooLarge();
    const type = fileTypeOf(bytes);
    return type === 'PDF' ? choose(await codesInPdf(bytes, thread), noCodeInPdf) : wrongType(type);
  };
  const scanFile = (bytes: Uint8Array): Promise<ScanResult> =>
    fileTypeOf(bytes) === 'PDF' ? scanPdf(bytes) : scanImage(bytes);
  return { scanImage, scanPdf, scanFile, close: () => thread.close() };
}

/** Longest side in pixels, and whether contrast is stretched: cheap attempts first. */
const ATTEMPTS = [
  { side: 1600, enlarge: false, stretch: false },
  { side: 3000, enlarge: false, stretch: false },
  { side: 900, enlarge: false, stretch: true },
  { side: 2400, enlarge: true, stretch: true },
] as const;

async function codesInPicture(bytes: Uint8Array, thread: DecodeThread): Promise<string[] | ScanRefusal> {
  const tried = new Set<string>();
  for (const attempt of ATTEMPTS) {
    const image = await toGrey(bytes, attempt);
    if ('ok' in image) return image;
    const key = `${image.width}x${image.height}${attempt.stretch ? ' stretched' : ''}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const texts = await thread.decode(image);
    if (texts.length > 0) return texts;
  }
  return [];
}

async function toGrey(bytes: Uint8Array, attempt: (typeof ATTEMPTS)[number]): Promise<GreyImage | ScanRefusal> {
  try {
    const source = sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'none', pages: 1 });
    const { width, height } = await source.metadata();
    if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_INPUT_PIXELS) return tooLarge();
    const sized = source
      .timeout({ seconds: 8 })
      .rotate()
      .flatten({ background: '#ffffff' })
      .resize(attempt.side, attempt.side, { fit: 'inside', withoutEnlargement: !attempt.enlarge })
      .greyscale();
    const toned = attempt.stretch ? sized.normalise() : sized;
    const decode = () => toned.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const { data, info } = await pictureSlots.run(decode);
    return { width: info.width, height: info.height, grey: new Uint8Array(data) };
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    return /pixel limit|too large|exceeds/i.test(String(error)) ? tooLarge() : wrongType('a damaged picture');
  }
}

async function codesInPdf(bytes: Uint8Array, thread: DecodeThread): Promise<string[]> {
  for (const scale of PDF_SCALES) {
    const limits = { scale, maxPages: MAX_PDF_PAGES, maxPixels: MAX_PAGE_PIXELS };
    const rendered = await thread.render(bytes, limits);
    if (rendered === null) return [];
    const texts: string[] = [];
    for (const page of rendered.pages) texts.push(...(await thread.decode(page)));
    if (texts.length > 0) return texts;
  }
  return [];
}

function choose(found: readonly string[], none: () => ScanRefusal): ScanResult {
  const texts = [...new Set(found)];
  const [only] = texts;
  if (only === undefined) return none();
  if (texts.length === 1) return { ok: true, text: only, texts };
  const passports = texts.filter((text) => parseSp1Text(text).ok);
  const [passport] = passports;
  if (passport !== undefined && passports.length === 1) return { ok: true, text: passport, texts };
  return {
    ok: false,
    code: 'E19',
    message: `${texts.length} codes found.`,
    whatToDo: 'Choose one.',
    texts,
  };
}

const noCode = (): ScanRefusal => ({
  ok: false,
  code: 'E10',
  message: 'No code found in this picture.',
  whatToDo: 'Take it closer, in good light.',
});
const noCodeInPdf = (): ScanRefusal => ({
  ok: false,
  code: 'E16',
  message: 'This PDF has no code we can read.',
  whatToDo: 'Scan the paper instead.',
});
const tooLarge = (): ScanRefusal => ({
  ok: false,
  code: 'E14',
  message: 'This file is larger than 12 MB or 40 megapixels.',
  whatToDo: 'Send a smaller photo.',
});
const wrongType = (type: string): ScanRefusal => ({
  ok: false,
  code: 'E15',
  message: `We can read PNG, JPEG, WebP, PDF, JSON. This is ${type}.`,
  whatToDo: 'Send a photo or the PDF.',
});

/** One file in a thread of its own that ends with it. For a stream of files, keep a Scanner. */
export const scanImage = (bytes: Uint8Array): Promise<ScanResult> => once((scanner) => scanner.scanImage(bytes));
/** As `scanImage`, for a PDF. */
export const scanPdf = (bytes: Uint8Array): Promise<ScanResult> => once((scanner) => scanner.scanPdf(bytes));

async function once(work: (scanner: Scanner) => Promise<ScanResult>): Promise<ScanResult> {
  const scanner = createScanner();
  try {
    return await work(scanner);
  } finally {
    await scanner.close();
  }
}
