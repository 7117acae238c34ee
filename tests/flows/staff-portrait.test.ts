import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import supertest from 'supertest';
import type { AssessmentRecord } from '../../src/assessment/index.js';
import { face } from '../support/face.js';
import { openDemoOffice } from '../support/desk-office.js';
import { ORIGIN, openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';
import { openOffice } from '../support/service.js';

/** The candidate's photo over HTTP: who may add and see it, what is kept of it, and when it may change. */
let world: StaffWorld;
let desk: Visitor;
let assessor: Visitor;
let stranger: Visitor;
let personId: string;
let applicationId: string;

beforeAll(async () => {
  world = await openStaffWorld({}, '2026-01-12T08:00:00Z');
  const people = await openDemoOffice(world.service);
  const { read } = world.service.instance.store;
  const [post] = await read.organizations.find({ type: 'post-abroad' });
  desk = await world.enter([{ organizationId: post?.id ?? '', role: 'processing-officer' }]);
  const { account, token } = await people.enter('assessor-jeddah');
  assessor = { accountId: account.id, cookie: `staff=${token}` };
  const nvq = world.service.instance.catalogue.qualifications('NVQSL')[0];
  const other = await openOffice(world.service, {
    scheme: 'NVQSL',
    qualifications: nvq ? [{ qualificationId: nvq.id, revision: nvq.revision }] : [],
  });
  stranger = await world.enter([{ organizationId: other.body.id, role: 'registrar' }]);
  const [application] = await read.applications.find({ state: 'attended' });
  personId = application?.personId ?? '';
  applicationId = application?.id ?? '';
}, 90_000);
afterAll(() => world.close());

const path = (of = personId): string => `/api/assessment/candidates/${of}/photo`;
const at = '2026-01-12T08:00:00Z';
function send(bytes: Uint8Array, { as = desk, onPassport = 'yes', of = personId, takenAt = at } = {}): supertest.Test {
  const query = new URLSearchParams({ takenAt, onPassport });
  return supertest(world.server)
    .post(`${path(of)}?${query.toString()}`)
    .set('Origin', ORIGIN)
    .set('Cookie', as.cookie)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(bytes));
}
const codeOf = (answer: supertest.Response): unknown => [answer.status, (answer.body as { code?: string }).code];
const kept = () => world.service.instance.store.read.portraits.get(personId);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the photo of a candidate', () => {
  it('is cut to 4:5, encoded anew and kept by its hash; the answer and the audit trail hold neither', async () => {
    const answer = await send(await face()).expect(201);
    expect(answer.body).toEqual({ personId, takenAt: '2026-01-12T08:00:00.000Z', onPassport: true });
    const file = await world.get(path(), assessor).responseType('blob').expect(200);
    const headers: unknown = file.headers;
    const bytes = file.body as Buffer;
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 600 });
    expect(bytes.includes('Tracercamera')).toBe(false);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    const { read } = world.service.instance.store;
    expect((await kept())?.sha256).toBe(sha256(bytes));
    expect((await read.people.get(personId))?.photoHash).toBe(sha256(bytes));
    const trail = JSON.stringify(await read.auditRows(1, 1_000));
    expect(trail).toContain('person.photo');
    expect(trail).not.toContain(sha256(bytes));
  });

  it('sent again changes nothing; another one before the assessment takes its place', async () => {
    const before = await kept();
    await send(await face()).expect(201);
    expect((await kept())?.version).toBe(before?.version);
    await send(await face({ skin: '#e0b090' }), { onPassport: 'no' }).expect(201);
    expect((await kept())?.sha256).not.toBe(before?.sha256);
    expect((await kept())?.onPassport).toBeNull();
  });

  it('is shown on the passport only as long as the person agrees', async () => {
    const agree = (agreed: boolean) => world.post(`${path()}/consent`, { agreed }, desk);
    expect((await agree(true).expect(200)).body).toMatchObject({ personId, onPassport: true });
    expect((await kept())?.onPassport).toEqual({ at: '2026-01-12T08:00:00.000Z', receivedBy: expect.any(String) });
    expect((await agree(false).expect(200)).body).toMatchObject({ onPassport: false });
    expect(codeOf(await world.post(`${path()}/consent`, { agreed: true }, assessor))).toEqual([403, 'D13']);
  });

  it('that comes late, or again after the person took the agreement back, changes nothing', async () => {
    const before = await kept();
    expect(before?.onPassport).toBeNull();
    await send(await face({ skin: '#e0b090' }), { onPassport: 'yes' }).expect(201);
    await send(await face(), { takenAt: '2026-01-12T07:59:59Z' }).expect(201);
    expect(await kept()).toEqual(before);
  });

  it('is refused from whoever does not register candidates, and hidden from another body', async () => {
    const picture = await face();
    expect(codeOf(await send(picture, { as: assessor }))).toEqual([403, 'D13']);
    expect(codeOf(await send(picture, { as: stranger }))).toEqual([404, 'not-found']);
    expect(codeOf(await send(picture, { as: { accountId: '', cookie: 'staff=none' } }))).toEqual([401, 'D10']);
    expect(codeOf(await world.get(path(), stranger))).toEqual([404, 'not-found']);
    expect(codeOf(await send(picture, { of: 'nobody' }))).toEqual([404, 'not-found']);
    expect(codeOf(await send(picture).set('Origin', 'https://evil.example'))).toEqual([403, 'foreign-origin']);
  });

  it('that is dark, empty, no picture or damaged is refused with what to do', async () => {
    const before = await kept();
    const flat = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#99aabb' } })
      .jpeg()
      .toBuffer();
    expect(codeOf(await send(await face({ light: 0.05 })))).toEqual([422, 'D14']);
    expect(codeOf(await send(flat))).toEqual([422, 'D14']);
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n');
    expect(codeOf(await send(pdf))).toEqual([415, 'evidence-type']);
    expect(codeOf(await send(Buffer.from('<svg onload="alert(1)"/>')))).toEqual([415, 'evidence-type']);
    expect(codeOf(await send((await face()).subarray(0, 900)))).toEqual([422, 'evidence-unreadable']);
    expect(codeOf(await send(Buffer.alloc(0)))).toEqual([400, 'E15']);
    expect(await kept()).toEqual(before);
  });

  it('stays as the assessor saw it once a record is signed, until the next application', async () => {
    const { store } = world.service.instance;
    const opened = await world.post('/api/assessment/records', { applicationId }, assessor).expect(200);
    const record = opened.body as AssessmentRecord;
    const inState = async (state: AssessmentRecord['state']): Promise<void> => {
      const now = await store.read.records.get(record.id);
      if (now) await store.read.records.update({ ...now, state });
    };
    const other = () => face({ skin: '#705030' });
    await inState('assessor-signed');
    const before = await kept();
    expect(codeOf(await send(await other()))).toEqual([409, 'photo-settled']);
    expect(codeOf(await world.post(`${path()}/remove`, {}, desk))).toEqual([409, 'photo-settled']);
    // The same picture with another answer about the passport is no other photo.
    await send(await face({ skin: '#e0b090' }), { onPassport: 'yes' }).expect(201);
    expect((await kept())?.sha256).toBe(before?.sha256);
    await inState('decided');
    expect(codeOf(await send(await other()))).toEqual([409, 'photo-settled']);
    const application = await store.read.applications.get(applicationId);
    if (application) {
      const next = { ...application, id: world.service.instance.ids.uuid(), version: 1, sessionId: null };
      await store.read.applications.insert({ ...next, state: 'draft' });
    }
    // Whoever fills in forms can always make a draft: it takes the representative, who admits the person.
    expect(codeOf(await send(await other()))).toEqual([409, 'photo-settled']);
    for (const draft of await store.read.applications.find({ personId, state: 'draft' }))
      await store.read.applications.update({ ...draft, state: 'attended' });
    await send(await other()).expect(201);
    expect((await kept())?.sha256).not.toBe(before?.sha256);
  });

  it('can be taken off the file, which is no way to put another face to a signed assessment', async () => {
    const { read } = world.service.instance.store;
    for (const row of await read.applications.find({ personId, state: 'attended' }))
      if (row.id !== applicationId) await read.applications.update({ ...row, state: 'withdrawn' });
    await world.post(`${path()}/remove`, {}, desk).expect(200);
    const later = { takenAt: '2026-01-12T08:00:01Z' };
    expect(codeOf(await send(await face({ skin: '#402010' }), later))).toEqual([409, 'photo-settled']);
    // What a device sends again does not put it back.
    await send(await face({ skin: '#705030' })).expect(201);
    await world.post(`${path()}/remove`, {}, desk).expect(200);
    expect(codeOf(await world.get(path(), assessor))).toEqual([404, 'not-found']);
    expect(await kept()).toMatchObject({ jpeg: null, sha256: null, onPassport: null });
    expect((await world.service.instance.store.read.people.get(personId))?.photoHash).toBeNull();
  });
});
