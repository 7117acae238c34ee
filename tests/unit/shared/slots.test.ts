import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { cleanEvidence } from '../../../src/evidence/clean.js';
import { printablePhoto } from '../../../src/passport/layouts/photo.js';
import { createScanner } from '../../../src/passport/index.js';
import { createSlots, pictureSlots } from '../../../src/shared/index.js';

const held = () => {
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  return { done, release: () => release() };
};
const turns = async (): Promise<void> => {
  for (let count = 0; count < 20; count++) await Promise.resolve();
};

describe('slots', () => {
  it('let as many in as there are places, in order, and refuse whom the line does not hold', async () => {
    const slots = createSlots(2, 2);
    const gates = Array.from({ length: 4 }, held);
    const entered: number[] = [];
    const work = gates.map(({ done }, index) =>
      slots.run(async () => {
        entered.push(index);
        await done;
        return index;
      }),
    );
    await turns();
    expect(entered).toEqual([0, 1]);
    await expect(slots.run(async () => 4)).rejects.toMatchObject({ code: 'E32', status: 503 });
    gates[1]?.release();
    await turns();
    expect(entered).toEqual([0, 1, 2]);
    gates.forEach(({ release }) => release());
    expect(await Promise.all(work)).toEqual([0, 1, 2, 3]);
    expect(await slots.run(async () => 5)).toBe(5);
  });

  it('give the place back when the work fails', async () => {
    const slots = createSlots(1, 1);
    await expect(slots.run(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(async () => 'next')).toBe('next');
  });
});

describe('pictures of the whole process', () => {
  it('wait for a place at every door: evidence, portrait, scan', async () => {
    const blank = sharp({ create: { width: 40, height: 50, channels: 3, background: '#fff' } });
    const png = new Uint8Array(await blank.png().toBuffer());
    const gates = [held(), held()];
    const holders = gates.map(({ done }) => pictureSlots.run(() => done));
    const scanner = createScanner();
    const finished: string[] = [];
    const doors = {
      evidence: cleanEvidence(png),
      portrait: printablePhoto(png),
      scan: scanner.scanImage(png),
    };
    const all = Object.entries(doors).map(async ([name, door]) => {
      await door;
      finished.push(name);
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(finished).toEqual([]);
    gates.forEach(({ release }) => release());
    await Promise.all([...all, ...holders]);
    expect(finished.sort()).toEqual(['evidence', 'portrait', 'scan']);
    await scanner.close();
  });
});
