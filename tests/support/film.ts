import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** One byte for each pixel. */
  readonly luma: Uint8Array;
  /** Blue, then red, a byte for each four pixels; grey without. */
  readonly chroma?: Uint8Array;
}

/** A still film (YUV4MPEG2, uncompressed) for Chromium's fake camera. */
export function stillFilm({ width, height, luma, chroma = Buffer.alloc(luma.length / 2, 128) }: Frame): Buffer {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}

/** A browser whose camera shows the film and may be used without asking. */
export async function launchBrowserFilming(film: Buffer): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'film-'));
  const file = join(folder, 'film.y4m');
  await writeFile(file, film);
  const browser = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]);
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}
