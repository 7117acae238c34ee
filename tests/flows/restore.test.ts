import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeService, type Service } from '../../src/app.js';
import {
  changeCertificateStatus,
  changePassportStatus,
  markReplaced,
  publishStatusLists,
  resume,
} from '../../src/issuance/index.js';
import { verifyTrustList } from '../../src/issuers/index.js';
import { holderOf, issuedPassport } from '../support/passports.js';
import {
  certify,
  credentialOf,
  findings,
  officers,
  openOffice,
  openTestService,
  release,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
  two,
} from '../support/service.js';

/** The database goes back to yesterday's copy; keys and the journal beside it stay. */
describe('a database restored from a backup', () => {
  let first: TestService;
  let test: TestService;
  let office: Office;
  let now: Service;
  const folder = (name: string): string => join(first.settings.dataDir, name);
  const reopen = async (): Promise<void> => {
    now = await composeService(first.settings, { clock: first.clock, throwawayKeys: true });
    test = { ...first, service: now };
  };
  const revoke = (certificateId: string) =>
    changeCertificateStatus({ ...two, certificateId, event: 'revoke', reasonClass: 'assessment-fraud' }, now.issuance);
  const versions = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await now.instance.store.read.statusLists.find({})).map((row) => [row.id, row.listVersion]));

  beforeAll(async () => {
    first = await openTestService('embedded', '2026-01-05T08:00:00Z', { onDisk: true });
    office = await openOffice(first.service);
    test = first;
    now = first.service;
  }, 120_000);
  afterAll(async () => {
    await now.close();
    rmSync(first.settings.dataDir, { recursive: true, force: true });
  });

  it('never takes back what was published: revoked, suspended and replaced stay, versions rise', async () => {
    const tvec = await openOffice(now, { scheme: 'NVQSL' });
    const [revoked = '', suspended = '', replaced = '', untouched = ''] = await certify(test, office, {
      day: '2026-02-02',
      count: 4,
      seed: 950,
    });
    const owner = await holderOf(test, tvec, { day: '2026-02-03', seed: 951 });
    const { id: passportId } = await issuedPassport(test, owner);
    await now.close();
    cpSync(folder('pgdata'), folder('backup'), { recursive: true });

    await reopen();
    await revoke(revoked);
    await changeCertificateStatus(
      { ...two, certificateId: suspended, event: 'suspend', reasonClass: 'identity-fraud' },
      now.issuance,
    );
    const request = { actorId: officers.certification, certificateId: replaced, reason: 'lost' } as const;
    const successor = await now.assessment.prepareReplacement(request);
    await release(test, [successor.id]);
    await markReplaced(replaced, successor.id, two, now.issuance);
    const passport = { passportId, event: 'close', reasonClass: 'identity-fraud' } as const;
    await changePassportStatus({ ...two, ...passport }, now.issuance);
    const [later = ''] = await certify(test, office, { day: '2026-02-09', seed: 952 });
    const laterCredential = await credentialOf(now, later);
    await revoke(later);
    const before = await versions();
    await now.close();
    rmSync(folder('pgdata'), { recursive: true });
    cpSync(folder('backup'), folder('pgdata'), { recursive: true });

    await reopen();
    const codes = (await findings(now)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'list-version-set-back')).toHaveLength(6);
    expect(codes.filter((code) => code === 'status-set-back')).toHaveLength(5);
    // Nothing was left unfinished: what a start does anyway is enough.
    await resume(now.issuance);
    expect(await verdictOf(now, revoked)).toBe('revoked');
    expect(await verdictOf(now, suspended)).toBe('suspended');
    expect(await verdictOf(now, replaced)).toBe('replaced');
    expect(await verdictOf(now, passportId)).toBe('revoked');
    expect(await verdictOf(now, untouched)).toBe('genuine-and-current');
    // Issued and revoked after the backup: the register has never heard of it, the list still says so.
    expect((await verifyInput(now, laterCredential)).verdict).toBe('revoked');
    const after = await versions();
    for (const [id, version] of Object.entries(before)) expect(after[id]).toBeGreaterThan(version);
    expect(await findings(now)).toEqual([]);
    const { certificates, passports } = now.instance.store.read;
    expect(await certificates.get(revoked)).toMatchObject({ state: 'revoked' });
    expect(await passports.get(passportId)).toMatchObject({ state: 'closed' });
    // Lifting a suspension afterwards is a decision as ever, and is not undone by the next publication.
    await changeCertificateStatus(
      { ...two, certificateId: suspended, event: 'reinstate', reasonClass: 'issued-in-error' },
      now.issuance,
    );
    await publishStatusLists(now.issuance);
    expect(await verdictOf(now, suspended)).toBe('genuine-and-current');
  }, 240_000);

  it('is told when somebody wrote in the journal, and minds no line that a crash cut off', async () => {
    const journal = folder('published-status.journal');
    const whole = readFileSync(journal, 'utf8');
    appendFileSync(journal, `${'0'.repeat(64)} {"list":"tesda-revocation","ver`);
    const [id = ''] = await certify(test, office, { day: '2026-03-02', seed: 953 });
    await revoke(id);
    expect(await findings(now)).toEqual([]);
    const lines = whole.split('\n').filter((line) => line.includes('"revoked":true')).length;
    writeFileSync(journal, whole.replaceAll('"revoked":true', '"revoked":null'));
    await now.close();
    await reopen();
    expect(await findings(now)).toEqual([{ code: 'journal-damaged', where: `${lines} lines of the status journal` }]);
    expect(await verdictOf(now, id)).toBe('revoked');
  }, 240_000);

  it('publishes no trust list with a version that verifiers know as an older one', async () => {
    const { crypto } = now.instance;
    const list = async () => {
      const published = await now.trust.published();
      if (published === null) throw new Error('nothing is published');
      return published;
    };
    await list();
    await now.close();
    rmSync(folder('backup'), { recursive: true, force: true });
    cpSync(folder('pgdata'), folder('backup'), { recursive: true });
    await reopen();
    const backedUp = (await list()).list.version;
    for (let more = 0; more < 3; more++) {
      await now.instance.store.transaction(async (tx) => {
        const site = await tx.sites.get(office.site.id);
        if (site !== null) await tx.sites.update({ ...site, name: `Centre ${more}` });
      });
      await now.trust.current({ fresh: true });
    }
    const seen = (await list()).list.version;
    expect(seen).toBeGreaterThan(backedUp);
    await now.close();
    rmSync(folder('pgdata'), { recursive: true });
    cpSync(folder('backup'), folder('pgdata'), { recursive: true });

    await reopen();
    const after = await list();
    expect(after.list.version).toBeGreaterThan(seen);
    const { roots } = await now.trust.roots();
    expect(await verifyTrustList(after.jws, roots, crypto, seen)).toMatchObject({ ok: true });
    await now.close();
    await reopen();
    expect((await list()).list.version).toBe(after.list.version);
  }, 240_000);

  it('brings the dictionaries back, without which no printed code can be read', async () => {
    const [id = ''] = await certify(test, office, { day: '2026-03-09', seed: 954 });
    const code = now.printer.codeText(await credentialOf(now, id));
    const made = now.dictionaries.all().map(({ sha256 }) => sha256);
    expect(made.length).toBeGreaterThan(0);
    await now.close();
    rmSync(folder('dictionaries'), { recursive: true });
    await reopen();
    expect(now.dictionaries.all().map(({ sha256 }) => sha256)).toEqual(made);
    expect(readdirSync(folder('dictionaries'))).toHaveLength(made.length);
    expect((await verifyInput(now, code)).verdict).toBe('genuine-and-current');
  }, 240_000);
});
