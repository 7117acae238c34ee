import type { Qualification } from '../../assessment/index.js';
import type { DocumentLoader } from '../contexts/index.js';
import { isObject, type JsonObject, type JsonValue, type Refusal } from '../../shared/index.js';
import { listAt, objectAt } from '../claims/fields.js';
import type { CredentialKind, SchemaGate, UnsignedCredential } from '../types.js';

/** What the lints compare a credential with; everything comes from the operator's own records, never from the document. */
export interface LintContext {
  readonly schemaGate: SchemaGate;
  readonly documentLoader: DocumentLoader;
  /** Catalogue entry behind an `achievement.id`; null when the catalogue has none. */
  readonly qualification: (iri: string) => Qualification | null;
  readonly isOurIssuer: (did: string) => boolean;
  /** Right shape and check digits for a number of this kind. */
  readonly isNumber: (number: string, kind: CredentialKind) => boolean;
  /** Last day of validity by the scheme's policy (R16), null = no end, undefined = the scheme is not known. */
  readonly validUntil: (award: ValidityQuestion) => string | null | undefined;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

export interface ValidityQuestion {
  readonly kind: CredentialKind;
  readonly issuerDid: string;
  readonly awardedOn: string;
}

/** The document with the parts that lints look at. Members of the wrong shape read as empty. */
export interface LintSubject {
  readonly document: UnsignedCredential;
  readonly kind: CredentialKind;
  readonly isAward: boolean;
  readonly subject: JsonObject;
  readonly achievement: JsonObject;
  readonly units: readonly JsonObject[];
}

/** One thing that must hold before a credential is signed. Adding one = a file with this shape and a line in the registry. */
export interface Lint {
  /** Name of the fixtures `tests/fixtures/lints/<id>.{good,bad}.json`. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
  run(subject: LintSubject, context: LintContext): readonly Refusal[] | Promise<readonly Refusal[]>;
}

export function lintSubject(document: UnsignedCredential, kind: CredentialKind): LintSubject {
  const subject = objectAt(document, 'credentialSubject');
  const achievement = objectAt(subject, 'achievement');
  return {
    document,
    kind,
    isAward: kind !== 'passport' && kind !== 'confirmed-experience',
    subject,
    achievement,
    units: listAt(achievement, 'resultDescription'),
  };
}

/** A blocking refusal at a JSON Pointer. Messages name places and rules, never values of the credential. */
export const refusal = (code: string, message: string, whatToDo: string, at: string): Refusal => ({
  code,
  severity: 'block',
  message,
  whatToDo,
  at,
});

/** Every string of a JSON value with its pointer and the member it stands under; `skip` prunes whole members. */
export function* stringsOf(
  value: JsonValue | undefined,
  skip: (name: string) => boolean,
  at = '',
  name = '',
): Generator<{ readonly text: string; readonly at: string; readonly name: string }> {
  if (typeof value === 'string') yield { text: value, at, name };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* stringsOf(item, skip, `${at}/${index}`, name);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (!skip(key)) yield* stringsOf(member, skip, `${at}/${key}`, key);
    }
  }
}
