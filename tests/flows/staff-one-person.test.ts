import { beforeAll, expect, it } from '@jest/globals';
import { runSession, resultsFor } from '../../src/intake/index.js';
import { releaseCertificates } from '../../src/issuance/index.js';
import { ServiceError } from '../../src/shared/index.js';
import { mustKnow } from '../../src/demo/parties.js';
import { inventPeople } from '../../src/demo/people.js';
import { officeAtWork } from '../support/office-at-work.js';
import { domesticWork, newAssessor, sha256Of, type Office } from '../support/service.js';

/** What stands between a candidate and a certificate; each is somebody's act. */
const duties = ['request', 'approve', 'assess', 'represent', 'decide', 'release'] as const;
type Duty = (typeof duties)[number];

/** Two of these in one hand and there is no certificate. */
const neverTogether: readonly (readonly [Duty, Duty])[] = [
  ['request', 'approve'],
  ['assess', 'represent'],
  ['assess', 'decide'],
  ['assess', 'release'],
  ['represent', 'release'],
  ['request', 'decide'],
  ['request', 'release'],
  ['decide', 'release'],
];

const at = officeAtWork();
let honest: Office['assessor'];
beforeAll(async () => {
  honest = await newAssessor(at.service, at.office.body, {
    qualifications: [domesticWork],
    from: '2026-01-01',
    until: '2027-12-31',
    number: 'CA-honest',
  });
}, 60_000);

/** Every subset of the first four duties, 16 days; on each, one candidate for every way to decide and release. */
const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: 2 ** all.length }, (_, mask) => all.filter((__, index) => (mask >> index) & 1));

async function recordsOf(own: readonly Duty[], day: string, seed: number): Promise<readonly string[] | string> {
  const villain = at.office.assessor.personId;
  const by = (duty: Duty): string => (own.includes(duty) ? villain : `honest-${duty}`);
  const assessor = own.includes('assess') ? at.office.assessor : honest;
  const qualification = mustKnow(at.service, domesticWork);
  try {
    const run = await runSession(
      {
        qualification: domesticWork,
        siteId: at.office.site.id,
        startsAt: `${day}T01:00:00Z`,
        endsAt: `${day}T05:00:00Z`,
        people: {
          planner: by('request'),
          approver: by('approve'),
          processingOfficer: 'honest-desk',
          assessorPersonId: assessor.personId,
          assessorAccreditationId: assessor.accreditationId,
          representativeId: by('represent'),
          moderator: 'honest-moderator',
        },
        candidates: inventPeople(4, seed).map((person) => ({
          details: {
            names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
            birthDate: { value: person.birthDate, source: 'passport' },
          },
          clientType: 'ofw',
          results: resultsFor(qualification),
          evidenceSha256: sha256Of(person.idNumber),
        })),
      },
      at.service.instance,
    );
    return run.recordIds;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 409) return error.code;
    throw error;
  }
}

async function isAwarded(recordId: string, own: readonly Duty[]): Promise<boolean> {
  const villain = at.office.assessor.personId;
  const by = (duty: Duty): string => (own.includes(duty) ? villain : `honest-${duty}`);
  const [decided] = await at.service.assessment.decideMany({ actorId: by('decide'), recordIds: [recordId] });
  if (!decided?.ok) {
    expect(decided?.refusals.map((refusal) => refusal.code)).toContain('R14');
    return false;
  }
  const ids = decided.certificates.map((certificate) => certificate.id);
  const [released] = await releaseCertificates(ids, by('release'), at.service.issuance);
  if (released?.ok === false) expect(released.refusals.map((refusal) => refusal.code)).toContain('R14');
  return released?.ok === true;
}

it('of all 64 ways to hold duties in one hand, none that matters leads to a certificate', async () => {
  const outcomes: { own: readonly Duty[]; awarded: boolean }[] = [];
  for (const [position, early] of subsets(duties.slice(0, 4)).entries()) {
    const day = `2026-03-${String(position + 2).padStart(2, '0')}`;
    const records = await recordsOf(early, day, 4_000 + position);
    at.clock.set('2026-04-10T08:00:00Z');
    for (const [index, late] of subsets(duties.slice(4)).entries()) {
      const own = [...early, ...late];
      const recordId = typeof records === 'string' ? undefined : records[index];
      outcomes.push({ own, awarded: recordId === undefined ? false : await isAwarded(recordId, own) });
    }
  }
  expect(outcomes).toHaveLength(64);
  const wrong = outcomes.filter(({ own, awarded }) => {
    const clash = neverTogether.some(([left, right]) => own.includes(left) && own.includes(right));
    return awarded === clash;
  });
  expect(wrong).toEqual([]);
  // Whoever holds most (approve, represent, decide) still needs a centre, an assessor and a release officer.
  expect(Math.max(...outcomes.filter((outcome) => outcome.awarded).map((outcome) => outcome.own.length))).toBe(3);
}, 120_000);
