import type {
  Application,
  AssessmentRecord,
  EvidenceItem,
  Recommendation,
  RuleResult,
  Session,
} from '../model/index.js';
import { recordHash } from '../freeze.js';
import { dayOf } from '../rules/dates.js';
import { computeOverall, rules } from '../rules/index.js';
import { condition, fire } from '../states/machine.js';
import { wantedUnits } from './application-facts.js';
import { newRow, nowIso, utc, type AssessmentDeps } from './context.js';
import { mergedResults, type RatedCells } from './merge-results.js';
import { heldUnits, recommend, resultFacts, resultRules, type RecordCase } from './record-facts.js';

export interface Acknowledgement {
  readonly kind: 'signature' | 'witnessed-mark';
  readonly witnessId?: string;
  /** The candidate may sign and still not agree; that keeps the way to an appeal open. */
  readonly disagrees?: boolean;
}

export interface EnteredResults extends RatedCells {
  readonly evidence?: readonly EvidenceItem[];
  /** Left out: what follows from the results. */
  readonly recommendation?: Recommendation;
  readonly feedbackGivenAt?: string;
}

export interface NewRecord {
  readonly application: Application;
  readonly session: Session;
  readonly assessorPersonId: string;
  readonly referenceNo?: string;
  readonly deviceTime?: string;
  readonly supersedesId?: string;
}

/** A record, opened for a candidate who was admitted to a running session. Not stored yet. */
export function openedRecord(input: NewRecord, deps: AssessmentDeps): AssessmentRecord {
  const { application, session } = input;
  const at = nowIso(deps);
  const row = newRow(deps);
  const assessor = session.assessors.find((entry) => entry.personId === input.assessorPersonId);
  return {
    ...row,
    referenceNo: input.referenceNo ?? referenceNo(row.id, at),
    scheme: application.scheme,
    sessionId: session.id,
    applicationId: application.id,
    personId: application.personId,
    qualificationId: application.qualificationId,
    revision: application.revision,
    siteId: session.siteId,
    assessorPersonId: input.assessorPersonId,
    assessorAccreditationId: assessor?.accreditationId ?? '',
    unitCodes: [],
    results: [],
    evidence: [],
    recommendation: null,
    overall: null,
    feedbackGivenAt: null,
    acknowledgement: null,
    signatures: [],
    frozenSha256: null,
    riskFlags: [],
    clock: { deviceTime: utc(input.deviceTime ?? at), serverTime: at },
    supersedesId: input.supersedesId ?? null,
    assessedOn: dayOf(utc(input.deviceTime ?? at)),
    state: 'open',
  };
}

const referenceNo = (id: string, at: string): string =>
  `CARS-${at.slice(0, 4)}-${id.replaceAll('-', '').slice(0, 12).toUpperCase()}`;

/** The units of the application without those already held: nobody repeats what was awarded. */
export function withUnits(facts: RecordCase): RecordCase {
  const held = heldUnits(facts.held);
  const wanted = wantedUnits(facts.application, facts.qualification);
  const open = wanted.filter((code) => !held.includes(code));
  return { ...facts, record: { ...facts.record, unitCodes: open.length > 0 ? open : wanted } };
}

/** Who may open a record: the session runs, the candidate is in the room, the assessor is appointed to it. */
export const openingConditions = ({
  application,
  session,
}: Pick<NewRecord, 'application' | 'session'>): RuleResult[] => [
  ...condition('session-running', session.state === 'in-progress', [
    'The session is not running.',
    'Open the assessment package first.',
  ]),
  ...condition('candidate-admitted', application.state === 'attended' && application.sessionId === session.id, [
    'The candidate was not admitted to this session.',
    'Check identity and mark the candidate present.',
  ]),
];

/** Asked of a correcting record too, whatever the day: who was not there does not say how it went. */
export const appointment = ({
  session,
  assessorPersonId,
}: Pick<NewRecord, 'session' | 'assessorPersonId'>): RuleResult[] =>
  condition(
    'assessor-appointed',
    session.assessors.some((entry) => entry.personId === assessorPersonId),
    ['You are not appointed to this session.', 'Ask the office that approved the session.'],
  );

export function enteredResults(facts: RecordCase, input: EnteredResults, deps: AssessmentDeps): RecordCase {
  const { record } = facts;
  const event = record.state === 'results-entered' ? 'revise' : 'enter-results';
  const draft: AssessmentRecord = {
    ...record,
    results: mergedResults(record.results, input),
    evidence: input.evidence ?? record.evidence,
    feedbackGivenAt: input.feedbackGivenAt ?? record.feedbackGivenAt ?? nowIso(deps),
  };
  const withResults = { ...facts, record: draft };
  const complete = rules.R08.evaluate(resultFacts(withResults));
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event },
    { R08: [complete], 'before-sign': [], evidence: evidenceConditions(draft) },
  );
  const overall = computeOverall(resultFacts(withResults));
  const judged = { ...withResults, record: { ...draft, state, overall } };
  return { ...judged, record: { ...judged.record, recommendation: input.recommendation ?? recommend(judged) } };
}

const evidenceConditions = (record: AssessmentRecord): RuleResult[] =>
  condition(
    'evidence',
    record.evidence.every(
      (item) => /^[0-9a-f]{64}$/.test(item.sha256) && item.unitCodes.every((code) => record.unitCodes.includes(code)),
    ),
    ['A piece of evidence has no hash, or names a unit that is not assessed.', 'Attach the evidence again.'],
  );

export function acknowledged(facts: RecordCase, input: Acknowledgement, deps: AssessmentDeps): RecordCase {
  const acknowledgement = {
    kind: input.kind,
    witnessId: input.witnessId ?? null,
    disagrees: input.disagrees ?? false,
    at: nowIso(deps),
  };
  const record = { ...facts.record, acknowledgement };
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event: 'acknowledge' },
    { R12: [rules.R12.evaluate(record)] },
  );
  return { ...facts, record: { ...record, state } };
}

/** The assessor's signature freezes the record by its hash. `authority` holds R01-R03. */
export function signed(
  facts: RecordCase,
  input: { readonly actorId: string; readonly at: string; readonly authority: readonly RuleResult[] },
): RecordCase {
  const { record } = facts;
  const results = resultRules(facts);
  const of = (rule: string): RuleResult[] => [...input.authority, ...results].filter((result) => result.rule === rule);
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event: 'sign' },
    {
      R01: of('R01'),
      R09: of('R09'),
      R10: of('R10'),
      R11: of('R11'),
      more: [...of('R02'), ...of('R03'), ...of('R08'), ...of('R12')],
      assessor: condition('own-record', record.assessorPersonId === input.actorId, [
        'Only the assessor who made this record can sign it.',
        'Ask the assessor.',
      ]),
    },
  );
  const sha256 = recordHash(record);
  const signature = { role: 'assessor' as const, userId: input.actorId, at: input.at, sha256 };
  return {
    ...facts,
    record: { ...record, state, frozenSha256: sha256, signatures: [...record.signatures, signature] },
  };
}

export { voidAll } from './void-records.js';
