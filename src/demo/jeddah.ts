import type { Service } from '../app.js';
import type { Organization, QualificationRef, Site } from '../assessment/index.js';
import { releaseCertificates } from '../issuance/index.js';
import { resultsFor, runSession, type SessionCandidate } from '../intake/index.js';
import { inventPeople, type InventedPerson } from './people.js';
import { accredit, mustKnow, officers, registerAssessor, sessionPeople, sha256Of, type Assessor } from './parties.js';
import type { DemoClock, Say } from './stage.js';

/**
 * The onsite assessment mission of Jeddah, 4-8 May 2017: 130 candidates in five days, 112 competent (figures published by
 * the awarding body; which qualifications were assessed is not published, these are our choice). The people are invented.
 */
const DAYS = ['2017-05-04', '2017-05-05', '2017-05-06', '2017-05-07', '2017-05-08'] as const;
/** Three assessors a day, 26 candidates: within ten each. */
const SESSION_SIZES = [9, 9, 8] as const;
const COMPETENT = 112;

const QUALIFICATIONS: readonly QualificationRef[] = [
  { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' },
  { qualificationId: 'tesda:housekeeping-nc2', revision: 'tr-amended' },
  { qualificationId: 'tesda:cookery-nc2', revision: 'tr-undated' },
];

type Planned = Omit<SessionCandidate, 'results'> & { readonly missed: boolean };

export interface JeddahOutcome {
  readonly assessed: number;
  readonly competent: number;
  readonly certificateIds: readonly string[];
}

export async function runJeddah(
  service: Service,
  { body, post, site }: { body: Organization; post: Organization; site: Site },
  clock: DemoClock,
  say: Say,
): Promise<JeddahOutcome> {
  const { assessment, instance } = service;
  clock.set('2017-03-20T08:00:00Z');
  const assessors = await teamOf(service, body);
  const mission = await assessment.planMission({
    actorId: officers.planner,
    scheme: 'TESDA',
    title: 'Onsite assessment mission Jeddah, May 2017',
    country: 'SA',
    hostPostId: post.id,
    siteIds: [site.id],
    startsOn: DAYS[0],
    endsOn: DAYS[4],
    qualifications: QUALIFICATIONS,
    assessorAccreditationIds: assessors.map((assessor) => assessor.accreditationId),
    quota: 130,
  });
  await accredit(service, body, {
    subjectType: 'site',
    subjectId: site.id,
    role: 'assessment-centre',
    number: 'OAP-2017-SA-JED',
    qualifications: QUALIFICATIONS,
    from: '2017-04-01',
    until: '2017-05-31',
  });
  const advance = (
    event: Parameters<typeof assessment.advanceMission>[0]['event'],
    more: object = {},
  ): Promise<unknown> =>
    assessment.advanceMission({ actorId: officers.planner, missionId: mission.id, event, ...more });
  await advance('profile', { profiles: 163 });
  await advance('staff');
  await advance('issue-kit', { deviceKeysUntil: '2017-05-10' });
  clock.set('2017-05-04T05:00:00Z');
  await advance('start');

  const people = inventPeople(130, 2017);
  const candidates = people.map((person, index) => candidateOf(person, isMissed(index)));
  const recordIds: string[] = [];
  let taken = 0;
  for (const day of DAYS) {
    for (const [place, size] of SESSION_SIZES.entries()) {
      const assessor = assessors[place];
      const qualification = QUALIFICATIONS[place];
      if (!assessor || !qualification) continue;
      const run = await runSession(
        {
          qualification,
          siteId: site.id,
          missionId: mission.id,
          startsAt: `${day}T06:00:00Z`,
          endsAt: `${day}T13:30:00Z`,
          people: sessionPeople(assessor),
          candidates: candidates
            .slice(taken, taken + size)
            .map((candidate) => withResults(candidate, qualification, service)),
        },
        instance,
      );
      recordIds.push(...run.recordIds);
      taken += size;
    }
    say(`Jeddah ${day}: ${taken} of 130 candidates assessed`);
  }
  clock.set('2017-05-10T08:00:00Z');
  await advance('sync', { chainIntact: true });
  await advance('reconcile');
  await advance('close');
  return certify(service, recordIds, clock, say);
}

async function teamOf(service: Service, body: Organization): Promise<Assessor[]> {
  const team: Assessor[] = [];
  for (const [index, person] of inventPeople(3, 101).entries()) {
    const qualification = QUALIFICATIONS[index];
    if (!qualification) continue;
    team.push(
      await registerAssessor(service, body, person, {
        number: `CA-2016-00${41 + index}`,
        qualifications: [qualification],
        from: '2016-06-01',
        until: '2018-05-31',
      }),
    );
  }
  return team;
}

/** 18 of 130 are Not Yet Competent, spread over the days. */
const isMissed = (index: number): boolean => index % 7 === 3 && Math.floor(index / 7) < 130 - COMPETENT;

function candidateOf(person: InventedPerson, missed: boolean): Planned {
  return {
    details: {
      names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: person.birthDate, source: 'passport' },
      sex: person.sex,
      nationalities: ['PH'],
      schemeIds: [{ scheme: 'ULI', value: person.idNumber }],
    },
    clientType: 'ofw',
    evidenceSha256: sha256Of(`invented rating sheet of ${person.idNumber}`),
    missed,
  };
}

/** Who is not yet competent misses the last core unit; the others are theirs to keep towards a later certificate. */
function withResults({ missed, ...candidate }: Planned, ref: QualificationRef, service: Service): SessionCandidate {
  const qualification = mustKnow(service, ref);
  const last = qualification.units.filter((unit) => unit.category === 'core').at(-1)?.code ?? '';
  return { ...candidate, results: resultsFor(qualification, missed ? [last] : []) };
}

/** Officer A decides every record, officer B releases what was approved. */
async function certify(
  service: Service,
  recordIds: readonly string[],
  clock: DemoClock,
  say: Say,
): Promise<JeddahOutcome> {
  clock.set('2017-05-18T08:00:00Z');
  const decisions = await service.assessment.decideMany({ actorId: officers.certification, recordIds });
  const approved = decisions.flatMap((decision) => (decision.ok ? decision.certificates : []));
  const full = approved.filter((certificate) => certificate.awardType === 'NC');
  // Who is not yet competent keeps what was shown: the units of one candidate are certified as an example.
  const [somebody] = approved.filter((certificate) => certificate.awardType === 'COC');
  const partial = approved.filter(
    (certificate) => certificate.awardType === 'COC' && certificate.personId === somebody?.personId,
  );
  say(`Jeddah: ${decisions.length} records decided, ${full.length} competent`);
  clock.set('2017-05-22T08:00:00Z');
  const results = await releaseCertificates(
    [...full, ...partial].map((certificate) => certificate.id),
    officers.release,
    service.issuance,
    {
      onProgress: (done, total) => {
        if (done % 25 === 0 || done === total) say(`Jeddah: ${done} of ${total} awards signed`);
      },
    },
  );
  const refused = results.filter((result) => !result.ok);
  if (refused.length > 0) say(`Jeddah: ${refused.length} awards were refused: ${JSON.stringify(refused[0])}`);
  return {
    assessed: decisions.length,
    competent: full.length,
    certificateIds: full.map((certificate) => certificate.id),
  };
}
