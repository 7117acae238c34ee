import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { INSTANCE } from '../../src/staff/index.js';
import { assess, certify, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** What the screens of officers, registrars and auditors read. */
let world: StaffWorld;
let office: Office;
let recordIds: readonly string[];
let decider: Visitor;
let releaser: Visitor;
let certificateId: string;

beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  [certificateId = ''] = await certify(world, office, { day: '2026-02-02', count: 6, seed: 100 });
  world.clock.set('2026-02-08T00:00:00Z');
  ({ recordIds } = await assess(world, office, { day: '2026-02-09', count: 3, seed: 200 }));
  await assess(world, office, { day: '2026-02-10', count: 7, seed: 300, notSatisfactory: [firstUnit()] });
  world.clock.set('2026-02-16T08:00:00Z');
  decider = await world.enter([{ organizationId: office.body.id, role: 'certification-officer' }]);
  releaser = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
}, 90_000);
afterAll(() => world.close());

const firstUnit = (): string =>
  world.service.instance.catalogue
    .qualification(office.qualification)
    ?.units.find((unit) => unit.code !== null && unit.required)?.code ?? '';

const read = async <T>(path: string, as: Visitor): Promise<T> =>
  (await world.get(`/api/assessment${path}`, as).expect(200)).body as T;

interface QueueRow {
  readonly id: string;
  readonly name: string;
  readonly judged: number;
  readonly passed: number;
  readonly worst: { readonly code: string; readonly outcome: string } | null;
}

describe('the certification queue', () => {
  it('shows names, how many rules are met, and problems first', async () => {
    const { store } = world.service.instance.storage;
    const record = await store.read.records.get(recordIds[1] ?? '');
    const application = await store.read.applications.get(record?.applicationId ?? '');
    if (application?.identityCheck == null) throw new Error('nobody was identified');
    await store.read.applications.update({
      ...application,
      identityCheck: { ...application.identityCheck, nameMatch: 'mismatch', resolution: null },
    });
    const { rows, qualifications, total } = await read<{ rows: QueueRow[]; total: number; qualifications: object[] }>(
      '/decision-queue',
      decider,
    );
    expect(total).toBe(rows.length);
    expect(rows[0]).toMatchObject({ id: record?.id, worst: { code: 'R13', outcome: 'block' } });
    const fine = rows.find((row) => row.worst === null);
    expect(fine?.passed).toBe(fine?.judged);
    expect(fine?.judged).toBeGreaterThan(8);
    expect(rows.every((row) => row.name.includes(', '))).toBe(true);
    expect(qualifications).toEqual([{ id: office.qualification.qualificationId, label: 'Domestic Work NC II' }]);
    const none = await read<{ rows: QueueRow[] }>('/decision-queue?qualificationId=tesda:cookery-nc2', decider);
    expect(none.rows).toEqual([]);
  });

  it('opens a record with its evidence and every rule with reason and facts then and now', async () => {
    const file = await read<{
      record: object;
      candidate: { name: string };
      evidence: { sha256: string }[];
      units: { results: object[] }[];
      rules: {
        rule: string;
        outcome: string;
        message: string;
        facts: object[];
      }[];
    }>(`/records/${recordIds[0]}/decision-file`, decider);
    expect(file.record).toMatchObject({ isAsSigned: true, overall: 'competent' });
    expect(file.evidence.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    expect(file.units.every(({ results }) => results.length > 0)).toBe(true);
    const [r01] = file.rules.filter(({ rule }) => rule === 'R01');
    expect(r01).toMatchObject({ outcome: 'pass' });
    expect(r01?.facts[0]).toEqual({
      kind: 'accreditation',
      number: 'CA-tesda-1',
      validFrom: '2026-01-01',
      validUntil: '2027-12-31',
      assessedOn: '2026-02-09',
      state: 'active',
    });
    expect(file.rules.find(({ rule }) => rule === 'R14')).toMatchObject({ outcome: 'pass', facts: [] });
  });

  it('explains to the assessor of the record why another officer must decide', async () => {
    const both = await world.enter([{ organizationId: office.body.id, role: 'certification-officer' }], {
      personId: office.assessor.personId,
    });
    const { rules } = await read<{ rules: { rule: string; outcome: string; message: string; facts: object[] }[] }>(
      `/records/${recordIds[0]}/decision-file`,
      both,
    );
    expect(rules.find(({ rule }) => rule === 'R14')).toMatchObject({
      outcome: 'block',
      facts: [{ kind: 'your-part', part: 'assessor' }],
    });
    const answer = await world.post(`/api/assessment/records/${recordIds[0]}/decide`, { outcome: 'approved' }, both);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, 'R14']);
  });
});

describe('registers', () => {
  it('find a certificate by its number, and show its file with names', async () => {
    const certificate = await world.service.instance.storage.store.read.certificates.get(certificateId);
    const rows = await read<{ id: string; name: string }[]>(
      `/certificate-register?number=${certificate?.number}`,
      decider,
    );
    expect(rows.map(({ id }) => id)).toEqual([certificateId]);
    expect(await read(`/certificates/${certificateId}/file`, decider)).toMatchObject({
      certificate: { number: certificate?.number, state: 'active', qualification: 'Domestic Work NC II' },
      replaces: null,
      waiting: [],
      history: [],
    });
  });

  it('say in words what waits for a second officer, and for whom it is their own', async () => {
    const path = `/api/assessment/certificates/${certificateId}/suspend`;
    await world.post(path, { reasonClass: 'assessment-fraud' }, decider).expect(202);
    const [seen] = await read<{ isYours: boolean; certificates: { id: string; name: string }[] }[]>(
      '/second-approvals',
      releaser,
    );
    expect(seen).toMatchObject({
      action: 'post /certificates/:certificateId/suspend',
      by: 'Test officer',
      isYours: false,
      reasonClass: 'assessment-fraud',
      count: 1,
      certificates: [{ id: certificateId }],
    });
    expect(await read('/second-approvals', decider)).toMatchObject([{ isYours: true }]);
    expect(await read(`/certificates/${certificateId}/file`, decider)).toMatchObject({
      waiting: [{ by: 'Test officer', action: 'post /certificates/:certificateId/suspend' }],
    });
  });

  it('list accreditations with whom they are for, the next to end first', async () => {
    const registrar = await world.enter([{ organizationId: office.body.id, role: 'registrar' }]);
    const rows = await read<{ subject: string; daysLeft: number; subjectType: string }[]>(
      '/accreditation-register',
      registrar,
    );
    expect(rows.find((row) => row.subjectType === 'site')?.subject).toBe(office.site.name);
    expect(rows.map((row) => row.daysLeft)).toEqual(rows.map((row) => row.daysLeft).toSorted((a, b) => a - b));
    expect(rows[0]?.daysLeft).toBe(683);
  });
});

describe('the overview', () => {
  interface Shown {
    readonly total: object;
    readonly groups: Readonly<
      Record<string, readonly { readonly key: string; readonly assessed: number | null; readonly label: string }[]>
    >;
    readonly days: object;
    readonly funnel: { readonly points: readonly { readonly label: string | null }[] };
  }

  it('counts signed records by the database, with rates and the days to release', async () => {
    const shown = await read<Shown>('/overview', decider);
    expect(shown.total).toEqual({ key: '', assessed: 16, competent: 9, rate: 56.3 });
    expect(shown.days).toEqual({ count: 6, median: 5, p90: 5 });
    expect(shown.groups['site']).toMatchObject([{ label: office.site.name, assessed: 16 }]);
    expect(shown.groups['mission']).toMatchObject([{ key: '', label: '', assessed: 16 }]);
    expect(shown.funnel.points.map(({ label }) => label)).toEqual([null]);
  });

  it('names assessors to auditors only', async () => {
    const auditor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    const shown = await read<Shown>('/overview/assessors', auditor);
    expect(shown.funnel.points[0]?.label).toContain(', ');
    expect((await world.get('/api/assessment/overview/assessors', decider)).status).toBe(403);
  });

  it('leaves out what was voided, and what another office assessed', async () => {
    const { store } = world.service.instance.storage;
    const record = await store.read.records.get(recordIds[2] ?? '');
    if (record === null) throw new Error('no record');
    await store.read.records.update({ ...record, state: 'voided' });
    expect((await read<Shown>('/overview', decider)).total).toMatchObject({ assessed: 15 });
    const elsewhere = await world.enter([{ organizationId: office.site.organizationId, role: 'ac-manager' }]);
    expect((await read<Shown>('/overview', elsewhere)).total).toMatchObject({ assessed: 15 });
    const asNobody = await world.get(`/api/assessment/overview?site=${world.service.instance.ids.uuid()}`, decider);
    expect([asNobody.status, (asNobody.body as { code: string }).code]).toEqual([404, 'not-found']);
  });

  it('comes as a table that spreadsheets cannot calculate', async () => {
    const answer = await world.get('/api/assessment/overview/table', decider).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text).toContain('total,,15,');
    expect(answer.text.charCodeAt(0)).toBe(0xfeff);
  });
});
