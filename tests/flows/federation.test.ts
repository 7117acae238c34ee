import { get } from 'node:https';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { changeCertificateStatus, publishStatusLists } from '../../src/issuance/index.js';
import { codeOf } from '../support/code-of.js';
import { certify, credentialOf, officers, openOffice, verifyInput, type Office } from '../support/service.js';
import { createBrowserCrypto } from '../../src/proofs/browser.js';
import { createTrustStore } from '../../src/web/check/trust-store.js';
import { createHttpDeps } from '../../src/composition/publishing.js';
import type { SafeFetch } from '../../src/net/index.js';
import { openOperators, type Operator } from '../support/two-operators.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const careGiving = { qualificationId: 'nvqsl:n85s010-nvq3', revision: 'r1' };
/** What a browser at this operator's site gets; its certificate is our own, so nobody vouches for it. */
async function read(site: string, path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { hostname, port } = new URL(site);
  const options = { host: '127.0.0.1', port, path, servername: hostname, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    get(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(response.statusCode === 200 ? new Uint8Array(Buffer.concat(parts)) : null));
    }).on('error', reject);
  });
}

describe('two operators who recognise each other', () => {
  let world: Awaited<ReturnType<typeof openOperators<'philippines' | 'lanka'>>>;
  let offices: { readonly philippines: Office; readonly lanka: Office };
  let ids: { readonly philippines: string; readonly lanka: string };

  const verdict = async (verifier: Operator, issuer: 'philippines' | 'lanka'): Promise<string> =>
    (await verifyInput(verifier.service, await credentialOf(world[issuer].service, ids[issuer]))).verdict;
  const rootsOf = async (operator: Operator): Promise<readonly string[]> =>
    (await operator.service.trust.roots()).roots;

  async function recognise(here: Operator, there: Operator): Promise<string> {
    const { federation, trust } = here.service;
    const source = { url: `${there.url}/trust-list` };
    const { id } = await federation.propose({ source, roots: await rootsOf(there), actorId: 'admin-a' });
    await federation.consent(id, 'admin-b');
    await trust.current({ fresh: true });
    return id;
  }

  beforeAll(async () => {
    world = await openOperators(['philippines', 'lanka'], '2026-01-05T08:00:00Z');
    offices = {
      philippines: await openOffice(world.philippines.service),
      lanka: await openOffice(world.lanka.service, { scheme: 'NVQSL', qualifications: [careGiving] }),
    };
    const [ph = ''] = await certify(world.philippines, offices.philippines, { day: '2026-02-02' });
    const [lk = ''] = await certify(world.lanka, offices.lanka, { day: '2026-02-02' });
    ids = { philippines: ph, lanka: lk };
    for (const { service } of [world.philippines, world.lanka]) await publishStatusLists(service.issuance);
  });
  afterAll(() => world.close());

  it('knows nothing of the other one at first', async () => {
    expect(await verdict(world.philippines, 'philippines')).toBe('genuine-and-current');
    expect(await verdict(world.lanka, 'philippines')).toBe('cannot-confirm');
    expect(await verdict(world.philippines, 'lanka')).toBe('cannot-confirm');
  });

  it('refuses a list that the given root keys did not sign, and a list of its own issuers', async () => {
    const { federation } = world.lanka.service;
    const source = { url: `${world.philippines.url}/trust-list` };
    const roots = await rootsOf(world.lanka);
    expect(await codeOf(federation.propose({ source, roots, actorId: 'admin-a' }))).toBe('trust-list-unknown-root');
    const own = { url: `${world.lanka.url}/trust-list` };
    expect(await codeOf(federation.propose({ source: own, roots, actorId: 'admin-a' }))).toBe(
      'trust-import-own-issuer',
    );
    const nowhere = { url: 'https://nowhere.example/trust-list' };
    expect(await codeOf(federation.propose({ source: nowhere, roots, actorId: 'a' }))).toBe('trust-list-unreachable');
    expect(await codeOf(federation.propose({ source, roots: ['z6Mk'], actorId: 'a' }))).toBe('bad-root-set');
  });

  it('takes effect only after a second administrator consents', async () => {
    const { federation, trust } = world.lanka.service;
    const source = { url: `${world.philippines.url}/trust-list` };
    const roots = await rootsOf(world.philippines);
    const proposed = await federation.propose({ source, roots, actorId: 'admin-a' });
    expect(proposed).toMatchObject({ state: 'proposed', operator: 'Operator philippines' });
    await trust.current({ fresh: true });
    expect(await verdict(world.lanka, 'philippines')).toBe('cannot-confirm');
    expect(await codeOf(federation.consent(proposed.id, 'admin-a'))).toBe('R27');
    await federation.consent(proposed.id, 'admin-b');
    expect(await codeOf(federation.consent(proposed.id, 'admin-c'))).toBe('trust-import-settled');
    await trust.current({ fresh: true });
    expect(await verdict(world.lanka, 'philippines')).toBe('genuine-and-current');
    const { list } = await trust.current();
    const [foreign] = list.issuers.filter((issuer) => issuer.recognisedThrough !== undefined);
    expect(foreign).toMatchObject({
      did: offices.philippines.body.did,
      recognisedThrough: { operator: 'Operator philippines' },
    });
  });

  it('says through whom the issuer is recognised', async () => {
    const report = await verifyInput(
      world.lanka.service,
      await credentialOf(world.philippines.service, ids.philippines),
    );
    const authority = report.checks.find((check) => check.code === 'A01');
    expect(authority?.detail).toContain('through Operator philippines');
  });

  it('says the same in the page, which reads the other one’s lists through its own service', async () => {
    const { url, clock } = world.lanka;
    const asked: string[] = [];
    const copies = new Map<string, { bytes: Uint8Array<ArrayBuffer>; fetchedAt: string }>();
    const page = createTrustStore({
      copies: {
        get: async (path) => copies.get(path) ?? null,
        put: async (path, bytes, fetchedAt) => void copies.set(path, { bytes, fetchedAt }),
      },
      download: async (path) => {
        asked.push(path);
        return read(url, path);
      },
      crypto: createBrowserCrypto(),
      clock,
    });
    await page.refresh();
    const { trustList } = page.state();
    const foreign = trustList?.issuers.find(({ did }) => did === offices.philippines.body.did);
    const lists = foreign?.statusLists ?? [];
    expect(lists.length).toBeGreaterThan(0);
    const kinds = await Promise.all(lists.map(async (each) => (await page.statusList(each)).kind));
    expect(new Set(kinds)).toEqual(new Set(['list']));
    expect(asked.filter((path) => path.startsWith('/status/elsewhere/'))).toHaveLength(lists.length);
    // No open door: an address that the signed list does not name is not fetched.
    expect(
      await read(url, `/status/elsewhere/${encodeURIComponent('https://philippines.example/status/1')}`),
    ).toBeNull();
    expect(await read(url, `/status/elsewhere/${encodeURIComponent(`${url}/status/tesda-1-revocation`)}`)).toBeNull();
  });

  it('asks a silent operator once, however many ask here, and again after half a minute', async () => {
    const { service, settings } = world.lanka;
    const list = (await service.trust.judging())?.issuers.find(({ recognisedThrough }) => recognisedThrough);
    const [address = ''] = list?.statusLists ?? [];
    let asked = 0;
    const instance = {
      ...service.instance,
      fetch: (async () => {
        asked++;
        return { ok: false, code: 'unreachable' };
      }) as SafeFetch,
    };
    const log = { info: () => undefined, error: () => undefined };
    const { statusListElsewhere } = createHttpDeps({ service: { ...service, instance }, settings, log, webDir: '.' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => statusListElsewhere(address)));
    expect([new Set(answers), asked]).toEqual([new Set([null]), 1]);
    world.lanka.clock.set(new Date(world.lanka.clock.now().getTime() + 31_000).toISOString());
    expect([await statusListElsewhere(address), asked]).toEqual([null, 2]);
  });

  it('reads the other one’s printed codes, whose dictionaries came with the list', async () => {
    const { dictionaries } = world.lanka.service;
    const theirs = world.philippines.service.dictionaries.all();
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.every(({ sha256 }) => dictionaries.bySha256(sha256) !== null)).toBe(true);
    expect(dictionaries.all().some(({ sha256 }) => theirs.some((other) => other.sha256 === sha256))).toBe(false);
  });

  it('works in the other direction too, and passes nothing on', async () => {
    await recognise(world.philippines, world.lanka);
    expect(await verdict(world.philippines, 'lanka')).toBe('genuine-and-current');
    await world.lanka.service.federation.refresh();
    const { list } = await world.lanka.service.trust.current({ fresh: true });
    const dids = list.issuers.map((issuer) => issuer.did);
    expect(new Set(dids).size).toBe(dids.length);
    expect(dids).toHaveLength(2);
  });

  it('refuses what lies outside the scope that the other list states', async () => {
    const unsigned = await credentialOf(world.philippines.service, ids.philippines);
    const { list } = await world.lanka.service.trust.current();
    const narrowed = {
      ...list,
      issuers: list.issuers.map((issuer) => ({
        ...issuer,
        scopes: issuer.scopes.map((scope) => ({ ...scope, place: `${scope.place}-elsewhere` })),
      })),
    };
    const report = await world.lanka.service.verifier.verifyWith(unsigned, { trustList: narrowed });
    expect(report?.verdict).toBe('issuer-not-authorised');
  });

  it('follows a suspension of the accreditation through the refreshed list', async () => {
    const { service } = world.philippines;
    const [accreditation] = await service.instance.store.read.accreditations.find({
      subjectId: offices.philippines.site.id,
    });
    await service.assessment.revokeAccreditation({
      accreditationId: accreditation?.id ?? '',
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-01-15',
      actorId: officers.administrator,
      secondActorId: officers.release,
    });
    await service.trust.current({ fresh: true });
    expect(await verdict(world.lanka, 'philippines')).toBe('genuine-and-current');
    expect(await world.lanka.service.federation.refresh()).toEqual([]);
    await world.lanka.service.trust.current({ fresh: true });
    expect(await verdict(world.lanka, 'philippines')).toBe('issuer-not-authorised');
  });

  it('sees a revocation in the other country', async () => {
    const { service, clock } = world.lanka;
    await changeCertificateStatus(
      {
        certificateId: ids.lanka,
        event: 'revoke',
        reasonClass: 'issued-in-error',
        actorId: officers.certification,
        secondActorId: officers.release,
      },
      service.issuance,
    );
    clock.set(new Date(clock.now().getTime() + 3_600_000).toISOString());
    expect(await verdict(world.philippines, 'lanka')).toBe('revoked');
  });

  it('follows new root keys of the other operator, and never goes back to an older list', async () => {
    const { federation, trust } = world.philippines.service;
    const { service: lanka, clock } = world.lanka;
    const [before] = await federation.list();
    const keys = (await lanka.instance.keys.list()).filter((key) => key.role === 'root');
    const [first] = keys;
    const old = (await lanka.trust.published())?.jws ?? '';
    await lanka.instance.keys.create({
      controller: first?.controller ?? '',
      role: 'root',
      algorithm: 'Ed25519',
      validFrom: clock.now(),
      validUntil: null,
    });
    for (const key of keys) {
      await lanka.trust.current({ fresh: true });
      await lanka.instance.keys.retire(key.id, clock.now(), true);
    }
    clock.set(new Date(clock.now().getTime() + 86_400_000).toISOString());
    await lanka.trust.current({ fresh: true });
    expect(await federation.refresh()).toEqual([]);
    const [after] = await federation.list();
    expect(after?.rootSerial).toBeGreaterThan(before?.rootSerial ?? 99);
    expect(after?.roots).toEqual(await rootsOf(world.lanka));
    expect(await codeOf(federation.propose({ source: { jws: old }, roots: after?.roots ?? [], actorId: 'a' }))).toBe(
      'trust-list-unknown-root',
    );
    await trust.current({ fresh: true });
    expect(await verdict(world.philippines, 'lanka')).toBe('revoked');
  });

  it('keeps what it has when the other operator cannot be reached, and says so in time', async () => {
    const { federation, trust } = world.philippines.service;
    const { clock } = world.philippines;
    world.lanka.goDark(true);
    expect(await federation.refresh()).toEqual([{ operator: 'Operator lanka', problem: 'trust-list-unreachable' }]);
    expect(await trust.warnings()).toEqual([]);
    clock.set(new Date(clock.now().getTime() + 8 * 86_400_000).toISOString());
    expect((await trust.warnings())[0]).toMatch(/Operator lanka: its list is out of date/);
    expect((await trust.current({ fresh: true })).list.issuers).toHaveLength(2);
    clock.set(new Date(clock.now().getTime() + 30 * 86_400_000).toISOString());
    expect((await trust.current({ fresh: true })).list.issuers).toHaveLength(1);
    world.lanka.goDark(false);
    await world.lanka.service.trust.current({ fresh: true });
    expect(await federation.refresh()).toEqual([]);
    expect((await trust.current({ fresh: true })).list.issuers).toHaveLength(2);
  });

  it('knows the other one no more after one administrator withdrew', async () => {
    const { federation, trust } = world.philippines.service;
    const [held] = await federation.list();
    await federation.withdraw(held?.id ?? '', 'admin-a');
    expect(await codeOf(federation.withdraw(held?.id ?? '', 'admin-a'))).toBe('trust-import-settled');
    const { dictionaries } = world.philippines.service;
    const hashes = (list: readonly { readonly sha256: string }[]) => list.map(({ sha256 }) => sha256);
    const [theirs = ''] = hashes(world.lanka.service.dictionaries.all());
    expect(hashes((await trust.current()).list.dictionaries)).toContain(theirs);
    const { list } = await trust.current({ fresh: true });
    expect(await verdict(world.philippines, 'lanka')).toBe('cannot-confirm');
    // What was adopted stays on the disk, but is nothing that every verifier must carry.
    expect(dictionaries.bySha256(theirs)).not.toBeNull();
    expect(hashes(list.dictionaries)).toEqual(hashes(dictionaries.all()));
  });
});
