import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { composeService, type Service } from '../../src/app.js';
import { startSigner } from '../../src/composition/signer.js';
import { readSettings, type Settings } from '../../src/config/index.js';
import {
  changeCertificateStatus,
  furtherForm,
  issueAccreditations,
  publishStatusLists,
  rebuild,
  releaseCertificates,
  resume,
  setStopSwitch,
  type AccreditationCredential,
  type CrashPoint,
  type IssuanceIntent,
} from '../../src/issuance/index.js';
import { signTrustList } from '../../src/issuers/index.js';
import { createRootKeyFile, openKeyFile, type Signer } from '../../src/keys/index.js';
import { fixedClock, type JsonObject } from '../../src/shared/index.js';
import { connectSigner, type RunningSigner } from '../../src/signer/index.js';
import { auditHash } from '../../src/storage/index.js';
import { codeOf } from '../support/code-of.js';
import { postgresDatabase, type TestDatabase } from '../support/database.js';
import {
  approve,
  FailPointReached,
  findings,
  officers,
  openOffice,
  sha256Of,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
} from '../support/service.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

describe('keys in a process of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skills-passport-signer-'));
  const clock = fixedClock('2026-01-05T08:00:00Z');
  const socket = join(folder, 'signer.sock');
  let database: TestDatabase;
  let root: Signer;
  let settings: Settings;
  let signersSettings: Settings;
  let signer: RunningSigner;
  let service: Service;
  let test: TestService;
  let office: Office;
  let armed: CrashPoint | null = null;

  const startAgain = async (): Promise<void> => {
    signer = await startSigner(signersSettings, { clock, throwawayKeys: true });
  };
  /** The verdict under a list signed today, as the operator would sign one every fortnight. */
  async function verdict(id: string): Promise<string> {
    await service.trust.publish(await signTrustList(await service.trust.prepare(), root), 'officer');
    return verdictOf(service, id);
  }
  const release = (ids: readonly string[]) => releaseCertificates(ids, officers.release, service.issuance);

  beforeAll(async () => {
    database = await postgresDatabase(clock);
    const made = await createRootKeyFile(join(folder, 'root'), 'root passphrase', clock);
    root = (await openKeyFile(join(folder, 'root', made.fileName), 'root passphrase', clock)).signer;
    writeFileSync(join(folder, 'passphrase'), 'known to the signing process alone\n');
    const shared = {
      ...{ DATA_DIR: join(folder, 'main'), DATABASE_URL: database.options.databaseUrl ?? '', OUTBOUND: 'off' },
      ...{ LOG_LEVEL: 'silent', PORT: '0', PUBLIC_URL: 'http://localhost:3999', SIGNER: `unix:${socket}` },
      ...{ ROOT_KEYS: 'offline', ROOT_PINS: made.record.publicKeyMultibase },
    };
    settings = readSettings(shared);
    signersSettings = readSettings({
      ...shared,
      ...{ SIGNER_KEY_DIR: join(folder, 'issuing-keys'), SIGNER_PASSPHRASE_FILE: join(folder, 'passphrase') },
    });
    // The secrets of the database are made by whoever starts first; both processes read them.
    await startAgain();
    service = await composeService(settings, {
      clock,
      throwawayKeys: true,
      reach: (point) => {
        if (point === armed) throw new FailPointReached(`stopped at ${point}`);
      },
    });
    test = {
      ...{ service, settings, environment: {}, clock, databaseUrl: null },
      failAt: (point) => {
        armed = point;
      },
      close: () => service.close(),
    };
    office = await openOffice(service);
  });
  afterAll(async () => {
    await service.close();
    await signer.close().catch(() => undefined);
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('issues, and the main process never has an issuing key', async () => {
    const ids = await approve(test, office, { day: '2026-02-02' });
    expect(await release(ids)).toEqual([expect.objectContaining({ ok: true })]);
    expect(await verdict(ids[0] ?? '')).toBe('genuine-and-current');
    const held = readdirSync(settings.keyDir).filter((name) => name.endsWith('.key.json'));
    expect(held.filter((name) => /^(issuer|status|root)/.test(name))).toEqual([]);
    const did = office.body.did ?? '';
    expect(await codeOf(service.instance.keys.signer(did, 'issuer', clock.now()))).toBe('signing-key-elsewhere');
    expect((await service.instance.keys.list()).map(({ role }) => role).toSorted()).toEqual(['issuer', 'status']);
    expect(await findings(service)).toEqual([]);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    const noted = (await service.instance.store.read.auditRows(1, 100)).filter(
      ({ action }) => action === 'configuration.first',
    );
    expect(noted.map(({ subjectId }) => subjectId)).toEqual(['configuration-signer']);
  });

  describe('asked by somebody who is not to be believed', () => {
    let intent: IssuanceIntent;
    let certificateId: string;
    const remote = connectSigner(socket);
    const ask = (changes: Partial<IssuanceIntent>, form = 'eddsa-jcs-2022') =>
      codeOf(remote.signing.credential({ ...intent, ...changes }, form));
    const write = async (
      work: (tx: Parameters<Parameters<Service['instance']['store']['transaction']>[0]>[0]) => Promise<unknown>,
    ) => service.instance.store.transaction(work);

    beforeAll(async () => {
      [certificateId = ''] = await approve(test, office, { day: '2026-02-20' });
      test.failAt('c3');
      await expect(release([certificateId])).rejects.toThrow(FailPointReached);
      test.failAt(null);
      const [found] = await service.instance.store.read.intents.find({ subjectId: certificateId });
      if (found === undefined) throw new Error('no intent was recorded');
      intent = found;
      expect(intent.state).toBe('will-sign');
    });

    it('signs what the register says, and only that', async () => {
      const unsigned = intent.unsignedJson ?? '';
      expect(await ask({ unsignedJson: unsigned.replace('Domestic', 'Surgical') })).toBe('signer-content-differs');
      expect(await ask({ unsignedJson: `${unsigned} ` })).toBe('signer-content-differs');
      expect(await ask({ proofCreated: '2020-01-01T00:00:00Z' })).toBe('signer-content-differs');
      expect(await ask({ id: '00000000-0000-4000-8000-000000000000' })).toBe('signer-no-intent');
      expect(await ask({}, 'vc+jwt')).toBe('signer-form-unknown');
    });

    it('refuses without two officers', async () => {
      expect(await ask({ approvedBy: intent.releasedBy })).toBe('signer-approval-missing');
      expect(await ask({ releasedBy: 'somebody-else' })).toBe('signer-approval-missing');
      expect(await ask({ approvedBy: '' })).toBe('signer-bad-request');
    });

    it('refuses the same person twice, also when the database says so', async () => {
      const { releasedBy, approvedBy } = intent;
      const stored = await write((tx) => tx.intents.update({ ...intent, releasedBy: approvedBy }));
      expect(await ask({ releasedBy: approvedBy })).toBe('signer-not-authorised');
      await write((tx) => tx.intents.update({ ...(stored as IssuanceIntent), releasedBy }));
      const after = await service.instance.store.read.intents.get(intent.id);
      if (after !== null) intent = after;
    });

    it('refuses contents that an intent in the database was changed to', async () => {
      const { unsignedJson } = intent;
      const forged = (unsignedJson ?? '').replace('Domestic', 'Surgical');
      expect(forged).not.toBe(unsignedJson);
      const stored = await write((tx) => tx.intents.update({ ...intent, unsignedJson: forged }));
      expect(await ask({ unsignedJson: forged })).toBe('signer-content-differs');
      intent = (await write((tx) =>
        tx.intents.update({ ...(stored as IssuanceIntent), unsignedJson }),
      )) as IssuanceIntent;
    });

    it('refuses what the register alone bears out and no entry of the audit trail, and an award that is dated back', async () => {
      const { credentialId, createdAt, unsignedJson } = intent;
      const put = async (changes: Partial<IssuanceIntent>): Promise<string> => {
        intent = (await write((tx) => tx.intents.update({ ...intent, ...changes }))) as IssuanceIntent;
        return ask({});
      };
      const other = 'urn:uuid:11111111-2222-4333-8444-555555555555';
      const rebuilt = await rebuild({ ...intent, credentialId: other }, service.issuance);
      if (!rebuilt.ok) throw new Error('the register does not bear it out');
      expect(await put({ credentialId: other, unsignedJson: rebuilt.linted.json })).toBe('signer-no-intent');
      // Everything is as it was announced, but the day that the award is said to be of.
      const earlier = '2026-02-24T23:00:00.000Z';
      expect(await put({ credentialId, unsignedJson, createdAt: earlier })).toBe('signer-wrong-time');
      await put({ createdAt });
    });

    it('refuses while the accreditation is suspended, and when the certificate is not approved any more', async () => {
      const { read } = service.instance.store;
      const [accreditation] = await read.accreditations.find({ subjectId: office.site.id });
      const by = { actorId: officers.administrator, secondActorId: officers.release };
      const reason = { ...by, reasonClass: 'assessment-fraud' } as const;
      const accreditationId = accreditation?.id ?? '';
      await service.assessment.suspendAccreditation({ ...reason, accreditationId });
      const withdrawn = await read.accreditations.get(accreditationId);
      if (withdrawn === null) throw new Error('the accreditation is gone');
      // Suspended with effect from before the assessment.
      const back = await write((tx) =>
        tx.accreditations.update({ ...withdrawn, stateChangedAt: '2026-02-01T00:00:00Z' }),
      );
      clock.set(new Date(clock.now().getTime() + 10_000).toISOString());
      expect(await ask({})).toBe('signer-not-authorised');
      await write((tx) =>
        tx.accreditations.update({ ...(back as typeof withdrawn), stateChangedAt: withdrawn.stateChangedAt }),
      );
      await service.assessment.reinstateAccreditation({ ...reason, accreditationId });
      clock.set(new Date(clock.now().getTime() + 10_000).toISOString());

      const certificate = await read.certificates.get(certificateId);
      if (certificate === null) throw new Error('the certificate is gone');
      const refusedOne = await write((tx) => tx.certificates.update({ ...certificate, state: 'refused' } as never));
      expect(await ask({})).toBe('signer-not-authorised');
      await write((tx) => tx.certificates.update({ ...(refusedOne as typeof certificate), state: certificate.state }));
    });

    it('refuses while issuing is stopped', async () => {
      await setStopSwitch(true, officers.administrator, service.issuance);
      expect(await ask({})).toBe('issuance-stopped-by-switch');
      await setStopSwitch(false, officers.administrator, service.issuance);
    });

    it('signs no status list that forgets a revocation', async () => {
      const [row] = await service.instance.store.read.statusLists.find({ purpose: 'revocation' });
      const published = JSON.parse(row?.signedJson ?? '{}') as JsonObject;
      const { proof: _proof, ...unsigned } = published;
      expect(await codeOf(remote.signing.statusList(row?.id ?? '', unsigned, 'eddsa-jcs-2022'))).toBe(
        'signer-list-differs',
      );
      expect(await codeOf(remote.signing.statusList('nobody-1-revocation', unsigned, 'eddsa-jcs-2022'))).toBe(
        'signer-list-differs',
      );
    });

    it.each([
      ['no JSON', 'hello\n'],
      ['another request', '{"op":"sign","data":"AAAA"}\n'],
      [
        'a root key',
        '{"op":"create","controller":"x","role":"root","algorithm":"Ed25519","validFrom":"2026-01-01T00:00:00Z","validUntil":null}\n',
      ],
      ['prototypes', '{"op":"keys","__proto__":{"a":1}}\n'],
      ['members nobody asked for', '{"op":"keys","more":1}\n'],
    ])('refuses %s', async (_name, line) => {
      const answer = await new Promise<string>((done) => {
        const connection = connect(socket, () => connection.write(line));
        let text = '';
        connection.on('data', (chunk) => (text += String(chunk))).on('end', () => done(text));
      });
      expect(JSON.parse(answer)).toMatchObject({ ok: false, code: 'signer-bad-request' });
    });

    it('hangs up on a line without end', async () => {
      const closed = await new Promise<boolean>((done) => {
        const connection = connect(socket, () => {
          for (let part = 0; part < 5; part++) connection.write('x'.repeat(1_048_576));
        });
        connection.on('error', () => undefined).on('close', () => done(true));
      });
      expect(closed).toBe(true);
    });

    it('signs the honest request in the end', async () => {
      expect(await ask({})).toBe('nothing-thrown');
      expect(await resume(service.issuance)).toMatchObject({ finished: 1, voided: 0, failed: [] });
      expect(await verdict(certificateId)).toBe('genuine-and-current');
    });
  });

  describe('further forms and Token Status Lists', () => {
    const remote = connectSigner(socket);
    const forms = ['vc+jwt', 'dc+sd-jwt'] as const;
    let released: IssuanceIntent;
    const form = (id: string) => {
      const found = service.issuance.furtherForms.find((each) => each.id === id);
      if (found === undefined) throw new Error('no such form');
      return found;
    };
    const take = async (id: string) => (await furtherForm(released.credentialId, form(id), service.issuance)).json;
    const ask = (id: string, credentialId = released.credentialId) =>
      codeOf(remote.signing.furtherForm(credentialId, id));
    const announce = async (form: string, unsigned = released.unsignedJson ?? '') =>
      service.instance.store.transaction((tx) =>
        tx.audit.append({
          action: 'issuance.form-will-sign',
          actorId: 'somebody',
          subjectType: 'national-certificate',
          subjectId: released.subjectId,
          facts: { credential: released.credentialId, form, unsignedSha256: sha256Of(unsigned) },
        }),
      );

    beforeAll(async () => {
      const [certificateId = ''] = await approve(test, office, { day: '2026-02-25' });
      await release([certificateId]);
      const [found] = await service.instance.store.read.intents.find({ subjectId: certificateId });
      if (found === undefined) throw new Error('nothing was released');
      released = found;
    });

    it.each(forms)('%s: not without a row of intent in the audit trail', async (id) => {
      expect(await ask(id)).toBe('signer-no-intent');
      await announce(id, '{}');
      expect(await ask(id)).toBe('signer-no-intent');
    });

    it('signs no form that is not given out, and nothing that was not released', async () => {
      expect(await ask('ecdsa-sd-2023')).toBe('signer-form-unknown');
      expect(await ask('vc+jwt', 'urn:uuid:00000000-0000-4000-8000-000000000000')).toBe('no-such-award');
    });

    it('does not take the word of a row that the database alone put into the audit trail, and signs nothing over it', async () => {
      const client = new pg.Client({ connectionString: database.options.databaseUrl ?? '' });
      await client.connect();
      const { read } = service.instance.store;
      const { headSequence } = await read.auditClock(0);
      const [head] = await read.auditRows(headSequence, 1);
      if (head === undefined) throw new Error('the audit trail is empty');
      const { credentialId: credential, subjectId } = released;
      const row = {
        ...{ sequence: headSequence + 1, at: clock.now().toISOString(), action: 'issuance.form-will-sign' },
        ...{ actorId: 'somebody', subjectType: 'national-certificate', subjectId },
        facts: { credential, form: 'vc+jwt', unsignedSha256: sha256Of(released.unsignedJson ?? '') },
      };
      const { at, action, actorId, subjectType, facts } = row;
      await client.query('INSERT INTO audit_row VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        ...[row.sequence, at, action, actorId, subjectType, subjectId, JSON.stringify(facts)],
        ...[head.hash, auditHash(head.hash, row)],
      ]);
      expect(await ask('vc+jwt')).toBe('signer-trail-broken');
      expect(await codeOf(remote.signing.credential(released, 'eddsa-jcs-2022'))).toBe('signer-trail-broken');
      await client.query('SET session_replication_role = replica');
      await client.query('DELETE FROM audit_row WHERE sequence = $1', [row.sequence]);
      await client.end();
      expect(await ask('vc+jwt')).toBe('signer-no-intent');
    });

    it('signs nothing that the first signature, the register or two officers do not bear out', async () => {
      await announce('vc+jwt');
      const { store } = service.instance;
      const { read } = store;
      const turned = async (changes: Partial<IssuanceIntent>): Promise<string> => {
        const now = (await read.intents.get(released.id)) as IssuanceIntent;
        const changed = await store.transaction((tx) => tx.intents.update({ ...now, ...changes }));
        const code = await ask('vc+jwt');
        const { version } = changed;
        await store.transaction((tx) => tx.intents.update({ ...now, version }));
        return code;
      };
      const unsignedJson = (released.unsignedJson ?? '').replace('Domestic', 'Surgical');
      expect(await turned({ unsignedJson })).toBe('form-not-borne-out');
      expect(await turned({ revocationIndex: released.revocationIndex + 1 })).toBe('form-not-borne-out');
      expect(await turned({ approvedBy: released.releasedBy })).toBe('signer-approval-missing');
      expect(await turned({ approvedBy: 'somebody-else' })).toBe('signer-approval-missing');
      await setStopSwitch(true, officers.administrator, service.issuance);
      expect(await ask('vc+jwt')).toBe('issuance-stopped-by-switch');
      await setStopSwitch(false, officers.administrator, service.issuance);
    });

    it('signs nothing whose accreditation was taken away with effect from before', async () => {
      const { read, transaction } = service.instance.store;
      const [accreditation] = await read.accreditations.find({ subjectId: office.site.id });
      if (accreditation === undefined) throw new Error('the accreditation is gone');
      const gone = { state: 'revoked', retroactiveFrom: '2026-01-10' } as const;
      const stored = await transaction((tx) =>
        tx.accreditations.update({ ...accreditation, ...gone, stateChangedAt: clock.now().toISOString() }),
      );
      clock.set(new Date(clock.now().getTime() + 10_000).toISOString());
      expect(await ask('vc+jwt')).toBe('signer-not-authorised');
      await transaction((tx) => tx.accreditations.update({ ...accreditation, version: stored.version }));
      clock.set(new Date(clock.now().getTime() + 10_000).toISOString());
    });

    it.each(forms)('%s: made for the holder, genuine to anybody', async (id) => {
      const token = await take(id);
      await service.trust.publish(await signTrustList(await service.trust.prepare(), root), 'officer');
      expect((await verifyInput(service, token)).verdict).toBe('genuine-and-current');
      expect(await take(id)).toBe(token);
      expect(await findings(service)).toEqual([]);
    });

    it('the Token Status List follows a revocation, and only what is published', async () => {
      const before = await service.tokenLists.of(released.statusListId);
      expect(before).not.toBeNull();
      expect(await remote.signing.tokenStatusList(released.statusListId)).toBe(before);
      expect(await codeOf(remote.signing.tokenStatusList('nobody-1'))).toBe('signer-list-differs');
      const { store } = service.instance;
      const [entry] = await store.read.statusEntries.find({ credentialId: released.credentialId });
      if (entry === undefined) throw new Error('no entry');
      const [list] = await store.read.statusLists.find({ slug: released.statusListId, purpose: 'revocation' });
      await changeCertificateStatus(
        {
          ...{ certificateId: released.subjectId, event: 'revoke', reasonClass: 'issued-in-error' },
          ...{ actorId: officers.administrator, secondActorId: officers.release },
        },
        service.issuance,
      );
      await publishStatusLists(service.issuance);
      const after = await service.tokenLists.of(released.statusListId);
      expect(after).not.toBe(before);
      expect((await verifyInput(service, await storedForm('dc+sd-jwt'))).verdict).toBe('revoked');
      // The list of before the revocation, put back by somebody who has the database.
      const now = await store.read.statusLists.get(list?.id ?? '');
      if (!now || !list) throw new Error('no list');
      await store.transaction((tx) => tx.statusLists.update({ ...now, signedJson: list.signedJson }));
      expect(await codeOf(remote.signing.tokenStatusList(released.statusListId))).toBe('signer-list-differs');
      expect(await service.tokenLists.of(released.statusListId)).toBe(after);
      // A list that nobody of ours signed.
      const back = await store.read.statusLists.get(now.id);
      const forged = (now.signedJson ?? '').replace(/"validUntil":"20../, '"validUntil":"2099');
      expect(forged).not.toBe(now.signedJson);
      const last = await store.transaction((tx) =>
        tx.statusLists.update({ ...now, version: back?.version ?? 0, signedJson: forged }),
      );
      expect(await codeOf(remote.signing.tokenStatusList(released.statusListId))).toBe('signer-list-differs');
      await store.transaction((tx) => tx.statusLists.update({ ...now, version: last.version }));
      expect(await findings(service)).toEqual([]);
    });

    const storedForm = async (id: string): Promise<string> => {
      const { read } = service.instance.store;
      const [row] = await read.credentials.find({ credentialId: released.credentialId, form: id });
      return row?.json ?? '';
    };

    it('a service whose signing process is away cannot confirm, but answers', async () => {
      const token = await storedForm('dc+sd-jwt');
      await signer.close();
      // Nothing is kept in a service that was just started.
      const fresh = await composeService(settings, { clock, throwawayKeys: true });
      expect(await codeOf(fresh.tokenLists.of(released.statusListId))).toBe('signer-unreachable');
      await fresh.close();
      await startAgain();
      expect((await verifyInput(service, token)).verdict).toBe('revoked');
    });
  });

  describe('accreditations of places', () => {
    const remote = connectSigner(socket);
    const actorId = officers.administrator;
    let row: AccreditationCredential;
    const ask = (changes: Partial<AccreditationCredential> = {}) =>
      codeOf(remote.signing.accreditation({ ...row, ...changes }));

    it('are signed as the register grants them, and verify', async () => {
      const { issued, refused } = await issueAccreditations(actorId, service.accreditationIssuing);
      expect(refused).toEqual([]);
      const place = service.instance.addresses.site(office.site.id);
      const found = issued.find(({ holder }) => holder === place);
      if (found === undefined) throw new Error('nothing was signed');
      row = found;
      const { checks } = await verifyInput(service, JSON.parse(row.json) as JsonObject);
      expect(checks.map(({ code }) => code)).toContain('I00');
      expect(await findings(service)).toEqual([]);
    });

    it('are signed for nobody else, nothing that was not announced, and not when the register changed', async () => {
      expect(await ask()).toBe('nothing-thrown');
      expect(await ask({ holder: service.instance.addresses.site(office.body.id) })).toBe('signer-not-authorised');
      expect(await ask({ accreditationId: office.body.id })).toBe('signer-not-authorised');
      expect(await ask({ credentialId: row.credentialId.slice(0, -1) })).toBe('signer-not-authorised');
      const { read } = service.instance.store;
      const accreditation = await read.accreditations.get(row.accreditationId);
      if (accreditation === null) throw new Error('the accreditation is gone');
      const longer = await service.instance.store.transaction((tx) =>
        tx.accreditations.update({ ...accreditation, validUntil: '2039-12-31' }),
      );
      expect(await ask()).toBe('signer-no-intent');
      await service.instance.store.transaction((tx) =>
        tx.accreditations.update({ ...accreditation, version: longer.version }),
      );
      const by = { actorId, secondActorId: officers.release };
      const reason = { ...by, reasonClass: 'assessment-fraud', accreditationId: accreditation.id } as const;
      await service.assessment.suspendAccreditation(reason);
      expect(await ask()).toBe('signer-not-authorised');
      await service.assessment.reinstateAccreditation(reason);
      clock.set(new Date(clock.now().getTime() + 10 * 60_000).toISOString());
      expect(await ask()).toBe('signer-no-intent');
      await setStopSwitch(true, actorId, service.issuance);
      expect(await ask()).toBe('issuance-stopped-by-switch');
      await setStopSwitch(false, actorId, service.issuance);
    });
  });

  it('accredits an awarding body only when the audit trail names two officers who granted it', async () => {
    const [actorId, secondActorId] = [officers.certification, officers.release];
    const authority = { slug: 'fa', legalName: 'Framework authority', shortName: 'FA', country: 'PH' };
    const above = await service.authoritySetUp.addAuthority({ ...authority, actorId });
    const { id } = office.body;
    const wish = {
      actorId,
      subjectType: 'organization',
      subjectId: id,
      role: 'awarding-body',
      grantedById: above.id,
      qualifications: [office.qualification],
      validFrom: '2026-01-01',
      validUntil: '2030-12-31',
      basis: ['act'],
    } as const;
    const issue = () => issueAccreditations(actorId, service.accreditationIssuing);
    const alone = await service.assessment.grantAccreditation({ ...wish, number: 'FA-0' });
    expect(await codeOf(issue())).toBe('signer-not-authorised');
    await service.assessment.suspendAccreditation({
      ...{ actorId, secondActorId, accreditationId: alone.id, reasonClass: 'accreditation-void' },
    });
    await service.assessment.grantAccreditation({ ...wish, secondActorId, number: 'FA-1' });
    expect((await issue()).issued.map(({ holder }) => holder)).toEqual([office.body.did]);
  });

  it('stops issuing when the signing process is gone, writes nothing by halves, and resumes', async () => {
    const [id = ''] = await approve(test, office, { day: '2026-03-10' });
    await signer.close();
    expect(await codeOf(release([id]))).toBe('signer-unreachable');
    const { read } = service.instance.store;
    expect((await read.certificates.get(id))?.state).toBe('approved');
    expect(await read.credentials.find({ subjectId: id })).toEqual([]);
    expect((await findings(service)).map(({ code }) => code)).toEqual(['unfinished']);
    // A killed process leaves its socket behind.
    const killed = createServer().listen(socket);
    await once(killed, 'listening');
    const left = join(folder, 'left-over');
    renameSync(socket, left);
    await new Promise((done) => killed.close(done));
    renameSync(left, socket);
    await startAgain();
    expect(await resume(service.issuance)).toMatchObject({ finished: 1, failed: [] });
    expect(await verdict(id)).toBe('genuine-and-current');
    await publishStatusLists(service.issuance);
    expect(await findings(service)).toEqual([]);
  });

  it('does not start twice at one address, nor without keys', async () => {
    expect(await codeOf(startSigner(signersSettings, { clock, throwawayKeys: true }))).toBe('signer-address-in-use');
    expect(await codeOf(startSigner(settings, { clock, throwawayKeys: true }))).toBe('signer-keys-missing');
  });
});
