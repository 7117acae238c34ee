import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import supertest from 'supertest';
import { openDemoOffice } from '../support/desk-office.js';
import { ORIGIN, openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';
import { openOffice } from '../support/service.js';

/** Evidence over HTTP: who may add and see it, and how it comes out. */
let world: StaffWorld;
let assessor: Visitor;
let colleague: Visitor;
let stranger: Visitor;
let recordId: string;
let unitCode: string;
let photo: Buffer;

beforeAll(async () => {
  world = await openStaffWorld({}, '2026-01-12T08:00:00Z');
  const people = await openDemoOffice(world.service);
  const { read } = world.service.instance.store;
  const [post] = await read.organizations.find({ type: 'post-abroad' });
  const organizationId = post?.id ?? '';
  const { account, token } = await people.enter('assessor-jeddah');
  assessor = { accountId: account.id, cookie: `staff=${token}` };
  colleague = await world.enter([{ organizationId, role: 'processing-officer' }]);
  const nvq = world.service.instance.catalogue.qualifications('NVQSL')[0];
  const other = await openOffice(world.service, {
    scheme: 'NVQSL',
    qualifications: nvq ? [{ qualificationId: nvq.id, revision: nvq.revision }] : [],
  });
  stranger = await world.enter([{ organizationId: other.body.id, role: 'assessor' }]);
  const [application] = await read.applications.find({ state: 'attended' });
  const opened = await world.post('/api/assessment/records', { applicationId: application?.id }, assessor).expect(200);
  const record = opened.body as { id: string; unitCodes: string[] };
  recordId = record.id;
  unitCode = record.unitCodes[0] ?? '';
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a03020' } })
    .withExif({ IFD0: { Artist: 'Somebody' } })
    .jpeg()
    .toBuffer();
}, 90_000);
afterAll(() => world.close());

function add(bytes: Uint8Array, as: Visitor, itemId: string = randomUUID()): supertest.Test {
  const query = new URLSearchParams({ kind: 'photo', capturedAt: '2026-01-12T08:00:00Z', units: unitCode });
  return supertest(world.server)
    .post(`/api/assessment/records/${recordId}/evidence-files/${itemId}?${query.toString()}`)
    .set('Origin', ORIGIN)
    .set('Cookie', as.cookie)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(bytes));
}
const codeOf = (answer: supertest.Response): unknown => [answer.status, (answer.body as { code?: string }).code];

describe('evidence files', () => {
  it('are cleaned, stand in the record by the hash of what is kept, and come out in a sandbox', async () => {
    const itemId = randomUUID();
    const item = (await add(photo, assessor, itemId).expect(201)).body as { fileId: string; sha256: string };
    const record = await world.service.instance.store.read.records.get(recordId);
    expect(record?.evidence).toMatchObject([{ id: itemId, sha256: item.sha256, unitCodes: [unitCode] }]);
    const path = `/api/assessment/records/${recordId}/evidence-files/${item.fileId}`;
    const file = await world.get(path, assessor).responseType('blob').expect(200);
    const bytes = file.body as Buffer;
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(item.sha256);
    expect(bytes.includes('Somebody')).toBe(false);
    expect(file.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(String(file.headers['content-disposition'])).toMatch(/^attachment; /);
  });

  it('sent again under the same id add nothing', async () => {
    const itemId = randomUUID();
    const first = await add(photo, assessor, itemId).expect(201);
    const again = await add(photo, assessor, itemId).expect(201);
    expect(again.body).toEqual(first.body);
    const record = await world.service.instance.store.read.records.get(recordId);
    expect(record?.evidence.filter(({ id }) => id === itemId)).toHaveLength(1);
  });

  it('are refused from anybody but the assessor, and hidden from another office', async () => {
    expect(codeOf(await add(photo, colleague))).toEqual([403, 'D13']);
    expect(codeOf(await add(photo, stranger))).toEqual([404, 'not-found']);
    expect(codeOf(await add(photo, { accountId: '', cookie: 'staff=none' }))).toEqual([401, 'D10']);
    const record = await world.service.instance.store.read.records.get(recordId);
    const path = `/api/assessment/records/${recordId}/evidence-files/${record?.evidence[0]?.fileId ?? ''}`;
    expect(codeOf(await world.get(path, stranger))).toEqual([404, 'not-found']);
    expect(codeOf(await world.get(path, colleague))).toEqual([403, 'D13']);
  });

  it('that a browser could run, or that are no files, are refused', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    expect(codeOf(await add(page, assessor))).toEqual([415, 'evidence-type']);
    expect(codeOf(await add(Buffer.alloc(0), assessor))).toEqual([400, 'E15']);
    const foreign = await add(photo, assessor).set('Origin', 'https://evil.example');
    expect(codeOf(foreign)).toEqual([403, 'foreign-origin']);
  });
});
