import type { SchemaGateResult } from '../credentials/types.js';
import { issuerOf } from '../issuers/browser.js';
import { checkJsonValue, documentLimits } from '../shared/index.js';
import { finding, issuerIdOf, type CheckContext, type Facts, type Finding } from './checks/check.js';
import { checks } from './checks/registry.js';
import { readClaimsOf } from './claims.js';
import { readInput, type ReadDocument } from './input/read-input.js';
import type { CheckResult, InputForm, Verdict, VerifyDeps, VerifyInput, VerifyResult } from './types.js';
import { verdictOf } from './verdict.js';

/** What was decided about one input, before it is put into words. */
export interface Judgement {
  readonly form: InputForm;
  /** About this document itself; `verdict` also counts the items it carries. */
  readonly ownVerdict: Verdict;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly findings: readonly (Finding | CheckResult)[];
  readonly isForeign: boolean;
  readonly items: readonly Judgement[];
  readonly document: ReadDocument['document'];
}

/**
 * Judges one input (DESIGN 8). Pure but for what `deps` fetches: the same input, trust material, policy and `now` give
 * the same report, on a server, in a browser and in tests. Never throws on what an input contains.
 *
 * What every one of our own certificates needs is loaded at once. The rest (words, bundles, tokens, foreign documents,
 * and why something is no input at all) is loaded when it is met.
 */
export async function verify(input: VerifyInput, deps: VerifyDeps): Promise<VerifyResult> {
  const using = { ...deps, openedLists: deps.openedLists ?? new WeakMap() };
  const read = await readInput(input, using);
  const { tellProblem, tellReport } = await import('./messages/report.js');
  if (read.kind === 'problem') return { ok: false, problem: await tellProblem(read, deps) };
  const report = await tellReport(read.kind === 'document' ? await judge(read, using) : updateNeeded, deps);
  return { ok: true, report: read.host === null ? report : { ...report, pointedTo: read.host } };
}

async function judge(read: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  let best: Judgement | null = null;
  // Two operators may share a dictionary number: only the signature tells which reading was issued.
  for (const document of [...read.alternatives()].slice(0, 4)) {
    const judgement = await judgeWhole({ ...read, document }, deps);
    if (judgement.facts.integrity === 'intact') return judgement;
    best ??= judgement;
  }
  return best ?? judgeWhole(read, deps);
}

async function judgeWhole(read: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  if (read.isPresentation === true) return (await import('./bundles.js')).judgePresentation(read, deps);
  const own = await judgeOne(read, deps);
  return own.facts.claims?.kind === 'passport' ? (await import('./bundles.js')).judgePassport(own, deps) : own;
}

/** One credential by itself; a passport found inside a passport is not opened again. */
export async function judgeOne({ document, form, token }: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  const issuer = deps.trustList && issuerOf(deps.trustList, issuerIdOf(document));
  const gate = gateFor(deps.schemaGate(document), form, issuer !== null);
  const isSmall =
    gate.kind === 'ours' && gate.credentialKind === 'passport'
      ? true
      : checkJsonValue(document, documentLimits) === null;
  let context: CheckContext = {
    document,
    token,
    gate: isSmall ? gate : { kind: 'malformed', pointers: [] },
    deps,
    facts: { ...nothingKnown, issuer },
  };
  const findings: (Finding | CheckResult)[] = [];
  for (const check of checks) {
    const outcome = await check.run(context);
    context = { ...context, facts: { ...context.facts, ...outcome.facts } };
    findings.push(...(outcome.findings ?? []));
    if (outcome.stop === true) break;
    // Contents exist only after the signature: what is broken or unread is never shown.
    if (check.id === 'proof' && context.facts.integrity === 'intact') {
      context = { ...context, facts: { ...context.facts, claims: await readClaimsOf(context) } };
    }
  }
  const { facts } = context;
  const isForeign = gate.kind === 'foreign';
  const verdict = verdictOf(facts);
  const ownVerdict = isForeign && verdict !== 'altered' ? 'cannot-confirm' : verdict;
  return { form, ownVerdict, verdict: ownVerdict, facts, findings, isForeign, items: [], document };
}

/**
 * What a holder hides in an SD-JWT leaves a shape no closed schema knows: read as another's document, never confirmed as
 * ours. Anything else from an office on our list that has none of our shapes is malformed: a proof over the meaning (RDF)
 * survives moving text around, and the office writes no such documents.
 */
function gateFor(gate: SchemaGateResult, form: InputForm, isListed: boolean): SchemaGateResult {
  if (gate.kind === 'ours') return gate;
  if (form === 'sd-jwt') return { kind: 'foreign' };
  return isListed ? { kind: 'malformed', pointers: [] } : gate;
}

const nothingKnown: Facts = {
  integrity: 'unknown',
  authority: 'unknown',
  status: 'unknown',
  time: 'unknown',
  issuer: null,
  key: null,
  signedAt: null,
  claims: null,
  turnedOn: null,
  statusPublishedAt: null,
};

/** What is decided before anything is known: nothing could be confirmed. */
export const undecided: Judgement = {
  form: 'credential',
  ownVerdict: 'cannot-confirm',
  verdict: 'cannot-confirm',
  facts: nothingKnown,
  findings: [],
  isForeign: false,
  items: [],
  document: {},
};

const updateNeeded: Judgement = { ...undecided, form: 'sp1', findings: [finding('input', 'I21')] };
