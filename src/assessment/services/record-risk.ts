import { parseIso } from '../../shared/index.js';
import type { AssessmentRecord } from '../model/index.js';
import type { RiskFacts } from '../rules/award.js';
import type { AssessmentDeps } from './context.js';
import type { RecordCase } from './record-facts.js';

/** R21 compares with the other records of the session; evidence is compared within the session too. */
export function riskFacts(
  facts: RecordCase,
  others: readonly AssessmentRecord[],
  deviceNow: string | undefined,
  deps: AssessmentDeps,
): RiskFacts {
  const { record } = facts;
  const vector = (entry: AssessmentRecord): string =>
    entry.results
      .map((result) => `${result.unitCode} ${result.method} ${result.outcome}`)
      .toSorted()
      .join('\n');
  const own = vector(record);
  const hashes = new Set(record.evidence.map((item) => item.sha256));
  const allSatisfactory = record.results.every((result) => result.outcome === 'satisfactory');
  const signedAt = record.signatures[0]?.at ?? '';
  // Records written down together carry one signing time; only a different, earlier one says how fast somebody signed.
  const earlier = others
    .filter((other) => other.assessorPersonId === record.assessorPersonId)
    .flatMap((other) => other.signatures.slice(0, 1).map((signature) => signature.at))
    .filter((at) => at < signedAt)
    .toSorted()
    .at(-1);
  const milliseconds = (text: string): number => parseIso(text)?.getTime() ?? 0;
  return {
    evidenceUsedByOthers: others.some((other) => other.evidence.some((item) => hashes.has(item.sha256))),
    identicalResults: allSatisfactory ? 0 : others.filter((other) => vector(other) === own).length,
    secondsSincePreviousSignature:
      earlier === undefined ? null : (milliseconds(signedAt) - milliseconds(earlier)) / 1000,
    clockDriftMinutes: deviceNow === undefined ? 0 : (milliseconds(deviceNow) - deps.clock.now().getTime()) / 60_000,
    siteDiffers: record.siteId !== facts.session.siteId,
  };
}
