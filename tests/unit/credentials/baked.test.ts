import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { bakePng, readBakedPng } from '../../../src/credentials/baked/png.js';
import { bakeSvg, readBakedSvg } from '../../../src/credentials/baked/svg.js';
import { concatBytes, ServiceError } from '../../../src/shared/index.js';
import { sample, withShapedProof } from './samples.js';

const credential = JSON.stringify(withShapedProof(sample('nvq-certificate')));
const token = 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6InVybjp1dWlkOjEifQ.c2lnbmF0dXJl';
const png = new Uint8Array(
  await sharp({ create: { width: 8, height: 8, channels: 3, background: 'navy' } })
    .png()
    .toBuffer(),
);
const svg = '<?xml version="1.0"?>\n<!-- badge --><svg xmlns="http://www.w3.org/2000/svg" data-note="a>b"><g/></svg>';

/** The picture with an iTXt chunk whose part after the keyword is `rest`, as other software might write it. */
function pngWithText(rest: Uint8Array): Uint8Array {
  const body = concatBytes(new TextEncoder().encode('iTXtopenbadgecredential\0'), rest);
  const ends = new Uint8Array(8);
  new DataView(ends.buffer).setUint32(0, body.length - 4);
  new DataView(ends.buffer).setUint32(4, crc32(body));
  return concatBytes(png.slice(0, 33), ends.slice(0, 4), body, ends.slice(4), png.slice(33));
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
  return 'none';
}

describe('baked PNG', () => {
  it.each([credential, token])('gives back what was put in', (text) => {
    expect(readBakedPng(bakePng(png, text))).toEqual({ kind: 'text', text });
  });

  it('is still a picture that other software reads, checksums included', async () => {
    const { width, height, format } = await sharp(bakePng(png, credential), { failOn: 'warning' }).metadata();
    expect({ width, height, format }).toEqual({ width: 8, height: 8, format: 'png' });
    const before = await sharp(png).raw().toBuffer();
    expect(await sharp(bakePng(png, credential)).raw().toBuffer()).toEqual(before);
  });

  it('finds nothing in a picture without a credential, or in something else', () => {
    expect(readBakedPng(png)).toEqual({ kind: 'none' });
    expect(readBakedPng(new Uint8Array(0))).toEqual({ kind: 'none' });
    expect(readBakedPng(new TextEncoder().encode('GIF89a'))).toEqual({ kind: 'none' });
  });

  it('says why a credential cannot be read', () => {
    const baked = bakePng(png, credential);
    const chunk = baked.slice(33, baked.length - (png.length - 33));
    const twice = concatBytes(baked.slice(0, 33), chunk, chunk, png.slice(33));
    expect(readBakedPng(twice)).toEqual({ kind: 'unreadable', reason: 'two-credentials' });
    expect(readBakedPng(baked.slice(0, -13))).toEqual({ kind: 'unreadable', reason: 'damaged' });
    const flipped = baked.slice();
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    expect(readBakedPng(flipped)).toEqual({ kind: 'unreadable', reason: 'damaged' });
    const compressed = pngWithText(new Uint8Array([1, 0, 0, 0, 0x78]));
    expect(readBakedPng(compressed)).toEqual({ kind: 'unreadable', reason: 'compressed' });
    expect(readBakedPng(pngWithText(new Uint8Array([0, 0, 0, 0, 0xff])))).toEqual({
      kind: 'unreadable',
      reason: 'damaged',
    });
    expect(readBakedPng(pngWithText(new Uint8Array([0, 0, 0x65, 0x6e])))).toEqual({
      kind: 'unreadable',
      reason: 'damaged',
    });
    expect(readBakedPng(pngWithText(new Uint8Array(200_000)))).toEqual({ kind: 'unreadable', reason: 'too-large' });
    expect(readBakedPng(new Uint8Array(5_000_001))).toEqual({ kind: 'unreadable', reason: 'too-large' });
  });

  it('refuses pictures it cannot use', () => {
    const unusable = 'badge-picture-unusable';
    expect(codeOf(() => bakePng(new Uint8Array(40), credential))).toBe(unusable);
    expect(codeOf(() => bakePng(bakePng(png, token), credential))).toBe(unusable);
    expect(codeOf(() => bakePng(png.slice(0, 20), credential))).toBe(unusable);
    expect(codeOf(() => bakePng(png, 'x'.repeat(65_537)))).toBe(unusable);
  });

  it('never throws on hostile bytes', () => {
    const signature = png.slice(0, 8);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['none', 'unreadable']).toContain(readBakedPng(concatBytes(signature, bytes)).kind);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('baked SVG', () => {
  it.each([credential, token, '{"a":"]]> and <b> & \' \\" "}'])('gives back what was put in', (text) => {
    expect(readBakedSvg(bakeSvg(svg, text))).toEqual({ kind: 'text', text });
  });

  it('puts the credential first inside the root, with the namespace of Open Badges', () => {
    expect(bakeSvg(svg, '{}')).toBe(
      '<?xml version="1.0"?>\n<!-- badge --><svg xmlns="http://www.w3.org/2000/svg" data-note="a>b">' +
        '<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><![CDATA[{}]]></openbadges:credential>' +
        '<g/></svg>',
    );
  });

  it('stays a picture', async () => {
    const sized = svg.replace('<svg ', '<svg width="4" height="4" ');
    expect((await sharp(new TextEncoder().encode(bakeSvg(sized, credential))).metadata()).width).toBe(4);
  });

  it('reads escaped text as other software writes it', () => {
    const text =
      '<svg><openbadges:credential xmlns:openbadges="x">\n {&quot;a&quot;:&lt;1&amp;} </openbadges:credential></svg>';
    expect(readBakedSvg(text)).toEqual({ kind: 'text', text: '{"a":<1&}' });
  });

  it.each([
    ['none', svg],
    ['two-credentials', '<svg><openbadges:credential verify="a.b.c"/><openbadges:credential verify="a.b.c"/></svg>'],
    ['damaged', '<svg><openbadges:credential>{}'],
    ['damaged', '<svg><openbadges:credential verify="'],
    ['damaged', '<svg><openbadges:credential verify="not a token"/></svg>'],
    ['damaged', '<svg><openbadges:credential><![CDATA[{}</openbadges:credential></svg>'],
    ['damaged', '<svg><openbadges:credential>&xxe;</openbadges:credential></svg>'],
    ['damaged', '<svg><openbadges:credential><b/></openbadges:credential></svg>'],
    ['too-large', `<svg><openbadges:credential>${' {}'.repeat(30_000)}</openbadges:credential></svg>`],
    ['too-large', ' '.repeat(5_000_001)],
  ])('answers %s', (answer, text) => {
    const reading = readBakedSvg(text);
    expect(reading.kind === 'unreadable' ? reading.reason : reading.kind).toBe(answer);
  });

  it('refuses what is no SVG, or has a credential', () => {
    const unusable = 'badge-picture-unusable';
    for (const text of ['', '<html/>', '<svg/>', '<svg ', '<!-- <svg>', '<?xml', bakeSvg(svg, token)]) {
      expect(codeOf(() => bakeSvg(text, credential))).toBe(unusable);
    }
  });
});
