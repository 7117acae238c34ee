import {
  validUntil,
  type AssessmentRecord,
  type Certificate,
  type ExperienceRecord,
  type SkillsPassport,
} from '../assessment/index.js';
import { addMonths, isoDay, ServiceError, type Refusal } from '../shared/index.js';
import { advance, auditOf, publishSigned } from './cycle.js';
import type { IssuanceDeps, ReleaseResult } from './deps.js';
import { awardingBody, kindOfAward, mustExist } from './facts.js';
import type { IssuanceIntent, IssuedKind } from './model.js';
import { drawNumber } from './numbers.js';
import type { IssuanceStore } from './ports.js';
import { isClash } from './retry.js';
import { allotIndexes } from './status-lists.js';
import { assertNotStopped } from './stop-switch.js';

/** Somebody's wish to release something that was decided by somebody else. */
interface Candidate {
  readonly kind: IssuedKind;
  readonly subjectId: string;
  readonly scheme: string;
  readonly approvedBy: string;
  readonly personId: string;
}

export interface BulkOptions {
  /** Called after each award, for progress bars; throwing stops the run cleanly, what is done stays done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Releases approved certificates (second officer), one result per certificate in the order given. Steps 1-10 of
 * docs/issuance-cycle.md. Never partly: an award is either refused with reasons or ends signed, stored and published.
 */
export async function releaseCertificates(
  certificateIds: readonly string[],
  releasedBy: string,
  deps: IssuanceDeps,
  options: BulkOptions = {},
): Promise<ReleaseResult[]> {
  await assertNotStopped(deps);
  const results: ReleaseResult[] = [];
  const intents: IssuanceIntent[] = [];
  for (const [done, certificateId] of certificateIds.entries()) {
    const certificate = await deps.store.read.certificates.get(certificateId);
    const refusals =
      certificate === null ? [notFound('certificate')] : await authoriseRelease(certificate, releasedBy, deps);
    if (certificate === null || refusals.length > 0) {
      results.push({ ok: false, subjectId: certificateId, refusals });
    } else {
      const candidate: Candidate = {
        kind: kindOfAward(certificate.awardType),
        subjectId: certificate.id,
        scheme: certificate.scheme,
        approvedBy: mustExist(certificate.approvedBy, 'approval'),
        personId: certificate.personId,
      };
      results.push(await issueOne(candidate, releasedBy, deps, intents));
    }
    options.onProgress?.(done + 1, certificateIds.length);
  }
  await publishSigned(intents, deps);
  return results;
}

/** Issues the credential of a confirmed experience record. Two people, as for certificates. */
export async function releaseExperience(
  record: ExperienceRecord,
  scheme: string,
  people: { approvedBy: string; releasedBy: string },
  deps: IssuanceDeps,
): Promise<ReleaseResult> {
  const confirmed = record.state === 'confirmed' || record.state === 'confirmed-by-alternative';
  const refusals = confirmed
    ? []
    : [
        refusal(
          'not-confirmed',
          'Nobody has confirmed this experience yet.',
          'Ask the employer or the post abroad to confirm it first.',
        ),
      ];
  return releaseOther(
    {
      kind: 'confirmed-experience',
      subjectId: record.id,
      scheme,
      approvedBy: people.approvedBy,
      personId: record.personId,
    },
    refusals,
    people,
    deps,
  );
}

/** Issues the passport that bundles a holder's credentials (R19 was checked when it was approved). */
export async function releasePassport(
  passport: SkillsPassport,
  releasedBy: string,
  deps: IssuanceDeps,
): Promise<ReleaseResult> {
  const refusals =
    passport.state === 'approved' && passport.approvedBy !== null
      ? []
      : [
          refusal(
            'R19',
            'This passport is not approved.',
            'Check its eligibility first: one active qualification and the confirmed months.',
          ),
        ];
  const people = { approvedBy: passport.approvedBy ?? '', releasedBy };
  return releaseOther(
    {
      kind: 'passport',
      subjectId: passport.id,
      scheme: passport.scheme,
      approvedBy: people.approvedBy,
      personId: passport.personId,
    },
    refusals,
    people,
    deps,
  );
}

async function releaseOther(
  candidate: Candidate,
  refusals: readonly Refusal[],
  people: { approvedBy: string; releasedBy: string },
  deps: IssuanceDeps,
): Promise<ReleaseResult> {
  await assertNotStopped(deps);
  const reasons = [...refusals, ...twoPeople(people.approvedBy, people.releasedBy)];
  if (reasons.length > 0) return { ok: false, subjectId: candidate.subjectId, refusals: reasons };
  const intents: IssuanceIntent[] = [];
  const result = await issueOne(candidate, people.releasedBy, deps, intents);
  await publishSigned(intents, deps);
  return result;
}

export interface Resumed {
  readonly finished: number;
  readonly voided: number;
  /** What could not be finished, by intent, and why: it stays as it was and does not hold up the others. */
  readonly failed: readonly { readonly intentId: string; readonly code: string }[];
}

/** Continues whatever a crash left behind: the same steps, from what is durable. */
export async function resume(deps: IssuanceDeps): Promise<Resumed> {
  await assertNotStopped(deps);
  const open = await deps.store.read.intents.find({ state: ['intended', 'will-sign', 'signed'] });
  const signed: IssuanceIntent[] = [];
  const failed: { intentId: string; code: string }[] = [];
  let voided = 0;
  for (const intent of open) {
    try {
      const refusals = intent.state === 'signed' ? [] : await advance(intent, deps);
      if (refusals.length > 0) voided++;
      else signed.push(mustExist(await deps.store.read.intents.get(intent.id), 'intent'));
    } catch (error) {
      failed.push({ intentId: intent.id, code: error instanceof ServiceError ? error.code : 'unexpected' });
    }
  }
  await publishSigned(signed, deps);
  return { finished: signed.length, voided, failed };
}

// 1 authorise: both officers, state, and the authority tuple as the register sees it
async function authoriseRelease(
  certificate: Certificate,
  releasedBy: string,
  deps: IssuanceDeps,
): Promise<readonly Refusal[]> {
  if (certificate.state !== 'approved' || certificate.approvedBy === null) {
    return [
      refusal(
        'not-approved',
        'This certificate is not waiting for release.',
        'Only approved certificates can be released; look at its state.',
      ),
    ];
  }
  const records = await deps.store.read.records.find({ id: [...certificate.recordIds] });
  const involved = await involvedIn(records, deps);
  const reasons = [...twoPeople(certificate.approvedBy, releasedBy)];
  if (involved.has(releasedBy)) {
    reasons.push(refusal('R14', 'You took part in the assessment of this record.', 'Another officer must release it.'));
  }
  if (records.some((record) => record.state === 'voided')) {
    reasons.push(
      refusal(
        'record-voided',
        'The assessment record of this certificate was voided.',
        'Refuse the certificate and offer a re-assessment.',
      ),
    );
  }
  reasons.push(...(await predecessorRefusals(certificate, deps)));
  const body = await awardingBody(deps.store.read, certificate.scheme);
  const authority = await deps.authorise({
    issuerDid: body.did,
    qualification: deps.addresses.qualification(certificate),
    place: deps.addresses.site(certificate.siteId),
    date: certificate.assessedOn,
  });
  return [...reasons, ...authority];
}

/** A replacement takes the place of a certificate in force: it must never bring back one that was cancelled or paused. */
async function predecessorRefusals(certificate: Certificate, deps: IssuanceDeps): Promise<Refusal[]> {
  if (certificate.replacesId === null) return [];
  const old = await deps.store.read.certificates.get(certificate.replacesId);
  if (old?.state === 'active') return [];
  return [
    refusal(
      'predecessor-not-active',
      'The certificate that this one replaces is not in force.',
      'It was cancelled, paused or replaced meanwhile. Settle that first; a new assessment gives a new certificate.',
    ),
  ];
}

/** R14: assessors and everybody who signed, who asked for the session for its centre, and who trained the candidate. */
async function involvedIn(records: readonly AssessmentRecord[], deps: IssuanceDeps): Promise<ReadonlySet<string>> {
  const { sessions, applications } = deps.store.read;
  const held = await sessions.find({ id: records.map((record) => record.sessionId) });
  const applied = await applications.find({ id: records.map((record) => record.applicationId) });
  return new Set([
    ...records.flatMap((record) => [record.assessorPersonId, ...record.signatures.map(({ userId }) => userId)]),
    ...held.map((session) => session.requestedBy),
    ...applied.flatMap(({ declaredTraining }) => declaredTraining.flatMap((course) => course.trainerPersonIds)),
  ]);
}

function twoPeople(approvedBy: string, releasedBy: string): Refusal[] {
  if (approvedBy !== releasedBy && releasedBy !== '') return [];
  return [refusal('R14', 'You approved this yourself.', 'Another officer must release it.')];
}

async function issueOne(
  candidate: Candidate,
  releasedBy: string,
  deps: IssuanceDeps,
  intents: IssuanceIntent[],
): Promise<ReleaseResult> {
  const intent = await intend(candidate, releasedBy, deps).catch((error: unknown) => {
    // Somebody else's intent for the same subject: the unique index is the judge between two releases at once.
    if (isClash(error)) return null;
    throw error;
  });
  if (intent === null) return { ok: false, subjectId: candidate.subjectId, refusals: [beingReleased()] };
  await deps.reach?.('c1', candidate.subjectId);
  const refusals = await advance(intent, deps);
  if (refusals.length > 0) return { ok: false, subjectId: candidate.subjectId, refusals };
  const done = mustExist(await deps.store.read.intents.get(intent.id), 'intent');
  if (done.state === 'voided') return { ok: false, subjectId: candidate.subjectId, refusals: [beingReleased()] };
  intents.push(done);
  return { ok: true, subjectId: candidate.subjectId, number: intent.number, credentialId: intent.credentialId };
}

/** Step 2, one transaction: number, dates, status slot, intent and audit row. */
async function intend(candidate: Candidate, releasedBy: string, deps: IssuanceDeps): Promise<IssuanceIntent> {
  const now = deps.clock.now();
  const today = isoDay(now);
  const body = await awardingBody(deps.store.read, candidate.scheme);
  return deps.store.transaction(async (store) => {
    const slot = await allotIndexes(store, body.did, 1, deps);
    const intent: IssuanceIntent = {
      id: deps.ids.uuid(),
      version: 1,
      ...{ kind: candidate.kind, subjectId: candidate.subjectId, scheme: candidate.scheme },
      number: await freeNumber(store, candidate.scheme, today, deps),
      credentialId: `urn:uuid:${deps.ids.uuid()}`,
      issuerDid: body.did,
      approvedBy: candidate.approvedBy,
      releasedBy,
      unsignedJson: null,
      proofCreated: null,
      revocationIndex: slot.indexes[0] ?? 0,
      suspensionIndex: slot.indexes[0] ?? 0,
      statusListId: slot.slug,
      state: 'intended',
      createdAt: now.toISOString(),
    };
    await store.intents.insert(intent);
    await store.statusEntries.insert({
      id: deps.ids.uuid(),
      version: 1,
      listSlug: slot.slug,
      index: intent.revocationIndex,
      credentialId: intent.credentialId,
      revoked: false,
      suspended: false,
      replacedBy: null,
      changedAt: null,
      reasonClass: null,
    });
    await fixDates(store, candidate, intent, deps);
    await store.audit.append(
      auditOf('issuance.intended', intent, { number: intent.number, person: candidate.personId }),
    );
    return intent;
  });
}

/** R16: the award date is the day of release and the end follows from the scheme's policy. A replacement keeps its dates. */
async function fixDates(
  store: IssuanceStore,
  candidate: Candidate,
  intent: IssuanceIntent,
  deps: IssuanceDeps,
): Promise<void> {
  const today = isoDay(new Date(intent.createdAt));
  const certificate = await store.certificates.get(candidate.subjectId);
  if (certificate !== null) {
    const scheme = deps.catalogue.scheme(certificate.scheme);
    // Only a replacement keeps its dates: what was refused once and is released later is awarded on the later day.
    const keepsDates = certificate.replacesId !== null;
    const issuedOn = keepsDates ? (certificate.issuedOn ?? today) : today;
    const end =
      (keepsDates ? certificate.validUntil : null) ??
      (scheme === null ? null : validUntil(scheme, certificate.awardType, issuedOn));
    await store.certificates.update({ ...certificate, number: intent.number, issuedOn, validUntil: end });
    return;
  }
  const passport = await store.passports.get(candidate.subjectId);
  const months = deps.catalogue.scheme(candidate.scheme)?.passport?.validityMonths ?? null;
  if (passport !== null && months !== null) {
    await store.passports.update({ ...passport, validUntil: isoDay(addMonths(new Date(today), months)) });
  }
}

/** Draws until free; the unique constraint is the judge if two draw the same at once. */
async function freeNumber(store: IssuanceStore, scheme: string, today: string, deps: IssuanceDeps): Promise<string> {
  const numberCode = mustExist(deps.catalogue.scheme(scheme), 'scheme').numberCode;
  for (let attempt = 0; attempt < 20; attempt++) {
    const number = drawNumber(numberCode, today, deps.ids);
    if ((await store.intents.count({ number })) === 0) return number;
  }
  throw new ServiceError('no-free-number', {
    status: 503,
    title: 'No free certificate number was found.',
    whatToDo: 'Try again; if it repeats, call the operator.',
  });
}

function beingReleased(): Refusal {
  return refusal(
    'being-released',
    'The release of this award has already begun.',
    'Wait a moment and look at its state. If it does not change, run resume: it finishes what was begun.',
  );
}

function notFound(what: string): Refusal {
  return refusal('not-found', `This ${what} does not exist.`, 'Check the id; reload the list.');
}

function refusal(code: string, message: string, whatToDo: string): Refusal {
  return { code, severity: 'block', message, whatToDo };
}
