import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type supertest from 'supertest';
import { createDecodeThread } from '../../src/passport/index.js';
import { createReleaseRunner } from '../../src/desk/index.js';
import { releaseCertificates, setStopSwitch } from '../../src/issuance/index.js';
import { approve, credentialOf, inventCandidates, openOffice, verdictOf, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** Releases that go on without their page, through pauses, refusals and restarts, and the paper that follows. */
let world: StaffWorld;
let office: Office;
let releaser: Visitor;
let other: Visitor;
beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
}, 60_000);
afterAll(() => world.close());

interface Progress {
  readonly id: string;
  readonly sessionId: string;
  readonly state: string;
  readonly heldBy: string | null;
  readonly total: number;
  readonly released: number;
  readonly stopped: number;
  readonly problems?: readonly { readonly name: string; readonly refusals: readonly { readonly code: string }[] }[];
}
interface Group {
  readonly session: { readonly id: string; readonly site: string } | null;
  readonly certificates: readonly { readonly id: string; readonly name: string; readonly isYours: boolean }[];
}

let day = 1;
/** A session with approved certificates; officers sign in on that day. */
async function session(count: number): Promise<Group> {
  day += 7;
  const date = new Date(Date.UTC(2026, 1, day)).toISOString().slice(0, 10);
  await approve(world, office, { day: date, count, seed: day * 1_000 });
  releaser = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
  other = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
  const groups = await world.get('/api/assessment/release-groups', releaser).expect(200);
  const found = (groups.body as Group[]).find((group) => group.certificates.length === count);
  if (found === undefined) throw new Error('the session is not on the list');
  return found;
}

const idsOf = (group: Group): string[] => group.certificates.map((certificate) => certificate.id);

const start = (group: Group, certificateIds = idsOf(group), as = releaser): supertest.Test =>
  world.post('/api/assessment/release-runs', { sessionId: group.session?.id, certificateIds }, as);

/** A run in the middle of its lease, as the process that works on it sees it: nobody else touches it. */
const underWay = ({ session }: Group, certificateIds: readonly string[]) =>
  world.service.instance.storage.store.read.releaseRuns.insert({
    id: world.service.instance.ids.uuid(),
    version: 1,
    organizationId: office.body.id,
    sessionId: session?.id ?? '',
    startedBy: releaser.accountId,
    startedAt: world.clock.now().toISOString(),
    items: certificateIds.map((certificateId) => ({ certificateId, state: 'waiting', refusals: [] })),
    leaseUntil: new Date(world.clock.now().getTime() + 60_000).toISOString(),
    ...{ number: 1_000 + day, state: 'running', heldBy: null, finishedAt: null },
  });

/** How many of this session's certificates the officer is shown as waiting. */
async function waitingFor(officer: typeof releaser, group: Group): Promise<number> {
  const groups = await world.get('/api/assessment/release-groups', officer).expect(200);
  const same = (groups.body as Group[]).find(({ session }) => session?.id === group.session?.id);
  return same?.certificates.length ?? 0;
}

async function progress(id: string): Promise<Progress> {
  return (await world.get(`/api/assessment/release-runs/${id}`, releaser).expect(200)).body as Progress;
}

async function whenOver(id: string, state = 'done'): Promise<Progress> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const now = await progress(id);
    if (now.state === state) return now;
    await new Promise((resume) => setTimeout(resume, 25));
  }
  throw new Error(`not ${state}: ${JSON.stringify(await progress(id))}`);
}

describe('a release in the background', () => {
  let released: Group;

  it('answers at once, tells how far it is, and everything verifies at the end', async () => {
    released = await session(10);
    expect(released.session?.site).toBe(office.site.name);
    expect(released.certificates.every((certificate) => certificate.name.includes(', '))).toBe(true);
    const begun = await start(released).expect(200);
    expect(begun.body).toMatchObject({ state: 'running', total: 10, released: 0 });
    const { id } = begun.body as Progress;
    const over = await whenOver(id);
    expect(over).toMatchObject({ released: 10, stopped: 0, heldBy: null });
    expect(await verdictOf(world.service, idsOf(released)[9] ?? '')).toBe('genuine-and-current');
    const again = await start(released);
    expect(again.status).toBe(200);
    const refused = await whenOver((again.body as Progress).id);
    expect(refused).toMatchObject({ released: 10, stopped: 0 });
  }, 30_000);

  it('does not begin twice for the same certificates', async () => {
    const group = await session(3);
    await setStopSwitch(true, 'tester', world.service.issuance);
    const first = (await start(group).expect(200)).body as Progress;
    expect((await whenOver(first.id, 'held')).heldBy).toBe('issuance-stopped-by-switch');
    const again = await start(group);
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'being-released']);
    expect(await waitingFor(releaser, group)).toBe(0);
    await setStopSwitch(false, 'tester', world.service.issuance);
    const foreign = await world.post(`/api/assessment/release-runs/${first.id}/resume`, {}, other);
    expect([foreign.status, (foreign.body as { code: string }).code]).toEqual([409, 'R27']);
    await world.post(`/api/assessment/release-runs/${first.id}/resume`, {}, releaser).expect(200);
    expect(await whenOver(first.id)).toMatchObject({ released: 3, heldBy: null });
  }, 30_000);

  it('begins once when it is started twice in the same moment', async () => {
    const group = await session(3);
    await setStopSwitch(true, 'tester', world.service.issuance);
    const [holder, watcher] = [0, 1].map(() => new pg.Client({ connectionString: world.databaseUrl ?? '' }));
    if (!holder || !watcher) throw new Error('no sessions');
    await Promise.all([holder.connect(), watcher.connect()]);
    await holder.query('BEGIN');
    // Both may read, neither may write yet: so both find that nothing is taken.
    await holder.query('LOCK TABLE release_run IN EXCLUSIVE MODE');
    const both = Promise.all([start(group), start(group)]);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (let attempt = 0; attempt < 200 && (await watcher.query(waiting)).rowCount !== 2; attempt++)
      await new Promise((resume) => setTimeout(resume, 25));
    expect((await watcher.query(waiting)).rowCount).toBe(2);
    await holder.query('COMMIT');
    await Promise.all([holder.end(), watcher.end()]);
    const answers = (await both).toSorted((left, right) => left.status - right.status);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect((answers[1]?.body as { code: string }).code).toBe('being-released');
    const { id } = answers[0]?.body as Progress;
    await whenOver(id, 'held');
    await setStopSwitch(false, 'tester', world.service.issuance);
    await world.post(`/api/assessment/release-runs/${id}/resume`, {}, releaser).expect(200);
    expect(await whenOver(id)).toMatchObject({ released: 3, stopped: 0 });
  }, 30_000);

  it('lets another officer release what a paused release left, and nobody what a running one will come to', async () => {
    const group = await session(3);
    const { store } = world.service.instance.storage;
    const [first = '', ...rest] = idsOf(group);
    const run = await underWay(group, rest);
    expect(await waitingFor(other, group)).toBe(1);
    const early = await start(group, rest, other);
    expect([early.status, (early.body as { code: string }).code]).toEqual([409, 'being-released']);
    await store.read.releaseRuns.update({ ...run, state: 'paused', leaseUntil: null });
    expect([await waitingFor(releaser, group), await waitingFor(other, group)]).toEqual([1, 3]);
    const { id } = (await start(group, [first, ...rest], other).expect(200)).body as Progress;
    expect(await whenOver(id)).toMatchObject({ released: 3, stopped: 0 });
    await world.post(`/api/assessment/release-runs/${run.id}/resume`, {}, releaser).expect(200);
    const over = await whenOver(run.id);
    expect(over).toMatchObject({ released: 0, stopped: 2 });
    expect(await store.read.certificates.get(rest[0] ?? '')).toMatchObject({ releasedBy: other.accountId });
  }, 30_000);

  it('pauses between two portions, and goes on where it was', async () => {
    const group = await session(9);
    const { id } = (await start(group).expect(200)).body as Progress;
    const paused = await world.post(`/api/assessment/release-runs/${id}/pause`, {}, releaser).expect(200);
    expect((paused.body as Progress).state).toBe('paused');
    await world.service.staff.releases.idle();
    const still = await progress(id);
    expect(still.state).toBe('paused');
    expect(still.released).toBeLessThan(9);
    await world.post(`/api/assessment/release-runs/${id}/resume`, {}, releaser).expect(200);
    expect(await whenOver(id)).toMatchObject({ released: 9, stopped: 0 });
  }, 30_000);

  it('stops for one certificate with its reason and name, and releases the rest', async () => {
    const group = await session(4);
    const { read } = world.service.instance.storage.store;
    const [first = ''] = idsOf(group);
    const certificate = await read.certificates.get(first);
    const record = await read.records.get(certificate?.recordIds[0] ?? '');
    if (record === null) throw new Error('no record');
    await read.records.update({ ...record, state: 'voided' });
    const { id } = (await start(group).expect(200)).body as Progress;
    const over = await whenOver(id);
    expect(over).toMatchObject({ released: 3, stopped: 1 });
    expect(over.problems?.map((problem) => [problem.name, problem.refusals.map(({ code }) => code)])).toEqual([
      [group.certificates[0]?.name, ['record-voided']],
    ]);
  }, 30_000);

  it('is gone on with by another process, which counts what was released already', async () => {
    const group = await session(7);
    const { store } = world.service.instance.storage;
    const certificateIds = idsOf(group);
    // As a process leaves it that died after a release and before its note of it, in the middle of its lease.
    const [done = ''] = certificateIds;
    await world.post('/api/assessment/certificates/release', { certificateIds: [done] }, releaser).expect(200);
    const run = await underWay(group, certificateIds);

    const next = createReleaseRunner({
      store,
      clock: world.clock,
      issuance: {
        ...({} as Parameters<typeof createReleaseRunner>[0]['issuance']),
        release: (ids, by) => releaseCertificates(ids, by, world.service.issuance),
      },
    });
    next.wake();
    await next.idle();
    expect((await progress(run.id)).released).toBe(0);
    world.clock.set(new Date(world.clock.now().getTime() + 61_000).toISOString());
    next.wake();
    await next.idle();
    expect(await progress(run.id)).toMatchObject({ state: 'done', released: 7, stopped: 0 });
  }, 30_000);

  it('releases nothing more for an officer whose account was closed', async () => {
    const group = await session(2);
    const { store } = world.service.instance.storage;
    await setStopSwitch(true, 'tester', world.service.issuance);
    const { id } = (await start(group).expect(200)).body as Progress;
    await whenOver(id, 'held');
    const account = await store.read.staffAccounts.get(releaser.accountId);
    const run = await store.read.releaseRuns.get(id);
    if (account === null || run === null) throw new Error('nothing to close');
    await store.read.staffAccounts.update({ ...account, state: 'disabled' });
    await setStopSwitch(false, 'tester', world.service.issuance);
    await store.read.releaseRuns.update({ ...run, state: 'running', heldBy: null });
    world.service.staff.releases.wake();
    await world.service.staff.releases.idle();
    expect(await store.read.releaseRuns.get(id)).toMatchObject({ state: 'held', heldBy: 'D13' });
    expect((await store.read.certificates.get(idsOf(group)[0] ?? ''))?.state).toBe('approved');
  }, 30_000);

  it('cards of the session: in the order of the list, each code read back from the pixels', async () => {
    const asOther = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
    const sessionId = released.session?.id ?? '';
    const plan = await world.get(`/api/assessment/sessions/${sessionId}/print-plan`, asOther).expect(200);
    const planned = plan.body as { id: string; fit: string; bytes: number; max: number }[];
    expect(planned.map(({ fit }) => fit)).toEqual(Array<string>(10).fill('card'));
    expect(planned.every(({ bytes, max }) => bytes > 100 && bytes <= max)).toBe(true);
    const expected: string[] = [];
    for (const { id } of planned) {
      const [code] = await shortCodesOf(id);
      expected.push(world.service.instance.addresses.shortCode(code ?? ''));
      expected.push(world.service.printer.codeText(await credentialOf(world.service, id)));
    }
    const pages = await printed(asOther, `/sessions/${sessionId}/cards?form=pages&dense=leave-out`, 4);
    expect(pages.flat()).toEqual(expected);
    const sheets = await printed(asOther, `/sessions/${sessionId}/cards?form=sheets&dense=leave-out`, 4.5, [2, 5]);
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
    await approve(world, office, { day: date, candidates: [{ ...plain, details: { ...plain.details, names } }] });
    const officer = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
    const groups = (await world.get('/api/assessment/release-groups', officer).expect(200)).body as Group[];
    const group = groups.find((each) => each.certificates.some(({ name }) => name.startsWith(names[0]?.family ?? '-')));
    const [certificateId = ''] = group === undefined ? [] : idsOf(group);
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
    const group = await session(6);
    const path = `/api/assessment/sessions/${group.session?.id ?? ''}/cards?form=pages&dense=leave-out`;
    const nothing = await world.get(path, releaser);
    expect([nothing.status, (nothing.body as { code: string }).code]).toEqual([409, 'nothing-to-print']);
    const single = await world.get(`/api/assessment/certificates/${idsOf(group)[0]}/print?layout=card`, releaser);
    expect([single.status, (single.body as { code: string }).code]).toEqual([409, 'not-released']);
    const assessor = await world.enter([{ organizationId: office.body.id, role: 'assessor' }]);
    expect((await world.get(path, assessor)).status).toBe(403);
  });
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
