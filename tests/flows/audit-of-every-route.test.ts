import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { deskRoutes } from '../../src/desk/index.js';
import { createHttpApp } from '../../src/http/index.js';
import { openFrameworkElsewhere, type FrameworkElsewhere } from '../support/framework-elsewhere.js';
import { walkCases } from '../support/route-walk/cases.js';
import { walkCertificates, walkHoldings } from '../support/route-walk/certificates.js';
import { CONFIRM, leavesNone, leavesRows, leavesWhenConfirmed } from '../support/route-walk/expected.js';
import { mountedChanges } from '../support/route-walk/mounted.js';
import { walkAccounts, walkRecognition } from '../support/route-walk/operator.js';
import { walkSessionDay } from '../support/route-walk/session-day.js';
import { routeWalk, type RouteWalk } from '../support/route-walk/walk.js';
import { findings, openOffice } from '../support/service.js';
import { openStaffWorld, staffWorldOf } from '../support/staff-world.js';

/** A new route belongs into `expected.ts`, and one call of it into a walk; without them this suite fails. */
describe('every address that changes something', () => {
  let scene: FrameworkElsewhere;
  let walk: RouteWalk;
  let operator: RouteWalk;

  beforeAll(async () => {
    const world = await openStaffWorld({}, '2026-01-10T08:00:00Z', { doors: 4 });
    const office = await openOffice(world.service);
    walk = await routeWalk(world, { office, otherOffice: await openOffice(world.service, { scheme: 'NVQSL' }) });
    await walkAccounts(walk);
    await walkCertificates(walk, await walkSessionDay(walk));
    await walkHoldings(walk);
    await walkCases(walk);
    scene = await openFrameworkElsewhere();
    const { philippines } = scene.world;
    const there = staffWorldOf(philippines, { origin: philippines.url });
    operator = await routeWalk(there, { office: scene.office, otherOffice: scene.office });
    await walkRecognition(operator, scene);
  }, 240_000);
  afterAll(async () => {
    await walk?.close();
    await operator?.close();
    await scene?.world.framework.close();
  });

  /** Rows of the same kind about several things count as one kind. */
  const kinds = (actions: readonly string[] = []): string => [...new Set(actions)].join(' + ');
  const left = (path: string): string => kinds(walk.left.get(path) ?? operator.left.get(path));
  const twoPerson = new Set(
    deskRoutes.flatMap(({ kind, path }) => (kind === 'two-person' ? [`/api/assessment${path}`] : [])),
  );

  it('has its entry here, and every entry is an address', () => {
    const { service, settings } = walk.world;
    const log = { info: () => undefined, error: () => undefined };
    const app = createHttpApp(createHttpDeps({ service, settings, log, webDir: import.meta.dirname }));
    const named = [leavesRows, leavesWhenConfirmed, leavesNone].flatMap((table) => Object.keys(table));
    expect([...named, CONFIRM].toSorted()).toEqual(mountedChanges(app));
    expect(Object.keys(leavesWhenConfirmed).toSorted()).toEqual([...twoPerson].toSorted());
  });

  it('leaves the rows of its kind when it succeeds', () => {
    const rows = Object.keys(leavesRows).map((path) => [path, left(path)]);
    expect(Object.fromEntries(rows)).toEqual(leavesRows);
    const confirmed = Object.keys(leavesWhenConfirmed).map((path) => [path, left(`${path} confirmed`)]);
    const expected = Object.entries(leavesWhenConfirmed).map(([path, kind]) => [path, `proposal.confirm + ${kind}`]);
    expect(Object.fromEntries(confirmed)).toEqual(Object.fromEntries(expected));
    expect([...twoPerson].filter((path) => left(path) !== 'proposal.propose')).toEqual([]);
    expect(Object.keys(leavesNone).filter((path) => left(path) !== '')).toEqual([]);
  });

  it('leaves one row for each thing it was about, not two', () => {
    // Several applications in one call, a session with its records, certificates of one assessor: a row for each of them.
    const many = new Set(['application.apply', 'application.submit', 'application.accept', 'application.clear-fee']);
    for (const kind of ['application.enrol', 'record.void', 'certificate.suspend']) many.add(kind);
    const doubled = [...walk.left, ...operator.left].flatMap(([path, actions]) =>
      actions.filter((action, index) => actions.indexOf(action) !== index && !many.has(action)).map(() => path),
    );
    expect(doubled).toEqual([]);
  });

  it('leaves nothing at all when it is refused', () => {
    expect([...walk.leaks, ...operator.leaks]).toEqual([]);
  });

  it('came to a register in which nothing is amiss', async () => {
    expect(await findings(walk.world.service)).toEqual([]);
  });
});
