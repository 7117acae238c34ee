import { describe, expect, it } from '@jest/globals';
import {
  buildDictionaries,
  buildDictionary,
  dictionaryFile,
  modulesOf,
  packSmallest,
  packSp1,
  readDictionaryFile,
  requireReadableDensity,
  skeletonOf,
  unpackSp1,
} from '../../../src/passport/index.js';
import { canonicalJson, fromUtf8, toHex } from '../../../src/shared/index.js';
import { catalogue, qualification, sampleCredential, sampleFacts } from './sample-awards.js';

const HOST = 'verify.example.org';
const places = [
  ['riyadh-2026-05', 'Assessment mission Riyadh, May 2026'],
  ['manila-07', 'Manila Skills Assessment Centre'],
  ['kandy-02', 'Kandy District Assessment Centre'],
].map(([id, name]) => ({ id: `https://${HOST}/sites/${id}`, name: name ?? '' }));

/** Most used last, as the builder asks. */
const skeletons = (
  file: 'tesda' | 'nvqsl',
  scripts: ('Latn' | 'Sinh' | 'Taml')[],
): ReturnType<typeof sampleCredential>[] =>
  [...catalogue(file)].reverse().map((of) => sampleCredential(of, { seed: 99, scripts }));
const tesda = buildDictionaries({ dictIds: [1, 3, 4], skeletons: skeletons('tesda', ['Latn']), places });
const nvqsl = buildDictionaries({
  dictIds: [5, 6, 7, 8],
  skeletons: skeletons('nvqsl', ['Latn', 'Sinh', 'Taml']),
  places,
});
const all = [...tesda, ...nvqsl];

describe('skeletons', () => {
  const facts = sampleFacts(qualification('nvqsl:e40s001-nvq4'), {
    seed: 5,
    evidence: 1,
    scripts: ['Latn', 'Sinh', 'Taml'],
  });
  const text = canonicalJson(
    skeletonOf(
      sampleCredential(qualification('nvqsl:e40s001-nvq4'), {
        seed: 5,
        evidence: 1,
        scripts: ['Latn', 'Sinh', 'Taml'],
      }),
    ),
  );

  it('keep nothing that belongs to one person or one document', () => {
    const personal = [
      ...facts.holder.names.map((name) => name.text),
      facts.holder.birthYear ?? '-',
      facts.holder.maskedId ?? '-',
      facts.holder.subjectId,
      facts.credentialId,
      facts.number,
      facts.assessedOn,
      facts.awardedOn,
      facts.evidence[0]?.sha256 ?? '-',
      facts.place.assessorAccreditationNo ?? '-',
      `"statusListIndex":"${facts.status.index}"`,
      'proofValue',
    ];
    expect(personal.filter((value) => text.includes(value))).toEqual([]);
  });

  it('blank members that they do not know', () => {
    expect(skeletonOf({ id: 'x', credentialSubject: { phone: '+63 917', nested: [{ note: 'secret' }] } })).toEqual({
      id: '',
      credentialSubject: { phone: '', nested: [{ note: '' }] },
    });
  });

  it('keep the standard’s own words', () => {
    for (const unit of facts.units) expect(text).toContain(JSON.stringify(unit.title));
    expect(text).toContain(facts.status.revocationListUrl);
    expect(text).toContain('"message":"in force"');
  });
});

describe('dictionaries', () => {
  it('depend on the plan only, carry their hash and fit the window', () => {
    const again = buildDictionaries({ dictIds: [1, 3, 4], skeletons: skeletons('tesda', ['Latn']), places });
    expect(again.map(({ sha256 }) => sha256)).toEqual(tesda.map(({ sha256 }) => sha256));
    for (const { bytes, leftOut } of all) {
      expect(bytes.length).toBeLessThanOrEqual(32_768);
      expect(leftOut).toBe(0);
      expect(() => fromUtf8(bytes)).not.toThrow();
    }
    expect(new Set(all.map(({ dictId }) => dictId)).size).toBe(all.length);
  });

  it('are files whose name is checked against their bytes', () => {
    const [first] = tesda;
    if (!first) throw new Error('no dictionary');
    const file = dictionaryFile(first);
    expect(file.name).toBe(`sp1-1-${first.sha256.slice(0, 16)}.bin`);
    expect(readDictionaryFile(file.name, file.bytes)?.sha256).toBe(first.sha256);
    expect(readDictionaryFile(file.name, file.bytes.slice(1))).toBeNull();
    expect(readDictionaryFile('other.bin', file.bytes)).toBeNull();
  });

  it('refuse the reserved number and too few numbers', () => {
    expect(() => buildDictionary({ dictId: 2, skeletons: [] })).toThrow(RangeError);
    expect(() => buildDictionary({ dictId: 256, skeletons: [] })).toThrow(RangeError);
    expect(() => buildDictionaries({ dictIds: [], skeletons: skeletons('tesda', ['Latn']) })).toThrow(RangeError);
  });

  it('give way from the least used end when there is too much', () => {
    const words = Array.from({ length: 9000 }, (_, index) => `catalogue word ${index}`);
    const [first] = catalogue('tesda');
    if (!first) throw new Error('empty catalogue');
    const crowded = buildDictionary({
      dictId: 1,
      skeletons: [sampleCredential(first, { seed: 99 })],
      catalogueStrings: words,
    });
    expect(crowded.bytes.length).toBeLessThanOrEqual(32_768);
    expect(fromUtf8(crowded.bytes)).toContain('catalogue word 8999');
    expect(fromUtf8(crowded.bytes)).not.toContain('"catalogue word 1"');
  });
});

describe('sizes', () => {
  const sizesOf = (id: string, scripts: ('Latn' | 'Sinh' | 'Taml')[], evidence = 1): number[] =>
    Array.from({ length: 25 }, (_, seed) => {
      const credential = sampleCredential(qualification(id), { seed: seed + 1, scripts, evidence });
      const packed = packSmallest(credential, all, HOST);
      return packed.ok ? packed.payload.length : Infinity;
    }).sort((left, right) => left - right);

  it('Domestic Work NC II with all core units and titles: 77 modules for every worker', () => {
    const sizes = sizesOf('tesda:domestic-work-nc2', ['Latn']);
    expect(sizes[12]).toBeLessThanOrEqual(345);
    expect(modulesOf(sizes.at(-1) ?? 0, HOST, 'M')).toBeLessThanOrEqual(77);
    expect(sizesOf('tesda:domestic-work-nc2', ['Latn'], 0).at(-1)).toBeLessThanOrEqual(350);
  });

  it.each([
    ['tesda:massage-therapy-nc2', ['Latn'], 370],
    ['tesda:housekeeping-nc2', ['Latn'], 375],
    ['tesda:caregiving-nc2', ['Latn'], 390],
    ['tesda:cookery-nc2', ['Latn'], 385],
    ['nvqsl:e40s001-nvq4', ['Latn'], 385],
    ['nvqsl:e40s001-nvq4', ['Latn', 'Sinh'], 440],
    ['nvqsl:e40s001-nvq4', ['Latn', 'Sinh', 'Taml'], 500],
  ] as const)('%s in %j: at most %i bytes', (id, scripts, limit) => {
    expect(sizesOf(id, [...scripts]).at(-1)).toBeLessThanOrEqual(limit);
  });

  it('each evidence hash costs about 42 bytes: more than one belongs online, not on the card', () => {
    const of = qualification('tesda:domestic-work-nc2');
    const size = (evidence: number): number => {
      const packed = packSmallest(sampleCredential(of, { seed: 3, evidence }), all, HOST);
      return packed.ok ? packed.payload.length : Infinity;
    };
    expect((size(4) - size(1)) / 3).toBeGreaterThan(35);
    expect((size(4) - size(1)) / 3).toBeLessThan(48);
  });

  it('200 workers: every code reads back; only names in three scripts can be too much for a card', async () => {
    const quals = [...catalogue('tesda'), ...catalogue('nvqsl')];
    const scripts = [['Latn'], ['Latn'], ['Latn', 'Sinh'], ['Latn', 'Taml'], ['Latn', 'Sinh', 'Taml']] as const;
    const threeScripts = 4;
    const refused: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const of = quals[seed % quals.length];
      const credential = sampleCredential(of ?? qualification('x'), { seed, scripts: scripts[seed % 5] ?? ['Latn'] });
      const packed = packSmallest(credential, of?.scheme === 'TESDA' ? tesda : nvqsl, HOST);
      if (!packed.ok) throw new Error(packed.reason);
      const result = await unpackSp1(packed.url, (dictId) =>
        all.filter((each) => each.dictId === dictId).map((each) => each.bytes),
      );
      expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(credential));
      if (packed.payload.length > 450) refused.push(seed % 5);
      expect(packed.payload.length).toBeLessThanOrEqual(500);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set([threeScripts]));
  }, 60_000);

  it('a code too dense for a layout is refused with size, limit and the layout it would fit', () => {
    const limit = { title: 'the card', maxPayloadBytes: 450 };
    const larger = { title: 'the sheet', maxPayloadBytes: 700 };
    const attempt = (bytes: number) => (): void => requireReadableDensity(bytes, limit, [limit, larger]);
    expect(attempt(450)).not.toThrow();
    const refusal = { code: 'P21', status: 409, title: 'The code is too dense for the card (451 of 450 bytes).' };
    expect(attempt(451)).toThrow(
      expect.objectContaining({ ...refusal, whatToDo: 'Use the sheet, or the online code.' }),
    );
    expect(attempt(701)).toThrow(expect.objectContaining({ code: 'P21', whatToDo: 'Use the online code.' }));
  });

  it('a qualification without a skeleton still packs, only larger', () => {
    const [first] = tesda;
    const foreign = sampleCredential(qualification('nvqsl:f45s003-nvq4'), { seed: 4 });
    const packed = first ? packSp1(foreign, first, HOST) : null;
    expect(packed?.ok && packed.payload.length).toBeGreaterThan(400);
    expect(packed?.ok && toHex(packed.payload.subarray(0, 1))).toBe('01');
  });
});
