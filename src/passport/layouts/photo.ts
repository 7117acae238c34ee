import sharp from 'sharp';
import { pictureSlots } from '../../shared/index.js';

/** A portrait cut to 4:5 at print resolution and re-encoded, so that no metadata of the camera is carried along. */
export async function printablePhoto(bytes: Uint8Array): Promise<Uint8Array> {
  const image = sharp(bytes, { limitInputPixels: 40_000_000, pages: 1 })
    .timeout({ seconds: 8 })
    .rotate()
    .resize(300, 375, { fit: 'cover', position: 'attention' })
    .flatten({ background: '#ffffff' });
  return new Uint8Array(await pictureSlots.run(() => image.jpeg({ quality: 88 }).toBuffer()));
}
