import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { composeService, type Service } from '../../src/app.js';
import { rootController, rotateKey } from '../../src/composition/index.js';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { followRollovers, signRootRollover, signTrustList, type PinnedRoots } from '../../src/issuers/index.js';
import { createRootKeyFile, openKeyFile, type Signer } from '../../src/keys/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { codeOf } from '../support/code-of.js';
import { composeTestService, type ComposedService } from '../support/composed-service.js';
import { openOffice } from '../support/service.js';

jest.setTimeout(240_000);

/** A service on a disk, whose database alone can be put back to an earlier copy. */
function restorable(environment: () => Promise<Record<string, string>>) {
  const clock = fixedClock('2026-01-05T08:00:00Z');
  let composed: ComposedService;
  let now: Service;
  const folder = (name: string): string => join(composed.dataDir, name);
  const copy = (from: string, to: string): void => {
    rmSync(folder(to), { recursive: true, force: true });
    cpSync(folder(from), folder(to), { recursive: true });
  };
  const reopened = async (between: () => void): Promise<void> => {
    await now.close();
    between();
    now = await composeService(composed.settings, { clock, throwawayKeys: true });
  };
  beforeAll(async () => {
    composed = await composeTestService({ kind: 'embedded', clock, onDisk: true, environment: await environment() });
    now = composed.service;
    await openOffice(now);
  });
  afterAll(async () => {
    await now.close();
    rmSync(composed.dataDir, { recursive: true, force: true });
  });
  return {
    clock,
    service: () => now,
    backUp: () => reopened(() => copy('pgdata', 'backup')),
    restore: () => reopened(() => copy('backup', 'pgdata')),
    warnings: async (): Promise<readonly string[]> => {
      const log = { info: () => undefined, error: () => undefined };
      const parts = { service: now, settings: composed.settings, log, webDir: composed.dataDir };
      return (await createHttpDeps(parts).warnings()).filter((words) => words.includes('published before'));
    },
  };
}

describe('a restored database, root keys kept elsewhere', () => {
  const safe = mkdtempSync(join(tmpdir(), 'root-keys-'));
  const roots: { readonly multibase: string; readonly signer: Signer }[] = [];
  const world = restorable(async () => {
    for (const name of ['one', 'two', 'three']) {
      const { record, fileName } = await createRootKeyFile(join(safe, name), 'a ceremony passphrase', world.clock);
      const { signer } = await openKeyFile(join(safe, name, fileName), 'a ceremony passphrase', world.clock);
      roots.push({ multibase: record.publicKeyMultibase, signer });
    }
    return { ROOT_KEYS: 'offline', ROOT_PINS: [root(0), root(1)].map(({ multibase }) => multibase).join(',') };
  });
  const root = (index: number) => {
    const found = roots[index];
    if (found === undefined) throw new Error('there is no such root key');
    return found;
  };
  const trust = () => world.service().trust;
  const publish = (jws: string) => trust().publish(jws, 'officer');
  const signedList = async () => signTrustList(await trust().prepare(), root(1).signer);
  afterAll(() => rmSync(safe, { recursive: true, force: true }));

  it('proposes a list above the highest that went out, and takes the newest one back as it was', async () => {
    await publish(await signedList());
    await world.backUp();
    await publish(await signedList());
    // The operator signs one more of this version, which is not the one that is published.
    const draft = await trust().prepare();
    const other = await signTrustList({ ...draft, nextUpdate: '2026-01-30T00:00:00Z' }, root(1).signer);
    const newest = await signTrustList(draft, root(1).signer);
    const older = await signTrustList({ ...draft, version: 2 }, root(0).signer);
    await publish(newest);
    expect(await world.warnings()).toEqual([]);
    await world.restore();

    expect((await trust().published())?.list.version).toBe(1);
    expect((await trust().prepare()).version).toBe(4);
    expect(await world.warnings()).toEqual([
      expect.stringMatching(/^Version 3 of the trust list was published before/),
    ]);
    expect(await codeOf(publish(older))).toBe('trust-list-rollback');
    expect(await codeOf(publish(other))).toBe('trust-list-rollback');
    await publish(newest);
    expect((await trust().published())?.jws).toBe(newest);
    expect(await world.warnings()).toEqual([]);
    expect(await publish(await signedList())).toMatchObject({ kind: 'list', version: 4 });
  });

  it('still knows every root statement that verifiers have followed, and goes on from the last', async () => {
    await world.backUp();
    const sets = [[root(0), root(1), root(2)] as const, [root(1), root(2)] as const];
    const statements: string[] = [];
    for (const set of sets) {
      const draft = await trust().prepareRoots(set.map(({ multibase }) => multibase));
      statements.push(await signRootRollover(draft, root(1).signer));
      await publish(statements.at(-1) ?? '');
    }
    await world.restore();

    expect(await trust().roots()).toMatchObject({ serial: 2, rollovers: statements });
    const dropped = await signTrustList(await trust().prepare(), root(0).signer);
    expect(await codeOf(publish(dropped))).toBe('trust-list-unknown-root');
    const next = await trust().prepareRoots([root(1).multibase]);
    expect(next.serial).toBe(3);
    const signed = await signRootRollover(next, root(2).signer);
    await publish(signed);
    expect((await trust().roots()).rollovers).toEqual([...statements, signed]);
  });
});

describe('a restored database, root keys in the store', () => {
  const world = restorable(async () => ({}));
  const rotated = async (): Promise<void> => {
    const controller = rootController(world.service().instance.addresses.publicUrl);
    await rotateKey(world.service(), { controller, role: 'root', leadDays: 0, overlapDays: 1 });
    world.clock.set(new Date(world.clock.now().getTime() + 2 * 86_400_000).toISOString());
    await world.service().trust.current({ fresh: true });
  };
  /** A verifier that comes by from time to time. */
  const follow = async (pinned: PinnedRoots): Promise<PinnedRoots> => {
    const { rollovers } = await world.service().trust.roots();
    const followed = await followRollovers(pinned, rollovers, world.service().instance.crypto);
    expect(followed.ok).toBe(true);
    return followed.pinned;
  };

  it('goes on where verifiers are, so that they learn of the next key', async () => {
    const { roots } = await world.service().trust.roots();
    await world.backUp();
    await rotated();
    await rotated();
    const verifier = await follow({ roots, serial: 0 });
    expect(verifier.serial).toBeGreaterThan(1);
    await world.restore();
    await world.service().trust.current({ fresh: true });
    expect(await follow(verifier)).toEqual(verifier);
    await rotated();
    await rotated();
    const published = await world.service().trust.roots();
    expect((await follow(verifier)).roots).toEqual(published.roots);
    expect(published.roots.some((root) => verifier.roots.includes(root))).toBe(false);
    expect((await follow({ roots, serial: 0 })).roots).toEqual(published.roots);
  });
});
