import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Storage } from '../../src/storage/index.js';
import {
  approvedSession,
  createWorld,
  domesticWork,
  eligibleApplications,
  entryFor,
  identityOk,
  latin,
  resultsFor,
  startSession,
  uphold,
  catalogue,
} from '../support/assessment-world.js';
import { postgresDatabase, type TestDatabase } from '../support/database.js';
import { requiredUnitCodes, type Session } from '../../src/assessment/index.js';

describe('an onsite mission the size of Jeddah 2017', () => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await postgresDatabase();
    storage = await database.open();
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  it('takes 130 candidates in five days to 112 approved certificates, and its counts reconcile', async () => {
    const world = await createWorld(storage.store, { assessors: 3 });
    const { services, clock } = world;
    const post = await services.registerOrganization({
      actorId: 'registrar',
      type: 'post-abroad',
      legalName: 'Labour office in Jeddah',
      country: 'SA',
    });
    const site = await services.registerSite({
      actorId: 'registrar',
      organizationId: post.id,
      name: 'Jeddah hall',
      address: 'Jeddah',
      country: 'SA',
    });
    const mission = await services.planMission({
      actorId: 'office',
      scheme: 'TESDA',
      title: 'Jeddah, May 2017',
      country: 'SA',
      hostPostId: post.id,
      siteIds: [site.id],
      startsOn: '2017-05-04',
      endsOn: '2017-05-08',
      qualifications: [domesticWork],
      assessorAccreditationIds: world.assessors.map((assessor) => assessor.accreditationId),
      quota: 130,
    });
    await services.grantAccreditation({
      actorId: 'office',
      subjectType: 'mission',
      subjectId: mission.id,
      role: 'mission',
      qualifications: [domesticWork],
      number: 'OAP-JED-2017',
      grantedById: world.bodyId,
      validFrom: '2017-05-04',
      validUntil: '2017-05-08',
      basis: ['circular-1'],
    });
    const advance = (event: Parameters<typeof services.advanceMission>[0]['event'], rest = {}) =>
      services.advanceMission({ missionId: mission.id, event, actorId: 'office', ...rest });
    await advance('profile', { profiles: 150 });
    await advance('staff');
    await advance('issue-kit', { deviceKeysUntil: '2017-05-10' });

    const { registered } = await services.registerCandidates({
      actorId: 'desk',
      candidates: Array.from({ length: 130 }, (_, index) => ({
        names: [latin(`Family${index}`, `Given${index}`)],
        birthDate: { value: '1990-01-01', source: 'passport' },
      })),
    });
    const applicationIds = await eligibleApplications(
      world,
      registered.map((person) => ({ person, missionId: mission.id })),
    );
    // Five days, 26 candidates a day among three assessors.
    const days = [4, 5, 6, 7, 8].map((day) => `2017-05-0${day}`);
    const sessions: Session[] = [];
    for (const day of days)
      sessions.push(
        await approvedSession(world, {
          siteId: site.id,
          missionId: mission.id,
          startsAt: `${day}T06:00:00Z`,
          endsAt: `${day}T14:00:00Z`,
        }),
      );
    const groups = days.map((_, index) => applicationIds.slice(index * 26, index * 26 + 26));
    for (const [index, session] of sessions.entries())
      await services.enrol({ applicationIds: groups[index] ?? [], sessionId: session.id, actorId: 'desk' });
    await advance('start');

    const units = requiredUnitCodes(catalogue.qualification(domesticWork) ?? missing());
    const notYet = new Set(applicationIds.filter((_, index) => index % 7 === 0).slice(0, 18));
    expect(notYet.size).toBe(18);
    for (const [index, session] of sessions.entries()) {
      const group = groups[index] ?? [];
      const running = await startSession(world, session);
      await services.admit({ applicationIds: group, actorId: world.representativeId, identityCheck: identityOk });
      const recordIds: string[] = [];
      for (const [place, assessor] of running.assessors.entries()) {
        const own = group.filter((_, position) => position % running.assessors.length === place);
        const records = await services.recordSession({
          sessionId: session.id,
          actorId: assessor.personId,
          // Each candidate who is Not Yet Competent misses other units, as in life.
          entries: own.map((id, position) =>
            entryFor(
              id,
              resultsFor(units, notYet.has(id) ? units.slice(position % 3, (position % 3) + 1 + (place % 3)) : []),
            ),
          ),
        });
        recordIds.push(...records.map((record) => record.id));
      }
      await services.countersignRecords({ recordIds, actorId: world.representativeId });
      await services.submitRecords({ recordIds, actorId: 'system' });
      clock.set(session.endsAt);
      const closed = await services.closeSession({
        sessionId: session.id,
        actorId: world.representativeId,
        incidents: [],
      });
      expect(closed.state).toBe('closed');
    }
    await advance('sync', { chainIntact: true });
    expect((await advance('reconcile')).state).toBe('reconciled');

    clock.set('2017-05-15T08:00:00Z');
    // Three new assessors: the records of their first three days are all looked at, and some of the others.
    const held = await storage.store.read.records.find({ state: 'under-moderation' });
    expect(held.length).toBeGreaterThanOrEqual(78);
    const early = held.filter(({ sessionId }) => sessions.slice(0, 3).some(({ id }) => id === sessionId));
    expect(early).toHaveLength(78);
    await uphold(
      { services },
      held.map(({ id }) => id),
    );
    const submitted = await storage.store.read.records.find({ state: ['submitted', 'moderated'] });
    expect(submitted).toHaveLength(130);
    const results = await services.decideMany({
      recordIds: submitted.map((record) => record.id),
      actorId: 'officer-a',
    });
    expect(results.filter((result) => !result.ok)).toEqual([]);
    const certificates = await storage.store.read.certificates.find({ state: 'approved' });
    expect(certificates.filter((certificate) => certificate.awardType === 'NC')).toHaveLength(112);
    expect(await storage.store.read.records.count({ overall: 'not-yet-competent' })).toBe(18);
    // Partial success is normal: those 18 hold certificates of competency for the core units they showed.
    expect(certificates.filter((certificate) => certificate.awardType === 'COC').length).toBeGreaterThan(18);
    expect((await advance('close')).state).toBe('closed');
    expect(await storage.store.read.decisions.count({})).toBe(130);
  });
});

function missing(): never {
  throw new Error('the catalogue has no domestic work');
}
