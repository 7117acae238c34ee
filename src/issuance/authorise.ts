import type { AssessmentRecord, Certificate, ExperienceRecord, SkillsPassport } from '../assessment/index.js';
import type { Refusal } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import { awardingBody, kindOfAward } from './facts.js';
import type { IssuanceIntent, IssuedKind } from './model.js';
import type { IssuanceStore } from './ports.js';
import { notFound, refusal } from './refusals.js';

/** Somebody's wish to release something. Only ids and people: everything else is read from the store, each time anew. */
export type Wish =
  | { readonly subject: 'certificate' | 'passport'; readonly subjectId: string; readonly releasedBy: string }
  | {
      readonly subject: 'experience';
      readonly subjectId: string;
      readonly releasedBy: string;
      readonly approvedBy: string;
      readonly scheme: string;
    };

/** What may be released: decided by one officer, wished by another. */
export interface Candidate {
  readonly kind: IssuedKind;
  readonly subjectId: string;
  readonly scheme: string;
  readonly approvedBy: string;
  readonly personId: string;
  /** The place of the assessment; null for what has none. */
  readonly siteId: string | null;
}

export type Judged =
  { readonly ok: true; readonly candidate: Candidate } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The wish behind an intent, so that a resumed run asks the same questions as the first one. */
export function wishOf(intent: IssuanceIntent): Wish {
  const { subjectId, releasedBy, approvedBy, scheme } = intent;
  if (intent.kind === 'confirmed-experience')
    return { subject: 'experience', subjectId, releasedBy, approvedBy, scheme };
  return { subject: intent.kind === 'passport' ? 'passport' : 'certificate', subjectId, releasedBy };
}

/** Step 1 of docs/issuance-cycle.md: what the store says, and what the accreditation register says. */
export async function authorise(wish: Wish, deps: IssuanceDeps): Promise<Judged> {
  const { read } = deps.store;
  const judged = await judge(read, wish);
  const certificate = wish.subject === 'certificate' ? await read.certificates.get(wish.subjectId) : null;
  // Whatever does not wait for release has no day and place to ask about.
  if (certificate?.state !== 'approved') return judged;
  const unauthorised = await deps.authorise({
    issuerDid: (await awardingBody(read, certificate.scheme)).did,
    qualification: deps.addresses.qualification(certificate),
    place: deps.addresses.site(certificate.siteId),
    date: certificate.assessedOn,
  });
  // All reasons at once: an officer who settles one must not meet the next one only then.
  const refusals = [...(judged.ok ? [] : judged.refusals), ...unauthorised];
  return refusals.length === 0 ? judged : { ok: false, refusals };
}

/** The part of step 1 that lies in the store: asked before, and once more inside the transaction of step 2. */
export async function judge(store: IssuanceStore, wish: Wish): Promise<Judged> {
  switch (wish.subject) {
    case 'certificate': {
      const certificate = await store.certificates.get(wish.subjectId);
      if (certificate === null) return { ok: false, refusals: [notFound('certificate')] };
      return judged(candidateOfAward(certificate), await awardRefusals(store, certificate, wish.releasedBy));
    }
    case 'experience': {
      const record = await store.experience.get(wish.subjectId);
      if (record === null) return { ok: false, refusals: [notFound('experience record')] };
      const { subjectId, scheme, approvedBy } = wish;
      const candidate = { kind: 'confirmed-experience', subjectId, scheme, approvedBy, siteId: null } as const;
      return judged({ ...candidate, personId: record.personId }, experienceRefusals(record, wish));
    }
    case 'passport': {
      const passport = await store.passports.get(wish.subjectId);
      if (passport === null) return { ok: false, refusals: [notFound('passport')] };
      const { id: subjectId, scheme, personId, approvedBy } = passport;
      const candidate = { kind: 'passport', subjectId, scheme, personId, siteId: null } as const;
      return judged(
        { ...candidate, approvedBy: approvedBy ?? '' },
        await passportRefusals(store, passport, wish.releasedBy),
      );
    }
  }
}

const judged = (candidate: Candidate, refusals: readonly Refusal[]): Judged =>
  refusals.length === 0 ? { ok: true, candidate } : { ok: false, refusals };

const candidateOfAward = (certificate: Certificate): Candidate => ({
  kind: kindOfAward(certificate.awardType),
  subjectId: certificate.id,
  scheme: certificate.scheme,
  approvedBy: certificate.approvedBy ?? '',
  personId: certificate.personId,
  siteId: certificate.siteId,
});

async function awardRefusals(store: IssuanceStore, certificate: Certificate, releasedBy: string): Promise<Refusal[]> {
  if (certificate.state !== 'approved' || certificate.approvedBy === null) {
    return [
      refusal(
        'not-approved',
        'This certificate is not waiting for release.',
        'Only approved certificates can be released; look at its state.',
      ),
    ];
  }
  const records = await store.records.find({ id: [...certificate.recordIds] });
  const reasons = twoPeople(certificate.approvedBy, releasedBy);
  if ((await involvedIn(store, records)).has(releasedBy)) {
    reasons.push(refusal('R14', 'You took part in the assessment of this record.', 'Another officer must release it.'));
  }
  if (records.length === 0 || records.some((record) => record.state === 'voided')) {
    reasons.push(
      refusal(
        'record-voided',
        'The assessment record of this certificate was voided.',
        'Refuse the certificate and offer a re-assessment.',
      ),
    );
  }
  return [
    ...reasons,
    ...(await predecessorRefusals(store, certificate)),
    ...(await followUpRefusals(store, certificate)),
  ];
}

/** A replacement takes the place of a certificate in force: it must never bring back one that was cancelled or paused. */
async function predecessorRefusals(store: IssuanceStore, certificate: Certificate): Promise<Refusal[]> {
  if (certificate.replacesId === null) return [];
  const old = await store.certificates.get(certificate.replacesId);
  if (old?.state === 'active') return [];
  return [
    refusal(
      'predecessor-not-active',
      'The certificate that this one replaces is not in force.',
      'It was cancelled, paused or replaced meanwhile. Settle that first, or refuse this one; a new assessment gives a new certificate.',
    ),
  ];
}

/** What rests on a void accreditation waits until two people have said that it stands. */
async function followUpRefusals(store: IssuanceStore, { id, recordIds }: Certificate): Promise<Refusal[]> {
  const open = await store.followUps.count({ targetId: [id, ...recordIds], state: ['open', 'revoked'] });
  return open === 0
    ? []
    : [
        refusal(
          'accreditation-follow-up',
          'The accreditation behind this award was taken away with effect from before the assessment.',
          'Settle its follow-ups first: two officers confirm or revoke each of them.',
        ),
      ];
}

/** R14: assessors and everybody who signed, who asked for the session for its centre, and who trained the candidate. */
async function involvedIn(store: IssuanceStore, records: readonly AssessmentRecord[]): Promise<ReadonlySet<string>> {
  const held = await store.sessions.find({ id: records.map((record) => record.sessionId) });
  const applied = await store.applications.find({ id: records.map((record) => record.applicationId) });
  return new Set([
    ...records.flatMap((record) => [record.assessorPersonId, ...record.signatures.map(({ userId }) => userId)]),
    ...held.map((session) => session.requestedBy),
    ...applied.flatMap(({ declaredTraining }) => declaredTraining.flatMap((course) => course.trainerPersonIds)),
  ]);
}

const isConfirmed = ({ state }: ExperienceRecord): boolean =>
  state === 'confirmed' || state === 'confirmed-by-alternative';

function experienceRefusals(
  record: ExperienceRecord,
  { approvedBy, releasedBy }: { readonly approvedBy: string; readonly releasedBy: string },
): Refusal[] {
  const reasons = twoPeople(approvedBy, releasedBy);
  if (!isConfirmed(record)) {
    reasons.push(
      refusal(
        'not-confirmed',
        'Nobody has confirmed this experience yet, or it was taken back.',
        'Ask the employer or the post abroad to confirm it first.',
      ),
    );
  }
  if ([approvedBy, releasedBy].includes(record.personId)) {
    reasons.push(refusal('R14', 'This experience is your own.', 'Two other officers must issue it.'));
  }
  if (record.credentialId !== null) {
    reasons.push(refusal('already-issued', 'This experience was issued before.', 'Use the credential that exists.'));
  }
  return reasons;
}

/** R19 was checked when it was approved; what it carries must still be in force on the day of release. */
async function passportRefusals(
  store: IssuanceStore,
  passport: SkillsPassport,
  releasedBy: string,
): Promise<Refusal[]> {
  if (passport.state !== 'approved' || passport.approvedBy === null) {
    return [
      refusal(
        'R19',
        'This passport is not approved.',
        'Check its eligibility first: one active qualification and the confirmed months.',
      ),
    ];
  }
  const certificates = await all(passport.certificateIds, (id) => store.certificates.find({ id }));
  const experience = await all(passport.experienceIds, (id) => store.experience.find({ id }));
  const holds =
    certificates.length === passport.certificateIds.length &&
    experience.length === passport.experienceIds.length &&
    certificates.every(({ state, credentialId }) => state === 'active' && credentialId !== null) &&
    experience.every((record) => isConfirmed(record) && record.credentialId !== null);
  return [
    ...twoPeople(passport.approvedBy, releasedBy),
    ...(holds
      ? []
      : [
          refusal(
            'passport-content-not-current',
            'Something in this passport is not issued yet, or was suspended, cancelled or taken back.',
            'Look at each certificate and experience in it; refuse this passport and request one with what is in force.',
          ),
        ]),
  ];
}

const all = async <T>(ids: readonly string[], find: (ids: readonly string[]) => Promise<T[]>): Promise<T[]> =>
  ids.length === 0 ? [] : find(ids);

function twoPeople(approvedBy: string, releasedBy: string): Refusal[] {
  if (approvedBy !== releasedBy && releasedBy !== '') return [];
  return [refusal('R14', 'You approved this yourself.', 'Another officer must release it.')];
}
