import type { AssessmentMethod, Qualification, QualificationRef, Route, SchemePolicy, Unit } from '../model/index.js';
import type { SchemeHooks } from '../schemes/scheme.js';

/** A scheme as services see it: its figures and its small code hook. */
export interface Scheme extends SchemePolicy, SchemeHooks {}

/** Read-only reference data. Answers are null when nothing is known, never a guess. */
export interface Catalogue {
  qualification(ref: QualificationRef): Qualification | null;
  /** All revisions, in file order; of one scheme when `scheme` is given. */
  qualifications(scheme?: string): readonly Qualification[];
  /** A unit is identified by code and standard revision; the code alone is not enough. */
  unit(code: string, revision: string): Unit | null;
  scheme(key: string): Scheme | null;
  schemes(): readonly Scheme[];
  /**
   * Finds what a person typed: id, printed code or title, ignoring case. Several revisions may answer; the current one
   * comes first.
   */
  search(text: string, revision?: string): readonly Qualification[];
  /** The revision itself and the revisions it replaced: an accreditation for any of them covers it (R01). */
  coveredBy(ref: QualificationRef): readonly QualificationRef[];
}

const sameQualification = (left: QualificationRef, right: QualificationRef): boolean =>
  left.qualificationId === right.qualificationId && left.revision === right.revision;

const refOf = (qualification: Qualification): QualificationRef => ({
  qualificationId: qualification.id,
  revision: qualification.revision,
});

/** Codes that can be assessed; units whose code no source shows are left out. */
export function assessableUnits(qualification: Qualification): readonly (Unit & { readonly code: string })[] {
  return qualification.units.filter((unit): unit is Unit & { readonly code: string } => unit.code !== null);
}

export const requiredUnitCodes = (qualification: Qualification): readonly string[] =>
  assessableUnits(qualification)
    .filter((unit) => unit.required)
    .map((unit) => unit.code);

/** Portfolio and RPL candidates are judged on documents and an interview, everybody else by the standard's own methods. */
export function requiredMethods(qualification: Qualification, route: Route): readonly AssessmentMethod[] {
  return route === 'portfolio' || route === 'rpl' ? ['portfolio', 'interview'] : qualification.requiredMethods;
}

const pinned = (id: string, revision: string): string => `${id} ${revision}`;
const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase();

export function buildCatalogue(qualifications: readonly Qualification[], schemes: readonly Scheme[]): Catalogue {
  const byRef = new Map(qualifications.map((entry) => [pinned(entry.id, entry.revision), entry]));
  const units = new Map<string, Unit>();
  for (const unit of qualifications.flatMap(assessableUnits)) {
    if (!units.has(pinned(unit.code, unit.revision))) units.set(pinned(unit.code, unit.revision), unit);
  }
  const byKey = new Map(schemes.map((scheme) => [scheme.key, scheme]));

  const coveredBy = (ref: QualificationRef): readonly QualificationRef[] => {
    const found: QualificationRef[] = [ref];
    for (const current of found) {
      const older = qualifications.filter(
        (entry) =>
          entry.supersededBy?.id === current.qualificationId && entry.supersededBy.revision === current.revision,
      );
      for (const entry of older.map(refOf)) {
        if (!found.some((known) => sameQualification(known, entry))) found.push(entry);
      }
    }
    return found;
  };

  return {
    qualification: (ref) => byRef.get(pinned(ref.qualificationId, ref.revision)) ?? null,
    qualifications: (scheme) =>
      scheme === undefined ? qualifications : qualifications.filter((entry) => entry.scheme === scheme),
    unit: (code, revision) => units.get(pinned(code, revision)) ?? null,
    scheme: (key) => byKey.get(key) ?? null,
    schemes: () => schemes,
    search: (text, revision) =>
      qualifications
        .filter((entry) => [entry.id, entry.code ?? '', entry.title].some((name) => folded(name) === folded(text)))
        .filter((entry) => revision === undefined || entry.revision === revision)
        .toSorted((left, right) => Number(left.status === 'superseded') - Number(right.status === 'superseded')),
    coveredBy,
  };
}
