import sharp from 'sharp';
import { pictureSlots, ServiceError } from '../shared/index.js';
import { cleanMp4 } from './mp4.js';
import { checkPdf } from './pdf.js';
import { unreadable, wrongType } from './refusals.js';
import type { EvidenceType } from './types.js';

/** Pixels of one picture: a 50-megapixel camera fits, a pixel bomb does not. */
const MAX_PIXELS = 60_000_000;
const MAX_EDGE = 6_000;
const DECODE_SECONDS = 10;

export interface Cleaned {
  readonly mediaType: EvidenceType;
  readonly bytes: Uint8Array;
}

type Cleaner = (bytes: Uint8Array) => Promise<Uint8Array>;

/** How each kind is told by its first bytes and made harmless. */
const kinds: readonly {
  readonly mediaType: EvidenceType;
  readonly begins: (head: string) => boolean;
  readonly clean: Cleaner;
}[] = [
  { mediaType: 'image/jpeg', begins: (head) => head.startsWith('\xff\xd8\xff'), clean: picture('jpeg') },
  { mediaType: 'image/png', begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n'), clean: picture('png') },
  {
    mediaType: 'image/webp',
    begins: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP',
    clean: picture('webp'),
  },
  {
    mediaType: 'application/pdf',
    begins: (head) => head.startsWith('%PDF-'),
    clean: async (bytes) => checkPdf(bytes),
  },
  {
    mediaType: 'video/mp4',
    begins: (head) => /^ftyp(?:iso[m2-6]|mp4[12]|avc1|M4V |dash|MSNV)/.test(head.slice(4)),
    clean: async (bytes) => cleanMp4(bytes),
  },
];

/**
 * Tells what a file is by its content alone and gives back what may be kept of it. Pictures are decoded and encoded anew,
 * so nothing of the original file survives but what can be seen; videos lose their descriptive boxes; PDFs are kept as
 * they are, because re-writing would break signed ones, and refused when they can act.
 *
 * ServiceErrors: `evidence-type` (415), `evidence-unreadable` (422).
 */
export async function cleanEvidence(bytes: Uint8Array): Promise<Cleaned> {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  const kind = kinds.find(({ begins }) => begins(head));
  if (!kind) throw wrongType();
  return { mediaType: kind.mediaType, bytes: await kind.clean(bytes) };
}

function picture(format: 'jpeg' | 'png' | 'webp'): Cleaner {
  return async (bytes) => {
    try {
      return await pictureSlots.run(async () => {
        const source = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1, failOn: 'error' });
        const { format: found } = await source.metadata();
        if (found !== format) throw unreadable();
        const image = source
          .timeout({ seconds: DECODE_SECONDS })
          .rotate()
          .resize(MAX_EDGE, MAX_EDGE, { fit: 'inside', withoutEnlargement: true });
        const encoded = format === 'png' ? image.png() : image[format]({ quality: 90 });
        return new Uint8Array(await encoded.toBuffer());
      });
    } catch (error) {
      // No free place says nothing about the picture.
      throw error instanceof ServiceError ? error : unreadable();
    }
  };
}
