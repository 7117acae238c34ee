import type { JsonObject } from '../shared/index.js';
import { isUndecided, meaningOf, type VcApiCode } from './codes.js';

/** One thing found about a credential or presentation. */
export interface Finding {
  readonly code: VcApiCode;
  /** JSON Pointer, where there is one. */
  readonly at?: string;
  /** For contexts: which one, so that the caller can ask for it. Never personal data. */
  readonly detail?: string;
}

/** RFC 9457 problem details of one finding, with what VC-API clients look at. */
export function problemDetails({ code, at, detail }: Finding): JsonObject {
  const { type, title } = meaningOf(code);
  return {
    type,
    title,
    code,
    outcome: isUndecided(code) ? 'could-not-be-checked' : 'failed',
    ...(at === undefined ? {} : { pointer: at }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** An HTTP answer of the VC-API. */
export interface VcApiAnswer {
  readonly status: 200 | 201 | 400;
  readonly body: JsonObject;
}

/**
 * 400 for whatever stands against what was sent: problem details of the first finding, and all of them under `errors`
 * and `problemDetails`. Clients that only look at the status cannot mistake it for success.
 */
export function refusal(findings: readonly Finding[], more: JsonObject = {}): VcApiAnswer {
  const details = findings.map(problemDetails);
  const [first = problemDetails({ code: 'request-malformed' })] = details;
  const body = { ...first, status: 400, verified: false, errors: details, problemDetails: details, ...more };
  return { status: 400, body };
}
