import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnFace } from '../../../src/demo/faces.js';
import { portraitOf } from '../../../src/evidence/portrait.js';

const seeds = Array.from({ length: 40 }, (_, index) => 1_000 + index * 77);
const picture = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();

describe('the drawn people of the demonstration', () => {
  it('are the same for the same seed, and different people otherwise', () => {
    const drawn = seeds.map((seed) => drawnFace(seed, 'female'));
    expect(drawn).toEqual(seeds.map((seed) => drawnFace(seed, 'female')));
    expect(new Set(drawn).size).toBe(seeds.length);
    expect(drawnFace(1, 'male')).not.toBe(drawnFace(1, 'female'));
  });

  it('pass as a photo of the desk, and are small', async () => {
    for (const seed of seeds.slice(0, 8)) {
      const jpeg = await portraitOf(await picture(drawnFace(seed, seed % 2 === 0 ? 'female' : 'male')));
      expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 600 });
      expect(jpeg.length).toBeLessThan(30_000);
    }
  }, 30_000);

  it('bear the mark of a drawing, whole, on the clothes', async () => {
    const face = drawnFace(7, 'female');
    const unmarked = face.replace(/<path d="[^"]*" transform="[^"]*"[^>]*\/>/, '');
    const [one, other] = await Promise.all(
      [face, unmarked].map(async (svg) =>
        sharp(await picture(svg))
          .greyscale()
          .raw()
          .toBuffer({ resolveWithObject: true }),
      ),
    );
    const changed = [...(one?.data ?? [])].flatMap((light, at) =>
      Math.abs(light - (other?.data[at] ?? 0)) > 40 ? [{ x: at % 480, y: Math.floor(at / 480) }] : [],
    );
    expect(changed.length).toBeGreaterThan(1_500);
    const [left, right] = [Math.min(...changed.map(({ x }) => x)), Math.max(...changed.map(({ x }) => x))];
    expect([left > 100, right < 380, Math.min(...changed.map(({ y }) => y)) > 500]).toEqual([true, true, true]);
  });
});
