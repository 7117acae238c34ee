import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import { checkCredentialModel, checkPresentationModel, valuesOf } from '../../verification/index.js';

export type DocumentKind = 'credential' | 'presentation';

/** Members that a credential or presentation may have when this tool issues it: the suite wants others refused. */
const members: Readonly<Record<DocumentKind, readonly string[]>> = {
  credential: [
    '@context',
    'id',
    'type',
    'name',
    'description',
    'issuer',
    'validFrom',
    'validUntil',
    'credentialSubject',
    'credentialSchema',
    'credentialStatus',
    'refreshService',
    'termsOfUse',
    'evidence',
    'relatedResource',
    'confidenceMethod',
    'renderMethod',
  ],
  presentation: ['@context', 'id', 'type', 'holder', 'verifiableCredential', 'termsOfUse'],
};

/** VC-JOSE-COSE 1.0 section 1.1: credentials inside a secured presentation are enveloped, in a data: URL. */
const isEnveloped = (credential: unknown): boolean =>
  isObject(credential) &&
  credential.type === 'EnvelopedVerifiableCredential' &&
  typeof credential.id === 'string' &&
  /^data:application\/vc\+(?:jwt|sd-jwt|cose)(?:;base64)?,./.test(credential.id);

const areEnveloped = (document: JsonObject): boolean => valuesOf(document.verifiableCredential).every(isEnveloped);

/** May this document be issued? The data model, no unknown members, enveloped credentials only. */
export function isIssuable(kind: DocumentKind, document: JsonObject): boolean {
  if (!Object.keys(document).every((name) => members[kind].includes(name))) return false;
  return kind === 'credential'
    ? checkCredentialModel(document).length === 0
    : checkPresentationModel(document).length === 0 && areEnveloped(document);
}

const idOf = (value: JsonValue | undefined): JsonValue | undefined => (isObject(value) ? value.id : value);

const NUMERIC_OR_ISO = /^\d{4}-\d{2}-\d{2}T/;

/** Instant of a claim: NumericDate, or the ISO text that the suite's own vectors carry. */
function millis(claim: JsonValue | undefined): number | null {
  if (typeof claim === 'number') return claim * 1000;
  return typeof claim === 'string' && NUMERIC_OR_ISO.test(claim) ? Date.parse(claim) : null;
}

export interface SoundnessOptions {
  /** SD-JWT: the holder may hide parts, even the type. */
  readonly isPartial: boolean;
  readonly now: Date | null;
}

/**
 * The verified payload against VC-JOSE-COSE 1.0 section 3.1: claims that repeat the document agree with it, no `vc` or
 * `vp`, credentials enveloped. `exp` and `nbf` count only against a clock that was given: the suite's vectors are old.
 */
export function isSound(kind: DocumentKind, payload: JsonObject, options: SoundnessOptions): boolean {
  const hasOldClaims = Object.hasOwn(payload, 'vc') || Object.hasOwn(payload, 'vp');
  return (
    !hasOldClaims &&
    isConsistent(kind, payload) &&
    isRecognisable(kind, payload, options.isPartial) &&
    (kind === 'credential' || areEnveloped(payload)) &&
    isTimely(payload, options.now)
  );
}

const ownerOf = (kind: DocumentKind, payload: JsonObject): JsonValue | undefined =>
  idOf(kind === 'credential' ? payload.issuer : payload.holder);

/** `iss` and `jti` repeat what the document says, if both say it. */
function isConsistent(kind: DocumentKind, payload: JsonObject): boolean {
  const repeats = (claim: JsonValue | undefined, member: JsonValue | undefined): boolean =>
    claim === undefined || member === undefined || claim === member;
  return repeats(payload.iss, ownerOf(kind, payload)) && repeats(payload.jti, payload.id);
}

function isRecognisable(kind: DocumentKind, payload: JsonObject, isPartial: boolean): boolean {
  const types = valuesOf(payload.type);
  const required = kind === 'credential' ? 'VerifiableCredential' : 'VerifiablePresentation';
  const isTyped = types.includes(required) || (isPartial && types.length === 0);
  return isTyped && (kind === 'presentation' || isPartial || ownerOf(kind, payload) !== undefined);
}

function isTimely(payload: JsonObject, now: Date | null): boolean {
  if (now === null) return true;
  const [until, from] = [millis(payload.exp), millis(payload.nbf)];
  return (until === null || until > now.getTime()) && (from === null || from <= now.getTime());
}
