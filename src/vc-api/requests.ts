import {
  checkJsonValue,
  documentLimits,
  isObject,
  parseJson,
  type JsonLimits,
  type JsonObject,
} from '../shared/index.js';
import { refusal, type VcApiAnswer } from './finding.js';

/** A presentation carries several credentials, each of which is held to `documentLimits` again. */
const requestLimits: JsonLimits = { maxLength: 262_144, maxDepth: 28, maxNodes: 20_000 };

export interface VerifyRequestOptions {
  /** What the client wants checked. Definite findings count whatever it says. */
  readonly checks?: readonly string[];
  readonly domain?: string;
  readonly challenge?: string;
  /** What the client takes the proof to be for; another purpose than this endpoint's own is refused. */
  readonly expectedProofPurpose?: string;
}

export interface VcApiRequest {
  readonly body: JsonObject;
  readonly options: JsonObject;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: VcApiAnswer };

const refused = (...findings: Parameters<typeof refusal>[0]): { readonly ok: false; readonly answer: VcApiAnswer } => ({
  ok: false,
  answer: refusal(findings),
});

/** Reads a request body as text: bounded, without duplicate members, an object, with `options` an object if present. */
export function readRequest(text: string): Parsed<VcApiRequest> {
  const parsed = parseJson(text, requestLimits);
  if (!parsed.ok || !isObject(parsed.value)) return refused({ code: 'request-not-json' });
  const { options = {} } = parsed.value;
  if (!isObject(options)) return refused({ code: 'options-malformed', at: '/options' });
  return { ok: true, value: { body: parsed.value, options } };
}

/** One document of the request, as an object within the limits of a single document. */
export function readDocument(body: JsonObject, member: string): Parsed<JsonObject> {
  const document = body[member];
  if (!isObject(document)) return refused({ code: 'request-malformed', at: `/${member}` });
  return { ok: true, value: document };
}

export const isTooLarge = (document: JsonObject): boolean => checkJsonValue(document, documentLimits) !== null;

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 64 && value.every((item) => typeof item === 'string');

export function readVerifyOptions(options: JsonObject): Parsed<VerifyRequestOptions> {
  const { checks, domain, challenge, expectedProofPurpose } = options;
  if (checks !== undefined && !isTextList(checks)) return refused({ code: 'options-malformed', at: '/options/checks' });
  for (const [name, value] of Object.entries({ domain, challenge, expectedProofPurpose })) {
    if (value !== undefined && typeof value !== 'string') {
      return refused({ code: 'options-malformed', at: `/options/${name}` });
    }
  }
  return {
    ok: true,
    value: {
      ...(checks === undefined ? {} : { checks }),
      ...(typeof domain === 'string' ? { domain } : {}),
      ...(typeof challenge === 'string' ? { challenge } : {}),
      ...(typeof expectedProofPurpose === 'string' ? { expectedProofPurpose } : {}),
    },
  };
}

/** A list of JSON Pointers out of the options; absent = null. */
export function readPointers(options: JsonObject, name: string): Parsed<readonly string[] | null> {
  const pointers = options[name];
  if (pointers === undefined) return { ok: true, value: null };
  return isTextList(pointers)
    ? { ok: true, value: pointers }
    : refused({ code: 'options-malformed', at: `/options/${name}` });
}
