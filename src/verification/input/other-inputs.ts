import { unpackSp1 } from '../../passport/browser.js';
import {
  base64urlDecode,
  checkJsonValue,
  fromUtf8,
  isObject,
  parseJson,
  type JsonLimits,
  type JsonObject,
  type JsonParseFailure,
  type JsonParseResult,
} from '../../shared/index.js';
import type { InputForm, VerifyDeps } from '../types.js';
import { documentOf, type InputProblem, type ReadDocument, type ReadInput, type ReadToken } from './read-input.js';

/** Everything but the codes of our own certificates. Loaded when it is met. */

/** The short link is recognised on any host and then opened on ours: the printed host is never trusted. */
const SHORT_LINK = /^https?:\/\/[^/?#\s]+\/c\/([a-z2-7]{26})\/?$/i;
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*(~[\w~.-]*)?$/;

/** A passport carries several credentials; each of them is held to `documentLimits` again when it is judged. */
const inputLimits: JsonLimits = { maxLength: 262_144, maxDepth: 24, maxNodes: 40_000 };

/** Bounds, recognises and parses an input that `readInput` did not read as a code of ours. */
export async function readOther(input: string | object, deps: VerifyDeps): Promise<ReadInput> {
  if (typeof input !== 'string') {
    const reason = checkJsonValue(input, inputLimits);
    return readDocument(reason === null ? { ok: true, value: input as JsonObject } : { ok: false, reason }, deps);
  }
  if (input.length > inputLimits.maxLength) return problem('too-long');
  const text = input.trim();
  if (text.startsWith('{')) return readDocument(parseJson(text, inputLimits), deps);
  const unpacked = await unpackSp1(text, deps.dictionaries);
  if (unpacked.ok) return documentOf(unpacked);
  const { code, kind, host = null } = unpacked;
  if (code === 'I21') return { kind: 'update-needed', host };
  if (code === 'I10') return { kind: 'altered', host };
  return readOtherText(text, problem(code, kind), deps);
}

/** A text that is neither JSON nor one of our codes; `refusal` is why it is not a code. */
function readOtherText(text: string, refusal: InputProblem, deps: VerifyDeps): ReadInput {
  const shortCode = SHORT_LINK.exec(text)?.[1];
  if (shortCode !== undefined) return { ...problem('E12', 'address'), shortCode: shortCode.toLowerCase() };
  const token = text.replace(/\s+/g, '');
  if (TOKEN.test(token)) {
    const read = readToken(token, deps);
    return typeof read === 'string' ? problem(read) : read;
  }
  return text === '' || token.startsWith('eyJ') ? problem('not-json') : refusal;
}

async function readDocument(parsed: JsonParseResult, deps: VerifyDeps): Promise<ReadInput> {
  if (!parsed.ok) return problem(parsed.reason);
  const { value } = parsed;
  if (!isObject(value)) return problem('E12', 'data');
  const read = credentialOf(value);
  // Whatever does not have one of our shapes may be a presentation, an envelope, or no credential at all.
  return (await deps.schemaGate(value)).kind === 'ours' ? read : readOtherDocument(read, deps);
}

const problem = (code: InputProblem['code'], what?: InputProblem['what']): InputProblem => ({
  kind: 'problem',
  code,
  ...(what === undefined ? {} : { what }),
});

export const credentialOf = (document: JsonObject, form: InputForm = 'credential'): ReadDocument => ({
  ...documentOf({ candidates: [document], host: null }),
  form,
});

/** A JSON object that has none of our shapes: a credential of any kind, a presentation, an envelope, or no input. */
function readOtherDocument(read: ReadDocument, deps: VerifyDeps): ReadInput {
  const { document } = read;
  const enveloped = readEnvelope(document, deps);
  if (enveloped !== null) return enveloped;
  if (typesOf(document).includes('VerifiablePresentation'))
    return { ...read, form: 'presentation', isPresentation: true };
  return looksLikeCredential(document) ? read : problem('E12', 'data');
}

export const typesOf = ({ type }: JsonObject): readonly unknown[] => (Array.isArray(type) ? type : [type]);

/** Does it say of itself that it is a credential (VCDM 1.1, 2.0, VC-JOSE-COSE or SD-JWT VC)? */
export function looksLikeCredential(document: JsonObject): boolean {
  const { vct, vc } = document;
  return typesOf(document).includes('VerifiableCredential') || typeof vct === 'string' || isObject(vc);
}

/** VC-JOSE-COSE 1.0 section 4.1: a token inside JSON travels as a data address. */
const ENVELOPE = /^data:application\/(?:vc\+jwt|vc\+sd-jwt|dc\+sd-jwt)[;,]([\w.~-]+)$/;

export function readEnvelope({ id }: JsonObject, deps: VerifyDeps): ReadDocument | null {
  const token = typeof id === 'string' ? ENVELOPE.exec(id)?.[1] : undefined;
  const read = token === undefined ? null : readToken(token, deps);
  return typeof read === 'string' ? null : read;
}

/** A token's payload is read as strictly as a file: duplicate keys would let two readers see two credentials. */
export function readToken(compact: string, deps: VerifyDeps): ReadDocument | JsonParseFailure {
  const payload = payloadOf(compact);
  if (typeof payload === 'string') return payload;
  const document = deps.documentOfToken?.(compact) ?? payload;
  return { ...credentialOf(document, compact.includes('~') ? 'sd-jwt' : 'jwt'), token: tokenOf(compact, payload) };
}

function payloadOf(token: string): JsonObject | JsonParseFailure {
  const bytes = base64urlDecode(token.split('.')[1] ?? '');
  if (bytes === null) return 'not-json';
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    return 'not-json';
  }
  const parsed = parseJson(text, inputLimits);
  if (!parsed.ok) return parsed.reason;
  return isObject(parsed.value) ? parsed.value : 'not-json';
}

function tokenOf(compact: string, { nbf, exp }: JsonObject): ReadToken {
  const from = millisecondsOf(nbf) ?? -Infinity;
  const until = millisecondsOf(exp) ?? Infinity;
  const askedAt = (now: Date): Date => {
    if (until <= now.getTime()) return new Date(until - 1000);
    return from > now.getTime() ? new Date(from) : now;
  };
  return { compact, from, until, askedAt };
}

/** JWT dates (RFC 7519 section 4.1); null for what is none. */
const millisecondsOf = (seconds: unknown): number | null =>
  typeof seconds === 'number' && Math.abs(seconds) <= 8e12 ? seconds * 1000 : null;
