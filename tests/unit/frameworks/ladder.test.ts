import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawLadder, ladder, ladderSvg, loadKnowledge } from '../../../src/frameworks/index.js';

const knowledge = loadKnowledge();

interface TextBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
}
/** Every line of text as a box, by a width estimate of its own. */
function textBoxes(svg: string): readonly TextBox[] {
  const boxes: TextBox[] = [];
  let shift = 0;
  for (const [, group, size, anchor, body] of svg.matchAll(
    /<g transform="translate\(0 ([\d.]+)\)">|<\/g>|<text font-size="(\d+)"[^>]*?(text-anchor="middle")?>(.*?)<\/text>/g,
  )) {
    if (body === undefined) shift = group === undefined ? 0 : Number(group);
    else
      for (const [, x, y, text = ''] of body.matchAll(/<tspan x="([\d.-]+)" y="([\d.-]+)">(.*?)<\/tspan>/g)) {
        const width = text.length * Number(size) * 0.5;
        const left = anchor === undefined ? Number(x) : Number(x) - width / 2;
        const base = Number(y) + shift;
        boxes.push({ left, right: left + width, top: base - Number(size) * 0.75, bottom: base + 1, text });
      }
  }
  return boxes;
}

const pairs = [
  ['ph-pqf', '2', 'sadcqf'],
  ['ie-nfq', '6', 'eqf'],
  ['nz-nzqcf', '3', 'eqf'],
  ['gb-rqf', '3', 'eqf'],
  ['lk-nvq', '4', 'lk-slqf'],
  ['ph-pqf', '1', 'qa-nqf'],
  ['in-nsqf', '4.5', 'gb-sct-scqf'],
] as const;

describe('the ladder as data', () => {
  it('marks the certificate and its counterpart and draws official links solid', () => {
    const data = ladder(knowledge, [{ framework: 'ie-nfq', level: '6' }, { framework: 'eqf' }]);
    expect(data.columns[0]?.levels.find((level) => level.mark)).toMatchObject({ code: '6', mark: 'certificate' });
    expect(data.columns[1]?.levels.find((level) => level.mark)).toMatchObject({ code: '5', mark: 'counterpart' });
    expect(data.links).toHaveLength(10);
    expect(data.links.find((link) => link.marked)).toMatchObject({
      from: '6',
      to: '5',
      line: 'solid',
      wording: 'corresponds to',
    });
    expect(data.sentences).toEqual([
      'This certificate is level 6 of 10 in the Irish framework.',
      'NFQ 6 corresponds to EQF 5.',
    ]);
  });

  it.each([
    ['nz-nzqcf', 'eqf', 'dashed'],
    ['gb-rqf', 'eqf', 'dotted'],
    ['eqf', 'de-dqr', 'solid'],
  ])('links %s and %s with %s lines only', (left, right, line) => {
    const data = ladder(knowledge, [{ framework: left, level: '3' }, { framework: right }]);
    expect(new Set(data.links.map((link) => link.line))).toEqual(new Set([line]));
  });

  it.each([
    ['ph-pqf', 'sadcqf', 'no official relation known'],
    ['ph-pqf', 'aqrf', 'related, table not loaded'],
    ['ae-qfe', 'nz-nzqcf', 'mapping not endorsed'],
    ['ke-knqf', 'isced-2011', 'only indicative'],
    ['za-nqf', 'sadcqf', 'no official relation known'],
  ])('draws no line between %s and %s but says: %s', (left, right, words) => {
    const data = ladder(knowledge, [{ framework: left, level: '2' }, { framework: right }]);
    expect(data.links).toEqual([]);
    expect(data.gaps).toEqual([words]);
  });

  it('leaves out what it does not know and says what it cannot find', () => {
    const data = ladder(knowledge, [
      { framework: 'ph-pqf', level: '12' },
      { framework: 'nope' },
      { framework: 'qa-nqf' },
    ]);
    expect(data.columns.map((column) => [column.framework, column.empty])).toEqual([
      ['ph-pqf', null],
      ['qa-nqf', 'We have no table'],
    ]);
    expect(data.sentences[0]).toBe('PQF has no such level.');
  });
});

describe('the drawing', () => {
  it.each(
    pairs.flatMap(([left, level, right]) => [320, 360, 720].map((width) => [left, level, right, width] as const)),
  )('%s %s beside %s at %i px keeps texts apart and inside', (left, level, right, width) => {
    const svg = ladderSvg(knowledge, { left: { framework: left, level }, right: { framework: right } }, { width });
    const boxes = textBoxes(svg);
    expect(boxes.length).toBeGreaterThan(10);
    expect(boxes.filter((box) => box.left < 0 || box.right > width)).toEqual([]);
    const overlaps = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        )
        .map((other) => `${one.text} / ${other.text}`),
    );
    expect(overlaps).toEqual([]);
  });

  it('puts more than two frameworks under each other on a phone, beside each other on a desk', () => {
    const sides = {
      left: { framework: 'nz-nzqcf', level: '3' },
      right: { framework: 'eqf' },
      more: [{ framework: 'de-dqr' }],
    };
    const count = (width: number) => ladderSvg(knowledge, sides, { width }).split('<g transform').length - 1;
    // Each panel is a group, and the words below are one more.
    expect([count(320), count(720)]).toEqual([3, 2]);
  });

  it('is accessible and passes a strict content security policy', () => {
    const svg = ladderSvg(
      knowledge,
      { left: { framework: 'ie-nfq', level: '6' }, right: { framework: 'eqf' } },
      { idPrefix: 'x"y' },
    );
    expect(svg).toContain('role="img"');
    expect(svg).toContain('aria-labelledby="xy-title xy-desc"');
    expect(svg).toContain('<title id="xy-title">Levels side by side: NFQ, EQF</title>');
    expect(svg).toMatch(/<desc id="xy-desc">.*NFQ 6 corresponds to EQF 5\./);
    expect(svg).not.toMatch(/style|<script|href|url\(|\son\w+=|class=/);
  });

  it('escapes every text it is given', () => {
    const data = ladder(knowledge, [{ framework: 'ie-nfq', level: '6' }, { framework: 'eqf' }]);
    const [first] = data.columns;
    if (!first) throw new Error('no column');
    const svg = drawLadder({
      ...data,
      columns: [{ ...first, acronym: '<script>&"\u0000' }],
      links: [],
      gaps: [],
      sentences: ["</svg>'"],
    });
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;&amp;&quot;');
    expect(svg).toContain('&lt;/svg&gt;&#39;');
    expect(svg).not.toContain('\u0000');
  });

  it('is a picture that an image library can render, with the marked level dark', async () => {
    const svg = ladderSvg(knowledge, { left: { framework: 'ph-pqf', level: '2' }, right: { framework: 'sadcqf' } });
    const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(320);
    let brand = 0;
    for (let at = 0; at < data.length; at += info.channels)
      if (data[at] === 0x0b && data[at + 1] === 0x4f && data[at + 2] === 0x6c) brand++;
    expect(brand).toBeGreaterThan(2_000);
  });
});
