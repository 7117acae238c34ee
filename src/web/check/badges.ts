import { bakePng, bakeSvg } from '../../credentials/browser.js';
import type { JsonObject } from '../../shared/index.js';

/** Sides of the badge picture in pixels: the code in it stays readable after a messenger made it smaller. */
const SIDE = 1_200;

/** The picture of the code with the signed credential inside (Open Badges 3.0 section 5.3). Made on this device. */
export const svgBadge = (svg: string, credential: JsonObject): Blob =>
  new Blob([bakeSvg(svg, JSON.stringify(credential))], { type: 'image/svg+xml' });

export async function pngBadge(svg: string, credential: JsonObject): Promise<Blob> {
  const picture = await drawn(svg);
  const png = new Uint8Array(await picture.arrayBuffer());
  return new Blob([new Uint8Array(bakePng(png, JSON.stringify(credential)))], { type: 'image/png' });
}

async function drawn(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(SIDE, SIDE);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SIDE;
    canvas.height = SIDE;
    const context = canvas.getContext('2d');
    if (context === null) throw new TypeError('this browser cannot draw');
    context.imageSmoothingEnabled = false;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, SIDE, SIDE);
    context.drawImage(image, 0, 0, SIDE, SIDE);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new TypeError('no picture')) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
