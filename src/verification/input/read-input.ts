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
} from '../../shared/index.js';
import type { Phrases } from '../messages/phrases.js';
import type { NotAnInput, VerificationReport, VerifyDeps } from '../types.js';
import { classify } from './classify.js';

export type InputForm = VerificationReport['input'];

/** A document as received, not yet believed. */
export interface ReadDocument {
  readonly kind: 'document';
  readonly form: InputForm;
  readonly document: JsonObject;
  /** The compact token when the signature is not inside the document. */
  readonly token: string | null;
  /** Other readings of the same code: only the signature tells which was issued. */
  readonly alternatives: () => Iterable<JsonObject>;
  readonly host: string | null;
}
export type ReadInput =
  | ReadDocument
  | { readonly kind: 'update-needed'; readonly host: string | null }
  | { readonly kind: 'problem'; readonly problem: NotAnInput };

/** A passport carries several credentials; each of them is held to `documentLimits` again when it is judged. */
export const inputLimits: JsonLimits = { maxLength: 262_144, maxDepth: 24, maxNodes: 40_000 };
const maxSpoken = '256 kB';

/** Bounds, recognises and parses an input. Never throws on what the input contains and never quotes it. */
export async function readInput(
  input: string | object,
  deps: Pick<VerifyDeps, 'dictionaries'>,
  phrases: Phrases,
): Promise<ReadInput> {
  if (typeof input !== 'string') return readObject(input, phrases);
  if (input.length > inputLimits.maxLength) return problem(phrases, 'too-long');
  const text = input.replace(/^\uFEFF/, '').trim();
  const found = classify(text);
  switch (found.kind) {
    case 'json':
      return readJson(text, phrases);
    case 'token':
      return readToken(found, phrases);
    case 'short-link':
      return readShortLink(found.code, phrases);
    case 'incomplete':
      return problem(phrases, 'not-json');
    case 'code':
      return readCode(text, deps, phrases);
  }
}

function readObject(input: object, phrases: Phrases): ReadInput {
  const failure = checkJsonValue(input, inputLimits);
  if (failure) return problem(phrases, failure);
  return isObject(input) ? documentOf('credential', input) : somethingElse(phrases, 'a list');
}

function readJson(text: string, phrases: Phrases): ReadInput {
  const parsed = parseJson(text, inputLimits);
  if (!parsed.ok) return problem(phrases, parsed.reason);
  return isObject(parsed.value) ? documentOf('credential', parsed.value) : somethingElse(phrases, 'a list');
}

/** A token's payload is read as strictly as a file: duplicate keys would let two readers see two credentials. */
function readToken(found: { form: 'jwt' | 'sd-jwt'; token: string }, phrases: Phrases): ReadInput {
  const document = tokenPayload(found.token);
  if (typeof document === 'string') return problem(phrases, document);
  return { ...documentOf(found.form, document), token: found.token };
}

export function tokenPayload(token: string): JsonObject | JsonParseFailure {
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

async function readCode(text: string, deps: Pick<VerifyDeps, 'dictionaries'>, phrases: Phrases): Promise<ReadInput> {
  const unpacked = await unpackSp1(text, deps.dictionaries);
  if (unpacked.ok) {
    return {
      ...documentOf('sp1', unpacked.credential),
      alternatives: () => unpacked.candidates(),
      host: unpacked.host,
    };
  }
  switch (unpacked.code) {
    case 'I21':
      return { kind: 'update-needed', host: unpacked.host ?? null };
    case 'E11':
      return refuse('E11', phrases.text('E11'), phrases.text('E11.do'));
    case 'E12':
      return somethingElse(phrases, unpacked.kind ?? 'text');
    case 'E14':
      return problem(phrases, 'too-long');
    case 'E18':
      return problem(phrases, 'not-json');
  }
}

function readShortLink(shortCode: string, phrases: Phrases): ReadInput {
  const message = phrases.text('E12', { kind: 'a link' });
  return { kind: 'problem', problem: { code: 'E12', message, whatToDo: phrases.text('E12.link.do'), shortCode } };
}

function somethingElse(phrases: Phrases, kind: string): ReadInput {
  const advice = kind === 'a number' ? 'E12.number.do' : 'E12.do';
  return refuse('E12', phrases.text('E12', { kind }), phrases.text(advice));
}

function problem(phrases: Phrases, reason: JsonParseFailure): ReadInput {
  switch (reason) {
    case 'too-long':
      return refuse('E14', phrases.text('E14', { max: maxSpoken }), phrases.text('E14.do'));
    case 'not-json':
      return refuse('E18', phrases.text('E18'), phrases.text('E18.do'));
    default: {
      const code = `json-${reason}` as const;
      return refuse(code, phrases.text(code), phrases.text('json.do'));
    }
  }
}

const refuse = (code: string, message: string, whatToDo: string): ReadInput => ({
  kind: 'problem',
  problem: { code, message, whatToDo },
});

export const documentOf = (form: InputForm, document: JsonObject): ReadDocument => ({
  kind: 'document',
  form,
  document,
  token: null,
  alternatives: () => [document],
  host: null,
});
