import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { createDecodeThread } from '../../src/passport/index.js';
import { openReleaseDesk, type Group, type ReleaseDesk } from '../support/release-desk.js';
import { approve, credentialOf, inventCandidates } from '../support/service.js';
import type { StaffWorld, Visitor } from '../support/staff-world.js';

/** The paper that follows a release: cards and sheets, each code read back from the pixels. */
let desk: ReleaseDesk;
let world: StaffWorld;
beforeAll(async () => {
  desk = await openReleaseDesk();
  world = desk.world;
}, 60_000);
afterAll(() => world.close());

it('cards of the session: in the order of the list, each code read back from the pixels', async () => {
  const { group, certificateIds, releaser, other } = await desk.session(10);
  await world.post('/api/assessment/certificates/release', { certificateIds }, releaser).expect(200);
  const sessionId = group.session?.id ?? '';
  const plan = await world.get(`/api/assessment/sessions/${sessionId}/print-plan`, other).expect(200);
  const planned = plan.body as { id: string; fit: string; bytes: number; max: number }[];
  expect(planned.map(({ fit }) => fit)).toEqual(Array<string>(10).fill('card'));
  expect(planned.every(({ bytes, max }) => bytes > 100 && bytes <= max)).toBe(true);
  const expected: string[] = [];
  for (const { id } of planned) {
    const [code] = await shortCodesOf(id);
    expected.push(world.service.instance.addresses.shortCode(code ?? ''));
    expected.push(world.service.printer.codeText(await credentialOf(world.service, id)));
  }
  const pages = await printed(other, `/sessions/${sessionId}/cards?form=pages&dense=leave-out`, 4);
  expect(pages.flat()).toEqual(expected);
  const sheets = await printed(other, `/sessions/${sessionId}/cards?form=sheets&dense=leave-out`, 4.5, [2, 5]);
  const [fronts, backs] = [
    expected.filter((_each, index) => index % 2 === 0),
    expected.filter((_each, index) => index % 2 === 1),
  ];
  // Turned over its long edge, the back of the left card lies on the right.
  const mirrored = backs.map((_each, index) => backs[index % 2 === 0 ? index + 1 : index - 1] ?? '');
  expect(sheets).toEqual([fronts, mirrored]);
}, 60_000);

it('what is too dense for a card is named with its bytes, and printed on the A4 sheet or with its online code', async () => {
  const date = '2026-06-01';
  world.clock.set('2026-05-20T00:00:00Z');
  const [plain] = inventCandidates(world.service, { day: date, count: 1, seed: 77_000 });
  if (plain === undefined) throw new Error('nobody was invented');
  const long = 'අභයවික්‍රමසිංහ මුදියන්සේලාගේ දිසානායක විජේසුන්දර කුමාරිහාමි';
  const tamil = 'கனகசபாபதிப்பிள்ளை விஸ்வநாதசர்மா மீனாட்சிசுந்தரம்பிள்ளை அம்மாள்';
  const own = [
    { family: long, given: long, script: 'Sinh', asIn: 'nic' },
    { family: tamil, given: tamil, script: 'Taml', asIn: 'nic' },
  ];
  const names = [...plain.details.names, ...own];
  await approve(world, desk.office, { day: date, candidates: [{ ...plain, details: { ...plain.details, names } }] });
  const officer = await world.enter([{ organizationId: desk.office.body.id, role: 'release-officer' }]);
  const groups = (await world.get('/api/assessment/release-groups', officer).expect(200)).body as Group[];
  const group = groups.find((each) => each.certificates.some(({ name }) => name.startsWith(names[0]?.family ?? '-')));
  const certificateId = group?.certificates[0]?.id ?? '';
  const made = await world.post('/api/assessment/certificates/release', { certificateIds: [certificateId] }, officer);
  expect(made.body).toMatchObject([{ ok: true }]);
  const sessionId = group?.session?.id ?? '';
  const plan = await world.get(`/api/assessment/sessions/${sessionId}/print-plan`, officer).expect(200);
  const [fit] = plan.body as { fit: string; bytes: number; max: number }[];
  expect(fit?.fit).toBe('sheet');
  expect(fit?.bytes).toBeGreaterThan(fit?.max ?? Infinity);
  const card = await world.get(`/api/assessment/certificates/${certificateId}/print?layout=card`, officer);
  expect([card.status, (card.body as { code: string }).code]).toEqual([409, 'P21']);
  await world.get(`/api/assessment/certificates/${certificateId}/print?layout=sheet`, officer).expect(200);
  const left = await world.get(`/api/assessment/sessions/${sessionId}/cards?form=pages&dense=leave-out`, officer);
  expect([left.status, (left.body as { code: string }).code]).toEqual([409, 'nothing-to-print']);
  const [code] = await shortCodesOf(certificateId);
  const online = world.service.instance.addresses.shortCode(code ?? '');
  const texts = await printed(officer, `/sessions/${sessionId}/cards?form=pages&dense=online-code`, 4);
  expect(texts).toEqual([[online], [online]]);
}, 60_000);

it('nobody prints what was never released, nor without the right to', async () => {
  const { group, certificateIds, releaser } = await desk.session(6);
  const path = `/api/assessment/sessions/${group.session?.id ?? ''}/cards?form=pages&dense=leave-out`;
  const nothing = await world.get(path, releaser);
  expect([nothing.status, (nothing.body as { code: string }).code]).toEqual([409, 'nothing-to-print']);
  const single = await world.get(`/api/assessment/certificates/${certificateIds[0]}/print?layout=card`, releaser);
  expect([single.status, (single.body as { code: string }).code]).toEqual([409, 'not-released']);
  const assessor = await world.enter([{ organizationId: desk.office.body.id, role: 'assessor' }]);
  expect((await world.get(path, assessor)).status).toBe(403);
});

async function shortCodesOf(certificateId: string): Promise<string[]> {
  const { read } = world.service.instance.storage.store;
  const [row] = await read.credentials.find({ subjectId: certificateId });
  return (await read.shortCodes.find({ credentialId: row?.credentialId ?? '' })).map(({ code }) => code);
}

/** Texts of the codes on each page, as a phone would read them from the paper; of a sheet one cell after the other. */
async function printed(
  as: Visitor,
  path: string,
  scale: number,
  cells: readonly [number, number] = [1, 1],
): Promise<string[][]> {
  const answer = await world.get(`/api/assessment${path}`, as).buffer(true).parse(binary).expect(200);
  expect(answer.headers['content-type']).toBe('application/pdf');
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="cards-\d{4}-\d\d-\d\d\.pdf"$/);
  const thread = createDecodeThread({ timeoutMs: 30_000, maxWaiting: 100 });
  const rendered = await thread.render(answer.body as Uint8Array, { scale, maxPages: 100, maxPixels: 3e7 });
  const texts: string[][] = [];
  for (const page of rendered?.pages ?? []) {
    const found: string[] = [];
    for (const cell of cutInto(page, cells)) found.push(...(await thread.decode(cell)));
    texts.push(found);
  }
  await thread.close();
  return texts;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Cards of a sheet in reading order: the block of 171.2 by 269.9 mm stands in the middle of the page. */
function cutInto(page: Picture, [columns, rows]: readonly [number, number]): Picture[] {
  if (columns * rows === 1) return [page];
  const mm = page.width / 210;
  const [width, height] = [Math.floor(85.6 * mm), Math.floor(53.98 * mm)];
  const [left, top] = [(page.width - columns * 85.6 * mm) / 2, (page.height - rows * 53.98 * mm) / 2];
  return Array.from({ length: columns * rows }, (_each, index) => {
    const x = Math.round(left + (index % columns) * 85.6 * mm);
    const y = Math.round(top + Math.floor(index / columns) * 53.98 * mm);
    const grey = new Uint8Array(width * height);
    for (let row = 0; row < height; row++)
      grey.set(page.grey.subarray((y + row) * page.width + x, (y + row) * page.width + x + width), row * width);
    return { width, height, grey };
  });
}

function binary(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
