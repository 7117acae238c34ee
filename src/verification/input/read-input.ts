import { unpackWhole, type OtherKind, type Sp1Unpacked } from '../../passport/browser.js';
import type { JsonObject, JsonParseFailure } from '../../shared/index.js';
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
  /** All readings of the same code, `document` first: only the signature tells which was issued. */
  readonly readings: readonly JsonObject[];
  readonly host: string | null;
  readonly isPresentation?: boolean;
}

/** Why something is not an input. `what` says what it looks like instead. */
export interface InputProblem {
  readonly kind: 'problem';
  readonly code: JsonParseFailure | 'E11' | 'E12' | 'E14' | 'E18';
  readonly what?: OtherKind;
  readonly shortCode?: string;
}
/** A code that a later reader will read, or one whose text was changed so that it can be read no more. */
export interface UnreadCode {
  readonly kind: 'update-needed' | 'altered';
  readonly host: string | null;
}
export type ReadInput = ReadDocument | UnreadCode | InputProblem;

/**
 * Recognises and reads an input. Codes of our own are read here; everything else is, and what is no input is told, by
 * what is loaded then. Never throws on what the input contains and never quotes it.
 */
export async function readInput(input: string | object, deps: VerifyDeps): Promise<ReadInput> {
  const code = typeof input === 'string' ? await unpackWhole(input, deps.dictionaries) : null;
  return code ? documentOf(code) : (await import('./other-inputs.js')).readOther(input, deps);
}

/** A code of ours as a document. */
export const documentOf = ({ candidates, host }: Pick<Sp1Unpacked, 'candidates' | 'host'>): ReadDocument => ({
  kind: 'document',
  form: 'sp1',
  document: candidates[0],
  token: null,
  readings: candidates,
  host,
});
