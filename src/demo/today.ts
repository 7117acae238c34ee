import type { Service } from '../app.js';
import type { AssessmentServices, Organization, QualificationRef, Session, Site } from '../assessment/index.js';
import { servicesAt } from '../intake/index.js';
import { accredit, mustKnow, officers, sha256Of } from './parties.js';
import { inventPeople, type InventedPerson } from './people.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const QUALIFICATION: QualificationRef = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };
const ASSESSOR_NUMBER = 'CA-2016-0041';
const CANDIDATES = 8;
const PRESENT = 6;
/** A session shorter than this is no longer worth opening. */
const LEFT_MS = HOUR_MS;

export interface DemoOfficeToday {
  readonly body: string;
  readonly post: string;
  readonly assessorPersonId: string;
  readonly assessorName: string;
}

/**
 * Work for whoever tries the desk: a session that runs now at the hall of the Jeddah mission, with candidates who are there
 * and some who are still to come. Made anew when the last one is over.
 */
export async function prepareToday(service: Service): Promise<DemoOfficeToday> {
  const { read } = service.instance.store;
  const [body] = await read.organizations.find({ scheme: 'TESDA', type: 'awarding-body' });
  const [post] = await read.organizations.find({ type: 'post-abroad', country: 'SA' });
  const [assessor] = await read.accreditations.find({ number: ASSESSOR_NUMBER });
  const [site] = post ? await read.sites.find({ organizationId: post.id }) : [];
  if (!body || !post || !assessor || !site) throw new RangeError('the demonstration lacks its Jeddah office');
  const [name] = (await read.people.get(assessor.subjectId))?.names ?? [];
  const assessorName = `${name?.given ?? ''} ${name?.family ?? ''}`.trim();
  const office = { body: body.id, post: post.id, assessorPersonId: assessor.subjectId, assessorName };
  const now = service.instance.clock.now().getTime();
  const running = await read.sessions.find({ siteId: site.id, state: 'in-progress' });
  if (!running.some((session) => Date.parse(session.endsAt) > now + LEFT_MS))
    await openSession(service, { ...office, organization: body, site }, now);
  return office;
}

interface Place extends DemoOfficeToday {
  readonly organization: Organization;
  readonly site: Site;
}

async function openSession(service: Service, place: Place, now: number): Promise<void> {
  const accreditationId = await standing(service, place, now);
  const start = Math.floor(now / HOUR_MS) * HOUR_MS;
  await service.instance.storage.store.transaction(async (store) => {
    const deps = {
      ...service.instance,
      store: { read: store, transaction: <R>(work: (tx: typeof store) => Promise<R>) => work(store) },
    };
    const at = (offsetMs: number): AssessmentServices => servicesAt(deps, new Date(start + offsetMs));
    const session = await planned(at, place, { accreditationId, start });
    const people = inventPeople(CANDIDATES, Math.floor(start / DAY_MS));
    const { personIds, applicationIds } = await enrolled(service, at, session, people);
    const representative = { actorId: officers.representative };
    await at(-40 * 60_000).openPackage({
      ...representative,
      sessionId: session.id,
      openedHash: session.assessmentPackage?.hash ?? '',
      checkedInAt: new Date(start - 45 * 60_000).toISOString(),
    });
    await at(0).admit({
      ...representative,
      applicationIds: applicationIds.slice(0, PRESENT),
      identityCheck: {
        method: 'passport',
        nameMatch: 'exact',
        birthDateMatch: 'exact',
        faceMatchBy: 'human',
        resolution: null,
      },
    });
    const held = [
      ...[place.assessorPersonId, ...personIds].map((subjectId) => ({ subjectType: 'person' as const, subjectId })),
      ...applicationIds.map((subjectId) => ({ subjectType: 'application' as const, subjectId })),
    ];
    const known = await store.tenantHoldings.find({
      organizationId: place.post,
      subjectId: held.map(({ subjectId }) => subjectId),
    });
    await store.tenantHoldings.insertMany(
      held
        .filter(({ subjectId }) => !known.some((row) => row.subjectId === subjectId))
        .map((row) => ({
          ...row,
          id: service.instance.ids.uuid(),
          version: 1,
          organizationId: place.post,
          heldAt: new Date(now).toISOString(),
        })),
    );
  });
}

/** The hall and its assessor are accredited for this year; granted once. */
async function standing(service: Service, place: Place, now: number): Promise<string> {
  const { read } = service.instance.store;
  const year = new Date(now).getUTCFullYear();
  const period = { qualifications: [QUALIFICATION], from: `${year - 1}-07-01`, until: `${year + 1}-12-31` };
  const number = `OAP-${year}-SA-JED`;
  if ((await read.accreditations.find({ number })).length === 0)
    await accredit(service, place.organization, {
      ...period,
      number,
      subjectType: 'site',
      subjectId: place.site.id,
      role: 'assessment-centre',
    });
  const own = `CA-${year}-0041`;
  const [known] = await read.accreditations.find({ number: own });
  const grant =
    known ??
    (await accredit(service, place.organization, {
      ...period,
      number: own,
      subjectType: 'person',
      subjectId: place.assessorPersonId,
      role: 'assessor',
    }));
  return grant.id;
}

type At = (offsetMs: number) => AssessmentServices;

async function planned(
  at: At,
  place: Place,
  { accreditationId, start }: { readonly accreditationId: string; readonly start: number },
): Promise<Session> {
  const session = await at(-15 * DAY_MS).planSession({
    actorId: officers.planner,
    ...QUALIFICATION,
    siteId: place.site.id,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + 10 * HOUR_MS).toISOString(),
    assessors: [{ personId: place.assessorPersonId, accreditationId }],
  });
  await at(-14 * DAY_MS).requestSession({ actorId: officers.planner, sessionId: session.id });
  await at(-10 * DAY_MS).approveSession({
    actorId: officers.director,
    sessionId: session.id,
    reasons: [{ rule: 'R07', reason: 'The mission team is fixed; another assessor moderates.' }],
  });
  return at(-5 * DAY_MS).appointSession({
    actorId: officers.director,
    sessionId: session.id,
    representativeId: officers.representative,
    acceptedBy: [place.assessorPersonId],
    assessmentPackage: { toolVersion: '1', hash: sha256Of(`package of the demonstration ${start}`) },
  });
}

async function enrolled(
  service: Service,
  at: At,
  session: Session,
  people: readonly InventedPerson[],
): Promise<{ readonly personIds: readonly string[]; readonly applicationIds: readonly string[] }> {
  const actorId = officers.processing;
  const personIds: string[] = [];
  for (const person of people) {
    const registered = await at(-9 * DAY_MS).registerCandidate({
      actorId,
      names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: person.birthDate, source: 'passport' },
      sex: person.sex,
      nationalities: ['PH'],
      duplicateAnswer: { kind: 'another' },
    });
    personIds.push(registered.id);
  }
  const units = mustKnow(service, QUALIFICATION).units.flatMap(({ code }) => (code === null ? [] : [code]));
  const applications = await at(-9 * DAY_MS).applyMany({
    actorId,
    applications: personIds.map((personId) => ({
      personId,
      ...QUALIFICATION,
      clientType: 'ofw' as const,
      route: 'regular' as const,
      selfAssessment: units.map((unitCode) => ({ unitCode, canPerform: true })),
      consent: {
        noticeVersion: '2026-1',
        purposes: ['assessment', 'certification'],
        at: new Date(Date.parse(session.startsAt) - 9 * DAY_MS).toISOString(),
        mode: 'written' as const,
      },
    })),
  });
  const applicationIds = applications.map(({ id }) => id);
  const command = { actorId, applicationIds };
  await at(-9 * DAY_MS).submitApplications(command);
  await at(-8 * DAY_MS).acceptApplications({ ...command, actorId: officers.director });
  await at(-8 * DAY_MS).clearFee({
    ...command,
    amount: 0,
    currency: 'SAR',
    waivedReason: 'Assessment abroad is free of charge.',
  });
  await at(-4 * DAY_MS).enrol({ ...command, sessionId: session.id });
  return { personIds, applicationIds };
}
