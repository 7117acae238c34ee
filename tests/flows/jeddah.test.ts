import { describe, expect, it } from '@jest/globals';
import { releaseCertificates } from '../../src/issuance/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import {
  accreditSite,
  credentialOf,
  domesticWork,
  findings,
  inventCandidates,
  newAssessor,
  newSite,
  officers,
  verifyInput,
} from '../support/service.js';

const DAYS = ['2017-05-04', '2017-05-05', '2017-05-06', '2017-05-07', '2017-05-08'];
const SIZES = [9, 9, 8];
const COMPETENT = 112;

// On the server database only: the demonstration, which the browser tests start, runs the same mission on the embedded one.
describe('S1: a mission the size of Jeddah 2017', () => {
  const at = officeAtWork({ at: '2017-03-20T08:00:00Z', from: '2016-06-01', until: '2018-05-31' });

  it('130 candidates in five days give 112 certificates, and every count reconciles', async () => {
    const { service } = at;
    const { store } = service.instance;
    const period = { qualifications: [domesticWork], from: '2017-04-01', until: '2017-05-31' };
    const site = await newSite(service, 'Consulate hall, Jeddah', 'SA');
    await accreditSite(service, at.office.body, site, { ...period, number: 'OAP-2017-SA-JED' });
    const team = [at.office.assessor];
    for (const number of ['CA-JED-2', 'CA-JED-3'])
      team.push(await newAssessor(service, at.office.body, { ...period, number }));
    const mission = await service.assessment.planMission({
      actorId: officers.planner,
      scheme: 'TESDA',
      title: 'Onsite assessment mission Jeddah, May 2017',
      country: 'SA',
      hostPostId: site.organizationId,
      siteIds: [site.id],
      startsOn: '2017-05-04',
      endsOn: '2017-05-08',
      qualifications: [domesticWork],
      assessorAccreditationIds: team.map(({ accreditationId }) => accreditationId),
      quota: 130,
    });
    const everybody = inventCandidates(service, { day: '2017-05-04', count: 130, seed: 2017 });
    const missing = inventCandidates(service, {
      day: '2017-05-04',
      count: 130,
      seed: 2017,
      notSatisfactory: ['HCS913304'],
    });
    const isMissed = (index: number): boolean => index % 7 === 3 && Math.floor(index / 7) < 130 - COMPETENT;
    const candidates = everybody.map((candidate, index) =>
      isMissed(index) ? (missing[index] ?? candidate) : candidate,
    );
    const recordIds: string[] = [];
    let taken = 0;
    for (const day of DAYS) {
      for (const [place, size] of SIZES.entries()) {
        const assessor = team[place] ?? at.office.assessor;
        const group = candidates.slice(taken, taken + size);
        const done = await at.assess({ day, site, assessor, missionId: mission.id, candidates: group });
        recordIds.push(...done.recordIds);
        taken += size;
      }
    }
    expect(taken).toBe(130);
    expect(new Set(recordIds).size).toBe(130);

    at.clock.set('2017-05-18T08:00:00Z');
    const decisions = await service.assessment.decideMany({ actorId: officers.certification, recordIds });
    expect(decisions.filter(({ ok }) => !ok)).toEqual([]);
    const approved = decisions.flatMap((decision) => (decision.ok ? decision.certificates : []));
    const full = approved.filter(({ awardType }) => awardType === 'NC').map(({ id }) => id);
    const parts = approved.filter(({ awardType }) => awardType === 'COC');
    expect(full).toHaveLength(COMPETENT);
    // 18 people, three core units each.
    expect(parts).toHaveLength(18 * 3);
    expect(new Set(parts.map(({ personId }) => personId)).size).toBe(18);

    at.clock.set('2017-05-22T08:00:00Z');
    const released = await releaseCertificates(full, officers.release, service.issuance);
    expect(released.filter(({ ok }) => !ok)).toEqual([]);
    const numbers = released.flatMap((result) => (result.ok ? [result.number] : []));
    expect(new Set(numbers).size).toBe(COMPETENT);

    const { read } = store;
    expect({
      people: await read.applications.count({ missionId: mission.id }),
      records: await read.records.count({ id: recordIds }),
      competent: await read.records.count({ overall: 'competent' }),
      notYet: await read.records.count({ overall: 'not-yet-competent' }),
      active: await read.certificates.count({ missionId: mission.id, state: 'active' }),
      waiting: await read.certificates.count({ missionId: mission.id, state: 'approved' }),
      published: await read.intents.count({ state: 'published' }),
      unfinished: await read.intents.count({ state: ['intended', 'will-sign', 'signed', 'voided'] }),
      signed: await read.credentials.count({ form: 'eddsa-jcs-2022' }),
      slots: await read.statusEntries.count({}),
      shortCodes: await read.shortCodes.count({}),
      outboxOpen: await read.outbox.count({ topic: 'status-list', doneAt: null }),
    }).toEqual({
      people: 130,
      records: 130,
      competent: COMPETENT,
      notYet: 18,
      active: COMPETENT,
      waiting: 54,
      published: COMPETENT,
      unfinished: 0,
      signed: COMPETENT,
      slots: COMPETENT,
      shortCodes: COMPETENT,
      outboxOpen: 0,
    });
    for (const id of [full[0], full[55], full[111]]) {
      const report = await verifyInput(service, await credentialOf(service, id ?? ''));
      expect(report.verdict).toBe('genuine-and-current');
      expect(report.claims).toMatchObject({ place: 'Consulate hall, Jeddah', validUntil: '2022-05-21T23:59:59Z' });
    }
    expect(await findings(service)).toEqual([]);
  }, 120_000);
});
