import sharp from 'sharp';
import { stillFilm } from './film.js';

/** The colour of the shirt in `face`: nothing else on a passport has it. */
const SHIRT = { red: 200, green: 20, blue: 160 } as const;

/** A drawn face as a camera would give it, with what a camera writes beside it. */
export function face({ skin = '#c08a60', light = 1 } = {}): Promise<Buffer> {
  const shade = Math.round(235 * light);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="1200" opacity="${light}">
    <rect width="960" height="1200" fill="rgb(${shade},${shade},${shade})"/>
    <path d="M120 1200 Q480 760 840 1200 Z" fill="rgb(${SHIRT.red},${SHIRT.green},${SHIRT.blue})"/>
    <ellipse cx="480" cy="400" rx="260" ry="300" fill="#2a1a12"/>
    <ellipse cx="480" cy="500" rx="220" ry="290" fill="${skin}"/>
    <circle cx="400" cy="460" r="26" fill="#ffffff"/><circle cx="400" cy="460" r="12" fill="#101010"/>
    <circle cx="560" cy="460" r="26" fill="#ffffff"/><circle cx="560" cy="460" r="12" fill="#101010"/>
    <path d="M400 640 Q480 700 560 640" stroke="#7a2a2a" stroke-width="16" fill="none"/>
  </svg>`;
  return sharp(Buffer.from(svg))
    .flatten({ background: '#000000' })
    .withExif({ IFD0: { Artist: 'Tracercamera' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A still film of the face in its colours (BT.601). */
export async function filmOfFace(): Promise<Buffer> {
  const [width, height] = [1280, 960];
  const rgb = await sharp(await face())
    .resize(width, height, { fit: 'contain', background: '#ebebeb' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const luma = Buffer.alloc(width * height);
  const blue = Buffer.alloc(luma.length / 4);
  const red = Buffer.alloc(luma.length / 4);
  for (let at = 0; at < luma.length; at++) {
    const [r = 0, g = 0, b = 0] = rgb.subarray(at * 3, at * 3 + 3);
    luma[at] = Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b);
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x % 2 !== 0 || y % 2 !== 0) continue;
    const place = (y / 2) * (width / 2) + x / 2;
    blue[place] = Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b);
    red[place] = Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b);
  }
  return stillFilm({ width, height, luma, chroma: Buffer.concat([blue, red]) });
}

/** How many pixels of a picture have the colour of the shirt. */
export async function shirtPixels(picture: Uint8Array): Promise<number> {
  const { data, info } = await sharp(picture).flatten().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let found = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.abs(red - SHIRT.red) + Math.abs(green - SHIRT.green) + Math.abs(blue - SHIRT.blue) < 60) found += 1;
  }
  return found;
}
