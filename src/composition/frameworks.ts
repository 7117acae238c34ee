import type { Settings } from '../config/index.js';
import {
  answersForEmployer,
  checkClaim,
  compareClaim,
  compareUnits,
  compareWithAll,
  ladderSvg,
  levelSheet,
  parseUnitComparison,
  frameworkChecksForReport,
  frameworksIndex,
  frameworkView,
  levelView,
  loadKnowledge,
  parseClaim,
  parseComparison,
  type Knowledge,
} from '../frameworks/index.js';
import type { FrameworksApi } from '../http/index.js';
import { printLevelSheet } from '../passport/index.js';
import { isObject, isoDay, systemClock, type Clock } from '../shared/index.js';
import type { VerifyDeps } from '../verification/index.js';

export interface Frameworks {
  readonly knowledge: Knowledge;
  readonly forReport: NonNullable<VerifyDeps['frameworkChecks']>;
  readonly api: FrameworksApi;
  /** Files of the operator that are not used, in words; the service runs with what it ships. */
  readonly warnings: readonly string[];
}

/** Loads the reference data (and the operator's) and answers the routes from it. */
export function openFrameworks(settings: Settings, clock: Clock = systemClock): Frameworks {
  const knowledge = loadKnowledge({ dir: settings.frameworksDir });
  const today = (): string => isoDay(clock.now());
  return {
    knowledge,
    warnings: unusedFiles(knowledge),
    forReport: (claims, options) => frameworkChecksForReport(knowledge, today())(claims, options),
    api: {
      index: () => frameworksIndex(knowledge),
      view: (id) => frameworkView(knowledge, id),
      level: (id, level) => levelView(knowledge, id, level),
      check: (body) => {
        const parsed = parseClaim(isObject(body) ? (body['claim'] ?? body) : body);
        return parsed.ok
          ? {
              ok: true,
              value: {
                results: checkClaim(knowledge, parsed.claim, { today: today() }),
                dataVersion: knowledge.version,
              },
            }
          : parsed;
      },
      compareUnits: (body) => {
        const parsed = parseUnitComparison(body);
        if (!parsed.ok) return parsed;
        const { held, required } = parsed.request;
        return { ok: true, value: compareUnits(held, required, knowledge.unitCorrespondences) };
      },
      ladder: (sides, width) => drawLadderOf(knowledge, sides, width),
      levelSheet: async ({ framework, level, to }) => {
        const sheet = levelSheet(knowledge, { framework, level }, to);
        return sheet === null ? null : printLevelSheet(sheet);
      },
      compare: (body) => {
        const { request, country } = withoutCountry(flattened(body));
        const parsed = parseComparison(request);
        if (!parsed.ok) return parsed;
        const { claim, targetFramework } = parsed.request;
        const asked = country ?? (targetFramework !== null && COUNTRY.test(targetFramework) ? targetFramework : null);
        if (asked !== null) {
          const answers = answersForEmployer(knowledge, claim, asked);
          return { ok: true, value: { country: asked, answers, dataVersion: knowledge.version } };
        }
        if (targetFramework === null)
          return { ok: true, value: { comparisons: compareWithAll(knowledge, claim), dataVersion: knowledge.version } };
        const comparison = compareClaim(knowledge, claim, targetFramework);
        const [answer] = answersForEmployer(knowledge, claim, targetFramework);
        const statements = answer?.statements ?? [];
        return { ok: true, value: { ...comparison, statements, dataVersion: knowledge.version } };
      },
    },
  };
}

/** One line a file: its first fault is enough to find it, and `frameworks list` names them all. */
const unusedFiles = ({ problems }: Knowledge): readonly string[] =>
  [...new Map(problems.toReversed().map((problem) => [problem.file, problem])).values()]
    .toReversed()
    .map(({ file, at, message }) => `The framework file ${file} is not used${at === '' ? '' : ` (${at})`}: ${message}`);

/** `ph-pqf:2` marks level 2; a framework alone shows its levels only. */
function drawLadderOf(knowledge: Knowledge, sides: readonly string[], width: number): string | null {
  const [left, right, ...more] = sides.map((side) => {
    const [framework = '', level] = side.split(':');
    return level === undefined ? { framework } : { framework, level };
  });
  const known = sides.every((side) => knowledge.frameworks.has(side.split(':')[0] ?? ''));
  return known && left && right ? ladderSvg(knowledge, { left, right, more }, { width }) : null;
}

/** `{claim: {...}, targetFramework}` and the flat form say the same. */
function flattened(body: unknown): unknown {
  if (!isObject(body) || !isObject(body['claim'])) return body;
  const { claim, ...rest } = body;
  return { ...claim, ...rest };
}

const COUNTRY = /^[A-Z]{2}$/;

/** `targetCountry` (`KE`) asks for every framework that counts there; anything else in its place is refused with the claim. */
function withoutCountry(body: unknown): { readonly request: unknown; readonly country: string | null } {
  if (!isObject(body)) return { request: body, country: null };
  const { targetCountry, ...request } = body;
  return typeof targetCountry === 'string' && COUNTRY.test(targetCountry)
    ? { request, country: targetCountry }
    : { request: body, country: null };
}
