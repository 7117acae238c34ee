import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { composeService } from '../../src/app.js';
import { carryOutCompromise, planCompromise, rotateKey } from '../../src/composition/index.js';
import { isObject, type JsonObject } from '../../src/shared/index.js';
import { codeOf } from '../support/code-of.js';
import {
  certify,
  credentialOf,
  failingCodes,
  findings,
  openOffice,
  openTestService,
  release,
  approve,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
  two,
} from '../support/service.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

describe('an issuing key that was stolen', () => {
  let test: TestService;
  let office: Office;
  let stolen: string;
  let honest: readonly string[];
  let another: string;
  let forged: JsonObject;
  const since = new Date('2026-02-10T00:00:00Z');

  beforeAll(async () => {
    test = await openTestService();
    office = await openOffice(test.service);
    const before = await certify(test, office, { day: '2026-02-02', count: 2 });
    const after = await certify(test, office, { day: '2026-02-16', count: 1 });
    honest = [...before, ...after];
    [another = ''] = await certify(test, office, { day: '2026-02-17', hour: 3 });
    const { keys, clock } = test.service.instance;
    const signer = await keys.signer(office.body.did ?? '', 'issuer', clock.now());
    stolen = signer.id;
    // The thief has the key, and the date in a proof is whatever he likes.
    const { proof, ...content } = await credentialOf(test.service, before[0] ?? '');
    const created = isObject(proof) && typeof proof['created'] === 'string' ? proof['created'] : '';
    const subject = { ...(content['credentialSubject'] as JsonObject), licenseNumber: '26131200000000' };
    const format = test.service.instance.proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');
    const made = await format?.sign({ ...content, credentialSubject: subject }, { signer, created });
    if (!isObject(made)) throw new Error('nothing was forged');
    forged = JSON.parse(JSON.stringify(made)) as JsonObject;
  });
  afterAll(() => test.close());

  it('looks genuine until it is known', async () => {
    const report = await verifyInput(test.service, forged);
    expect([report.verdict, ...failingCodes(report)]).toEqual(['genuine-and-current']);
  });

  it('is planned without changing anything', async () => {
    const plan = await planCompromise(test.service, stolen, since);
    expect(plan.signedSince.map(({ subjectId }) => subjectId).toSorted()).toEqual([honest[2], another].toSorted());
    expect(plan.honest.map(({ subjectId }) => subjectId).toSorted()).toEqual([...honest, another].toSorted());
    expect(plan.left).toEqual([]);
    expect((await test.service.instance.keys.list()).every((key) => key.revokedAt === null)).toBe(true);
    expect(await codeOf(planCompromise(test.service, 'did:web:nobody#key', since))).toBe('key-unknown');
    expect((await planCompromise(test.service, stolen, since)).set).toBe(plan.set);
  });

  it('leaves out what nothing but the database vouches for', async () => {
    const { store } = test.service.instance;
    const [row] = await store.read.credentials.find({ subjectId: another, form: 'eddsa-jcs-2022' });
    if (row === undefined) throw new Error('nothing was issued');
    const inserted = { ...row, id: test.service.instance.ids.uuid(), credentialId: 'urn:uuid:slipped-in' };
    await store.transaction((tx) => tx.credentials.insert(inserted)).catch(() => undefined);
    const before = await planCompromise(test.service, stolen, since);
    const slipped = before.left.find(({ credentialId }) => credentialId === 'urn:uuid:slipped-in');
    expect(slipped?.why).toMatch(/not in force|no intent/);
    expect(before.honest.some(({ credentialId }) => credentialId === 'urn:uuid:slipped-in')).toBe(false);
  });

  it('needs two officers', async () => {
    const plan = await planCompromise(test.service, stolen, since);
    expect(await codeOf(carryOutCompromise(test.service, plan, { actorId: 'a', secondActorId: 'a' }))).toBe('R27');
    expect((await test.service.instance.keys.list()).every((key) => key.revokedAt === null)).toBe(true);
  });

  it('ends everything signed with it, and gives every honest worker a certificate under the new key', async () => {
    const plan = await planCompromise(test.service, stolen, since);
    const done = await carryOutCompromise(test.service, plan, two);
    expect(done.refused).toEqual([]);
    expect(done.replaced).toHaveLength(plan.honest.length);
    expect((await verifyInput(test.service, forged)).verdict).toBe('revoked');
    for (const id of [...honest, another]) {
      const old = await test.service.instance.store.read.certificates.get(id);
      expect(old?.state).toBe('replaced');
      expect(await verdictOf(test.service, id)).toBe('revoked');
      const successor = old?.replacedById ?? '';
      expect(await verdictOf(test.service, successor)).toBe('genuine-and-current');
      const { proof } = await credentialOf(test.service, successor);
      expect(isObject(proof) ? proof['verificationMethod'] : null).toBe(done.made.id);
    }
    const again = await planCompromise(test.service, stolen, since);
    expect(again.honest).toEqual([]);
    expect(await carryOutCompromise(test.service, again, two)).toMatchObject({
      made: { id: done.made.id },
      replaced: [],
    });
  });

  it('says why in the register, the trail and the lists: a key was lost, nothing was corrected', async () => {
    const { read } = test.service.instance.store;
    const trail = await read.auditRows(1, 5_000);
    for (const id of honest) {
      const old = await read.certificates.get(id);
      const [event] = await read.statusEvents.find({ targetId: id, to: 'replaced' });
      const [entry] = await read.statusEntries.find({ credentialId: old?.credentialId ?? '' });
      const approved = trail.find((row) => row.action === 'certificate.approve' && row.facts['replaces'] === id);
      const replaced = trail.find((row) => row.action === 'certificate.replace' && row.subjectId === id);
      const said = [event?.reasonClass, entry?.reasonClass, approved?.facts['reason'], replaced?.facts['reason']];
      expect(said).toEqual(Array.from(said, () => 'key-compromise'));
      const [list] = await read.statusLists.find({ slug: entry?.listSlug ?? '', purpose: 'message' });
      const { credentialSubject } = JSON.parse(list?.signedJson ?? '{}') as { credentialSubject: JsonObject };
      const { credentialId } = (await read.certificates.get(old?.replacedById ?? '')) ?? {};
      expect(credentialSubject['successors']).toMatchObject({ [String(entry?.index)]: { successor: credentialId } });
    }
  });

  it('leaves a register that fsck finds nothing in, but for what was slipped in', async () => {
    const found = await findings(test.service);
    expect(found.every(({ where }) => where.includes('slipped-in'))).toBe(true);
  });

  it('lets issuing go on with the new key, also in another process', async () => {
    const [id = ''] = await approve(test, office, { day: '2026-03-02' });
    const other = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    try {
      await release({ ...test, service: other }, [id]);
      expect(await verdictOf(other, id)).toBe('genuine-and-current');
    } finally {
      await other.close();
    }
  });
});

describe('a drill cut short', () => {
  it('is run again and ends with one successor for each', async () => {
    const test = await openTestService();
    try {
      const office = await openOffice(test.service);
      const ids = await certify(test, office, { day: '2026-02-02', count: 2 });
      const key = await test.service.instance.keys.signer(office.body.did ?? '', 'issuer', test.clock.now());
      const plan = await planCompromise(test.service, key.id, test.clock.now());
      test.failAt('c5');
      await expect(carryOutCompromise(test.service, plan, two)).rejects.toThrow();
      test.failAt(null);
      const rest = await planCompromise(test.service, key.id, test.clock.now());
      expect(rest.honest).toHaveLength(2);
      await carryOutCompromise(test.service, rest, two);
      for (const id of ids) {
        const successors = await test.service.instance.store.read.certificates.find({ replacesId: id });
        expect(successors.map(({ state }) => state)).toEqual(['active']);
      }
      expect(await findings(test.service)).toEqual([]);
    } finally {
      await test.close();
    }
  }, 120_000);
});

describe('a stolen key for status lists', () => {
  it('is exchanged, and the lists are signed anew at once', async () => {
    const test = await openTestService();
    try {
      const office = await openOffice(test.service);
      const [id = ''] = await certify(test, office, { day: '2026-02-02' });
      const did = office.body.did ?? '';
      const key = await test.service.instance.keys.signer(did, 'status', test.clock.now());
      await carryOutCompromise(test.service, await planCompromise(test.service, key.id, test.clock.now()), two);
      expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
      expect((await test.service.instance.keys.signer(did, 'status', test.clock.now())).id).not.toBe(key.id);
    } finally {
      await test.close();
    }
  });
});

describe('rotation in an ordinary year', () => {
  it('announces the new key, overlaps, and keeps everything issued good', async () => {
    const test = await openTestService();
    try {
      const { service, clock } = test;
      const office = await openOffice(service);
      const controller = office.body.did ?? '';
      const [before = ''] = await certify(test, office, { day: '2026-02-02' });
      const { made, ending } = await rotateKey(service, { controller, role: 'issuer', leadDays: 1, overlapDays: 7 });
      const signerAt = async (): Promise<string> =>
        (await service.instance.keys.signer(controller, 'issuer', clock.now())).id;
      expect(await signerAt()).toBe(ending[0]?.id);
      const { list } = await service.trust.current();
      expect(list.issuers[0]?.keys.map(({ id }) => id)).toContain(made.id);
      const [after = ''] = await certify(test, office, { day: '2026-03-02' });
      expect(await signerAt()).toBe(made.id);
      for (const id of [before, after]) expect(await verdictOf(service, id)).toBe('genuine-and-current');
      expect(await codeOf(rotateKey(service, { controller, role: 'audit', leadDays: 1, overlapDays: 7 }))).toBe(
        'no-signing-key',
      );
      expect(await findings(service)).toEqual([]);
    } finally {
      await test.close();
    }
  });

  it('of root keys leaves the younger one, and publishes the statement that says so', async () => {
    const test = await openTestService();
    try {
      const { service, clock } = test;
      await openOffice(service);
      const first = await service.trust.roots();
      const controller = `${service.instance.addresses.publicUrl}/trust-list`;
      const { made } = await rotateKey(service, { controller, role: 'root', leadDays: 0, overlapDays: 7 });
      clock.set('2026-02-01T00:00:00Z');
      await service.trust.current({ fresh: true });
      const last = await service.trust.roots();
      expect(last.serial).toBe(2);
      expect(last.roots).toHaveLength(2);
      expect(last.roots).toContain(made.publicKeyMultibase);
      expect(last.roots.filter((root) => first.roots.includes(root))).toHaveLength(1);
    } finally {
      await test.close();
    }
  });
});
