import type { Service } from '../app.js';
import type { Organization, QualificationRef, Site } from '../assessment/index.js';
import { admitAll, DAY_MS, enrolAll, schedule, servicesAt, type At, type SessionPlan } from '../intake/index.js';
import { asTaken, drawFace } from './faces.js';
import { accredit, mustKnow, officers } from './parties.js';
import { inventPeople, type InventedPerson } from './people.js';

const HOUR_MS = 3_600_000;
const QUALIFICATION: QualificationRef = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };
const ASSESSOR_NUMBER = 'CA-2016-0041';
/** Fewer than a day that is drawn whole when everybody passes (R31): a visitor decides at once, without closing it first. */
const CANDIDATES = 7;
const PRESENT = 6;
/** Of the candidates of the demonstration; the last came with a list, without a photo. */
export const WITH_FACE = 6;
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
export async function prepareToday(service: Service, withFace = 0): Promise<DemoOfficeToday> {
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
    await openSession(service, { ...office, organization: body, site, withFace }, now);
  return office;
}

interface Place extends DemoOfficeToday {
  readonly organization: Organization;
  readonly site: Site;
  /** How many candidates have a drawn face on file. */
  readonly withFace: number;
}

async function openSession(service: Service, place: Place, now: number): Promise<void> {
  const accreditationId = await standing(service, place, now);
  const start = Math.floor(now / HOUR_MS) * HOUR_MS;
  const plan: SessionPlan = {
    qualification: QUALIFICATION,
    siteId: place.site.id,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + 10 * HOUR_MS).toISOString(),
    people: {
      planner: officers.planner,
      approver: officers.director,
      processingOfficer: officers.processing,
      assessorPersonId: place.assessorPersonId,
      assessorAccreditationId: accreditationId,
      representativeId: officers.representative,
    },
  };
  const people = inventPeople(CANDIDATES, Math.floor(start / DAY_MS));
  const faces = await Promise.all(
    people.slice(0, place.withFace).map(({ sex, idNumber }) => drawFace(service, Number(idNumber.slice(0, 9)), sex)),
  );
  await service.instance.storage.store.transaction(async (store) => {
    const deps = {
      ...service.instance,
      store: { read: store, transaction: <R>(work: (tx: typeof store) => Promise<R>) => work(store) },
    };
    const at: At = (offsetMs) => servicesAt(deps, new Date(start + offsetMs));
    const session = await schedule(plan, at);
    const personIds = await registered(officers.processing, at, people);
    for (const [index, face] of faces.entries())
      await at(-9 * DAY_MS).keepPortrait(
        asTaken(personIds[index] ?? '', face, new Date(start - 9 * DAY_MS), index % 2 === 0),
      );
    const applicationIds = await enrolAll(
      plan,
      {
        qualification: mustKnow(service, QUALIFICATION),
        session,
        applicants: personIds.map((personId) => ({ personId, clientType: 'ofw' })),
        fee: { currency: 'SAR', waivedReason: 'Assessment abroad is free of charge.' },
      },
      at,
    );
    await admitAll(plan, { session, applicationIds: applicationIds.slice(0, PRESENT) }, at);
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

async function registered(actorId: string, at: At, people: readonly InventedPerson[]): Promise<readonly string[]> {
  const personIds: string[] = [];
  for (const person of people) {
    const { id } = await at(-9 * DAY_MS).registerCandidate({
      actorId,
      names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: person.birthDate, source: 'passport' },
      sex: person.sex,
      nationalities: ['PH'],
      duplicateAnswer: { kind: 'another' },
    });
    personIds.push(id);
  }
  return personIds;
}
