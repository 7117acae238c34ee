import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { publishStatusLists } from '../../src/issuance/index.js';
import { signRootRollover, signTrustList, verifyTrustList, type TrustList } from '../../src/issuers/index.js';
import { createRootKeyFile, openKeyFile, type Signer } from '../../src/keys/index.js';
import { fixedClock, isoSeconds, type JsonObject } from '../../src/shared/index.js';
import { codeOf } from '../support/code-of.js';
import { certify, credentialOf, openOffice, verifyInput } from '../support/service.js';
import { openStaffWorld, type StaffWorld } from '../support/staff-world.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

interface Root {
  readonly multibase: string;
  readonly signer: Signer;
}

describe('root keys kept away from the service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'root-keys-'));
  const clock = fixedClock('2025-12-01T00:00:00Z');
  let world: StaffWorld;
  let roots: readonly Root[];
  let credential: Awaited<ReturnType<typeof credentialOf>>;

  async function newRoot(name: string): Promise<Root> {
    const { record, fileName } = await createRootKeyFile(join(folder, name), 'a ceremony passphrase', clock);
    const { signer } = await openKeyFile(join(folder, name, fileName), 'a ceremony passphrase', clock);
    return { multibase: record.publicKeyMultibase, signer };
  }
  const root = (index: number): Root => {
    const found = roots[index];
    if (found === undefined) throw new Error('there is no such root key');
    return found;
  };
  const verdict = async (): Promise<string> => (await verifyInput(world.service, credential)).verdict;
  const publish = (jws: string): Promise<unknown> => world.service.trust.publish(jws, 'officer');
  const sign = (list: TrustList, index = 0): Promise<string> => signTrustList(list, root(index).signer);
  const prepare = (): Promise<TrustList> => world.service.trust.prepare();

  beforeAll(async () => {
    roots = [await newRoot('one'), await newRoot('two'), await newRoot('three'), await newRoot('stranger')];
    const pins = `${root(0).multibase},${root(1).multibase}`;
    world = await openStaffWorld({ ROOT_KEYS: 'offline', ROOT_PINS: pins });
    const office = await openOffice(world.service);
    const [id = ''] = await certify(world, office, { day: '2026-02-02' });
    credential = await credentialOf(world.service, id);
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves no root key in the service, which still issues by its own register', async () => {
    expect((await world.service.instance.keys.list()).filter((key) => key.role === 'root')).toEqual([]);
    expect((await world.service.trust.current()).list.issuers).toHaveLength(1);
  });

  it('vouches for nobody before the first list is signed, and says so at /ready', async () => {
    expect(await verdict()).toBe('cannot-confirm');
    await world.get('/trust-list').expect(404);
    const answer = await world.get('/ready').expect(200);
    expect(answer.body).toEqual({ ready: true, warnings: [expect.stringMatching(/^No trust list/)] });
  });

  it('publishes what a pinned root key signed, and nothing else', async () => {
    const list = await prepare();
    expect(await codeOf(publish(await sign(list, 3)))).toBe('trust-list-unknown-root');
    expect(await codeOf(publish('a.b.c'))).toBe('trust-list-malformed');
    expect(await codeOf(publish(await sign({ ...list, operator: 'Somebody else' })))).toBe('trust-list-other-operator');
    expect(await codeOf(publish(await sign({ ...list, dictionaries: [] })))).toBe('trust-list-incomplete');
    expect(await codeOf(publish(await sign({ ...list, issuedAt: '2027-01-01T00:00:00Z' })))).toBe(
      'trust-list-from-the-future',
    );
    expect(await codeOf(publish(await sign({ ...list, nextUpdate: '2026-01-01T00:00:00Z' })))).toBe(
      'trust-list-overdue',
    );
    expect(await publish(await sign(list))).toEqual({ kind: 'list', version: 1, remarks: [] });
    expect(await verdict()).toBe('genuine-and-current');
    const served = await world.get('/trust-list').expect(200);
    const text = Buffer.isBuffer(served.body) ? served.body.toString('utf8') : served.text;
    const read = await verifyTrustList(text, [root(0).multibase], world.service.instance.crypto, 0);
    expect(read).toMatchObject({ ok: true, list: { version: 1 } });
  });

  it('lets the version only rise', async () => {
    const list = await prepare();
    expect(list.version).toBe(2);
    expect(await codeOf(publish(await sign({ ...list, version: 1 })))).toBe('trust-list-rollback');
    expect(await codeOf(publish(await sign({ ...list, version: 0 })))).toBe('trust-list-rollback');
    await publish(await sign(list, 1));
    expect(await codeOf(publish(await sign(list, 1)))).toBe('trust-list-rollback');
  });

  it('is not fooled by rows that somebody adds to the database', async () => {
    const { store } = world.service.instance;
    const [accreditation] = await store.read.accreditations.find({ subjectType: 'site' });
    if (!accreditation) throw new Error('nothing is accredited');
    const forged = { ...accreditation, id: world.service.instance.ids.uuid(), number: 'AC-forged' };
    await store.transaction((tx) => tx.accreditations.insert(forged));
    const before = (await world.service.trust.judging())?.issuers;
    await world.service.trust.current({ fresh: true });
    expect((await world.service.trust.judging())?.issuers).toEqual(before);
  });

  it('is not fooled by an import that somebody adds to the database, neither here nor at /credentials/verify', async () => {
    const { instance, trust } = world.service;
    const [thief, victim] = [root(3), 'did:web:ministry'];
    const now = instance.clock.now();
    const key = `${victim}#key-1`;
    const { proof: _proof, credentialStatus: _status, ...rest } = credential;
    const format = instance.proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');
    const signer: Signer = { id: key, algorithm: 'Ed25519', sign: (data) => thief.signer.sign(data) };
    const issuer = { ...(rest.issuer as JsonObject), id: victim };
    const forged = await format?.sign({ ...rest, issuer }, { signer, created: isoSeconds(now) });
    const { list } = await trust.current();
    const [ours] = list.issuers;
    if (ours === undefined) throw new Error('nobody issues');
    const keyWindow = { validFrom: '2020-01-01T00:00:00Z', validUntil: null, revokedAt: null };
    const scope = { from: '2020-01-01', until: null, withdrawnAt: null, voidFrom: null };
    const theirs = {
      ...ours,
      did: victim,
      keys: [{ id: key, publicKeyMultibase: thief.multibase, role: 'issuer' as const, ...keyWindow }],
      scopes: [{ qualification: '*', place: '*', ...scope }],
    };
    const jws = await signTrustList(
      { ...list, operator: 'x', issuedAt: isoSeconds(now), issuers: [theirs] },
      thief.signer,
    );
    const at = now.toISOString();
    await instance.storage.store.transaction((tx) =>
      tx.trustImports.insert({
        id: instance.ids.uuid(),
        version: 1,
        ...{ operator: 'x', url: null, roots: [thief.multibase], rootSerial: 0, state: 'active' },
        ...{ listVersion: list.version, dids: [victim], jws, fetchedAt: at, lastProblem: null },
        ...{ proposedBy: 'a', proposedAt: at, consentedBy: 'b', consentedAt: at, withdrawnBy: null, withdrawnAt: null },
      }),
    );
    expect((await trust.current({ fresh: true })).list.issuers.map(({ did }) => did)).toContain(victim);
    expect((await verifyInput(world.service, forged as JsonObject)).verdict).toBe('cannot-confirm');
    await world.post('/credentials/verify', { verifiableCredential: forged }).expect(400);
    const [row] = await instance.storage.store.read.trustImports.find({});
    await world.service.federation.withdraw(row?.id ?? '', 'officer');
  });

  it('warns when a new list is due', async () => {
    world.clock.set('2026-02-20T00:00:00Z');
    expect(await world.service.trust.warnings()).toEqual([]);
    world.clock.set('2026-03-01T00:00:00Z');
    expect((await world.service.trust.warnings())[0]).toMatch(/is out of date in \d+ days/);
    world.clock.set('2026-04-01T00:00:00Z');
    expect((await world.service.trust.warnings())[0]).toMatch(/is out of date: sign/);
    await publish(await sign(await prepare(), 1));
    expect(await world.service.trust.warnings()).toEqual([]);
  });

  it('changes the root keys by a statement of an elder one', async () => {
    const { trust } = world.service;
    const wanted = [root(1).multibase, root(2).multibase];
    const statement = await trust.prepareRoots(wanted);
    expect(await codeOf(trust.prepareRoots(['z6Mk']))).toBe('bad-root-set');
    expect(await codeOf(publish(await signRootRollover(statement, root(2).signer)))).toBe('trust-list-unknown-root');
    expect(await codeOf(publish(await signRootRollover({ ...statement, serial: 2 }, root(0).signer)))).toBe(
      'trust-list-out-of-order',
    );
    expect(await publish(await signRootRollover(statement, root(0).signer))).toMatchObject({
      kind: 'roots',
      serial: 1,
    });
    const answer = await world.get('/trust-list/roots.json').expect(200);
    expect(answer.body).toMatchObject({ roots: wanted, serial: 1, rollovers: [expect.any(String)] });
    // The one that left signs no more; the list signed by the one that stays is still served.
    expect(await codeOf(publish(await sign(await prepare(), 0)))).toBe('trust-list-unknown-root');
    expect((await trust.published())?.list.version).toBe(3);
    expect(await publish(await sign(await prepare(), 2))).toMatchObject({ kind: 'list', version: 4 });
  });

  it('says at /ready that a compromised key waits for a signed list, and believes it no more meanwhile', async () => {
    const { instance, trust } = world.service;
    const waiting = async (): Promise<readonly string[]> => {
      const answer = await world.get('/ready').expect(200);
      return (answer.body as { warnings: string[] }).warnings.filter((words) => words.includes('compromised'));
    };
    const key = (await trust.published())?.list.issuers[0]?.keys.find(({ role }) => role === 'issuer')?.id ?? '';
    expect(await waiting()).toEqual([]);
    await publishStatusLists(world.service.issuance);
    expect(await verdict()).toBe('genuine-and-current');
    // Before the certificate was signed: what the key signed since then is doubtful.
    await instance.keys.retire(key, new Date('2026-01-20T00:00:00Z'), true);
    expect(await waiting()).toEqual([expect.stringContaining(key)]);
    await new Promise((done) => setTimeout(done, 1_100));
    expect(await verdict()).toBe('revoked');
    expect((await trust.published())?.list.issuers[0]?.keys.find(({ id }) => id === key)?.revokedAt).toBeNull();
    await publish(await sign(await prepare(), 2));
    expect(await waiting()).toEqual([]);
    expect(await verdict()).toBe('revoked');
  });

  it('opens a root key with its passphrase only', async () => {
    const { fileName } = await createRootKeyFile(join(folder, 'four'), 'right', clock);
    expect(await codeOf(openKeyFile(join(folder, 'four', fileName), 'wrong', clock))).toBe('wrong-key-passphrase');
    expect(await codeOf(openKeyFile(join(folder, 'four', 'other.key.json'), 'right', clock))).toBe('key-unknown');
  });
});

describe('root keys in the store', () => {
  it('sign by themselves, so nothing is prepared or published by hand', async () => {
    const world = await openStaffWorld();
    try {
      await openOffice(world.service);
      const { trust } = world.service;
      expect((await trust.roots()).roots).toHaveLength(2);
      expect(await codeOf(trust.prepare())).toBe('root-keys-in-store');
      expect(await codeOf(trust.publish('a.b.c', 'officer'))).toBe('root-keys-in-store');
      expect((await trust.published())?.list.version).toBe(1);
    } finally {
      await world.close();
    }
  });
});
