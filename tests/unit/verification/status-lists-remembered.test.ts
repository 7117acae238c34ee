import { beforeAll, describe, expect, it } from '@jest/globals';
import { bitsOf, zlibGunzip } from '../../../src/credentials/status/index.js';
import type { JsonObject } from '../../../src/shared/index.js';
import type { OpenedLists, VerificationReport, VerifyDeps } from '../../../src/verification/index.js';
import { createOffice, depsFor, trustListOf, type Office } from '../../support/issue-fixture.js';
import { reportOf } from '../../support/report-of.js';

let tesda: Office;
let certificate: JsonObject;
beforeAll(async () => {
  tesda = await createOffice();
  certificate = await tesda.award();
});

const statusOf = ({ checks }: VerificationReport) => checks.find(({ answer }) => answer === 'status');

describe('an older list than one seen before', () => {
  const knowing = (purpose: 'revocation' | 'suspension', version: number): Partial<VerifyDeps> => ({
    knownListVersion: (url) => (url === tesda.listUrl(purpose) ? version : null),
  });

  it('is told as not checked, never as clear', async () => {
    for (const purpose of ['revocation', 'suspension'] as const) {
      const report = await reportOf(certificate, await depsFor(tesda, {}, knowing(purpose, 2)));
      expect(report.verdict).toBe('cannot-confirm');
      expect(statusOf(report)).toMatchObject({ outcome: 'unknown', code: 'S23' });
      expect(report.sentence).toContain('older than one we have seen');
    }
  });

  it('the same version or a newer one is taken', async () => {
    for (const version of [0, 1]) {
      const report = await reportOf(certificate, await depsFor(tesda, {}, knowing('revocation', version)));
      expect([report.verdict, statusOf(report)?.code]).toEqual(['genuine-and-current', 'S00']);
    }
  });

  it('a list that no longer says its version counts as older', async () => {
    const named = await tesda.statusList('revocation');
    const { proof: _proof, ...list } = named;
    const subject = { ...(list['credentialSubject'] as JsonObject), id: `${tesda.listUrl('revocation')}#list` };
    const nameless = await tesda.sign({ ...list, credentialSubject: subject }, 'status', '2026-11-22T09:00:00Z');
    const lists = { [tesda.listUrl('revocation')]: nameless };
    expect(statusOf(await reportOf(certificate, await depsFor(tesda, lists)))?.code).toBe('S00');
    const report = await reportOf(certificate, await depsFor(tesda, lists, knowing('revocation', 1)));
    expect(statusOf(report)?.code).toBe('S23');
  });

  it('a revocation in it still stands', async () => {
    const bits = bitsOf([94567]);
    const lists = { [tesda.listUrl('revocation')]: await tesda.statusList('revocation', { bits }) };
    const report = await reportOf(certificate, await depsFor(tesda, lists, knowing('revocation', 9)));
    expect([report.verdict, statusOf(report)?.code]).toEqual(['revoked', 'S10']);
  });
});

describe('lists that are already open', () => {
  const counting = async (openedLists?: OpenedLists) => {
    const unpacked: number[] = [];
    const deps = await depsFor(
      tesda,
      {},
      {
        gunzip: (data, maxBytes) => {
          unpacked.push(data.length);
          return zlibGunzip(data, maxBytes);
        },
        ...(openedLists ? { openedLists } : {}),
      },
    );
    return { deps, unpacked };
  };

  it('are judged and unpacked once for many credentials', async () => {
    const { deps, unpacked } = await counting(new WeakMap());
    for (let round = 0; round < 5; round++) {
      expect((await reportOf(certificate, deps)).verdict).toBe('genuine-and-current');
    }
    expect(unpacked).toHaveLength(3);
  });

  it('within one passport are opened once, whoever calls', async () => {
    const { deps, unpacked } = await counting();
    const passport = await tesda.passport([certificate, await tesda.award('certificate-of-competency')]);
    const report = await reportOf(passport, deps);
    expect(report.items).toHaveLength(2);
    expect(unpacked).toHaveLength(3);
    await reportOf(certificate, deps);
    expect(unpacked).toHaveLength(6);
  });

  it('are judged again when the office is another object, so that a withdrawn key is noticed', async () => {
    const { deps, unpacked } = await counting(new WeakMap());
    expect((await reportOf(certificate, deps)).verdict).toBe('genuine-and-current');
    const keys = tesda.issuer.keys.map((key) => (key.role === 'status' ? { ...key, revokedAt: '2026-11-01' } : key));
    const later = { ...deps, trustList: trustListOf([{ ...tesda.issuer, keys }]) };
    expect(statusOf(await reportOf(certificate, later))).toMatchObject({ outcome: 'unknown', code: 'S22' });
    expect(unpacked).toHaveLength(3);
  });

  it('another object for the same list is judged for itself', async () => {
    const { deps } = await counting(new WeakMap());
    expect((await reportOf(certificate, deps)).verdict).toBe('genuine-and-current');
    const forged = { ...(await tesda.statusList('revocation')), validUntil: '2099-01-01T00:00:00Z' };
    const report = await reportOf(certificate, {
      ...deps,
      statusList: async (url) =>
        url === tesda.listUrl('revocation')
          ? { kind: 'list', credential: forged, fetchedAt: '2026-11-22T11:00:00Z' }
          : deps.statusList(url),
    });
    expect(statusOf(report)?.code).toBe('S22');
  });
});
