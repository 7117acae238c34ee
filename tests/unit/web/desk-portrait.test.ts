import { describe, expect, it } from '@jest/globals';
import { isTooDark } from '../../../src/web/desk/local/portrait.js';

/** Pixels in rows of light and dark grey. */
const pixels = (light: number, dark: number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 400 }, (_, at) => (at % 4 === 3 ? 255 : at < 200 ? light : dark));

describe('a photo at the desk', () => {
  it('needs light, and a difference between light and dark', () => {
    expect(isTooDark(pixels(230, 60))).toBe(false);
    expect(isTooDark(pixels(40, 5))).toBe(true);
    expect(isTooDark(pixels(150, 150))).toBe(true);
    expect(isTooDark(pixels(60, 30))).toBe(false);
  });
});
