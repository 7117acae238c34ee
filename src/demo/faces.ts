import sharp from 'sharp';
import type { Service } from '../app.js';
import type { CandidateDetails } from '../assessment/index.js';
import { seededIds } from '../shared/index.js';
import { officers } from './parties.js';
import type { InventedPerson } from './people.js';

const SKIN = ['#8d5a3a', '#a56c45', '#b97d52', '#c99064', '#d9a67c'] as const;
const HAIR = ['#15100d', '#231812', '#2f211a', '#5c5650'] as const;
const CLOTHES = ['#2f5d8a', '#7a3b5e', '#3f6b4f', '#8a5a2b', '#4a4a78', '#a23e3e'] as const;
const CLOTHS = ['#5b7f95', '#8c6f9c', '#6e8b6e', '#b08a5a'] as const;

/** `DEMO` in strokes, so that no font is needed and nobody takes the drawing for a photo. */
const MARK =
  'M0 0V40H12Q26 40 26 20T12 0ZM64 0H40V40H64M40 20H60M78 40V0L94 24L110 0V40M142 0Q124 0 124 20T142 40T160 20T142 0Z';

/** Somebody who does not exist, drawn from a seed: always the same for the same seed. SVG, 4:5. */
export function drawnFace(seed: number, sex: InventedPerson['sex']): string {
  const ids = seededIds(seed);
  const one = <T>(choices: readonly T[]): T => choices[ids.integer(choices.length)] as T;
  const [skin, hair, clothes] = [one(SKIN), one(HAIR), one(CLOTHES)];
  const width = 108 + ids.integer(20);
  const height = 140 + ids.integer(18);
  const eyes = 40 + ids.integer(10);
  const smile = 6 + ids.integer(16);
  const hasCloth = sex === 'female' && ids.integer(4) === 0;
  const hasGlasses = ids.integer(4) === 0;
  const back =
    sex === 'male'
      ? ''
      : `<path d="M${240 - width - 22} 250Q${240 - width - 30} 90 240 84T${240 + width + 22} 250V${hasCloth ? 470 : 400 + ids.integer(70)}H${240 - width - 22}Z" fill="${hasCloth ? one(CLOTHS) : hair}"/>`;
  const fringe = `<path d="M${240 - width} 240Q${240 - width} ${112 + ids.integer(16)} 240 ${104 + ids.integer(10)}T${240 + width} 240Q${240 + width - 30} ${168 + ids.integer(30)} ${220 + ids.integer(40)} ${160 + ids.integer(24)}T${240 - width} 240Z" fill="${hair}"/>`;
  const eye = (x: number): string =>
    `<ellipse cx="${x}" cy="262" rx="17" ry="10" fill="#fff"/><circle cx="${x}" cy="262" r="8" fill="#241a14"/><path d="M${x - 22} 238Q${x} 228 ${x + 22} 238" stroke="${hair}" stroke-width="6" fill="none"/>`;
  const glasses = [240 - eyes, 240 + eyes].map((x) => `<circle cx="${x}" cy="262" r="30"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="600"><rect width="480" height="600" fill="#eef1f3"/>
${back}<path d="M40 600Q60 466 190 446H290Q420 466 440 600Z" fill="${clothes}"/>
<path d="M200 380V446Q240 486 280 446V380Z" fill="${skin}" stroke="#00000022" stroke-width="3"/>
<ellipse cx="240" cy="270" rx="${width}" ry="${height}" fill="${skin}" stroke="#00000022" stroke-width="3"/>${fringe}
${eye(240 - eyes)}${eye(240 + eyes)}<path d="M240 270Q228 312 236 318H252" stroke="#00000055" stroke-width="5" fill="none"/>
<path d="M206 352Q240 ${352 + smile} 274 352" stroke="#7c2f2f" stroke-width="8" stroke-linecap="round" fill="none"/>
${hasGlasses ? `<g fill="none" stroke="#333" stroke-width="5">${glasses}<path d="M${270 - eyes} 262H${210 + eyes}"/></g>` : ''}
<path d="${MARK}" transform="translate(160 540)" fill="none" stroke="#fff" stroke-width="6" stroke-opacity="0.85"/></svg>`;
}

export interface Drawn {
  readonly jpeg: string;
  readonly sha256: string;
}

/** Cleaned and encoded as a photo of the desk is. */
export async function drawFace(service: Service, seed: number, sex: InventedPerson['sex']): Promise<Drawn> {
  const picture = await sharp(Buffer.from(drawnFace(seed, sex)))
    .jpeg({ quality: 85 })
    .toBuffer();
  const { jpeg, sha256 } = await service.instance.evidence.portrait(picture);
  return { jpeg: Buffer.from(jpeg).toString('base64'), sha256 };
}

/** Registers somebody with a face before the assessment: once a record is signed no photo is put to it. */
export async function registerWithFace(
  service: Service,
  details: CandidateDetails,
  seed: number,
  sex: InventedPerson['sex'],
): Promise<{ readonly kind: 'same'; readonly personId: string }> {
  const { assessment, instance } = service;
  const { id: personId } = await assessment.registerCandidate({ ...details, actorId: officers.processing });
  await assessment.keepPortrait(asTaken(personId, await drawFace(service, seed, sex), instance.clock.now(), true));
  return { kind: 'same', personId };
}

/** What the desk does with a photo, by the officer who registers. */
export const asTaken = (personId: string, drawn: Drawn, takenAt: Date, onPassport: boolean) => ({
  ...drawn,
  ...{ personId, onPassport, takenAt: takenAt.toISOString(), actorId: officers.processing },
});
