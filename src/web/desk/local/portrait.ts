/** The shape in which cards and pages show a face, and the most that is sent. */
const WIDTH = 960;
const HEIGHT = 1200;
/** Of 255. The service refuses the same: nobody should learn hours later that the picture shows nothing. */
const LEAST_LIGHT = 32;
const LEAST_CONTRAST = 8;
/** Light is measured on a small copy. */
const MEASURED = { width: 96, height: 120 };

export type TakenPortrait =
  { readonly ok: true; readonly blob: Blob } | { readonly ok: false; readonly why: 'dark' | 'unreadable' };

/** A picture of the camera or of a file, cut to 4:5 around its middle. Nothing that a camera writes beside it remains. */
export async function portraitFrom(
  picture: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
): Promise<TakenPortrait> {
  const scale = Math.min(1, size.width / WIDTH, size.height / HEIGHT);
  const canvas = drawn(picture, size, { width: Math.round(WIDTH * scale), height: Math.round(HEIGHT * scale) });
  const measured = drawn(picture, size, MEASURED).getContext('2d');
  if (measured === null) return { ok: false, why: 'unreadable' };
  if (isTooDark(measured.getImageData(0, 0, MEASURED.width, MEASURED.height).data)) return { ok: false, why: 'dark' };
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return blob === null ? { ok: false, why: 'unreadable' } : { ok: true, blob };
}

export async function portraitFromFile(file: Blob): Promise<TakenPortrait> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null || picture.width === 0) return { ok: false, why: 'unreadable' };
  try {
    return await portraitFrom(picture, picture);
  } finally {
    picture.close();
  }
}

function drawn(
  picture: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number },
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = target.width;
  canvas.height = target.height;
  const cut = Math.min(width / WIDTH, height / HEIGHT);
  const [cutWidth, cutHeight] = [WIDTH * cut, HEIGHT * cut];
  const from = [(width - cutWidth) / 2, (height - cutHeight) / 2] as const;
  canvas.getContext('2d')?.drawImage(picture, ...from, cutWidth, cutHeight, 0, 0, target.width, target.height);
  return canvas;
}

/** Too little light, or too little difference between light and dark, to tell a face. `pixels`: red, green, blue, alpha. */
export function isTooDark(pixels: Uint8ClampedArray): boolean {
  const count = pixels.length / 4;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const light = 0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
    sum += light;
    squares += light * light;
  }
  const mean = sum / count;
  return mean < LEAST_LIGHT || Math.sqrt(Math.max(0, squares / count - mean * mean)) < LEAST_CONTRAST;
}
