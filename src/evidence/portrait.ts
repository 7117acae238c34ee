import sharp from 'sharp';
import { pictureSlots, ServiceError } from '../shared/index.js';
import { tooDark, unreadable } from './refusals.js';

/** 4:5, as cards and pages show it; twice the 20 mm of the card at 300 dpi. */
const WIDTH = 480;
const HEIGHT = 600;
const DECODE_SECONDS = 10;
/** Of 255. Below it, or with less difference between light and dark, no face can be told. */
const LEAST_LIGHT = 32;
const LEAST_CONTRAST = 8;

/**
 * A portrait for the file: of a picture that was cleaned already, cut to 4:5 and encoded anew. ServiceErrors: D14 (422)
 * when it is too dark or empty, `evidence-unreadable` (422).
 */
export async function portraitOf(picture: Uint8Array): Promise<Uint8Array> {
  try {
    return await pictureSlots.run(async () => {
      const { data, info } = await sharp(picture, { failOn: 'error' })
        .timeout({ seconds: DECODE_SECONDS })
        .resize(WIDTH, HEIGHT, { fit: 'cover', position: 'attention' })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      const raw = { width: info.width, height: info.height, channels: info.channels };
      const { channels } = await sharp(data, { raw }).greyscale().stats();
      const [light] = channels;
      if (light === undefined || light.mean < LEAST_LIGHT || light.stdev < LEAST_CONTRAST) throw tooDark();
      return new Uint8Array(await sharp(data, { raw }).jpeg({ quality: 82 }).toBuffer());
    });
  } catch (error) {
    throw error instanceof ServiceError ? error : unreadable();
  }
}
