import { unpackSp1 } from '../../passport/browser.js';
import {
  checkJsonValue,
  isObject,
  parseJson,
  type JsonLimits,
  type JsonObject,
  type JsonParseFailure,
  type JsonParseResult,
} from '../../shared/index.js';
import type { InputForm, VerifyDeps } from '../types.js';

/** The token around a document: what is signed, and its own dates (RFC 7519), in milliseconds. */
export interface ReadToken {
  readonly compact: string;
  readonly from: number;
  readonly until: number;
  /**
   * Token formats refuse a token outside its own dates before they look at the signature. Whether it was changed is
   * asked for a moment inside them; the time check then answers for today.
   */
  askedAt(now: Date): Date;
}

/** A document as received, not yet believed. */
export interface ReadDocument {
  readonly kind: 'document';
  readonly form: InputForm;
  readonly document: JsonObject;
  /** The compact token when the signature is not inside the document. */
  readonly token: ReadToken | null;
  /** Other readings of the same code: only the signature tells which was issued. */
  readonly alternatives: () => Iterable<JsonObject>;
  readonly host: string | null;
  readonly isPresentation?: boolean;
}

/** Why something is not an input. `kind` says what it is instead, in English. */
export interface InputProblem {
  readonly kind: 'problem';
  readonly code: JsonParseFailure | 'E11' | 'E12' | 'E14' | 'E18';
  readonly what?: string;
  readonly shortCode?: string;
}
export type ReadInput = ReadDocument | { readonly kind: 'update-needed'; readonly host: string | null } | InputProblem;

/** A passport carries several credentials; each of them is held to `documentLimits` again when it is judged. */
export const inputLimits: JsonLimits = { maxLength: 262_144, maxDepth: 24, maxNodes: 40_000 };

/** Bounds, recognises and parses an input. Never throws on what the input contains and never quotes it. */
export async function readInput(input: string | object, deps: VerifyDeps): Promise<ReadInput> {
  if (typeof input !== 'string') {
    const reason = checkJsonValue(input, inputLimits);
    return readDocument(reason === null ? { ok: true, value: input as JsonObject } : { ok: false, reason }, deps);
  }
  if (input.length > inputLimits.maxLength) return problem('too-long');
  const text = input.replace(/^\uFEFF/, '').trim();
  if (text.startsWith('{')) return readDocument(parseJson(text, inputLimits), deps);
  const unpacked = await unpackSp1(text, deps.dictionaries);
  if (unpacked.ok) {
    const { credential, host } = unpacked;
    return { ...documentOf('sp1', credential), alternatives: () => unpacked.candidates(), host };
  }
  if (unpacked.code === 'I21') return { kind: 'update-needed', host: unpacked.host ?? null };
  return (await import('./other-inputs.js')).readOther(text, { ...unpacked, code: unpacked.code }, deps);
}

async function readDocument(parsed: JsonParseResult, deps: VerifyDeps): Promise<ReadInput> {
  if (!parsed.ok) return problem(parsed.reason);
  const { value } = parsed;
  if (!isObject(value)) return problem('E12', 'a list');
  // Whatever does not have one of our shapes may be a presentation, an envelope, or no credential at all.
  if (deps.schemaGate(value).kind === 'ours') return documentOf('credential', value);
  return (await import('./other-inputs.js')).readOtherDocument(documentOf('credential', value), deps);
}

export const problem = (code: InputProblem['code'], what?: string): InputProblem => ({
  kind: 'problem',
  code,
  ...(what === undefined ? {} : { what }),
});

export const documentOf = (form: InputForm, document: JsonObject): ReadDocument => ({
  kind: 'document',
  form,
  document,
  token: null,
  alternatives: () => [document],
  host: null,
});
