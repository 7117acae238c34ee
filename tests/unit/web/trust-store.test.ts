import { beforeAll, describe, expect, it } from '@jest/globals';
import { bitsOf } from '../../../src/credentials/status/index.js';
import { signRootRollover, signTrustList, type RootRollover, type TrustList } from '../../../src/issuers/index.js';
import { createMemoryKeyStore, type Signer } from '../../../src/keys/index.js';
import { createBrowserCrypto } from '../../../src/proofs/browser.js';
import { fixedClock, utf8, type JsonObject } from '../../../src/shared/index.js';
import type { VerificationReport } from '../../../src/verification/index.js';
import { policyFor } from '../../../src/web/check/trust-policy.js';
import { createTrustStore, type CopyStore, type TrustStore } from '../../../src/web/check/trust-store.js';
import { createOffice, depsFor, trustListOf, type Office, type Purpose } from '../../support/issue-fixture.js';
import { reportOf } from '../../support/report-of.js';

type Bytes = Uint8Array<ArrayBuffer>;
interface Root {
  readonly signer: Signer;
  readonly multibase: string;
}
async function freshRoot(): Promise<Root> {
  const keys = createMemoryKeyStore();
  const validFrom = new Date('2026-01-01T00:00:00Z');
  const record = await keys.create({
    controller: 'urn:root',
    role: 'root',
    algorithm: 'Ed25519',
    validFrom,
    validUntil: null,
  });
  const signer = await keys.signer('urn:root', 'root', new Date('2026-11-22T00:00:00Z'));
  return { signer, multibase: record.publicKeyMultibase };
}

/** A device with its copies, and a service that answers with what is published; null: cannot be reached. */
function createDevice() {
  const held = new Map<string, { bytes: Bytes; fetchedAt: string }>();
  const copies: CopyStore = {
    get: async (path) => held.get(path) ?? null,
    put: async (path, bytes, fetchedAt) => void held.set(path, { bytes, fetchedAt }),
  };
  const clock = fixedClock('2026-11-22T12:00:00Z');
  const service = { files: new Map<string, Bytes>() as Map<string, Bytes> | null };
  const crypto = createBrowserCrypto();
  const open = (): TrustStore =>
    createTrustStore({ copies, download: async (path) => service.files?.get(path) ?? null, crypto, clock });
  return { held, clock, service, crypto, open };
}
type Device = ReturnType<typeof createDevice>;

let office: Office;
let certificate: JsonObject;
let root: Root;
let spare: Root;
let stranger: Root;
beforeAll(async () => {
  office = await createOffice();
  certificate = await office.award();
  [root, spare, stranger] = [await freshRoot(), await freshRoot(), await freshRoot()];
});

interface Published {
  readonly list?: Partial<TrustList>;
  readonly by?: Root;
  readonly roots?: readonly Root[];
  readonly rollovers?: readonly string[];
  readonly set?: readonly number[];
  readonly listedAt?: string;
}
const purposes: readonly Purpose[] = ['revocation', 'suspension', 'message'];
const pathOf = (purpose: Purpose): string => new URL(office.listUrl(purpose)).pathname;

async function publish({ service }: Device, what: Published = {}): Promise<void> {
  const { by = root, roots = [root], rollovers = [], set = [], listedAt = '2026-11-22T09:00:00Z' } = what;
  const files = new Map<string, Bytes>();
  const put = (path: string, content: unknown): void =>
    void files.set(path, utf8(typeof content === 'string' ? content : JSON.stringify(content)));
  put('/trust-list', await signTrustList(trustListOf([office.issuer], what.list ?? {}), by.signer));
  put('/trust-list/roots.json', {
    roots: roots.map(({ multibase }) => multibase),
    serial: rollovers.length,
    rollovers,
  });
  for (const purpose of purposes) {
    const bits = bitsOf(purpose === 'revocation' ? set : []);
    put(pathOf(purpose), await office.statusList(purpose, { bits, validFrom: new Date(listedAt), validForHours: 24 }));
  }
  service.files = files;
}

async function check({ clock, crypto }: Device, store: TrustStore): Promise<VerificationReport> {
  await store.settle();
  const state = store.state();
  const { statusList } = store;
  const changes = { crypto, trustList: state.trustList, statusList, now: clock.now(), policy: policyFor(state) };
  return reportOf(certificate, await depsFor(office, {}, changes));
}
const codesOf = ({ checks }: VerificationReport): string[] => checks.map(({ code }) => code);
const rollover = (by: Root, serial: number, roots: readonly Root[]): Promise<string> => {
  const statement: RootRollover = {
    serial,
    operator: 'Example operator',
    issuedAt: '2026-11-22T10:00:00Z',
    roots: roots.map(({ multibase }) => multibase),
  };
  return signRootRollover(statement, by.signer);
};

describe('the trust list on a device', () => {
  it('replaces the kept one only when a pinned root signed it, and never by an older version', async () => {
    const device = createDevice();
    await publish(device);
    const store = device.open();
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 7 }, online: true, statusLists: 3 });
    const forgeries: Published[] = [
      { list: { version: 9, issuedAt: '2026-11-22T11:00:00Z' }, by: stranger },
      { list: { version: 9, issuedAt: '2026-11-22T11:00:00Z' }, by: stranger, roots: [stranger] },
      { list: { version: 6 } },
    ];
    for (const forgery of forgeries) {
      await publish(device, forgery);
      await store.refresh();
      expect(store.state()).toMatchObject({ trustList: { version: 7 }, online: false });
      const reopened = device.open();
      await reopened.load();
      expect(reopened.state().trustList?.version).toBe(7);
      await reopened.refresh();
      expect(reopened.state().trustList?.version).toBe(7);
    }
    await publish(device, { list: { version: 8 } });
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 8 }, online: true });
  });

  it('takes new root keys from a pinned one, together with a list that they signed', async () => {
    const device = createDevice();
    await publish(device, { roots: [root, spare] });
    const store = device.open();
    await store.refresh();
    // The spare key was pinned from the first day; the first one is given up.
    const first = await rollover(spare, 1, [spare, stranger]);
    await publish(device, { list: { version: 8 }, by: root, roots: [spare, stranger], rollovers: [first] });
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 7 }, online: false });
    await publish(device, { list: { version: 8 }, by: stranger, roots: [spare, stranger], rollovers: [first] });
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 8 }, online: true });
    // Pinned for good: the old key no longer counts, on this visit and the next.
    await publish(device, { list: { version: 9 }, by: root, roots: [root] });
    const reopened = device.open();
    await reopened.load();
    await reopened.refresh();
    expect(reopened.state()).toMatchObject({ trustList: { version: 8 }, online: false });
  });

  it.each<[string, () => Promise<string>]>([
    ['by a key that is not pinned', () => rollover(stranger, 1, [stranger])],
    ['out of order', () => rollover(root, 2, [stranger])],
    ['that is none', async () => 'a.b.c'],
  ])('does not follow a root statement %s', async (_what, statement) => {
    const device = createDevice();
    await publish(device);
    const store = device.open();
    await store.refresh();
    const rollovers = [await statement()];
    await publish(device, { list: { version: 8 }, by: stranger, roots: [stranger], rollovers });
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 7 }, online: false });
    // The kept root still speaks.
    await publish(device, { list: { version: 8 }, roots: [stranger], rollovers });
    await store.refresh();
    expect(store.state()).toMatchObject({ trustList: { version: 8 }, online: true });
  });

  it('past its own end counts only as long as no newer one can be had', async () => {
    const device = createDevice();
    await publish(device);
    const store = device.open();
    await store.refresh();
    expect((await check(device, store)).verdict).toBe('genuine-and-current');
    device.clock.set('2026-11-28T12:00:00Z');
    await publish(device, { listedAt: '2026-11-28T09:00:00Z' });
    const withheld = await check(device, store);
    expect(withheld.verdict).toBe('cannot-confirm');
    expect(codesOf(withheld)).toContain('A23');
    device.service.files = null;
    device.clock.set('2026-11-28T12:30:00Z');
    const offline = await check(device, store);
    expect(offline.verdict).toBe('genuine-and-current');
    expect(offline.freshness.trustList).toMatchObject({ version: 7, ageDays: 7 });
    device.clock.set('2026-11-28T13:00:00Z');
    const list = { version: 8, issuedAt: '2026-11-28T09:00:00Z', nextUpdate: '2026-12-05T09:00:00Z' };
    await publish(device, { list, listedAt: '2026-11-28T09:00:00Z' });
    expect((await check(device, store)).freshness.trustList).toMatchObject({ version: 8, ageDays: 0 });
  });
});

describe('status lists on a device', () => {
  const index = (): number =>
    Number((certificate['credentialStatus'] as JsonObject[])[0]?.['statusListIndex'] ?? Number.NaN);

  it('past their own end are cannot-confirm online and green with their age offline, for six days', async () => {
    const device = createDevice();
    await publish(device);
    const store = device.open();
    await store.refresh();
    device.clock.set('2026-11-23T12:00:00Z');
    const online = await check(device, store);
    expect(online.verdict).toBe('cannot-confirm');
    expect(online.checks.find(({ answer }) => answer === 'status')).toMatchObject({ code: 'S21', outcome: 'unknown' });
    device.service.files = null;
    device.clock.set('2026-11-23T12:30:00Z');
    const offline = await check(device, store);
    expect(offline.verdict).toBe('genuine-and-current');
    expect(offline.checks.find(({ answer }) => answer === 'status')).toMatchObject({ code: 'S21', outcome: 'warn' });
    expect(offline.freshness.statusList).toMatchObject({ ageHours: 27 });
    device.clock.set('2026-11-29T12:00:00Z');
    expect((await check(device, store)).verdict).toBe('cannot-confirm');
    const list = { version: 8, issuedAt: '2026-11-29T09:00:00Z', nextUpdate: '2026-12-06T09:00:00Z' };
    await publish(device, { list, listedAt: '2026-11-29T11:00:00Z' });
    device.clock.set('2026-11-29T12:30:00Z');
    expect(codesOf(await check(device, store))).toContain('S00');
  });

  it('are replaced only by what their office signed, for this address and not before', async () => {
    const device = createDevice();
    await publish(device, { set: [index()] });
    const store = device.open();
    await store.refresh();
    expect((await check(device, store)).verdict).toBe('revoked');
    const other = await createOffice('nvqsl', 'Somebody else');
    const { id } = await office.statusList('revocation');
    const clear = { validFrom: new Date('2026-11-22T11:00:00Z') };
    const lists: JsonObject[] = [
      { ...(await office.statusList('revocation', clear)), validFrom: '2026-11-22T11:30:00Z' },
      { ...(await other.statusList('revocation', clear)), id: id ?? null },
      await office.statusList('suspension', clear),
      await office.sign({ ...(await office.statusList('revocation', clear)), proof: [] }, 'issuer'),
      await office.statusList('revocation', { validFrom: new Date('2026-11-22T08:00:00Z') }),
    ];
    for (const list of lists) {
      device.service.files?.set(pathOf('revocation'), utf8(JSON.stringify(list)));
      await store.refresh();
      expect((await check(device, store)).verdict).toBe('revoked');
    }
    await publish(device, { listedAt: '2026-11-22T11:00:00Z' });
    await store.refresh();
    expect((await check(device, store)).verdict).toBe('genuine-and-current');
  });

  it('that came from elsewhere and say a later day do not keep genuine ones out', async () => {
    const device = createDevice();
    await publish(device);
    const forged = { ...(await office.statusList('revocation')), validFrom: '2099-01-01T00:00:00Z' };
    device.held.set(pathOf('revocation'), { bytes: utf8(JSON.stringify(forged)), fetchedAt: '2026-11-22T11:00:00Z' });
    const store = device.open();
    await store.load();
    expect(codesOf(await check(device, store))).toContain('S00');
  });
});
