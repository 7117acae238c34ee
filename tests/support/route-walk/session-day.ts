import { randomUUID } from 'node:crypto';
import { mustKnow } from '../../../src/demo/parties.js';
import { resultsFor } from '../../../src/intake/index.js';
import { face } from '../face.js';
import { domesticWork } from '../service.js';
import type { RouteWalk } from './walk.js';

const hash = 'ab'.repeat(32);
const identity = {
  method: 'passport',
  nameMatch: 'exact',
  birthDateMatch: 'exact',
  faceMatchBy: 'human',
  resolution: null,
};

/** Candidates, their applications and a session from plan to decision. Returns the id of a certificate that waits for release. */
export async function walkSessionDay(walk: RouteWalk): Promise<string> {
  const { world } = walk;
  const personIds = await candidates(walk);
  const sessionId = await planned(walk, '2026-02-10');
  await otherSessions(walk);
  const applicationIds = await applications(walk, personIds, sessionId);
  const recordId = await assessed(walk, sessionId, applicationIds);
  world.clock.set('2026-02-16T08:00:00Z');
  const { certificates } = await walk.call<{ certificates: { id: string }[] }>(
    'decider@body',
    '/records/:recordId/decide',
    { recordId },
  );
  await walk.call('decider@body', '/applications/close', { applicationIds: applicationIds.slice(0, 1) });
  return certificates[0]?.id ?? '';
}

const named = (family: string, given = 'Maria') => ({
  names: [{ family, given, script: 'Latn', asIn: 'passport' }],
  birthDate: { value: '1990-04-05', source: 'passport' },
});

async function candidates({ call, world }: RouteWalk): Promise<string[]> {
  const desk = 'desk@centre';
  const { id: personId } = await call(desk, '/candidates', named('Reyes'));
  await call(desk, '/candidates/:personId/birth-date', {
    personId,
    birthDate: { value: '1990-04-05', source: 'birth-certificate' },
  });
  const at = world.clock.now().toISOString();
  await call(
    desk,
    '/candidates/:personId/photo',
    { personId, takenAt: at, onPassport: 'no' },
    { file: Buffer.from(await face()) },
  );
  await call(desk, '/candidates/:personId/photo/consent', { personId, agreed: true });
  await call(desk, '/candidates/:personId/photo/remove', { personId });
  const list = await call<{ registered: { id: string }[] }>(desk, '/candidates/list', {
    candidates: [named('Santos')],
  });
  const table = { columns: ['Family name', 'Given name', 'Date of birth'], firstRow: 2 };
  const rows = [['Cruz', 'Ana', '1991-07-01']];
  await call(desk, '/candidates/import/check', { ...table, rows });
  const imported = await call<{ registered: { personId: string }[] }>(desk, '/candidates/import', { ...table, rows });
  return [personId, list.registered[0]?.id ?? '', imported.registered[0]?.personId ?? ''];
}

async function planned({ call, office, world, actorOf }: RouteWalk, day: string): Promise<string> {
  const sessionId = await draft({ call, office }, day);
  await call('manager@centre', '/sessions/:sessionId/request', { sessionId });
  const reasons = [{ rule: 'R07', reason: 'Only assessor of the region.' }];
  await call('director@body', '/sessions/:sessionId/approve', { sessionId, reasons });
  await call('director@body', '/sessions/:sessionId/appoint', {
    ...{ sessionId, representativeId: await actorOf('representative@body'), acceptedBy: [office.assessor.personId] },
    assessmentPackage: { toolVersion: '1', hash },
  });
  world.clock.set('2026-01-12T08:00:00Z');
  return sessionId;
}

async function draft({ call, office }: Pick<RouteWalk, 'call' | 'office'>, day: string): Promise<string> {
  const times = { startsAt: `${day}T01:00:00Z`, endsAt: `${day}T05:00:00Z` };
  const plan = { ...domesticWork, ...times, siteId: office.site.id, assessors: [office.assessor] };
  return (await call('manager@centre', '/sessions', plan)).id;
}

/** Refused, set to other days, cancelled. */
async function otherSessions({ call, office }: RouteWalk): Promise<void> {
  const sessionId = await draft({ call, office }, '2026-02-20');
  await call('manager@centre', '/sessions/:sessionId/request', { sessionId });
  await call('director@body', '/sessions/:sessionId/refuse', { sessionId, reason: 'Too early.' });
  const moved = await draft({ call, office }, '2026-02-21');
  await call('manager@centre', '/sessions/:sessionId/request', { sessionId: moved });
  await call('director@body', '/sessions/:sessionId/approve', {
    sessionId: moved,
    reasons: [{ rule: 'R07', reason: 'The only one.' }],
  });
  const times = { startsAt: '2026-02-22T01:00:00Z', endsAt: '2026-02-22T05:00:00Z' };
  await call('manager@centre', '/sessions/:sessionId/reschedule', { sessionId: moved, ...times, reason: 'Flood.' });
  await call('manager@centre', '/sessions/:sessionId/cancel', { sessionId: moved, reason: 'Flood.' });
}

async function applications(
  { call, world }: RouteWalk,
  personIds: readonly string[],
  sessionId: string,
): Promise<string[]> {
  const at = world.clock.now().toISOString();
  const qualification = mustKnow(world.service, domesticWork);
  const ids = await call<{ id: string }[]>('desk@centre', '/applications', {
    applications: personIds.map((personId) => ({
      ...{ id: randomUUID(), personId, ...domesticWork, clientType: 'ofw', route: 'regular' },
      selfAssessment: qualification.units.flatMap(({ code }) =>
        code === null ? [] : [{ unitCode: code, canPerform: true }],
      ),
      consent: { noticeVersion: '1', purposes: ['assessment', 'certification'], at, mode: 'written' },
    })),
  });
  const [main = '', second = '', third = ''] = ids.map(({ id }) => id);
  const one = (applicationId: string) => ({ applicationIds: [applicationId] });
  await call('desk@centre', '/applications/submit', { applicationIds: [main, second, third] });
  await call('desk@centre', '/applications/request-documents', one(second));
  await call('desk@centre', '/applications/resubmit', one(second));
  await call('manager@centre', '/applications/reject', { ...one(third), reason: 'No training.' });
  await call('manager@centre', '/applications/accept', { applicationIds: [main, second] });
  const fee = { amount: 500, currency: 'PHP', receiptNo: 'OR-1' };
  await call('desk@centre', '/applications/clear-fee', { applicationIds: [main, second], ...fee });
  await call('desk@centre', '/applications/enrol', { applicationIds: [main, second], sessionId });
  return [main, second];
}

async function assessed(
  { call, world }: RouteWalk,
  sessionId: string,
  [main = '', second = '']: string[],
): Promise<string> {
  const one = { applicationIds: [main] };
  const there = 'representative@body';
  world.clock.set('2026-02-10T00:50:00Z');
  await call(there, '/sessions/:sessionId/open-package', {
    sessionId,
    openedHash: hash,
    checkedInAt: '2026-02-10T00:15:00Z',
  });
  world.clock.set('2026-02-10T01:00:00Z');
  await call(there, '/applications/mark-absent', { applicationIds: [second] });
  await call('desk@centre', '/applications/withdraw', { applicationIds: [second] });
  const variant = { ...identity, nameMatch: 'unresolved' };
  await call(there, '/applications/admit', { ...one, identityCheck: variant });
  await call('decider@body', '/applications/:applicationId/settle-identity', {
    applicationId: main,
    resolution: 'accepted-variant',
  });
  const { id: recordId } = await call('assessor@centre', '/records', { applicationId: main });
  world.clock.set('2026-02-10T03:00:00Z');
  const results = resultsFor(mustKnow(world.service, domesticWork));
  await call('assessor@centre', '/records/:recordId/notes', { recordId, results: results.slice(0, 1) });
  const photo = { recordId, fileId: randomUUID(), kind: 'photo', capturedAt: '2026-02-10T02:00:00Z' };
  await call('assessor@centre', '/records/:recordId/evidence-files/:fileId', photo, {
    file: Buffer.from(await face()),
  });
  await call('assessor@centre', '/records/:recordId/results', { recordId, results });
  await call('assessor@centre', '/records/:recordId/acknowledge', { recordId, kind: 'signature' });
  await call('assessor@centre', '/records/:recordId/sign', { recordId });
  await call('assessor@centre', '/applications/ask-documents', one);
  await call('desk@centre', '/applications/supply-documents', one);
  await call(there, '/records/countersign', { recordIds: [recordId] });
  await call(there, '/records/submit', { recordIds: [recordId] });
  await call(there, '/sessions/:sessionId/close', { sessionId, incidents: [] });
  await call('moderator@body', '/records/moderate', {
    recordIds: [recordId],
    outcome: 'uphold',
    note: 'Seen with the film.',
  });
  await call('moderator@body', '/sessions/:sessionId/finish-moderation', { sessionId });
  return recordId;
}
