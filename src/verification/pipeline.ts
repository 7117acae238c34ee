import { issuerOf } from '../issuers/browser.js';
import { issuerIdOf, type CheckContext, type Finding } from './checks/check.js';
import { checks } from './checks/registry.js';
import { readInput, type ReadDocument } from './input/read-input.js';
import type { Judgement } from './judgement.js';
import type { CheckResult, VerifyDeps, VerifyInput, VerifyResult } from './types.js';
import { verdictOf } from './verdict.js';

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
  const judgement = read.kind === 'document' ? await judge(read, using) : null;
  return (await import('./messages/report.js')).tell(read, judgement, deps);
}

/**
 * Operators may share a dictionary number: only the signature tells which reading was issued. Every one is tried, or a
 * genuine code would be called altered; there are no more than dictionaries in the signed lists.
 */
async function judge(read: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  const judgement = await judgeWhole(read, deps);
  if (judgement.facts.integrity === 'intact') return judgement;
  for (const document of read.readings.slice(1)) {
    const other = await judgeWhole({ ...read, document }, deps);
    if (other.facts.integrity === 'intact') return other;
  }
  return judgement;
}

async function judgeWhole(read: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  if (read.isPresentation) return (await import('./bundles.js')).judgePresentation(read, deps);
  const own = await judgeOne(read, deps);
  return own.facts.claims?.kind === 'passport' ? (await import('./bundles.js')).judgePassport(own, deps) : own;
}

/** One credential by itself; a passport found inside a passport is not opened again. */
export async function judgeOne({ document, form, token }: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  const issuer = deps.trustList && issuerOf(deps.trustList, issuerIdOf(document));
  const answer = await deps.schemaGate(document);
  // The text of a code is bounded when it is read; whatever else is no plain certificate of ours is looked at more closely.
  const isUsual = form === 'sp1' && answer.kind === 'ours';
  const gate = isUsual ? answer : (await import('./foreign.js')).gateFor(answer, { document, form, issuer });
  let context: CheckContext = { document, token, gate, deps, facts: { issuer } };
  const findings: (Finding | CheckResult)[] = [];
  for (const { id, run, isAlwaysAsked } of checks) {
    // What is broken or unread says nothing about itself.
    if (context.facts.integrity !== 'intact' && !isAlwaysAsked) continue;
    const { code, facts, stop, results = [], ...said } = await run(context);
    context = { ...context, facts: { ...context.facts, ...facts } };
    findings.push(...(code ? [{ id, code, ...said }] : results));
    if (stop) break;
  }
  const { facts } = context;
  const isForeign = gate.kind === 'foreign';
  const verdict = verdictOf(facts);
  const ownVerdict = isForeign && verdict !== 'altered' ? 'cannot-confirm' : verdict;
  return { form, ownVerdict, verdict: ownVerdict, facts, findings, isForeign, items: [], document };
}
