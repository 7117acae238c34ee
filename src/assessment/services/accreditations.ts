import { findEvery, isoDay, parseIso } from '../../shared/index.js';
import type {
  Accreditation,
  AccreditationFollowUp,
  AssessmentRecord,
  Certificate,
  QualificationRef,
  ReasonClass,
  RuleResult,
} from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire, transition } from '../states/machine.js';
import {
  audit,
  mustGet,
  mustQualify,
  newRow,
  nowIso,
  requireInput,
  type AssessmentDeps,
  type Command,
} from './context.js';
import { certificatesOn, openFollowUps, type Touched } from './follow-ups.js';
import { hold } from './moderation.js';

export interface GrantAccreditation extends Command {
  readonly subjectType: Accreditation['subjectType'];
  readonly subjectId: string;
  readonly role: Accreditation['role'];
  readonly qualifications: readonly QualificationRef[];
  readonly number: string;
  readonly grantedById: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** References of the documents the grant rests on: inspection report, loading certificate ... */
  readonly basis: readonly string[];
  /** Who agreed to it, where it takes two. */
  readonly secondActorId?: string;
}

export interface ChangeAccreditation extends Command {
  readonly accreditationId: string;
  readonly reasonClass: ReasonClass;
  readonly secondActorId: string;
}

export interface FollowAuthority extends Command {
  readonly accreditationId: string;
  readonly event: 'suspend' | 'reinstate';
}

export interface RevokeAccreditation extends ChangeAccreditation {
  /** Nothing done on or after this day counts. */
  readonly retroactiveFrom?: string;
}

export interface RenewAccreditation extends Command {
  readonly accreditationId: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly moderationAttended: boolean;
  readonly performanceEvaluated: boolean;
  readonly secondActorId?: string;
}

export interface RevokedAccreditation {
  readonly accreditation: Accreditation;
  /** Records made under it since `retroactiveFrom`. Those still undecided are now under moderation. */
  readonly touchedRecords: readonly AssessmentRecord[];
  /** Certificates not yet ended that rest on one of them. */
  readonly touchedCertificates: readonly Certificate[];
  /** One for each of both: two people say of each whether it stands or goes. */
  readonly followUps: readonly AccreditationFollowUp[];
}

export function createAccreditationCommands(deps: AssessmentDeps) {
  const change = (input: Change, event: 'suspend' | 'reinstate', officers: readonly RuleResult[]) =>
    deps.store.transaction(async (store) => {
      const accreditation = await mustGet(store.accreditations, input.accreditationId, 'accreditation');
      const answers = { reason: [], 'two-actors': officers };
      const state = fire({ machine: 'accreditation', state: accreditation.state, event }, answers);
      return saveState(store, { ...accreditation, state, stateChangedAt: nowIso(deps) }, input, event);
    });

  return {
    /** Applied, evaluated on the documents in `basis`, granted: one step, three states. */
    grantAccreditation: (input: GrantAccreditation): Promise<Accreditation> =>
      deps.store.transaction((store) => grant(store, input, deps)),

    /** Two officers, as for every withdrawal; lifting it takes two as well. */
    suspendAccreditation: (input: ChangeAccreditation): Promise<Accreditation> =>
      change(input, 'suspend', [twoOfficers(input)]),
    reinstateAccreditation: (input: ChangeAccreditation): Promise<Accreditation> =>
      change(input, 'reinstate', [twoOfficers(input)]),

    /** What the authority that granted it says elsewhere is followed here: the officers who decided are its own. */
    followAuthority: ({ event, ...input }: FollowAuthority): Promise<Accreditation> =>
      change({ ...input, reasonClass: 'accreditation-void' }, event, []),

    /**
     * Two officers. Certificates are not touched here: each thing that rests on it gets a follow-up of its own, and nothing
     * with an open one is released.
     */
    revokeAccreditation: (input: RevokeAccreditation): Promise<RevokedAccreditation> =>
      deps.store.transaction(async (store) => {
        const before = await mustGet(store.accreditations, input.accreditationId, 'accreditation');
        const retroactiveFrom = input.retroactiveFrom ?? null;
        mustHaveCome(retroactiveFrom, deps);
        const state = fire(
          { machine: 'accreditation', state: before.state, event: 'revoke' },
          { 'two-actors': [twoOfficers(input)], 'retroactive-from': [] },
        );
        const changed = { ...before, state, retroactiveFrom, stateChangedAt: nowIso(deps) };
        const accreditation = await saveState(store, changed, input, 'revoke');
        const touched = retroactiveFrom === null ? [] : await recordsUnder(store, accreditation, retroactiveFrom);
        const records = await sendToModeration(store, touched, input.actorId, deps);
        const certificates = await certificatesOn(store, records);
        const followUps = await openFollowUps(store, accreditation, { records, certificates }, deps);
        return { accreditation, touchedRecords: records, touchedCertificates: certificates, followUps };
      }),

    /** What revoking with effect from this day would touch; nothing is changed. */
    previewRevocation: async (input: { readonly accreditationId: string; readonly from: string }): Promise<Touched> => {
      const store = deps.store.read;
      const accreditation = await mustGet(store.accreditations, input.accreditationId, 'accreditation');
      const found = await recordsUnder(store, accreditation, input.from);
      const records = found.filter(({ state }) => state !== 'voided');
      return { records, certificates: await certificatesOn(store, records) };
    },

    /** A new accreditation record takes over; the old one stays readable for what was done under it. */
    renewAccreditation: (input: RenewAccreditation): Promise<Accreditation> =>
      deps.store.transaction(async (store) => {
        const old = await mustGet(store.accreditations, input.accreditationId, 'accreditation');
        mustFollow(old, input);
        const state = fire(
          { machine: 'accreditation', state: old.state, event: 're-accredit' },
          {
            'moderation-attendance': condition('moderation-attendance', input.moderationAttended, [
              'Attendance at moderation is not on file.',
              'File the certificate of attendance first.',
            ]),
            'performance-evaluation': condition('performance-evaluation', input.performanceEvaluated, [
              'The performance evaluation is not on file.',
              'File the evaluation first.',
            ]),
          },
        );
        await saveState(
          store,
          { ...old, state, stateChangedAt: `${input.validFrom}T00:00:00.000Z` },
          input,
          're-accredit',
        );
        return grant(store, { ...old, ...input, basis: [`accreditation:${old.id}`] }, deps);
      }),
  };
}

/** The day from which nothing counts; without one the accreditation ends now. */
function mustHaveCome(day: string | null, { clock }: AssessmentDeps): void {
  const advice = 'Enter a day that has come, or none: then it ends now.';
  requireInput(day === null || parseIso(day) !== null, 'The day from which nothing counts is not a date.', advice);
  const hasCome = day === null || day <= isoDay(clock.now());
  requireInput(hasCome, 'The day from which nothing counts lies in the future.', advice);
}

/** The old one counts up to the start of the new one: with an earlier start all that was done under it would be void. */
const mustFollow = (old: Accreditation, { validFrom }: RenewAccreditation): void =>
  requireInput(
    validFrom > old.validFrom,
    'The new accreditation would begin before the one that it follows.',
    'Enter a later start. What was done under the old one is taken back by revoking it.',
  );

type Change = Omit<ChangeAccreditation, 'secondActorId'>;

/** R27 without its exception: one officer is enough for a worker's own certificate, never for who may assess. */
const twoOfficers = ({ actorId, secondActorId }: ChangeAccreditation): RuleResult =>
  rules.R27.evaluate({ actorId, secondActorId, reasonClass: 'accreditation-void' });

async function grant(store: AssessmentStore, input: GrantAccreditation, deps: AssessmentDeps): Promise<Accreditation> {
  input.qualifications.forEach((ref) => mustQualify(deps.catalogue, ref));
  const datesHold =
    parseIso(input.validFrom) !== null && parseIso(input.validUntil) !== null && input.validFrom <= input.validUntil;
  const papers = condition('documents', input.basis.length > 0, [
    'The documents of the accreditation are not on file.',
    'Name the inspection report or the loading certificate.',
  ]);
  const dates = condition('valid-until', datesHold, [
    'The dates of validity are not right.',
    'Enter both dates, first the start.',
  ]);
  const scope = condition('qualification-scope', input.qualifications.length > 0, [
    'No qualification is named.',
    'An accreditation is always for named qualifications.',
  ]);
  const evaluated = fire(
    { machine: 'accreditation', state: 'applied', event: 'evaluate' },
    { documents: papers, 'inspection-or-loading-certificate': papers },
  );
  const state = fire(
    { machine: 'accreditation', state: evaluated, event: 'grant' },
    { 'valid-from': dates, 'valid-until': dates, 'qualification-scope': scope },
  );
  const { subjectType, subjectId, role, number, grantedById, validFrom, validUntil } = input;
  const accreditation = await store.accreditations.insert({
    ...newRow(deps),
    ...{ subjectType, subjectId, role, number, grantedById, validFrom, validUntil, state },
    qualifications: input.qualifications.map(({ qualificationId, revision }) => ({ qualificationId, revision })),
    retroactiveFrom: null,
    stateChangedAt: nowIso(deps),
  });
  await audit(store, {
    actorId: input.actorId,
    action: 'accreditation.grant',
    subjectId: accreditation.id,
    facts: {
      ...{ role, number, validFrom, validUntil, documents: input.basis.length },
      ...(input.secondActorId === undefined ? {} : { secondActor: input.secondActorId }),
    },
  });
  return accreditation;
}

async function saveState(
  store: AssessmentStore,
  accreditation: Accreditation,
  input: { readonly actorId: string; readonly reasonClass?: string; readonly secondActorId?: string },
  event: string,
): Promise<Accreditation> {
  const saved = await store.accreditations.update(accreditation);
  await audit(store, {
    actorId: input.actorId,
    action: `accreditation.${event}`,
    subjectId: saved.id,
    facts: {
      reason: input.reasonClass ?? null,
      secondActor: input.secondActorId ?? null,
      retroactiveFrom: saved.retroactiveFrom,
    },
  });
  return saved;
}

async function recordsUnder(
  store: AssessmentStore,
  accreditation: Accreditation,
  from: string,
): Promise<readonly AssessmentRecord[]> {
  const found =
    accreditation.subjectType === 'person'
      ? await findEvery(store.records, { assessorAccreditationId: accreditation.id })
      : accreditation.subjectType === 'site'
        ? await findEvery(store.records, { siteId: accreditation.subjectId })
        : accreditation.subjectType === 'mission'
          ? await recordsOfMission(store, accreditation.subjectId)
          : await recordsOfBody(store, accreditation.subjectId);
  const inScope = (record: AssessmentRecord): boolean =>
    accreditation.qualifications.some(
      (ref) => ref.qualificationId === record.qualificationId && ref.revision === record.revision,
    );
  return found.filter(
    (record) => record.assessedOn >= from && (accreditation.subjectType === 'person' || inScope(record)),
  );
}

async function recordsOfMission(store: AssessmentStore, missionId: string): Promise<AssessmentRecord[]> {
  const sessions = await findEvery(store.sessions, { missionId });
  return sessions.length === 0 ? [] : findEvery(store.records, { sessionId: sessions.map((session) => session.id) });
}

/** All that the awarding body decides on. */
async function recordsOfBody(store: AssessmentStore, organizationId: string): Promise<AssessmentRecord[]> {
  const scheme = (await store.organizations.get(organizationId))?.scheme ?? null;
  return scheme === null ? [] : findEvery(store.records, { scheme });
}

async function sendToModeration(
  store: AssessmentStore,
  records: readonly AssessmentRecord[],
  actorId: string,
  deps: AssessmentDeps,
): Promise<readonly AssessmentRecord[]> {
  const settled: AssessmentRecord[] = [];
  for (const record of records) {
    const canBeHeld = transition('assessmentRecord', record.state, 'sample').ok;
    settled.push(canBeHeld ? await hold(store, record, { reasons: ['accreditation-void'], actorId }, deps) : record);
  }
  return settled;
}
