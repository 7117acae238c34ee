import type { Settings } from '../config/index.js';
import {
  checkClaim,
  compareClaim,
  compareWithAll,
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
import { isObject } from '../shared/index.js';
import type { VerifyDeps } from '../verification/index.js';

export interface Frameworks {
  readonly knowledge: Knowledge;
  readonly forReport: NonNullable<VerifyDeps['frameworkChecks']>;
  readonly api: FrameworksApi;
}

/** Loads the reference data (and the operator's) and answers the routes from it. */
export function openFrameworks(settings: Settings): Frameworks {
  const knowledge = loadKnowledge(settings.frameworksDir === null ? {} : { dir: settings.frameworksDir });
  return {
    knowledge,
    forReport: frameworkChecksForReport(knowledge),
    api: {
      index: () => frameworksIndex(knowledge),
      view: (id) => frameworkView(knowledge, id),
      level: (id, level) => levelView(knowledge, id, level),
      check: (body) => {
        const parsed = parseClaim(isObject(body) ? (body['claim'] ?? body) : body);
        return parsed.ok
          ? { ok: true, value: { results: checkClaim(knowledge, parsed.claim), dataVersion: knowledge.version } }
          : parsed;
      },
      compare: (body) => {
        const parsed = parseComparison(flattened(body));
        if (!parsed.ok) return parsed;
        const { claim, targetFramework } = parsed.request;
        if (targetFramework === null)
          return { ok: true, value: { comparisons: compareWithAll(knowledge, claim), dataVersion: knowledge.version } };
        const comparison = compareClaim(knowledge, claim, targetFramework);
        return { ok: true, value: { ...comparison, dataVersion: knowledge.version } };
      },
    },
  };
}

/** `{claim: {...}, targetFramework}` and the flat form say the same. */
function flattened(body: unknown): unknown {
  if (!isObject(body) || !isObject(body['claim'])) return body;
  const { claim, ...rest } = body;
  return { ...claim, ...rest };
}
