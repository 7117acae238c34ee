import { readBakedPng, readBakedSvg, zlibGunzip } from '../credentials/index.js';
import type { TokenStatusLists } from '../issuance/index.js';
import type { TrustList } from '../issuers/index.js';
import { createScanner, type ScanResult, type Scanner } from '../passport/index.js';
import { createPlainJwt, documentOfToken } from '../proofs/index.js';
import { isObject, parseJson, ServiceError, type JsonObject } from '../shared/index.js';
import {
  verify,
  type NotAnInput,
  type OpenedLists,
  type StatusAnswer,
  type VerificationReport,
  type VerifyDeps,
  type VerifyInput,
} from '../verification/index.js';
import { createAccreditationEvidence } from './accreditation-evidence.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';
import type { Outbound } from './outbound.js';
import { createTokenStatus } from './token-status.js';
import type { Trust } from './trust.js';

export interface VerifyOptions {
  readonly language: string;
  readonly framework?: string;
}

export interface Verifier {
  /** ServiceError with the copy deck's code (E10 ... E19) when the input is not one. */
  verifyInput(input: VerifyInput, options: VerifyOptions): Promise<VerificationReport>;
  /** A photo, PDF or text file; judged by its bytes, never by its name. */
  verifyFile(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport>;
  /** The same pipeline with other trust material: the rehearsal of step 4. */
  verifyWith(input: VerifyInput, changes: Partial<VerifyDeps>): Promise<VerificationReport | null>;
  close(): Promise<void>;
}

export const policy: VerifyDeps['policy'] = { maxStatusAgeHours: 48, clockSkewSeconds: 300, expiresSoonDays: 90 };

export interface VerifierParts {
  readonly instance: Instance;
  readonly trust: Trust;
  readonly dictionaries: Dictionaries;
  readonly outbound: Outbound;
  readonly tokenLists: TokenStatusLists;
  readonly frameworkChecks: NonNullable<VerifyDeps['frameworkChecks']>;
}

export function createVerifier(parts: VerifierParts): Verifier {
  const { instance, trust, dictionaries, outbound } = parts;
  const openedLists: OpenedLists = new WeakMap();
  const unchanged = keepUnchanged();
  const accreditations = createAccreditationEvidence(instance);
  const foreignFormats = [...instance.guardedFormats, createPlainJwt(instance.crypto)];
  const { maxStatusAgeHours } = policy;
  const tokenStatus = createTokenStatus({ instance, outbound, tokenLists: parts.tokenLists, maxStatusAgeHours });
  // One for the process: its single thread and bounded queue are what keeps a flood of pictures from taking the machine.
  const scanner = createScanner();

  async function deps(options: VerifyOptions): Promise<VerifyDeps> {
    const list = await trust.judging();
    return {
      crypto: instance.crypto,
      proofFormats: foreignFormats,
      documentOfToken,
      trustList: list,
      resolveKey: outbound.resolveKey,
      statusList: async (url) => unchanged(url, await findStatusList(parts, url)),
      tokenStatus,
      openedLists,
      gunzip: zlibGunzip,
      dictionaries: async (dictId) => {
        if (dictionaries.byId(dictId).length === 0) await dictionaries.catchUp();
        return dictionaries.byId(dictId);
      },
      schemaGate: instance.schemaGate,
      frameworkChecks: parts.frameworkChecks,
      now: instance.clock.now(),
      language: options.language,
      ...(options.framework === undefined ? {} : { framework: options.framework }),
      policy,
    };
  }

  async function verifyInput(input: VerifyInput, options: VerifyOptions): Promise<VerificationReport> {
    const withAccreditations = accreditations(await trust.judging());
    const result = await verify(input, { ...(await deps(options)), withAccreditations });
    if (!result.ok) throw notAnInput(result.problem);
    return result.report;
  }

  return {
    verifyInput,
    verifyFile: async (bytes, options) => verifyInput(await readFile(bytes, scanner), options),
    verifyWith: async (input, changes) => {
      const result = await verify(input, { ...(await deps({ language: 'en' })), ...changes });
      return result.ok ? result.report : null;
    },
    close: () => scanner.close(),
  };
}

/** Text stays text; a picture or PDF becomes the text of its code. */
async function readFile(bytes: Uint8Array, scanner: Scanner): Promise<string> {
  const head = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
  if (head === '%PDF-') return codeOf(await scanner.scanPdf(bytes));
  const text = textOf(bytes);
  return bakedInto(bytes, text) ?? text ?? codeOf(await scanner.scanImage(bytes));
}

/** Characters of a badge as SVG that are looked through. */
const maxSvgLength = 512 * 1024;

/** The credential inside a badge (Open Badges 3.0, section 5.3: PNG and SVG); a picture without one may show a code. */
function bakedInto(bytes: Uint8Array, text: string | null): string | null {
  const isSvg = text !== null && text.length <= maxSvgLength && /^(?:\uFEFF)?<(?:\?xml|svg|!)/.test(text);
  const found = isSvg ? readBakedSvg(text) : text === null ? readBakedPng(bytes) : null;
  return found?.kind === 'text' ? found.text.trim() : null;
}

/** UTF-8 text without control characters, or null: then it can only be a picture. Too long a text is told by who reads it. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    // eslint-disable-next-line no-control-regex -- control characters are exactly what tells pictures from text
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function codeOf(scan: ScanResult): string {
  if (scan.ok) return scan.text;
  throw notAnInput(scan);
}

function notAnInput(problem: NotAnInput): ServiceError {
  const status = problem.code === 'E14' ? 413 : problem.code === 'E15' ? 415 : 422;
  return new ServiceError(problem.code, { status, title: problem.message, whatToDo: problem.whatToDo });
}

const listPrefix = ({ addresses }: Pick<Instance, 'addresses'>): string => `${addresses.publicUrl}/status/`;
export const isOwnList = (instance: Instance, url: string): boolean => url.startsWith(listPrefix(instance));

/** Our own lists come from the store, everybody else's through the outbound door. */
export async function findStatusList(
  { instance, outbound }: Pick<VerifierParts, 'instance' | 'outbound'>,
  url: string,
): Promise<StatusAnswer> {
  if (!isOwnList(instance, url)) return outbound.statusList(url);
  const row = await instance.store.read.statusLists.get(url.slice(listPrefix(instance).length));
  const parsed = row?.signedJson
    ? parseJson(row.signedJson, { maxLength: 4_194_304, maxDepth: 16, maxNodes: 200_000 })
    : null;
  if (!parsed?.ok || !isObject(parsed.value)) return { kind: 'unavailable', reason: 'not-published' };
  return { kind: 'list', credential: parsed.value, fetchedAt: instance.clock.now().toISOString() };
}

/** The same object for a list that is the same text, so that the verifier knows it has opened it already. */
function keepUnchanged(): (url: string, answer: StatusAnswer) => StatusAnswer {
  const kept = new Map<string, { readonly json: string; readonly credential: JsonObject }>();
  return (url, answer) => {
    if (answer.kind !== 'list') return answer;
    const json = JSON.stringify(answer.credential);
    const known = kept.get(url);
    if (known?.json === json) return { ...answer, credential: known.credential };
    kept.set(url, { json, credential: answer.credential });
    const [oldest] = kept.keys();
    if (kept.size > KEPT_LISTS && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}
const KEPT_LISTS = 200;

/** A trust list in which one issuer signs with other keys: for the rehearsal with throwaway keys. */
export function withKeysOf(list: TrustList, did: string, keys: TrustList['issuers'][number]['keys']): TrustList {
  return { ...list, issuers: list.issuers.map((issuer) => (issuer.did === did ? { ...issuer, keys } : issuer)) };
}

export const asObject = (json: string): JsonObject => JSON.parse(json) as JsonObject;
