import { assess, approve, certify, domesticWork } from '../service.js';
import type { RouteWalk } from './walk.js';

const answer = 'The film shows it.';
const registrars = ['registrar@body', 'second-registrar@body'] as const;

/** What is void, contested or taken back: records, sessions, appeals, accreditations with what rests on them. */
export async function walkCases(walk: RouteWalk): Promise<void> {
  await records(walk);
  await appeals(walk);
  await missions(walk);
  await register(walk);
  await followUps(walk);
  await renewal(walk);
}

async function records({ call, agree, world, office }: RouteWalk): Promise<void> {
  const { sessionId } = await assess(world, office, { day: '2026-05-04', count: 8, seed: 4_400 });
  world.clock.set('2026-05-08T08:00:00Z');
  const { records: register } = world.service.instance.storage.store.read;
  // Of a new assessor every record is drawn by itself; this one as if it had not been.
  const [moderated, decided, voided] = await register.find({ sessionId });
  const sampled = moderated && (await register.update({ ...moderated, state: 'submitted' }));
  await call('moderator@body', '/records/sample', { recordIds: [sampled?.id ?? ''] });
  await call('decider@body', '/records/decide', { recordIds: [decided?.id ?? ''] });
  const director = ['director@body', 'second-director@body'] as const;
  const gone = { recordId: voided?.id ?? '', reason: 'Another person came.' };
  await agree(...director, '/records/:recordId/void', gone);
  await agree(...director, '/sessions/:sessionId/void', { sessionId, reason: 'Nobody watched.' });
}

async function appeals({ call, office }: RouteWalk): Promise<void> {
  const lodged = async (): Promise<string> => {
    const complaint = { kind: 'complaint', siteId: office.site.id, statement: 'Asked for money.' };
    const { id: appealId } = await call('registrar@body', '/appeals', complaint);
    await call('registrar@body', '/appeals/:appealId/acknowledge', { appealId });
    return appealId;
  };
  await call('registrar@body', '/appeals/:appealId/inadmissible', { appealId: await lodged(), answer });
  const upheld = { appealId: await lodged() };
  const reviewer = 'reviewer@body';
  await call(reviewer, '/appeals/:appealId/review', upheld);
  await call(reviewer, '/appeals/:appealId/uphold', { ...upheld, answer, remedy: 'conduct-corrected' });
  await call('registrar@body', '/appeals/:appealId/complete', upheld);
  const dismissed = { appealId: await lodged() };
  await call(reviewer, '/appeals/:appealId/review', dismissed);
  await call(reviewer, '/appeals/:appealId/dismiss', { ...dismissed, answer });
  await call('registrar@body', '/appeals/:appealId/escalate', dismissed);
  await call('director@body', '/appeals/:appealId/rule', { ...dismissed, answer });
}

async function missions({ call, office }: RouteWalk): Promise<void> {
  const plan = {
    ...{ siteIds: [office.site.id], startsOn: '2026-06-01', endsOn: '2026-06-03', qualifications: [domesticWork] },
    ...{ quota: 10, assessorAccreditationIds: [office.assessor.accreditationId] },
  };
  await call('decider@body', '/missions/preview', plan);
  const named = { title: 'Mission', country: 'SA', hostPostId: office.site.organizationId };
  const { id: missionId } = await call('decider@body', '/missions', { ...plan, ...named });
  await call('decider@body', '/missions/:missionId/events', { missionId, event: 'profile', profiles: 5 });
}

async function register({ call, agree }: RouteWalk): Promise<void> {
  const centre = { type: 'assessment-centre', legalName: 'New centre', country: 'PH' };
  const { id: organizationId } = await call('registrar@body', '/organizations', centre);
  const place = { organizationId, name: 'New place', address: 'Street 1', country: 'PH' };
  const { id: subjectId } = await call('registrar@body', '/sites', place);
  const dates = { validFrom: '2026-05-01', validUntil: '2026-12-31' };
  const grant = {
    subjectType: 'site',
    subjectId,
    role: 'assessment-centre',
    qualifications: [domesticWork],
    basis: ['act 7'],
  };
  await agree(...registrars, '/accreditations', { ...grant, ...dates, number: 'AC-9' });
}

async function followUps({ agree, world, office }: RouteWalk): Promise<void> {
  const { read } = world.service.instance.store;
  const [site] = await read.accreditations.find({ subjectType: 'site', state: 'active' }, { orderBy: '-validUntil' });
  const change = { accreditationId: site?.id ?? '', reasonClass: 'accreditation-void' };
  await agree(...registrars, '/accreditations/:accreditationId/suspend', change);
  await agree(...registrars, '/accreditations/:accreditationId/reinstate', change);
  const next = { number: 'AC-10', validFrom: '2026-05-10', validUntil: '2028-12-31' };
  const judged = { moderationAttended: true, performanceEvaluated: true };
  await agree(...registrars, '/accreditations/:accreditationId/renew', {
    accreditationId: change.accreditationId,
    ...next,
    ...judged,
  });
  await certify(world, office, { day: '2026-05-18' });
  const [released = ''] = await certify(world, office, { day: '2026-06-01' });
  const [waiting = ''] = await approve(world, office, { day: '2026-06-08' });
  await agree(...registrars, '/accreditations/:accreditationId/revoke', {
    ...{
      accreditationId: office.assessor.accreditationId,
      reasonClass: 'assessment-fraud',
      retroactiveFrom: '2026-05-30',
    },
  });
  const opened = await read.followUps.find({ state: 'open', targetId: [released, waiting] });
  const of = (id: string): string => opened.find(({ targetId }) => targetId === id)?.id ?? '';
  const officers = ['decider@body', 'releaser@body'] as const;
  await agree(...officers, '/follow-ups/:followUpId/confirm', { followUpId: of(waiting), reason: 'Filmed.' });
  await agree(...officers, '/follow-ups/:followUpId/revoke', { followUpId: of(released), reason: 'Never present.' });
}

/** Years later: a certificate that ends soon, and somebody who has worked in between. */
async function renewal({ call, world, office }: RouteWalk): Promise<void> {
  const { assessment, instance } = world.service;
  const [certificate] = await instance.store.read.certificates.find({
    scheme: office.body.scheme ?? '',
    state: 'active',
  });
  const personId = certificate?.personId ?? '';
  const until = certificate?.validUntil ?? '';
  world.clock.set(`${until.slice(0, 4)}-01-01T08:00:00Z`);
  const claim = await assessment.claimExperience({
    ...{ actorId: personId, personId, employerName: 'Household', country: 'KW' },
    ...{ occupation: { text: 'Care' }, from: '2027-01-01', to: '2030-06-30' },
  });
  const claimed = { experienceId: claim.id };
  await assessment.requestConfirmation({ ...claimed, actorId: 'desk', holderConsents: true });
  const letter = { channel: 'post-abroad', evidenceSha256: 'cd'.repeat(32) } as const;
  await assessment.confirmExperience({ ...claimed, ...letter, actorId: 'officer-labour-section' });
  await call('decider@body', '/certificates/:certificateId/renewal', { certificateId: certificate?.id ?? '' });
}
