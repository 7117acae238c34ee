import sharp from 'sharp';
import { canonicalJson, pictureSlots, ServiceError, type JsonObject } from '../shared/index.js';
import { unpackSp1, type DictionariesFor } from './codec/sp1-unpack.js';
import { createDecodeThread, type DecodeThread, type GreyImage } from './scan/decode-thread.js';
import type { PassportLayout, PassportView } from './types.js';
import { qrPng, qrSvg } from './qr/render.js';

/** A file as it will be handed out. */
export interface RenderedPassport {
  /** Layout id, or `svg` and `png` for the bare code. */
  readonly id: string;
  readonly mediaType: 'application/pdf' | 'image/png' | 'image/svg+xml';
  readonly bytes: Uint8Array;
}

export interface ReadabilityProof {
  /** The credential as issued; what every code must give back. */
  readonly credential: JsonObject;
  readonly view: PassportView;
  readonly layouts: readonly PassportLayout[];
  readonly dictionariesFor: DictionariesFor;
}

const PRINT_DPI = 200;
const MAX_PIXELS = 16_000_000;

/**
 * Step 10 of the issuance cycle: draws the bare code and each layout, reads every code back from the pixels and
 * unpacks it. Answers exactly the bytes that were read; throws ServiceError P22 when anything differs, so that no
 * paper leaves which this service itself cannot read.
 */
export async function proveReadable(
  proof: ReadabilityProof,
  thread: DecodeThread = createDecodeThread({ timeoutMs: 20_000, maxWaiting: 8 }),
): Promise<readonly RenderedPassport[]> {
  try {
    const { view } = proof;
    const bare: RenderedPassport[] = [
      { id: 'svg', mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(qrSvg(view.sp1Url, 'M')) },
      { id: 'png', mediaType: 'image/png', bytes: await qrPng(view.sp1Url, 'L') },
    ];
    for (const file of bare) await proveFile(file, ['sp1'], { proof, thread });
    const drawn: RenderedPassport[] = [];
    for (const layout of proof.layouts) {
      const file = { id: layout.id, mediaType: layout.mediaType, bytes: await layout.render(view) };
      await proveFile(file, layout.codes, { proof, thread });
      drawn.push(file);
    }
    return [...bare, ...drawn];
  } finally {
    await thread.close();
  }
}

/** Checks one file that was drawn elsewhere. Throws ServiceError P22. */
async function proveFile(
  file: RenderedPassport,
  codes: PassportLayout['codes'],
  using: { readonly proof: ReadabilityProof; readonly thread: DecodeThread },
): Promise<void> {
  const { proof, thread } = using;
  const found: string[] = [];
  for (const page of await pagesOf(file, thread)) found.push(...(await thread.decode(page)));
  const seen = new Set<'sp1' | 'short'>();
  for (const text of found) {
    if (text === proof.view.shortUrl) {
      seen.add('short');
      // What is too large for a code is opened online: then the large code is the small one's text.
      if (proof.view.sp1Url === proof.view.shortUrl) seen.add('sp1');
    } else if (await givesBack(text, proof)) seen.add('sp1');
    else throw unreadable(file.id, 'a code reads differently');
  }
  const missing = codes.find((code) => !seen.has(code));
  if (missing) throw unreadable(file.id, `the ${missing} code was not found`);
}

async function givesBack(text: string, proof: ReadabilityProof): Promise<boolean> {
  if (text !== proof.view.sp1Url) return false;
  const unpacked = await unpackSp1(text, proof.dictionariesFor);
  if (!unpacked.ok) return false;
  const issued = canonicalJson(proof.credential);
  return unpacked.candidates.some((candidate) => canonicalJson(candidate) === issued);
}

async function pagesOf(file: RenderedPassport, thread: DecodeThread): Promise<readonly GreyImage[]> {
  if (file.mediaType === 'application/pdf') {
    const limits = { scale: PRINT_DPI / 72, maxPages: 1000, maxPixels: MAX_PIXELS };
    return (await thread.render(file.bytes, limits))?.pages ?? [];
  }
  const isSvg = file.mediaType === 'image/svg+xml';
  const picture = sharp(file.bytes, { limitInputPixels: MAX_PIXELS });
  const sized = isSvg ? picture.resize(1000, 1000, { kernel: 'nearest' }) : picture;
  const grey = sized.flatten({ background: '#ffffff' }).greyscale().extractChannel(0).raw();
  const { data, info } = await pictureSlots.run(() => grey.toBuffer({ resolveWithObject: true }));
  return [{ width: info.width, height: info.height, grey: new Uint8Array(data) }];
}

const unreadable = (id: string, reason: string): ServiceError =>
  new ServiceError('P22', {
    status: 500,
    title: 'The printed code was read back and did not match. Nothing was released.',
    whatToDo: 'Try again. If it happens again, give the operator this code and the reference of the request.',
    cause: new Error(`${id}: ${reason}`),
  });
