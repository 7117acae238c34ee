import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  requiredUnitCodes,
  type AssessmentRecord,
  type ModerationReason,
  type Person,
} from '../../src/assessment/index.js';
import type { Storage } from '../../src/storage/index.js';
import {
  catalogue,
  createWorld,
  domesticWork,
  eligibleApplications,
  entryFor,
  identityOk,
  latin,
  resultsFor,
  startSession,
  type World,
} from '../support/assessment-world.js';
import { describeOnEachDatabase, type TestDatabase } from '../support/database.js';

const qualification = catalogue.qualification(domesticWork);
const required = qualification ? requiredUnitCodes(qualification) : [];
const blockedBy = (code: string) => expect.objectContaining({ code, status: 409 });
const note = 'Seen with the film.';

describeOnEachDatabase('moderation', (open) => {
  let database: TestDatabase;
  let storage: Storage;
  let world: World;
  beforeAll(async () => {
    database = await open();
    storage = await database.open();
    world = await createWorld(storage.store, { startedAt: '2017-03-01T08:00:00Z' });
  }, 60_000);
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  const looksAt = (recordId: string) => storage.store.read.moderations.find({ recordId });
  const reasonsOf = async (recordId: string): Promise<readonly ModerationReason[]> =>
    (await looksAt(recordId)).flatMap(({ reasons }) => reasons);
  const stateOf = async (id: string): Promise<string | undefined> => (await storage.store.read.records.get(id))?.state;
  const assessorId = (): string => world.assessors[0]?.personId ?? '';
  const moderate = (recordIds: readonly string[], outcome: 'uphold' | 'return' | 'void', actorId = 'moderator') =>
    world.services.moderateRecords({ recordIds, outcome, actorId, note });
  const decide = (recordId: string, actorId = 'officer-a') => world.services.decide({ recordId, actorId });

  /** Enrols and admits `count` candidates to a running session of that day. */
  async function running({ on, count, trainerId }: { on: string; count: number; trainerId?: string | undefined }) {
    const { services } = world;
    world.clock.set(new Date(Date.parse(on) - 20 * 86_400_000).toISOString());
    const people: Person[] = [];
    for (let index = 0; index < count; index++)
      people.push(await services.registerCandidate({ actorId: 'desk', names: [latin(`Of ${on} ${index}`, 'Ana')] }));
    const planned = await services.planSession({
      ...{ actorId: 'ac-manager', siteId: world.siteId, ...domesticWork, assessors: world.assessors },
      ...{ startsAt: `${on}T06:00:00Z`, endsAt: `${on}T14:00:00Z` },
    });
    await services.requestSession({ sessionId: planned.id, actorId: 'ac-manager' });
    const reasons = [{ rule: 'R07', reason: 'There is one assessor for this trade.' }];
    const session = await services.approveSession({ sessionId: planned.id, actorId: 'director', reasons });
    const declared = trainerId === undefined ? {} : { declaredTraining: [courseBy(trainerId)] };
    const applicationIds = await eligibleApplications(
      world,
      people.map((person) => ({ person, ...declared })),
    );
    await services.enrol({ applicationIds, sessionId: session.id, actorId: 'desk' });
    await startSession(world, session);
    await services.admit({ applicationIds, actorId: world.representativeId, identityCheck: identityOk });
    return { session, applicationIds };
  }

  interface Sheet {
    readonly applicationId: string;
    readonly missed: boolean;
  }

  /** Rated, signed by both and sent to the office. */
  async function sent(sessionId: string, sheets: readonly Sheet[]): Promise<readonly AssessmentRecord[]> {
    const { services } = world;
    const records = await services.recordSession({
      sessionId,
      actorId: assessorId(),
      entries: sheets.map(({ applicationId, missed }) =>
        entryFor(applicationId, resultsFor(required, missed ? ['HCS913304'] : [])),
      ),
    });
    const recordIds = records.map(({ id }) => id);
    await services.countersignRecords({ recordIds, actorId: world.representativeId });
    return services.submitRecords({ recordIds, actorId: world.representativeId });
  }

  interface Held {
    readonly day: string;
    readonly count: number;
    readonly missed?: number;
    readonly trainerId?: string;
  }

  /** A day of assessments up to the closed session; `missed` candidates are not yet competent. */
  async function day({ day: on, count, missed = 0, trainerId }: Held): Promise<readonly AssessmentRecord[]> {
    const { session, applicationIds } = await running({ on, count, trainerId });
    const records = await sent(
      session.id,
      applicationIds.map((applicationId, index) => ({ applicationId, missed: index < missed })),
    );
    await world.services.closeSession({ sessionId: session.id, actorId: world.representativeId, incidents: [] });
    return records;
  }

  const courseBy = (trainerId: string) => ({
    providerId: 'provider',
    trainerPersonIds: [trainerId],
    from: '2010-01-01',
    to: '2010-06-01',
  });

  it('takes every record of the first three sessions of an assessor, and nobody decides on them before', async () => {
    for (const on of ['2017-05-02', '2017-05-03', '2017-05-04']) {
      const records = await day({ day: on, count: 2, missed: 1 });
      expect(records.map(({ state }) => state)).toEqual(['under-moderation', 'under-moderation']);
      for (const { id } of records) expect(await reasonsOf(id)).toContain('new-assessor');
    }
    const [first] = await storage.store.read.records.find({ state: 'under-moderation' });
    await expect(decide(first?.id ?? '')).rejects.toEqual(blockedBy('R31'));
    const rules = await world.services.previewDecision({ recordId: first?.id ?? '', actorId: 'officer-a' });
    expect(rules.find(({ rule }) => rule === 'R31')?.message).toBe('A moderator has to look at this record first.');
    const fourth = await day({ day: '2017-05-05', count: 2, missed: 1 });
    for (const { id } of fourth) expect(await reasonsOf(id)).not.toContain('new-assessor');
  });

  it('takes a large session in which everybody passed, whole', async () => {
    const mixed = await day({ day: '2017-05-08', count: 8, missed: 1 });
    for (const { id } of mixed) expect(await reasonsOf(id)).not.toContain('all-passed');
    const passed = await day({ day: '2017-05-09', count: 8 });
    for (const { id } of passed) {
      expect(await reasonsOf(id)).toContain('all-passed');
      expect(await stateOf(id)).toBe('under-moderation');
    }
  });

  it('nobody decides before such a day is closed, which would keep all but the last from a moderator', async () => {
    const { session, applicationIds } = await running({ on: '2017-05-15', count: 8 });
    const recordIds: string[] = [];
    for (const applicationId of applicationIds.slice(0, 7))
      recordIds.push(...(await sent(session.id, [{ applicationId, missed: false }])).map(({ id }) => id));
    const undrawn: string[] = [];
    for (const id of recordIds) if ((await reasonsOf(id)).length === 0) undrawn.push(id);
    expect(undrawn.length).toBeGreaterThan(0);
    for (const id of undrawn) await expect(decide(id)).rejects.toEqual(blockedBy('R31'));
    // One who missed settles it: this day is not drawn whole.
    await sent(session.id, [{ applicationId: applicationIds[7] ?? '', missed: true }]);
    expect((await decide(undrawn[0] ?? '')).decision.outcome).toBe('approved');
  });

  it('draws one in ten by a lot that differs from instance to instance', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `record-${index}`);
    const lots = ids.map((id) => storage.store.read.lotOf(id));
    expect(lots.filter((lot) => lot < 0.1).length).toBeGreaterThan(400);
    expect(lots.filter((lot) => lot < 0.1).length).toBeLessThan(600);
    expect(Math.min(...lots)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lots)).toBeLessThan(1);
    expect(storage.store.read.lotOf('record-1')).toBe(lots[1]);
    expect(storage.store.read.lotOf('record-1')).not.toBe(storage.store.read.lotOf('record-2'));
  });

  it('is nobody’s who had a part in it, and needs a note', async () => {
    const [record] = await day({ day: '2017-05-10', count: 8, trainerId: 'trainer' });
    const id = record?.id ?? '';
    for (const involved of [assessorId(), 'trainer', 'ac-manager', world.representativeId, record?.personId ?? ''])
      await expect(moderate([id], 'uphold', involved)).rejects.toEqual(blockedBy('R32'));
    const input = { recordIds: [id], outcome: 'uphold', actorId: 'moderator' } as const;
    await expect(world.services.moderateRecords({ ...input, note: ' ' })).rejects.toMatchObject({ status: 422 });
    expect(await stateOf(id)).toBe('under-moderation');
    await moderate([id], 'uphold');
    expect(await stateOf(id)).toBe('moderated');
    expect(await looksAt(id)).toMatchObject([{ outcome: 'uphold', moderatorId: 'moderator', note }]);
    await expect(moderate([id], 'uphold', 'another')).rejects.toEqual(blockedBy('state'));
    // Who moderated does not decide either.
    await expect(decide(id, 'moderator')).rejects.toEqual(blockedBy('R32'));
    expect((await decide(id)).certificates.length).toBeGreaterThan(0);
  });

  it('returns a record to its assessor: the correction takes its place and is looked at too', async () => {
    const [record] = await day({ day: '2017-05-11', count: 8 });
    const id = record?.id ?? '';
    await moderate([id], 'return');
    await expect(decide(id)).rejects.toEqual(blockedBy('R31'));
    const { services } = world;
    const sessionId = record?.sessionId ?? '';
    await expect(services.finishModeration({ sessionId, actorId: 'moderator' })).rejects.toMatchObject({ status: 409 });
    const actorId = assessorId();
    const { applicationId = '' } = record ?? {};
    await expect(services.openRecord({ applicationId, actorId })).rejects.toMatchObject({ status: 409 });
    const stranger = services.openRecord({ applicationId, actorId: 'stranger', supersedesId: id });
    await expect(stranger).rejects.toEqual(blockedBy('assessor-appointed'));
    expect(await stateOf(id)).toBe('returned');
    // A correction that nobody finishes is voided by two officers and begun anew.
    const { id: left } = await services.openRecord({ applicationId, actorId, supersedesId: id });
    await services.voidRecord({ recordId: left, actorId: 'a', secondActorId: 'b', reason: 'Never finished.' });
    const opened = await services.openRecord({ applicationId, actorId, supersedesId: left });
    expect(await stateOf(id)).toBe('voided');
    const recordIds = [opened.id];
    await services.enterResults({ recordId: opened.id, actorId, results: resultsFor(opened.unitCodes, ['HCS913304']) });
    await services.acknowledgeRecord({ recordId: opened.id, actorId, kind: 'signature' });
    await services.signRecord({ recordId: opened.id, actorId });
    await services.countersignRecords({ recordIds, actorId: world.representativeId });
    await services.submitRecords({ recordIds, actorId: world.representativeId });
    expect(await reasonsOf(opened.id)).toContain('correction');
    await moderate(recordIds, 'uphold');
    expect((await decide(opened.id)).decision.outcome).toBe('approved');
  });

  it('calls a record void: it stays held until two officers void it or another moderator upholds it', async () => {
    const [first, second] = await day({ day: '2017-05-12', count: 8 });
    const ids = [first?.id ?? '', second?.id ?? ''];
    await moderate(ids, 'void');
    expect([await stateOf(ids[0] ?? ''), await stateOf(ids[1] ?? '')]).toEqual([
      'under-moderation',
      'under-moderation',
    ]);
    await expect(decide(ids[0] ?? '')).rejects.toEqual(blockedBy('R31'));
    await expect(moderate([ids[0] ?? ''], 'uphold')).rejects.toEqual(blockedBy('already-moderated'));
    await expect(moderate([ids[0] ?? ''], 'void', 'another')).rejects.toEqual(blockedBy('already-moderated'));
    await world.services.voidRecord({ recordId: ids[0] ?? '', actorId: 'a', secondActorId: 'b', reason: 'Copied.' });
    expect(await stateOf(ids[0] ?? '')).toBe('voided');
    await moderate([ids[1] ?? ''], 'uphold', 'another');
    expect((await looksAt(ids[1] ?? '')).map(({ outcome, moderatorId }) => [outcome, moderatorId])).toEqual([
      ['void', 'moderator'],
      ['uphold', 'another'],
    ]);
    expect((await decide(ids[1] ?? '')).decision.outcome).toBe('approved');
  });

  it('takes back what was upheld when the accreditation it rests on is void', async () => {
    const [upheld, open] = await day({ day: '2017-05-16', count: 8 });
    const ids = [upheld?.id ?? '', open?.id ?? ''];
    await moderate([upheld?.id ?? ''], 'uphold');
    const { accreditationId = '' } = world.assessors[0] ?? {};
    await world.services.revokeAccreditation({
      ...{ accreditationId, reasonClass: 'accreditation-void', retroactiveFrom: '2017-05-16' },
      ...{ actorId: 'registrar-a', secondActorId: 'registrar-b' },
    });
    for (const id of ids) expect(await stateOf(id)).toBe('under-moderation');
    expect((await looksAt(ids[0] ?? '')).map(({ reasons }) => reasons).at(-1)).toEqual(['accreditation-void']);
    await expect(decide(ids[0] ?? '')).rejects.toMatchObject({ status: 409 });
  });

  it('leaves rows in the audit trail with reasons and outcomes, and no words', async () => {
    const rows = await storage.store.read.auditRows(1, 10_000);
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ['record.sample', 'record.uphold', 'record.return', 'record.call-void', 'record.supersede'])
      expect(actions).toContain(action);
    expect(JSON.stringify(rows)).not.toContain(note);
    expect(await storage.store.read.brokenSeals()).toEqual([]);
  });
});
